// The lockdown in a real process: every way to a network fails, the debugger signal does nothing, and what the signer needs still works.

import { spawn } from 'node:child_process';
import { buildSync } from 'esbuild';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-lockdown-'));
const signer = resolve('main/signer');
copyFileSync('node_modules/tiny-secp256k1/lib/secp256k1.wasm', join(folder, 'secp256k1.wasm'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles a program as the app is bundled and runs it; its last line of output is JSON. */
async function run<T>(source: string, onReady?: (pid: number) => void): Promise<{ value: T; stderr: string }> {
  const file = join(folder, `${process.hrtime.bigint()}.cjs`);
  buildSync({ stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' }, outfile: file, bundle: true, format: 'cjs', platform: 'node', target: 'node18', external: ['@node-rs/argon2', 'electron'], define: { 'import.meta.url': 'bundleAddress' }, banner: { js: 'const bundleAddress = require("node:url").pathToFileURL(__filename).href;' }, logLevel: 'error' });
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_PATH: resolve('node_modules'), NODE_OPTIONS: '' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (onReady && stdout.includes('READY')) { const ready = onReady; onReady = undefined; ready(child.pid ?? 0); }
  });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  await new Promise((done) => child.once('exit', done));
  const last = stdout.trim().split('\n').pop() ?? '';
  try {
    return { value: JSON.parse(last) as T, stderr };
  } catch {
    throw new Error(`no answer: ${stdout} ${stderr}`);
  }
}

const LOCK = `import { lockDown } from '${signer}/lockdown'; lockDown(() => { require('@node-rs/argon2'); });`;

test('everything that could reach out is blocked, and nothing is open', async () => {
  const { value } = await run<{ blocked: string[]; open: string[]; inetSockets: number }>(`${LOCK}
    import { selfCheck } from '${signer}/self-check';
    void selfCheck({ require: (name) => require(name), import: (name) => import(name) }).then((found) => console.log(JSON.stringify(found)));`);
  expect(value.open).toEqual([]);
  expect(value.inetSockets).toBe(process.platform === 'linux' ? 0 : -1);
  for (const way of ['net', 'tls', 'dns', 'dgram', 'http', 'https', 'http2', 'child_process', 'worker_threads', 'inspector', 'cluster', 'repl', 'electron'].flatMap((name) => [`require ${name}`, `require node:${name}`])) expect(value.blocked).toContain(way);
  for (const way of ['import net.connect', 'import http.get', 'fetch', 'WebSocket', 'EventSource', 'process.binding', 'process._linkedBinding', 'process.dlopen', 'process.getBuiltinModule']) expect(value.blocked).toContain(way);
});

test('without the lockdown the same check finds the ways open: it is no formality', async () => {
  const { value } = await run<{ open: string[] }>(`
    import { selfCheck } from '${signer}/self-check';
    void selfCheck({ require: (name) => require(name), import: () => Promise.reject(new Error('not tried')) }).then((found) => console.log(JSON.stringify(found)));`);
  expect(value.open).toEqual(expect.arrayContaining(['require net', 'require node:http', 'fetch', 'process.binding', 'process.dlopen']));
});

test('ways around the doors are shut as well', async () => {
  const { value } = await run<Record<string, string>>(`${LOCK}
    const tried: Record<string, string> = {};
    const attempt = (name: string, run: () => unknown) => { try { const got = run(); tried[name] = got === undefined ? 'undefined' : 'open'; } catch { tried[name] = 'refused'; } };
    attempt('module.constructor', () => (module as any).constructor._load('net', null, false));
    attempt('module.require', () => (module as any).require('net'));
    attempt('mainModule', () => (process as any).mainModule.require('net'));
    attempt('patch _load', () => { 'use strict'; (module as any).constructor._load = () => 1; return (module as any).constructor._load === undefined ? undefined : (module as any).require('net'); });
    attempt('createRequire', () => (module as any).constructor.createRequire('/')('net'));
    attempt('reload', () => { delete (require as any).cache; return require('node:net'); });
    attempt('native file', () => (module as any).constructor._extensions['.node']({ exports: {} }, '/tmp/evil.node'));
    attempt('Socket', () => { const { stdout } = process as any; return stdout.constructor === Object ? undefined : new stdout.constructor().connect?.(9); });
    void import('net').then((net: any) => { attempt('import net.Socket', () => new net.Socket().connect(9, '127.0.0.1')); attempt('import default', () => net.default.connect(9)); })
      .then(() => import('http')).then((http: any) => { attempt('import http.request', () => http.request('http://127.0.0.1:9')); })
      .then(() => import('worker_threads')).then((threads: any) => { attempt('Worker', () => new threads.Worker('1', { eval: true })); })
      .then(() => import('child_process')).then((child: any) => { attempt('execFileSync', () => child.execFileSync('true')); })
      .then(() => console.log(JSON.stringify(tried)));`);
  expect(Object.entries(value).filter(([, outcome]) => outcome === 'open')).toEqual([]);
  expect(Object.keys(value).length).toBe(13);
});

test('the debugger signal starts no debugger and opens no socket', async () => {
  const { value, stderr } = await run<{ inetSockets: number }>(`${LOCK}
    import { selfCheck } from '${signer}/self-check';
    process.once('SIGUSR2', () => { void selfCheck({ require: (name) => require(name), import: (name) => import(name) }).then((found) => { console.log(JSON.stringify(found)); process.exit(0); }); });
    const alive = setInterval(() => undefined, 1000);
    process.on('SIGUSR1', () => { console.log('SIGNAL'); process.kill(process.pid, 'SIGUSR2'); });
    console.log('READY'); void alive;`, (pid) => process.kill(pid, 'SIGUSR1'));
  expect(stderr).not.toContain('Debugger');
  expect(value.inetSockets).toBe(process.platform === 'linux' ? 0 : -1);
});

test('what the signer needs still works: files, hashes, argon2 native and in WebAssembly, the curve', async () => {
  const { value } = await run<{ native: string; wasm: string; kind: string; point: number; read: number; cipher: number }>(`${LOCK}
    import { chooseArgon2id, wasmArgon2id } from '${signer}/vault/argon2';
    import { sealRecord, openRecord } from '${signer}/vault/seal';
    import { nodeDisk } from '${signer}/vault/node-disk';
    import * as ecc from 'tiny-secp256k1';
    const { kind, hash } = chooseArgon2id();
    const salt = new Uint8Array(16).fill(1); const password = new Uint8Array(8).fill(2); const params = { m: 64, t: 1, p: 1 };
    void (async () => {
      const native = Buffer.from(await hash(password, salt, params)).toString('hex');
      const wasm = Buffer.from(await wasmArgon2id(password, salt, params)).toString('hex');
      const read = await nodeDisk().read(__filename, 1e8);
      const context = { format: 'fluxkeep-vault', v: 1, vault: 'a', network: 'practice' } as const;
      const sealed = sealRecord(salt, context, 'b', 'meta', password, (n) => new Uint8Array(n));
      const opened = openRecord(salt, context, { id: 'b', type: 'meta', ...sealed });
      console.log(JSON.stringify({ kind, native, wasm, point: ecc.pointFromScalar(new Uint8Array(32).fill(1))?.length, read: read?.length, cipher: opened?.length }));
    })();`);
  expect(value.kind).toBe('native');
  expect(value.wasm).toBe(value.native);
  expect(value).toMatchObject({ point: 33, cipher: 8 });
  expect(value.read).toBeGreaterThan(1000);
});
