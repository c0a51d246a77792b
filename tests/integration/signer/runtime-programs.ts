// Bundles a program as the shipped ones are bundled and runs it in Node or in Electron.

import { spawn } from 'node:child_process';
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The Electron that `npm test` names, or one that the set-up has cached; null where there is none at all. */
export function electronProgram(): string | null {
  const named = process.env.FLUXKEEP_ELECTRON;
  if (named) return named;
  const cache = join(homedir(), '.cache', 'fluxkeep');
  const cached = existsSync(cache) ? readdirSync(cache).map((name) => join(cache, name, 'electron')) : [];
  return cached.find((program) => existsSync(program)) ?? null;
}

/** Bundles `source` (a path in the project) into `folder`. @returns the bundle */
export async function bundled(source: string, folder: string): Promise<string> {
  const target = join(folder, `${source.replace(/[^a-z]/g, '-')}.cjs`);
  mkdirSync(dirname(target), { recursive: true });
  await build({
    entryPoints: [resolve(source)], outfile: target, bundle: true, format: 'cjs', platform: 'node', target: 'node18', logLevel: 'error',
    external: ['electron', '@node-rs/argon2', '@node-rs/argon2-*'],
    inject: [resolve('build/bundling/web-crypto.ts')],
    define: { 'import.meta.url': 'bundleAddress' },
    banner: { js: 'const bundleAddress = require("node:url").pathToFileURL(__filename).href;' },
  });
  copyFileSync('node_modules/tiny-secp256k1/lib/secp256k1.wasm', join(folder, 'secp256k1.wasm'));
  return target;
}

/** Runs a program to its end. @returns the JSON of the last line it printed that is JSON */
export async function answerOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  const line = output.split('\n').filter((one) => one.startsWith('{')).pop();
  if (line === undefined) throw new Error(`no answer, exit ${code}: ${output.slice(-1000)} ${errors.slice(-2000)}`);
  return JSON.parse(line) as unknown;
}
