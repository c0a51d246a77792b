// kill -9 in the middle of syncing, again and again: the database opens, nothing is lost, sums equal the chain's.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect, type RpcClient } from '../../../shared/contract/rpc';
import { walletCalls } from '../../../shared/contract/wallet';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder } from './harness';

jest.setTimeout(180_000);

const PAYMENTS = 12;
const KILLS = 8;
const practiceFolder = temporaryFolder();
const dir = walletFolder();
const keys = keysOf('killed');
let network: PracticeProcess;

afterAll(async () => {
  await network?.stop();
  remove(practiceFolder);
  removeFolder(dir);
});

function start(): { child: ChildProcess; client: RpcClient<typeof walletCalls>; eventSeen: (count: number) => Promise<void>; gone: Promise<void> } {
  const child = fork(resolve(__dirname, '../../../out/test/wallet-program.cjs'), { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  let seen = 0;
  let wake = (): void => undefined;
  const client = connect({ post: (message) => child.send(JSON.parse(JSON.stringify(message))), onMessage: (listener) => void child.on('message', listener) }, walletCalls, () => {
    seen += 1;
    wake();
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const eventSeen = async (count: number): Promise<void> => {
    while (seen < count) await new Promise<void>((done) => (wake = done));
  };
  return { child, client, eventSeen, gone };
}

test('killed while it syncs, the wallet finds everything afterwards', async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'wallet kill', '--clock-rate', '0');
  const input = openInput(network, keys, dir);
  const sums = { flux: 0n, bitcoin: 0n };
  const reader = await startWallet(openInput(network, keys, walletFolder()));
  const addresses = { flux: (await reader.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address, bitcoin: (await reader.calls['receive.fresh']({ chain: 'bitcoin', scriptType: 'p2tr' })).address };
  await reader.close();
  for (let index = 0; index < PAYMENTS; index += 1) {
    for (const chain of ['flux', 'bitcoin'] as const) {
      const amount = BigInt(1_000_000 + index);
      await network.do('/faucet', { chain, address: addresses[chain], amount: amount.toString() });
      sums[chain] += amount;
    }
  }
  for (const chain of ['flux', 'bitcoin']) await network.do('/control/mine', { chain, blocks: 1 });

  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, client, eventSeen, gone } = start();
    await client.calls['wallet.open'](input);
    // Each time a little further into the first look and the writing that goes with it.
    await eventSeen(1 + kill * 3);
    child.kill('SIGKILL');
    await gone;
  }
  expect(existsSync(join(dir, 'wallet.db'))).toBe(true);

  const wallet = await startWallet(input);
  for (const chain of ['flux', 'bitcoin'] as const) {
    await wallet.until(async () => known((await wallet.row(`${chain}/native`)).balance)?.spendable === sums[chain].toString());
    expect((await wallet.calls['activity.list']({ filter: { chains: [chain] }, offset: 0, limit: 200 })).total).toBe(PAYMENTS);
  }
  expect((await wallet.calls['portfolio.get'](undefined)).needs.map((need) => need.kind)).not.toContain('rolled-back');
  await wallet.close();
});

test('a reset practice network: the old data is set aside, and it is said', async () => {
  await network.do('/control/reset', {});
  const { instanceId } = await network.status();
  const wallet = await startWallet({ ...openInput(network, keys, dir), instance: instanceId });
  expect((await wallet.calls['portfolio.get'](undefined)).needs.map((need) => need.kind)).toContain('practice-reset');
  expect(await wallet.activity('')).toEqual([]);
  await wallet.until(async () => known((await wallet.row('flux/native')).balance)?.total === '0');
  expect(existsSync(join(dir, `wallet-${network.ready.instanceId}.db`))).toBe(true);
  await wallet.close();
});
