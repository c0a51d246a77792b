// Compiles the modules of useful work from AssemblyScript and writes their checksums. `--check` compares with what is committed.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Pages of memory of each module: as little as it needs, because every state that is hashed or kept is all of it. */
const PAGES = { primes: 13, tile: 5, digits: 16, molecules: 3 };

/** @param {string} name @param {number} pages */
export async function compile(name, pages) {
  /** @type {Map<string, Uint8Array | string>} */
  const written = new Map();
  const { error, stderr } = await asc.main([
    `assembly/${name}.ts`, '--outFile', `${name}.wasm`, '--runtime', 'stub', '--noAssert', '-O3', '--converge', '--enable', 'simd,bulk-memory', '--disable', 'mutable-globals',
    '--initialMemory', String(pages), '--maximumMemory', String(pages), '--baseDir', folder,
  ], { readFile: (file, base) => { try { return readFileSync(`${base}/${file}`, 'utf8'); } catch { return null; } }, writeFile: (file, content) => void written.set(file, content), listFiles: () => [] });
  const bytes = written.get(`${name}.wasm`);
  if (error || !(bytes instanceof Uint8Array)) throw new Error(`${name}: ${stderr.toString()}`);
  return bytes;
}

const check = process.argv.includes('--check');
mkdirSync(`${folder}/built`, { recursive: true });
let sums = '';
for (const [name, pages] of Object.entries(PAGES)) {
  const bytes = await compile(name, pages);
  sums += `${createHash('sha256').update(bytes).digest('hex')}  ${name}.wasm\n`;
  if (!check) writeFileSync(`${folder}/built/${name}.wasm`, bytes);
  else if (!Buffer.from(bytes).equals(readFileSync(`${folder}/built/${name}.wasm`))) {
    console.error(`${name}.wasm is not what its source makes: run node node-core/pouw/modules/build.mjs`);
    process.exitCode = 1;
  }
}
if (!check) writeFileSync(`${folder}/built/SHA256SUMS`, sums);
else if (readFileSync(`${folder}/built/SHA256SUMS`, 'utf8') !== sums) {
  console.error('SHA256SUMS is not what the modules have');
  process.exitCode = 1;
}
