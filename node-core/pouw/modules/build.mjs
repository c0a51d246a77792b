// Compiles the modules of useful work from AssemblyScript and writes their checksums. `--check` compares with what is committed.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Pages of memory of each module: as little as it needs, because every state that is hashed or kept is all of it. */
const PAGES = { primes: 13, tile: 5, digits: 16, molecules: 3 };

/**
 * @param {string} name
 * @param {number} pages
 */
function compile(name, pages) {
  const out = join(mkdtempSync(join(tmpdir(), 'fluxkeep-modules-')), `${name}.wasm`);
  execFileSync(process.execPath, [
    join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin', 'asc.js'), `assembly/${name}.ts`, '--outFile', out, '--runtime', 'stub', '--noAssert', '-O3', '--converge', '--enable', 'simd,bulk-memory', '--disableWarning', '112',
    '--disable', 'mutable-globals', '--initialMemory', String(pages), '--maximumMemory', String(pages),
  ], { cwd: folder, stdio: 'inherit' });
  return readFileSync(out);
}

const check = process.argv.includes('--check');
mkdirSync(`${folder}/built`, { recursive: true });
let sums = '';
for (const [name, pages] of Object.entries(PAGES)) {
  const bytes = compile(name, pages);
  sums += `${createHash('sha256').update(bytes).digest('hex')}  ${name}.wasm\n`;
  if (!check) writeFileSync(`${folder}/built/${name}.wasm`, bytes);
  else if (!bytes.equals(readFileSync(`${folder}/built/${name}.wasm`))) {
    console.error(`${name}.wasm is not what its source makes: run node node-core/pouw/modules/build.mjs`);
    process.exitCode = 1;
  }
}
if (!check) writeFileSync(`${folder}/built/SHA256SUMS`, sums);
else if (readFileSync(`${folder}/built/SHA256SUMS`, 'utf8') !== sums) {
  console.error('SHA256SUMS is not what the modules have');
  process.exitCode = 1;
}
