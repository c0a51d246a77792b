// How the operator and the servers are treated: how often, by how many requests, and how quickly a payout is seen all the same.
import { BridgeWorld, FLUX, MINUTE, payoutId } from './support/bridge-world';

jest.setTimeout(60_000);
let world: BridgeWorld;
afterEach(() => world.end());

/** Most requests in any one second. */
function busiest(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

describe.each(['mainnet', 'practice'] as const)('on %s', (network) => {
  beforeEach(() => {
    world = new BridgeWorld(network);
  });

  it('a payout is checked at most 15 s after its confirmation', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(30_000);
    world.tips.set('ethereum', 1_010);
    const payout = payoutId('one');
    world.pays(payout, [990n * FLUX]);
    world.fusion.say(txid, { status: 'finished', txidTo: payout });
    world.tips.set('ethereum', 1_011);
    await world.pass(15_000);
    expect(await world.kind(id)).toBe('arrived');
  });

  it('says when the next try is, and keeps to it', async () => {
    const { id } = await world.swapOut();
    await world.pass(30_000);
    world.fusion.fail('/swap/detail', 'unreachable');
    for (const pause of [MINUTE, 4 * MINUTE]) {
      await world.pass(pause);
      const { trouble } = await world.swap(id);
      const next = Number(trouble?.context.next);
      const asked = world.fusion.asked.length;
      expect([trouble?.code, next > Date.now(), next <= Date.now() + MINUTE]).toEqual(['fusion/unreachable', true, true]);
      await world.pass(next - Date.now() - 1);
      expect(world.fusion.asked).toHaveLength(asked);
      await world.pass(1_001);
      expect(world.fusion.asked).toHaveLength(asked + 1);
    }
  });

  it('with a hundred open swaps, at most a request a second and a history a cycle; a payout is checked within 60 s', async () => {
    const ids: { id: string; txid: string }[] = [];
    for (let count = 0; count < 100; count += 1) ids.push(await world.swapOut({ to: (['eth', 'bsc', 'matic', 'avax', 'base'] as const)[count % 5] ?? 'eth' }));
    await world.pass(3 * MINUTE);
    expect(world.fusion.swaps.size).toBe(100);
    const from = Date.now();
    await world.pass(5 * MINUTE);
    const asked = world.fusion.asked.filter(({ at }) => at >= from);
    expect(busiest(asked.map(({ at }) => at))).toBeLessThanOrEqual(1);
    const cycle = network === 'practice' ? 5_000 : 16_000;
    expect(asked.filter(({ path }) => path === '/swap/userhistory').length).toBeLessThanOrEqual((5 * MINUTE) / cycle + 1);
    // The history tells of all of them: nothing else is asked.
    expect(asked.filter(({ path }) => path !== '/swap/userhistory')).toEqual([]);

    const one = ids[42];
    const payout = payoutId('one of many');
    world.pays(payout, [998n * FLUX]);
    for (const chain of ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'] as const) world.tips.set(chain, 1_100);
    world.fusion.say(one?.txid ?? '', { status: 'finished', txidTo: payout });
    await world.pass(MINUTE);
    expect(await world.kind(one?.id ?? '')).toBe('arrived');
  });

  it('a hundred payouts that are awaited at once are looked for a few at a time, and all are found', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 100; count += 1) {
      const { id, txid } = await world.swapOut({ to: 'base' });
      ids.push(id);
      world.pays(payoutId(txid), [998n * FLUX]);
    }
    world.tips.set('base', 1_005);
    await world.pass(3 * MINUTE);
    for (const [txid] of world.fusion.swaps) world.fusion.say(txid, { status: 'finished', txidTo: payoutId(txid) });
    const before = world.looks;
    await world.pass(MINUTE);
    expect(world.looks - before).toBeLessThanOrEqual(5 * 60);
    world.tips.set('base', 1_009);
    await world.pass(MINUTE);
    expect(await Promise.all(ids.map((id) => world.kind(id)))).toEqual(ids.map(() => 'arrived'));
  });
});

describe('an operator in trouble', () => {
  beforeEach(() => {
    world = new BridgeWorld();
  });

  it.each(['unreachable', 'timeout'] as const)('%s: is asked less and less often, named, and asked again when it is back', async (fault) => {
    const { id, txid } = await world.swapOut();
    await world.pass(5_000);
    world.fusion.fail('/', fault);
    const from = Date.now();
    await world.pass(10 * MINUTE);
    expect(world.fusion.asked.filter(({ at }) => at >= from).length).toBeLessThan(25);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, operator: { status: 'new' }, trouble: { code: `fusion/${fault}` } });
    expect(await world.quote()).toMatchObject({ ready: false, problems: [{ field: 'service', code: `fusion/${fault}` }] });
    expect(await world.calls['bridge.service'](undefined)).toMatchObject({ state: 'unknown', reason: { code: `fusion/${fault}` } });
    world.fusion.faults.clear();
    world.fusion.say(txid, { status: 'exchanging' });
    await world.pass(2 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ operator: { status: 'exchanging' }, trouble: null });
  });

  it.each([
    [{ status: 502, text: '<html>' }, 'fusion/server-failed'], [{ text: '{"status":"success","data":{"txidFrom":' }, 'fusion/malformed'], [{ text: '{"status":"error"}' }, 'fusion/unknown-swap'],
  ] as const)('%j: named, and over when it is over', async (answer, code) => {
    const { id } = await world.swapOut();
    await world.pass(5_000);
    world.fusion.fail('/swap/detail', answer, 2);
    await world.pass(15_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, trouble: { code } });
    await world.pass(MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, trouble: null });
  });

  it('whose history is broken is asked swap by swap, a second apart', async () => {
    const swaps = [await world.swapOut(), await world.swapOut({ to: 'base' }), await world.swapOut({ to: 'bsc' })];
    world.fusion.fail('/swap/userhistory', { text: '{"status":"success","data":"too much"}' });
    await world.pass(10_000);
    for (const { txid } of swaps) world.fusion.say(txid, { status: 'exchanging' });
    const from = Date.now();
    await world.pass(2 * MINUTE);
    for (const { id } of swaps) expect((await world.swap(id)).operator?.status).toBe('exchanging');
    const asked = world.fusion.asked.filter(({ at }) => at >= from);
    expect(busiest(asked.map(({ at }) => at))).toBe(1);
    expect(asked.filter(({ path }) => path === '/swap/userhistory').length).toBeLessThanOrEqual(3);
  });

  it('whose history leaves a swap out is asked for that one', async () => {
    const told = await world.swapOut();
    const untold = await world.swapOut({ to: 'base' });
    await world.pass(10_000);
    const hidden = world.fusion.swaps.get(untold.txid);
    world.fusion.fail('/swap/userhistory', { text: JSON.stringify({ data: [{ ...world.fusion.swaps.get(told.txid), status: 'exchanging' }, { txidFrom: 1 }, null] }) });
    if (hidden) hidden.status = 'confirming';
    world.fusion.say(told.txid, { status: 'exchanging' });
    await world.pass(MINUTE);
    expect((await world.swap(told.id)).operator?.status).toBe('exchanging');
    expect((await world.swap(untold.id)).operator?.status).toBe('confirming');
  });

  it('other people\'s entries under the same label change nothing', async () => {
    const first = await world.swapOut();
    const second = await world.swapOut({ to: 'base' });
    await world.pass(10_000);
    const stranger = { ...world.fusion.swaps.get(first.txid), addressTo: '0x00000000000000000000000000000000000000EE', status: 'finished' };
    world.fusion.fail('/swap/userhistory', { text: JSON.stringify({ data: [stranger, world.fusion.swaps.get(first.txid), world.fusion.swaps.get(second.txid), stranger] }) });
    await world.pass(MINUTE);
    expect(await world.kind(first.id)).toBe('following');
  });

  it('is asked at once when the person looks, and not before it may be asked', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(5_000);
    world.fusion.say(txid, { status: 'Unheard of' });
    await world.pass(20_000);
    world.fusion.say(txid, { status: 'exchanging' });
    const looked = world.calls['bridge.look']({ id });
    await world.pass(10);
    await looked;
    expect((await world.swap(id)).operator?.status).toBe('exchanging');
    await expect(world.calls['bridge.look']({ id: 'ff'.repeat(16) })).rejects.toMatchObject({ code: 'bridge/unknown' });
  });

  it('figures are asked for once while a person types', async () => {
    const before = world.fusion.count('/swap/info');
    await Promise.all([world.quote(), world.quote({ amount: 1n }), world.calls['bridge.service'](undefined)]);
    await world.quote({ amount: 20n * FLUX });
    expect(world.fusion.count('/swap/info') - before).toBe(1);
    await world.pass(21_000);
    await world.quote();
    expect(world.fusion.count('/swap/info') - before).toBe(2);
  });

  it('none at all: nothing is asked, and the quote says so', async () => {
    world.bridge.configure(null);
    expect(await world.quote()).toMatchObject({ ready: false, problems: [{ field: 'service', code: 'fusion/none' }] });
    await world.pass(MINUTE);
    expect(world.fusion.asked).toEqual([]);
  });
});
