// fluxkeep-node as a program of its own, against the practice network: follows, proves, checks offline, refuses what is wrong in words.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import { seededKey } from '../../../node-core/practice/seed';
import { addressOfPublicKey } from '../../../shared/flux/address';
import { PracticeProcess, remove, stopAll, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const nodeFolder = temporaryFolder();
const address = addressOfPublicKey(seededKey('cli', 'me').publicKey, PRACTICE_FLUX);
let network: PracticeProcess;
let height = 0;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly events: readonly Record<string, unknown>[];
}
function node(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'node-core/cli/fluxkeep-node.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err, events: out.split('\n').filter((line) => line.startsWith('{"event"')).map((line) => JSON.parse(line) as Record<string, unknown>) })));
}
const chain = (): string[] => {
  const { p2p, flux } = network.ready.endpoints;
  return ['--network', 'practice', ...p2p.flatMap((peer) => ['--peer', peer]), '--table', `insight=${flux.a}`, '--table', `insight=${flux.b}`, '--folder', nodeFolder, '--watch', address];
};

beforeAll(async () => {
  // Real time: the program has no other clock.
  network = await PracticeProcess.start(folder, '--seed', 'cli');
});
afterAll(async () => {
  await stopAll();
  remove(folder);
  rmSync(nodeFolder, { recursive: true, force: true });
});

it('teaches', async () => {
  const { code, out } = await node('--help');
  expect(code).toBe(0);
  for (const word of ['follow', 'headers', 'proof', 'verify-proof', 'broadcast', '--upgrades', 'Exit codes', 'Examples']) expect(out).toContain(word);
});

it.each([
  [[], 'no command'],
  [['dance'], 'there is no command "dance"'],
  [['follow', '--network', 'moon'], 'there is no network "moon"'],
  [['follow', '--peer', 'nowhere'], 'not host:port'],
  [['follow', '--table', 'http://x'], '--table takes insight=URL or fluxos=URL'],
  [['follow', '--upgrades', 'pon=1'], '--upgrades is for regtest'],
  [['follow', '--network', 'regtest', '--upgrades', 'halfling=1'], '"halfling" is no upgrade'],
  [['follow', '--until', 'soon'], '--until takes a height'],
  [['follow', '--frobnicate'], 'frobnicate'],
  [['proof', 'xyz'], 'proof takes the id of a transaction'],
  [['broadcast', 'zz', '--network', 'practice'], 'hex'],
])('refuses %p in words', async (args, words) => {
  const { code, err } = await node(...args);
  expect(code).toBe(2);
  expect(err).toContain(words);
});

it('fetches headers of a network whose upgrades are named', async () => {
  const { code, events } = await node('headers', '--network', 'regtest', '--upgrades', 'all=1', '--peer', network.ready.endpoints.p2p[0] ?? '');
  expect(code).toBe(0);
  expect(events.at(-1)).toMatchObject({ event: 'headers', height: expect.any(Number) });
  height = Number(events.at(-1)?.['height']);
  expect(height).toBeGreaterThan(100);
});

it('follows to a height and says what it sees', async () => {
  const { code, events, err } = await node('follow', ...chain(), '--until', String(height));
  expect([code, err.includes('Error')]).toEqual([0, false]);
  expect(events.find(({ event, start }) => event === 'status' && start !== null)).toMatchObject({ tableFrom: [expect.stringContaining('127.0.0.1'), expect.stringContaining('127.0.0.1')] });
  expect(events.at(-1)).toMatchObject({ event: 'end', tip: { height: expect.any(Number) } });
});

it('writes a proof that another run checks without a network, and refuses one that was changed', async () => {
  // The faucet's payment stands in a block as soon as the network's own time makes one.
  // Paid after the program has taken its start: what lies before that it cannot prove.
  const { txid } = (await network.do('/faucet', { chain: 'flux', address, amount: '700000000' })) as { txid: string };
  await network.do('/control/mine', { chain: 'flux', blocks: 1 });
  const file = join(nodeFolder, 'proof.json');
  const made = await node('proof', txid, ...chain());
  expect(made.err.includes('cli/')).toBe(false);
  expect(made.code).toBe(0);
  writeFileSync(file, made.out);
  const good = await node('verify-proof', file, '--network', 'practice');
  expect([good.code, good.events[0]]).toEqual([0, expect.objectContaining({ holds: true, txid, proven: false, trusted: expect.stringContaining('word of this file') })]);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"transaction": "(.{20})./, (_whole, start: string) => `"transaction": "${start}f`));
  const bad = await node('verify-proof', file, '--network', 'practice');
  expect([bad.code, bad.events[0]]).toEqual([3, expect.objectContaining({ holds: false })]);
  const other = await node('verify-proof', file);
  expect([other.code, other.events[0]]).toEqual([3, expect.objectContaining({ code: 'proof/other-network' })]);
});

it('finds the coins of an earlier run again, though no block comes', async () => {
  const before = await node('follow', ...chain(), '--watch', address, '--until', String(height));
  expect(before.events.filter(({ event }) => event === 'watched').at(-1)).toMatchObject({ coins: [expect.objectContaining({ value: '700000000' })] });
  const again = await node('follow', ...chain(), '--watch', address, '--until', String(height));
  expect(again.events.filter(({ event }) => event === 'watched').at(-1)).toMatchObject({ coins: [expect.objectContaining({ value: '700000000' })] });
  expect(again.events.at(-1)).toMatchObject({ event: 'end' });
});
