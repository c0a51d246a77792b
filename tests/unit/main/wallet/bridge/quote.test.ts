// The quote: every figure, and every problem with its field and code.
import { BridgeWorld, EVM_NAMES, FLUX, OWN_EVM } from './support/bridge-world';
import { EVM_DEPOSIT } from './support/fake-fusion';

jest.setTimeout(60_000);
let world: BridgeWorld;
beforeEach(() => {
  world = new BridgeWorld();
});
afterEach(() => world.end());
const units = (flux: number | bigint): string => (BigInt(flux) * FLUX).toString();
const problems = async (...args: Parameters<BridgeWorld['quote']>) => (await world.quote(...args)).problems.map(({ field, code }) => `${field} ${code}`);

it('has every figure of a swap that can begin', async () => {
  const deposit = world.fusion.info.swapAddresses[0]?.address;
  expect(await world.quote()).toEqual({
    problems: [], ready: true, amount: units(1_000), fee: { flat: units(9), percent: units(1), total: units(10) }, arrives: units(990),
    networkFee: { asset: 'flux/native', units: '250' }, gasThere: { asset: 'ethereum/native', balance: { state: 'known', value: '5', source: 'agreed', at: Date.now() } },
    confirmations: 4, seconds: 4 * 30 + 60, sender: { address: world.ownFlux, spendable: units(50_000) }, recipient: { address: OWN_EVM, own: true },
    deposit: { address: deposit, listed: 'unlisted', last: null }, gather: null, at: Date.now(),
  });
  expect(await world.calls['bridge.service'](undefined)).toMatchObject({ state: 'known', source: 'reported', value: { percentage: '0.001', ladder: [{ upTo: units(5_000), confirmations: 4 }, {}, {}], flat: { main: '50000000', eth: units(9) } } });
});

it('in every direction between chains that are held', async () => {
  for (const from of ['flux', ...EVM_NAMES] as const) for (const to of ['main', 'eth', 'bsc', 'matic', 'avax', 'base'] as const) {
    const quote = await world.quote({ from, to });
    const same = { flux: 'main', ethereum: 'eth', bsc: 'bsc', polygon: 'matic', avalanche: 'avax', base: 'base' }[from] === to;
    expect([from, to, quote.ready]).toEqual([from, to, !same]);
    if (same) expect(quote.problems).toMatchObject([{ field: 'to', code: 'bridge/same-chain' }]);
    else expect(quote).toMatchObject({ recipient: { address: to === 'main' ? world.ownFlux : OWN_EVM, own: true }, gasThere: to === 'main' ? null : {}, deposit: { address: from === 'flux' ? world.fusion.info.swapAddresses[0]?.address : '0x00000000000000000000000000000000000000D1' } });
  }
});

it('takes all that one address can send', async () => {
  expect(await world.quote({ amount: 'all' })).toMatchObject({ ready: true, amount: units(50_000), arrives: units(50_000 - 59), confirmations: 30 });
});

it('with nothing typed yet is no problem and no swap', async () => {
  world.preview = { amount: null, fee: null, feeLimit: null };
  expect(await world.quote({ amount: null })).toMatchObject({ problems: [], ready: false, amount: null, fee: null, arrives: null, sender: { address: world.ownFlux } });
});

it('knows where the last deposit of that chain went', async () => {
  const first = world.fusion.info.swapAddresses[0]?.address;
  await world.swapOut();
  await world.swapOut({ from: 'base', to: 'main' });
  const main = world.fusion.info.swapAddresses[0];
  if (main) main.address = world.stranger;
  await world.pass(30_000);
  expect((await world.quote()).deposit).toEqual({ address: world.stranger, listed: 'unlisted', last: first });
  expect((await world.quote({ from: 'ethereum', to: 'main' })).deposit?.last).toBeNull();
});

it('knows the published addresses of the operator', async () => {
  const main = world.fusion.info.swapAddresses[0];
  if (main) main.address = 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj';
  expect((await world.quote()).deposit).toMatchObject({ listed: 'listed' });
});

describe('problems', () => {
  it('of the service', async () => {
    world.fusion.info.chains = ['main', 'bsc'];
    expect(await problems()).toEqual(['to bridge/paused']);
    world.fusion.info.chains = ['eth'];
    await world.pass(21_000);
    expect(await problems()).toEqual(['from bridge/paused']);
  });
  it('of the service\'s addresses: none, one of another chain, two', async () => {
    const given = world.fusion.info.swapAddresses;
    for (const list of [[], [{ chain: 'main', address: '0x00000000000000000000000000000000000000d1' }], [...given, { chain: 'main', address: world.stranger }]]) {
      world.fusion.info.swapAddresses = list;
      await world.pass(21_000);
      expect(await world.quote()).toMatchObject({ ready: false, deposit: null, problems: [{ field: 'service', code: 'bridge/no-deposit-address' }] });
    }
    world.fusion.info.swapAddresses = [...given, ...given, { chain: 'main', address: EVM_DEPOSIT }];
    await world.pass(21_000);
    expect(await problems()).toEqual([]);
  });
  it('of the lane', async () => {
    expect(await problems({ from: 'bitcoin' })).toEqual(['from bridge/no-flux-here']);
    expect(await problems({ to: 'main' })).toEqual(['to bridge/same-chain']);
  });
  it('of the amount', async () => {
    expect(await problems({ amount: 10n * FLUX })).toEqual(['amount bridge/amount-not-above-fee']);
    expect(await problems({ amount: 10n * FLUX + 1n })).toEqual([]);
    expect(await problems({ amount: 100_000n * FLUX })).toEqual([]);
    expect((await world.quote({ amount: 100_000n * FLUX + 1n })).problems).toEqual([{ field: 'amount', code: 'bridge/amount-above-ladder', context: { most: units(100_000) } }]);
    Reflect.deleteProperty(world.fusion.info.fees.swap, 'eth');
    await world.pass(21_000);
    expect(await problems()).toEqual(['service bridge/no-fee']);
  });
  it('of the deposit: gas, balance, gathering', async () => {
    world.preview = { problem: { field: 'gas', error: { code: 'plan/fee-not-covered', message: '', context: { missing: '5' } } } };
    expect((await world.quote({ from: 'base', to: 'main' })).problems).toEqual([{ field: 'gas', code: 'plan/fee-not-covered', context: { missing: '5' } }]);
    const gather = { intent: { kind: 'pay', asset: 'flux/native', to: world.ownFlux, amount: '5', all: false, feeLimit: '9', note: null } as const, fee: 7n };
    world.preview = { gather };
    expect(await world.quote()).toMatchObject({ ready: false, gather: { intent: gather.intent, fee: '7' } });
    await expect(world.begin()).rejects.toMatchObject({ code: 'bridge/gather-first' });
    world.preview = { sender: null, amount: null, fee: null, feeLimit: null, problem: { field: 'from', error: { code: 'plan/nothing-there', message: '', context: {} } } };
    expect(await world.quote()).toMatchObject({ ready: false, sender: null, amount: units(1_000), fee: {}, problems: [{ field: 'from', code: 'plan/nothing-there' }] });
  });
  it.each([
    ['eth', '0x00000000000000000000000000000000000000a', 'address/malformed'], ['eth', 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', 'address/other-chain'], ['main', OWN_EVM, 'address/other-chain'],
    ['main', 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', 'bridge/recipient-is-operator'], ['base', '0x00000000000000000000000000000000000000D1', 'bridge/recipient-is-operator'],
    ['eth', '0x134e4c74c670adefdcb2476df6960d9297bc7dad', 'bridge/recipient-is-operator'], ['eth', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495', 'bridge/recipient-is-token'],
    ['eth', `0x${'0'.repeat(40)}`, 'address/zero'], ['eth', '0x720CD16b011b987Da3518fbf38c3071d4F0D149e', 'address/bad-checksum'],
    ['kda', '', 'bridge/recipient-needed'], ['kda', OWN_EVM, 'address/other-chain'], ['sol', 'short', 'address/malformed'], ['trx', `k:${'ab'.repeat(32)}`, 'address/other-chain'],
  ] as const)('of the recipient: %s %s', async (to, recipient, code) => {
    expect(await problems({ from: to === 'main' ? 'base' : 'flux', to, recipient })).toEqual([`recipient ${code}`]);
  });
  it('a contract as recipient is said, and no obstacle', async () => {
    const recipient = '0x00000000000000000000000000000000000000cc';
    world.contracts.add('0x00000000000000000000000000000000000000cc');
    expect(await world.quote({ recipient })).toMatchObject({ ready: true, recipient: { address: recipient, own: false }, problems: [{ field: 'recipient', code: 'bridge/recipient-is-contract' }] });
  });
  it('too many at a time', async () => {
    const { id } = await world.swapOut();
    const row = world.swaps.get(id);
    for (let count = 1; count < 200; count += 1) if (row) world.swaps.add({ ...row, id: count.toString(16).padStart(32, '0') });
    expect(await problems()).toEqual(['service bridge/too-many-open']);
    await expect(world.begin()).rejects.toMatchObject({ code: 'bridge/too-many-open' });
  });
});
