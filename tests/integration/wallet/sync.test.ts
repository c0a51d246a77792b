// Sync against the real practice network: faucet coins appear with balance, history, price; both servers agree.
import { z } from 'zod';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(60_000);

const practiceFolder = temporaryFolder();
const dir = walletFolder();
let network: PracticeProcess;
let wallet: TestWallet;

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'wallet sync', '--clock-rate', '0');
  wallet = await startWallet(openInput(network, keysOf('sync'), dir));
});
afterAll(async () => {
  await wallet?.close();
  await network?.stop();
  remove(practiceFolder);
  removeFolder(dir);
});

const faucet = async (chain: string, address: string, asset = 'native', amount?: string): Promise<{ txid: string; amount: string }> =>
  z.object({ txid: z.string(), amount: z.string() }).parse(await network.do('/faucet', { chain, asset, address, ...(amount === undefined ? {} : { amount }) }));
const mine = (chain: string, blocks: number): Promise<unknown> => network.do('/control/mine', { chain, blocks });
const address = async (chain: 'flux' | 'bitcoin' | 'base', scriptType: 'p2tr' | null = null): Promise<string> => (await wallet.calls['receive.fresh']({ chain, scriptType })).address;

test('a fresh wallet finds nothing, and says so as zero, not as unknown', async () => {
  const portfolio = await wallet.until(async () => {
    const found = await wallet.calls['portfolio.get'](undefined);
    return found.total.state === 'known' && found;
  });
  expect(known(portfolio.total)).toBe('0.00');
  expect(portfolio.assets.slice(0, 6).map((row) => row.symbol)).toEqual(Array(6).fill('FLUX'));
  expect(portfolio.assets.every((row) => row.balance.state === 'known' && row.balance.value.total === '0')).toBe(true);
});

describe.each([['flux', null], ['bitcoin', null], ['bitcoin', 'p2tr']] as const)('%s %s', (chain, scriptType) => {
  test('a payment is pending, confirming, confirmed; the address is used up', async () => {
    const before = await address(chain, scriptType);
    expect(await address(chain, scriptType)).toBe(before);
    const start = BigInt(known((await wallet.row(`${chain}/native`)).balance)?.total ?? '0');
    const { txid, amount } = await faucet(chain, before, 'native', '123456789');
    const pending = await wallet.until(async () => (await wallet.activity(txid))[0]);
    expect(pending).toMatchObject({ kind: 'received', amount, state: { kind: 'pending' }, builtIn: true });
    const row = await wallet.row(`${chain}/native`);
    expect(row.balance).toMatchObject({ state: 'known', source: 'agreed', value: { pending: amount, total: (start + BigInt(amount)).toString() } });
    await mine(chain, 1);
    await wallet.until(async () => (await wallet.activity(txid))[0]?.state.kind === 'confirming');
    await mine(chain, 10);
    await wallet.until(async () => (await wallet.activity(txid))[0]?.state.kind === 'confirmed');
    expect(known((await wallet.row(`${chain}/native`)).balance)).toMatchObject({ pending: '0', spendable: (start + BigInt(amount)).toString() });
    expect(await address(chain, scriptType)).not.toBe(before);
    expect(wallet.events).toContainEqual({ event: 'notify', payload: { kind: 'received', about: `${chain}:${txid}` } });
    expect(wallet.events).toContainEqual({ event: 'notify', payload: { kind: 'confirmed', about: `${chain}:${txid}` } });
  });
});

describe('an EVM chain', () => {
  test('native coins, FLUX and an unknown token appear with balance and history', async () => {
    const me = await address('base');
    const native = await faucet('base', me);
    const flux = await faucet('base', me, 'flux');
    const pusd = await faucet('base', me, 'pusd');
    await mine('base', 1);
    const contract = network.ready.tokens.find((token) => token.chain === 'base' && token.symbol === 'PUSD')?.contract.toLowerCase() ?? '';
    await wallet.until(async () => (await wallet.activity(pusd.txid, true))[0]);
    expect((await wallet.activity(native.txid))[0]).toMatchObject({ kind: 'received', asset: 'base/native', amount: native.amount });
    expect((await wallet.activity(flux.txid))[0]).toMatchObject({ kind: 'received', symbol: 'FLUX', decimals: 8, amount: flux.amount, suspicious: false });
    // Nobody asked for it: hidden, unless it is wanted.
    expect(await wallet.activity(pusd.txid)).toEqual([]);
    expect((await wallet.activity(pusd.txid, true))[0]).toMatchObject({ asset: `base/${contract}`, symbol: 'PUSD', decimals: 6, builtIn: false, suspicious: true });
    expect(known((await wallet.row('base/native')).balance)?.total).toBe(native.amount);
    expect((await wallet.row('base/native')).balance).toMatchObject({ source: 'agreed' });
    expect(await wallet.row(`base/${contract}`)).toMatchObject({ symbol: 'PUSD', builtIn: false, balance: { value: { total: pusd.amount } }, price: { state: 'unknown' } });
  });
});

describe('what the windows ask', () => {
  test('total, change and chart are known and agree', async () => {
    const portfolio = await wallet.until(async () => {
      const found = await wallet.calls['portfolio.get'](undefined);
      return found.total.state === 'known' && found.change.state === 'known' && found;
    });
    const total = Number(known(portfolio.total));
    expect(total).toBeGreaterThan(0);
    const chart = known(await wallet.calls['portfolio.chart']({ days: 7 }));
    expect(chart).toHaveLength(85);
    expect(Math.abs((chart?.at(-1)?.value ?? 0) - total)).toBeLessThan(total / 20);
    expect(chart?.[0]?.value).toBe(0);
    const sum = portfolio.assets.reduce((cents, row) => cents + (row.builtIn ? Math.round(Number(known(row.value)) * 100) : 0), 0);
    expect(sum).toBe(Math.round(total * 100));
  });
  test('labels are kept and found, the export has every row', async () => {
    const [first] = await wallet.activity('');
    if (!first) throw new Error('no entry');
    await wallet.calls['activity.label']({ id: first.id, label: '=HYPERLINK("x")' });
    expect(await wallet.activity('hyperlink')).toMatchObject([{ id: first.id }]);
    const { csv } = await wallet.calls['activity.export']({ filter: {} });
    expect(csv.trim().split('\r\n')).toHaveLength((await wallet.activity('')).length + 1);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  });
  test('a labelled address is not given out again', async () => {
    const one = await address('flux');
    await wallet.calls['receive.label']({ chain: 'flux', address: one, label: 'rent' });
    expect(await address('flux')).not.toBe(one);
    expect((await wallet.calls['receive.list']({ chain: 'flux' })).find((row) => row.address === one)).toMatchObject({ label: 'rent', used: false, received: { state: 'known', value: '0' } });
  });
  test('an endpoint is tried: right chain, wrong chain, nothing there', async () => {
    expect(await wallet.calls['endpoints.test']({ chain: 'flux', url: network.ready.endpoints.flux.b })).toMatchObject({ ok: true, reason: null });
    expect(await wallet.calls['endpoints.test']({ chain: 'base', url: network.ready.endpoints.bsc.a })).toMatchObject({ ok: false, reason: { code: 'endpoint/wrong-chain' } });
    expect(await wallet.calls['endpoints.test']({ chain: 'bitcoin', url: 'http://127.0.0.1:1' })).toMatchObject({ ok: false, reason: { code: 'endpoint/unreachable' } });
    expect(await wallet.calls['endpoints.test']({ chain: 'bitcoin', url: 'http://example.org' })).toMatchObject({ ok: false, reason: { code: 'endpoint/bad-url' } });
  });
});

test('a reorganisation takes a payment out of its block, and out of the wallet when it is dropped', async () => {
  const { txid } = await faucet('flux', await address('flux'));
  await mine('flux', 1);
  await wallet.until(async () => (await wallet.activity(txid))[0]?.state.kind === 'confirming');
  await network.do('/control/reorg', { chain: 'flux', depth: 1, transactions: 'return' });
  await wallet.until(async () => (await wallet.activity(txid))[0]?.state.kind === 'pending');
  const before = BigInt(known((await wallet.row('flux/native')).balance)?.total ?? '0');
  await mine('flux', 1);
  await wallet.until(async () => (await wallet.activity(txid))[0]?.state.kind === 'confirming');
  await network.do('/control/reorg', { chain: 'flux', depth: 1, transactions: 'drop' });
  await wallet.until(async () => ['failed', 'replaced'].includes((await wallet.activity(txid))[0]?.state.kind ?? ''));
  expect(BigInt(known((await wallet.row('flux/native')).balance)?.total ?? '0')).toBeLessThan(before);
});

test('closed and opened again, everything is there before a server was asked', async () => {
  const before = await wallet.activity('');
  const total = known((await wallet.row('flux/native')).balance);
  await wallet.close();
  wallet = await startWallet({ ...openInput(network, keysOf('sync'), dir), endpoints: {} });
  expect((await wallet.activity('')).map((entry) => entry.id)).toEqual(before.map((entry) => entry.id));
  expect(total).not.toBeNull();
});
