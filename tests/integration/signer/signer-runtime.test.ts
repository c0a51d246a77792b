// The key core in every runtime at hand, and the signer as a real utility process: locked down, killed, opened again.

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { hasDisplay, startDisplay, type Display } from '../../../build/setup/display.mjs';
import { answerOf, bundled, electronProgram } from './runtime-programs';

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-runtime-'));
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
/** Electron starts no main process without a screen, even one that opens no window. */
let screen: Display | null = null;
beforeAll(async () => {
  if (!hasDisplay()) screen = await startDisplay();
});
afterAll(async () => {
  await screen?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const electron = electronProgram();
const runtimes: Array<[string, string, NodeJS.ProcessEnv]> = [['Node', process.execPath, {}], ...(electron ? [['Electron', electron, { ELECTRON_RUN_AS_NODE: '1' }] as [string, string, NodeJS.ProcessEnv]] : [])];

test.each(runtimes)('the key core in %s', async (_name, program, env) => {
  const file = await bundled('tests/runtime/key-core-smoke.ts', folder);
  expect(await answerOf(program, [file], env)).toEqual({
    words: true, seed: 'c55257c360c07c72029aebc1b53c05ed', flux: 't1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo',
    bip84: 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', bip86: 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr', evm: '0x9858EfFD232B4033E47d90003D41EC34EcaEda94',
    signature: true, argon2: 'native', argonEqual: true, wrong: 'vault/wrong-password', reopened: true,
  });
}, 60_000);

test('the signer as a utility process: no way out, no socket, and the wallet survives its death', async () => {
  if (!electron) throw new Error('no Electron here: `npm test` sets one up');
  const signer = await bundled('main/signer/index.ts', folder);
  const host = await bundled('tests/integration/signer/signer-host.ts', folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'signer-host', version: '0.0.1', main: basename(host) }));
  const flags = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  const seen = (await answerOf(electron, [...flags, folder, signer, join(folder, 'vaults')], screen ? { DISPLAY: screen.name } : {})) as { check: { blocked: string[]; open: string[]; inetSockets: number }; afterSignal: unknown };
  expect(seen.check.open).toEqual([]);
  expect(seen.check.inetSockets).toBe(process.platform === 'linux' ? 0 : -1);
  for (const way of ['require net', 'require electron', 'import net.connect', 'import http.get', 'fetch', 'WebSocket', 'process.binding', 'process._linkedBinding']) expect(seen.check.blocked).toContain(way);
  expect(seen).toMatchObject({ afterSignal: { open: [], inetSockets: seen.check.inetSockets }, listed: [[true, 'ready']], wrong: 'vault/wrong-password', fingerprint: '73c5da0a' });
}, 120_000);
