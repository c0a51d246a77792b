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
  const child = spawn(process.execPath, ['out/node/fluxkeep-node.cjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
  // The program has no clock but the computer's, and each block that is made at once moves the network's time: it begins an hour ago.
  network = await PracticeProcess.start(folder, '--seed', 'cli', '--start-time-ms', String(Date.now() - 3_600_000));
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
  [['follow', '--table', 'http://x'], '--table takes insight=URL, fluxos=URL or file=PATH'],
  [['follow', '--upgrades', 'pon=1'], '--upgrades is for regtest'],
  [['follow', '--network', 'regtest', '--upgrades', 'halfling=1'], '"halfling" is no upgrade'],
  [['follow', '--until', 'soon'], '--until takes a height'],
  [['follow', '--frobnicate'], 'frobnicate'],
  [['headers', '--from', '5', '--network', 'practice'], 'between two pinned blocks'],
  [['headers', '--from', 'here'], '--from takes a height'],
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

describe('a table for a release', () => {
  const bare = (folder: string, ...sources: string[]): string[] => ['--network', 'practice', ...network.ready.endpoints.p2p.flatMap((peer) => ['--peer', peer]), ...sources.flatMap((source) => ['--table', source]), '--folder', folder];
  const sources = (): string[] => [network.ready.endpoints.flux.a, network.ready.endpoints.flux.b].map((url) => `insight=${url}`);
  const [first, second, third, fourth] = Array.from({ length: 4 }, temporaryFolder);
  const file = join(nodeFolder, 'table.json');
  afterAll(() => [first, second, third, fourth].forEach((each) => each !== undefined && remove(each)));

  it('is the same to the byte from whoever followed to its block, wherever they began', async () => {
    if (first === undefined || second === undefined) throw new Error('no folders');
    // The one begins here, the other ten blocks later.
    const early = await node('follow', ...bare(first, ...sources()), '--until', String(height));
    expect(early.code).toBe(0);
    const { tip } = early.events.at(-1) as unknown as { tip: { height: number } };
    await network.do('/control/mine', { chain: 'flux', blocks: 5 });
    const began = await node('follow', ...bare(second, ...sources()), '--until', String(tip.height));
    expect(began.code).toBe(0);
    await network.do('/control/mine', { chain: 'flux', blocks: 3 });
    const of = tip.height + 8;
    const written = await node('table', ...bare(first, ...sources()), '--until', String(of));
    const again = await node('table', ...bare(second, ...sources()), '--until', String(of));
    expect([written.code, again.code]).toEqual([0, 0]);
    expect(again.out).toBe(written.out);
    expect(/sha256 [0-9a-f]{64}/.exec(written.err)?.[0]).toBe(/sha256 [0-9a-f]{64}/.exec(again.err)?.[0]);
    expect(JSON.parse(written.out)).toMatchObject({ network: 'practice', tip: { height: of }, tableFrom: ['the release'] });
    writeFileSync(file, written.out);
  });

  it('is where an empty folder begins, without anybody who lists nodes', async () => {
    if (third === undefined) throw new Error('no folder');
    await network.do('/control/mine', { chain: 'flux', blocks: 2 });
    const { tip } = JSON.parse(readFileSync(file, 'utf8')) as { tip: { height: number } };
    const { code, events } = await node('follow', ...bare(third, `file=${file}`), '--until', String(tip.height + 2));
    expect(code).toBe(0);
    expect(events.filter(({ event }) => event === 'status').at(-1)).toMatchObject({ start: { height: tip.height }, tableFrom: ['the release'] });
    expect((events.at(-1) as { tip?: { height: number } }).tip?.height).toBeGreaterThanOrEqual(tip.height + 2);
  });

  it.each([
    ['is damaged', (text: string) => text.slice(0, -40), 'no table of nodes'],
    ['is of another network', (text: string) => text.replace('"network":"practice"', '"network":"mainnet"'), 'of another network'],
  ])('is refused in words when it %s', async (_what, change, words) => {
    if (fourth === undefined) throw new Error('no folder');
    const bad = join(nodeFolder, 'bad-table.json');
    writeFileSync(bad, change(readFileSync(file, 'utf8')));
    const { code, err } = await node('follow', ...bare(fourth, `file=${bad}`));
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
  });
});
