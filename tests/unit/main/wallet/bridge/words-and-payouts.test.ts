// What the operator may say of a swap, and what the receiving chain may show: every way that is not the good one (flux-services 2.6).
import { BridgeWorld, FLUX, MINUTE, payoutId, START } from './support/bridge-world';

jest.setTimeout(60_000);
let world: BridgeWorld;
beforeEach(() => {
  world = new BridgeWorld();
});
afterEach(() => world.end());

const PAYOUT = payoutId('payout');
const ARRIVES = 990n * FLUX;

describe('what the operator may say', () => {
  it.each(['waiting', 'confirming', 'exchanging'])('%s is followed at the usual pace', async (status) => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status });
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, operator: { status } });
    const before = world.fusion.count('/swap/detail');
    await world.pass(MINUTE);
    expect(world.fusion.count('/swap/detail') - before).toBeGreaterThanOrEqual(5);
  });

  it('an unknown word is shown as it is, and asked about slowly', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'Awaiting liquidity (2/3)' });
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, operator: { status: 'Awaiting liquidity (2/3)' } });
    const before = world.fusion.count('/swap/detail');
    await world.pass(10 * MINUTE);
    expect(world.fusion.count('/swap/detail') - before).toBeLessThanOrEqual(10);
    world.fusion.say(txid, { status: 'exchanging' });
    await world.pass(MINUTE);
    expect((await world.swap(id)).operator?.status).toBe('exchanging');
  });

  it('hold calls for the person once, and ends when it ends', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'hold' });
    await world.pass(5 * MINUTE);
    expect(world.notified).toEqual([['swap-needs-you', id]]);
    expect(world.bridge.needs()).toMatchObject([{ context: { swap: id, reason: 'hold' } }]);
    world.fusion.say(txid, { status: 'exchanging' });
    await world.pass(2 * MINUTE);
    expect(world.bridge.needs()).toEqual([]);
    expect(world.notified).toHaveLength(1);
  });

  it.each(['dust', 'expired'] as const)('%s ends the swap without a payout, is looked at for a day, and can turn out otherwise', async (how) => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: how });
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'refused', txid, how } });
    expect(world.bridge.needs()).toMatchObject([{ level: 'danger', context: { reason: 'refused', how } }]);
    world.fusion.say(txid, { status: 'finished', txidTo: PAYOUT });
    world.pays(PAYOUT, [ARRIVES], 1_000);
    world.tips.set('ethereum', 2_000);
    await world.pass(3 * MINUTE);
    expect(await world.kind(id)).toBe('arrived');
  });

  it('a refused swap is left alone after a day and stays among the needs for a month', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'expired' });
    await world.pass(25 * 60 * MINUTE);
    const before = world.fusion.asked.length;
    await world.pass(10 * 60 * MINUTE);
    expect(world.fusion.asked.length).toBe(before);
    expect(world.bridge.needs()).toMatchObject([{ context: { swap: id } }]);
    jest.setSystemTime(START + 40 * 86_400_000);
    expect(world.bridge.needs()).toEqual([]);
  });

  it('another fee than agreed does not move what has to arrive', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'finished', txidTo: PAYOUT, fee: 155, amountTo: 845 });
    world.pays(PAYOUT, [845n * FLUX]);
    world.tips.set('ethereum', 2_000);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: 'wrong-amount', txidTo: PAYOUT }, operator: { amountTo: (845n * FLUX).toString() } });
  });
});

describe('what the receiving chain may show', () => {
  async function finished(txidTo: string | undefined): Promise<{ id: string; txid: string }> {
    const out = await world.swapOut();
    await world.pass(2_000);
    world.tips.set('ethereum', 2_000);
    world.fusion.say(out.txid, txidTo === undefined ? { status: 'finished' } : { status: 'finished', txidTo });
    return out;
  }

  it('nothing, because the operator names no transaction: contradicted after a fair time, until it does', async () => {
    const { id, txid } = await finished(undefined);
    await world.pass(30_000);
    expect(await world.kind(id)).toBe('following');
    await world.pass(2 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: 'no-payout', txidTo: null } });
    expect(world.notified).toEqual([['swap-needs-you', id]]);
    world.fusion.say(txid, { txidTo: PAYOUT });
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(3 * MINUTE);
    expect(await world.kind(id)).toBe('arrived');
    expect(world.notified).toEqual([['swap-needs-you', id], ['swap-arrived', id]]);
  });

  it('no such transaction: contradicted after a fair time, and arrived when it turns up', async () => {
    const { id } = await finished(PAYOUT);
    await world.pass(2 * MINUTE);
    expect(await world.kind(id)).toBe('checking');
    await world.pass(4 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: 'not-found', txidTo: PAYOUT } });
    world.payouts.set(PAYOUT, { kind: 'mempool' });
    await world.pass(3 * MINUTE);
    expect(await world.kind(id)).toBe('checking');
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(3 * MINUTE);
    expect(await world.kind(id)).toBe('arrived');
  });

  it('a text that is no transaction of that chain', async () => {
    const { id } = await finished('see our blog');
    await world.pass(3 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: 'no-payout' }, operator: { txidTo: null } });
    const other = await finished('S123');
    await world.pass(20_000);
    expect(await world.swap(other.id)).toMatchObject({ state: { kind: 'contradicted', what: 'not-found', txidTo: 'S123' } });
  });

  it.each(['reverted', 'wrong-token', 'wrong-recipient', 'no-payout'] as const)('a transaction that is no payout: %s', async (fault) => {
    const { id } = await finished(PAYOUT);
    world.pays(PAYOUT, [], 1_000, { fault });
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: fault } });
    expect(world.bridge.needs()).toMatchObject([{ level: 'danger', context: { reason: 'contradicted', what: fault } }]);
  });

  it('less than was agreed, to the unit', async () => {
    const { id } = await finished(PAYOUT);
    world.pays(PAYOUT, [ARRIVES - 1n]);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'contradicted', what: 'wrong-amount' } });
  });

  it('more than was agreed', async () => {
    const { id } = await finished(PAYOUT);
    world.pays(PAYOUT, [ARRIVES + 5n]);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'arrived', amount: (ARRIVES + 5n).toString() } });
  });

  it('less than the operator says to have paid', async () => {
    const { id, txid } = await finished(PAYOUT);
    world.fusion.say(txid, { amountTo: 995 });
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(20_000);
    expect(await world.kind(id)).toBe('contradicted');
  });

  it('one transaction that is named for two swaps, and pays one', async () => {
    const first = await finished(PAYOUT);
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(20_000);
    expect(await world.kind(first.id)).toBe('arrived');
    const second = await finished(PAYOUT);
    await world.pass(20_000);
    expect(await world.swap(second.id)).toMatchObject({ state: { kind: 'contradicted', what: 'wrong-amount' } });
    world.pays(PAYOUT, [ARRIVES, ARRIVES]);
    await world.pass(3 * MINUTE);
    expect(await world.kind(second.id)).toBe('arrived');
  });

  it('a payout that one server alone shows is believed later', async () => {
    const { id } = await finished(PAYOUT);
    world.tips.set('ethereum', 1_015);
    world.pays(PAYOUT, [ARRIVES], 1_000, { agreed: false });
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'checking' }, payoutDepth: { have: 16, want: 24 } });
    world.tips.set('ethereum', 1_023);
    await world.pass(20_000);
    expect(await world.kind(id)).toBe('arrived');
  });

  it('two servers that contradict each other are not believed, and named', async () => {
    const { id } = await finished(PAYOUT);
    world.pays(PAYOUT, [ARRIVES], 1_000, { agreed: false, denied: true });
    await world.pass(MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'checking' }, trouble: { code: 'servers/disagree' } });
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'arrived' }, trouble: null });
  });

  it('a payout that is reorganised away goes on being looked for', async () => {
    const { id } = await finished(PAYOUT);
    world.tips.set('ethereum', 1_003);
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'checking' }, payoutDepth: { have: 4 } });
    world.payouts.delete(PAYOUT);
    world.tips.set('ethereum', 1_020);
    await world.pass(20_000);
    expect(await world.kind(id)).toBe('checking');
    world.pays(PAYOUT, [ARRIVES], 1_018);
    await world.pass(20_000);
    world.tips.set('ethereum', 1_029);
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'arrived', height: 1_018 } });
  });

  it('nobody answers: nothing is known, nothing changes', async () => {
    const { id } = await finished(PAYOUT);
    world.chainsDown = true;
    await world.pass(30 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'checking' }, trouble: { code: 'endpoint/unreachable' } });
    world.chainsDown = false;
    world.pays(PAYOUT, [ARRIVES]);
    await world.pass(20_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'arrived' }, trouble: null });
  });
});
