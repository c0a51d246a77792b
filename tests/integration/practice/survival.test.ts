// What survives and what must not: state after a restart and after kill -9, no orphan of either.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { practiceAccessSchema, practiceEventSchema } from '../../../shared/practice/control-api';
import { until } from '../../e2e/harness/until';
import { PracticeProcess, descendantsOf, getJson, remove, stopAll, temporaryFolder, untilGone } from './practice-process';

jest.setTimeout(180_000);

const FLUX = 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX';
const EVM = '0x3333333333333333333333333333333333333333';
const GONE_LIMIT_MS = 10_000;

/** All processes of this machine with their parents. */
function allProcesses(): { pid: number; parent: number }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
    } catch {
      // It ended while the list was read.
      return [];
    }
  });
}
const anvilsBelow = (pid: number): number[] => descendantsOf(pid, allProcesses()).filter((each) => {
  try {
    return /bin\/anvil$/.test(readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0')[0] ?? '');
  } catch {
    return false;
  }
});

let folder = '';
beforeEach(() => (folder = temporaryFolder()));
afterEach(async () => {
  await stopAll();
  remove(folder);
});

async function pay(network: PracticeProcess): Promise<void> {
  await network.do('/faucet', { chain: 'flux', address: FLUX });
  await network.do('/faucet', { chain: 'polygon', address: EVM, amount: '42' });
}
const waitingCoins = (network: PracticeProcess): Promise<unknown> => getJson(`${network.ready.endpoints.flux.a}/addrs/${FLUX}/utxo`);

test('a restart keeps instance, coins, clock and waiting transactions', async () => {
  const first = await PracticeProcess.start(folder, '--clock-rate', '0', '--start-time-ms', '1700000000000');
  await pay(first);
  await first.do('/control/mine', { chain: 'polygon', blocks: 1 });
  const early = await first.status();
  await first.do('/control/clock', { advanceMs: 5_000_000 });
  // Blocks of five thousand seconds are due, one every 30 on Flux; they are made one after the other.
  let before = await first.status();
  await until('every block that is due', async () => {
    const earlier = before;
    before = await first.status();
    return before.chains.flux.height >= early.chains.flux.height + 166 && JSON.stringify(before.chains) === JSON.stringify(earlier.chains);
  }, 60_000);
  const block = await first.rpc('polygon', 'eth_getBlockByNumber', ['0x2', true]);
  const coins = await waitingCoins(first);
  await first.stop();
  const second = await PracticeProcess.start(folder);
  const after = await second.status();
  expect(second.ready.instanceId).toBe(first.ready.instanceId);
  expect([after.clock, after.seed, after.tokens, after.chains.flux, after.chains.bitcoin]).toEqual([before.clock, before.seed, before.tokens, before.chains.flux, before.chains.bitcoin]);
  expect(await second.rpc('polygon', 'eth_getBlockByNumber', ['0x2', true])).toEqual(block);
  expect(await waitingCoins(second)).toEqual(coins);
  expect(await second.rpc('polygon', 'eth_getBalance', [EVM, 'latest'])).toBe('0x2a');
  await second.stop();
});

test('ready.json leads to the running network, for its owner only, and is gone when it stopped', async () => {
  const network = await PracticeProcess.start(folder, '--clock-rate', '0');
  const file = join(folder, 'ready.json');
  const access = practiceAccessSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(access).toEqual({ pid: network.child.pid, controlToken: network.ready.controlToken, endpoints: network.ready.endpoints });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await network.stop();
  expect(existsSync(file)).toBe(false);
});

test('the same seed and start time give the same chains', async () => {
  const other = temporaryFolder();
  const args = ['--clock-rate', '0', '--start-time-ms', '1700000000000', '--seed', 'twice'];
  const [left, right] = await Promise.all([PracticeProcess.start(folder, ...args), PracticeProcess.start(other, ...args)]);
  const tips = await Promise.all([left, right].map((each) => getJson(`${each.ready.endpoints.flux.a}/status?q=getLastBlockHash`)));
  expect(tips[0]).toEqual(tips[1]);
  expect(left.ready.tokens).toEqual(right.ready.tokens);
  await Promise.all([left.stop(), right.stop()]);
  remove(other);
});

test('kill -9 of the practice process ends every node, and what it had accepted is there at the next start', async () => {
  const first = await PracticeProcess.start(folder, '--clock-rate', '0');
  await pay(first);
  const anvils = anvilsBelow(first.ready.pid);
  expect(anvils).toHaveLength(5);
  const all = descendantsOf(first.ready.pid, allProcesses());
  process.kill(first.ready.pid, 'SIGKILL');
  await untilGone([first.ready.pid, ...all], GONE_LIMIT_MS);
  const second = await PracticeProcess.start(folder, '--clock-rate', '0');
  expect(second.ready.instanceId).toBe(first.ready.instanceId);
  expect(await waitingCoins(second)).toHaveLength(1);
  await second.do('/control/mine', { chain: 'polygon', blocks: 1 });
  expect(await second.rpc('polygon', 'eth_getBalance', [EVM, 'latest'])).toBe('0x2a');
  await second.stop();
});

test('kill -9 of the app ends the practice process and every node', async () => {
  // A parent of our own stands for the app.
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['out/practice/practice.cjs', '--json', '--data', process.argv[1]], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.pipe(process.stdout);`;
  const app = spawn(process.execPath, ['-e', script, folder], { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'ignore'] });
  const practicePid = await new Promise<number>((done) => {
    createInterface({ input: app.stdout }).on('line', (line) => {
      const event = practiceEventSchema.parse(JSON.parse(line));
      if (event.event === 'ready') done(event.pid);
    });
  });
  const all = descendantsOf(app.pid ?? 0, allProcesses());
  expect(all).toContain(practicePid);
  expect(anvilsBelow(practicePid)).toHaveLength(5);
  process.kill(app.pid ?? 0, 'SIGKILL');
  await untilGone(all, GONE_LIMIT_MS);
});

test('a node that is killed comes back with what it had', async () => {
  const network = await PracticeProcess.start(folder, '--clock-rate', '0');
  await network.do('/faucet', { chain: 'ethereum', address: EVM, amount: '42' });
  await network.do('/control/mine', { chain: 'ethereum', blocks: 1 });
  const running = new Promise<void>((done) => {
    createInterface({ input: network.child.stdout }).on('line', (line) => {
      if (line.includes('"state":"running"')) done();
    });
  });
  const [anvil] = anvilsBelow(network.ready.pid).filter((pid) => {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return args[args.indexOf('--chain-id') + 1] === '1';
  });
  process.kill(anvil ?? 0, 'SIGKILL');
  await running;
  expect(await network.rpc('ethereum', 'eth_getBalance', [EVM, 'latest'])).toBe('0x2a');
  await network.stop();
});

test('a folder serves one process at a time', async () => {
  const network = await PracticeProcess.start(folder, '--clock-rate', '0');
  await expect(PracticeProcess.start(folder)).rejects.toThrow('practice/folder-in-use');
  await network.stop();
  expect(network.events[network.events.length - 1]).toEqual({ event: 'exit' });
});
