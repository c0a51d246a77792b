// Servers that fail, lie or contradict each other: failover, named needs, and never a zero that nobody said.
import { z } from 'zod';
import type { ChainId } from '../../../shared/chains/ids';
import type { Fault } from '../../../shared/practice/control-api';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(90_000);

const practiceFolder = temporaryFolder();
const folders: string[] = [];
let network: PracticeProcess;
let wallet: TestWallet;
const keys = keysOf('faults');
const AMOUNT = { flux: '500000000', bitcoin: '500000', base: '5000000000' } as const;

/** Opens the wallet on an empty folder; called after the first faults are set, so that they are all it ever saw. */
const open = async (): Promise<void> => {
  const dir = walletFolder();
  folders.push(dir);
  wallet = await startWallet(openInput(network, keys, dir));
};
const fault = (chain: string, endpoint: 'a' | 'b', name: Fault | 'none', value: boolean | number = true): Promise<unknown> => network.do('/control/fault', { chain, endpoint, fault: name, value });
const state = async (chain: ChainId) => {
  const found = (await wallet.calls['sync.state'](undefined)).find((one) => one.chain === chain);
  if (!found) throw new Error('no chain');
  return found;
};
const needs = async (): Promise<string[]> => (await wallet.calls['portfolio.get'](undefined)).needs.map((need) => need.kind);
const total = async (chain: keyof typeof AMOUNT): Promise<string | undefined> => known((await wallet.row(`${chain}/native`)).balance)?.total;

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'wallet faults', '--clock-rate', '0');
  await open();
  for (const chain of ['flux', 'bitcoin', 'base'] as const) {
    const { address } = await wallet.calls['receive.fresh']({ chain, scriptType: null });
    z.object({ txid: z.string() }).parse(await network.do('/faucet', { chain, address, amount: AMOUNT[chain] }));
    await network.do('/control/mine', { chain, blocks: 2 });
  }
  await wallet.close();
});
afterAll(async () => {
  await network?.stop();
  remove(practiceFolder);
  folders.forEach(removeFolder);
});
afterEach(async () => {
  await wallet.close();
  for (const chain of ['flux', 'bitcoin', 'base', 'prices']) for (const side of ['a', 'b'] as const) await fault(chain, side, 'none');
});

describe.each(['flux', 'bitcoin', 'base'] as const)('%s', (chain) => {
  test.each(['down', 'http500', 'malformedJson', 'rateLimit', 'wrongChain'] as const)('the first server %s: the second one answers', async (name) => {
    await fault(chain, 'a', name);
    await open();
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
    expect((await state(chain)).endpoints[0]?.state).toBe(name === 'wrongChain' ? 'wrong-chain' : 'down');
    expect((await wallet.row(`${chain}/native`)).balance).toMatchObject({ source: 'reported' });
    if (name === 'wrongChain') expect(await needs()).toContain('server-lies');
  });

  test('both down: unknown with a reason, never zero, and known again when one comes back', async () => {
    await open();
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
    for (const side of ['a', 'b'] as const) await fault(chain, side, 'down');
    const row = await wallet.until(async () => {
      const found = await wallet.row(`${chain}/native`);
      return found.balance.state === 'unknown' && found;
    });
    expect(row.balance).toMatchObject({ state: 'unknown', reason: { code: 'endpoint/unreachable' } });
    expect(row.value.state).toBe('unknown');
    expect(await state(chain)).toMatchObject({ phase: 'failed', reason: { code: 'endpoint/unreachable' } });
    expect((await wallet.calls['portfolio.get'](undefined)).total.state).toBe('unknown');
    await fault(chain, 'b', 'none');
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
  });

  test('a server that stands still is behind, and asked last', async () => {
    await open();
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
    await fault(chain, 'a', 'stale');
    await network.do('/control/mine', { chain, blocks: 8 });
    await wallet.until(async () => (await state(chain)).endpoints[0]?.state === 'behind');
    expect(await total(chain)).toBe(AMOUNT[chain]);
  });
});

describe.each(['flux', 'bitcoin'] as const)('%s: lies about coins', (chain) => {
  test.each(['inventedCoin', 'missingCoin', 'changedAmount'] as const)('the first server tells %s: caught, named, the other one is believed', async (name) => {
    await fault(chain, 'a', name);
    await open();
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
    expect((await state(chain)).endpoints[0]).toMatchObject({ state: 'lies', reason: { code: 'endpoint/lies' } });
    expect(await needs()).toContain('server-lies');
  });
  test('a previous transaction that does not hash to its id is not taken', async () => {
    await fault(chain, 'a', 'badPrevious');
    await open();
    await wallet.until(async () => (await total(chain)) === AMOUNT[chain]);
    expect((await state(chain)).endpoints[0]).toMatchObject({ state: 'lies', reason: { context: { what: 'raw-transaction' } } });
  });
  test('both lie: nothing is believed', async () => {
    for (const side of ['a', 'b'] as const) await fault(chain, side, 'changedAmount');
    await open();
    await wallet.until(async () => (await wallet.row(`${chain}/native`)).balance.state === 'unknown');
    expect((await wallet.row(`${chain}/native`)).balance).toMatchObject({ reason: { code: 'endpoint/lies' } });
  });
  test('the second server hides a coin: the contradiction is named', async () => {
    await fault(chain, 'b', 'missingCoin');
    await open();
    await wallet.until(async () => (await needs()).includes('servers-disagree'));
    expect((await wallet.row(`${chain}/native`)).balance).toMatchObject({ state: 'known', source: 'reported', value: { total: AMOUNT[chain] } });
    await fault(chain, 'b', 'none');
    await wallet.until(async () => !(await needs()).includes('servers-disagree'));
  });
});

describe('an EVM server that lies', () => {
  test('about a balance that it told before: it changes its word on a settled block', async () => {
    await open();
    await network.do('/control/mine', { chain: 'base', blocks: 12 });
    await wallet.until(async () => (await total('base')) === AMOUNT.base);
    await fault('base', 'a', 'inventedCoin');
    await network.do('/control/mine', { chain: 'base', blocks: 1 });
    await wallet.until(async () => (await state('base')).endpoints[0]?.state === 'lies');
    expect(await total('base')).toBe(AMOUNT.base);
  });
  test('from the start: the second server contradicts it', async () => {
    await fault('base', 'b', 'changedAmount');
    await open();
    await wallet.until(async () => (await needs()).includes('servers-disagree'));
    expect((await wallet.row('base/native')).balance).toMatchObject({ source: 'reported', value: { total: AMOUNT.base } });
  });
});

describe('prices', () => {
  test('no server: the balance is known, its value is not', async () => {
    for (const side of ['a', 'b'] as const) await fault('prices', side, 'down');
    await open();
    const row = await wallet.until(async () => {
      const found = await wallet.row('flux/native');
      return found.balance.state === 'known' && found.balance.value.total === AMOUNT.flux && found.price.state === 'unknown' && found;
    });
    expect(row.value).toMatchObject({ state: 'unknown', reason: { code: 'endpoint/unreachable' } });
    expect((await wallet.calls['portfolio.get'](undefined)).total).toMatchObject({ state: 'unknown' });
  });
  test('two servers a thousand times apart: neither is believed', async () => {
    await fault('prices', 'b', 'changedAmount');
    await open();
    await wallet.until(async () => (await wallet.row('bitcoin/native')).price.state === 'unknown');
    expect((await wallet.row('bitcoin/native')).price).toMatchObject({ reason: { code: 'servers/disagree' } });
    expect(await needs()).toContain('servers-disagree');
  });
});
