// FluxNode collateral is a coin state of its own: no plan touches it before the person typed for it, and a new one has exactly its amount.
import fc from 'fast-check';
import { zIntent, type Intent, type Plan } from '../../../../../shared/contract/money-path';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { parseTransaction } from '../../../../../shared/flux/transaction';
import { AppError } from '../../../../../shared/errors/app-error';
import { outpointKey, type Coin } from '../../../../../main/wallet/plans/ports';
import { importedKey, stranger } from '../../signer/review/kit';
import { fluxKey, fluxStranger, World } from './support/world';

jest.setTimeout(120_000);
const FLUX = 100_000_000n;
const OPERATOR = stranger('flux', 'operator').address;
const TIERS = ['cumulus', 'nimbus', 'stratus'] as const;

const bytesOf = (plan: Plan): Uint8Array | null => (plan.kind === 'utxo' ? plan.unsigned : plan.kind === 'starts' ? plan.fund?.plan.unsigned ?? null : null);
function spentBy(plan: Plan): string[] {
  const bytes = bytesOf(plan);
  return bytes === null ? [] : parseTransaction(bytes).inputs.map(({ txid, index }) => `${txid}:${index}`);
}
const startIntent = (world: World, tier: (typeof TIERS)[number]): Intent => ({
  kind: 'start-nodes', fund: { amount: TIER_COLLATERAL[tier].toString(), to: world.own('flux', fluxKey(60), 'p2pkh').address, key: fluxKey(60), feeLimit: '10000000' },
  starts: [{ node: 'ab'.repeat(16), name: 'n', tier, collateral: null, owner: { kind: 'own', key: fluxKey(60), scriptType: 'p2pkh' }, identity: { kind: 'own', index: 0 }, version: 5, sigTime: 1_700_000_000, delegates: { kind: 'none' } }],
});

/** Every way in which this wallet spends coins of the Flux main chain; null where the coins do not allow it. */
type Way = (world: World, amount: bigint) => Promise<Intent | null>;
const WAYS: Readonly<Record<string, Way>> = {
  'send': async (world, amount) => (await world.preview('flux/native', fluxStranger, amount)).intent,
  'send all': async (world) => (await world.preview('flux/native', fluxStranger, 'all')).intent,
  'to oneself': async (world, amount) => (await world.preview('flux/native', world.own('flux', fluxKey(2), 'p2pkh').address, amount)).intent,
  'deposit': async (world, amount) => {
    const { problem, sender, feeLimit } = await world.plans.deposits({ chain: 'flux', amount, deposit: OPERATOR });
    if (problem !== null || sender === null || feeLimit === null) return null;
    return { kind: 'swap', swap: '5a'.repeat(16), from: 'flux', to: 'base', amount: amount.toString(), sender: sender.address, deposit: OPERATOR, recipient: '0x000000000000000000000000000000000000dEaD', fee: '1', arrives: (amount - 1n).toString(), feeLimit: feeLimit.toString() };
  },
  'gather': async (world, amount) => (await world.plans.deposits({ chain: 'flux', amount, deposit: OPERATOR })).gather?.intent ?? null,
  'sweep': async (world) => (await world.plans.handlers['sweep.preview']({ chain: 'flux', imported: 'ab'.repeat(16) })).intent as Intent | null,
  'consolidate': async (world) => (await world.plans.consolidate()).intent,
  'evacuate': async (world) => (await world.plans.emptyFlux(fluxStranger, new Set())).intent as Intent | null,
  'fund': (world, amount) => Promise.resolve(startIntent(world, TIERS[Number(amount % 3n)] ?? 'cumulus')),
};

/** Errors of a wallet that does not hold enough are fine here; everything else fails the test. */
async function planOrNull(world: World, intent: Intent): Promise<Plan | null> {
  try {
    return await world.plan(zIntent.parse(intent));
  } catch (thrown) {
    if (thrown instanceof AppError && /^(plan|sweep)\//.test(thrown.code)) return null;
    throw thrown;
  }
}

/** One world with a pool of coins, of which each run takes some: making coins is what takes long. */
function pooledWorld(): { world: World; pool: Coin[] } {
  const world = new World();
  world.importKey('flux');
  const values = [...TIERS.map((tier) => TIER_COLLATERAL[tier]), 1n * FLUX, 7n * FLUX, 999n * FLUX, 1_000n * FLUX + 1n, 12_499n * FLUX, 40_001n * FLUX];
  for (let index = 0; index < 36; index += 1) world.fund('flux', values[index % values.length] ?? FLUX, { key: index % 4 === 3 ? importedKey : fluxKey(index % 5) });
  return { world, pool: [...world.coins.flux] };
}

test('1,000 seeded wallets, every way of spending: no plan touches collateral that was not freed', async () => {
  const { world, pool } = pooledWorld();
  const made = new Map<string, number>();
  let freedAndSpent = 0;
  await fc.assert(fc.asyncProperty(
    fc.uniqueArray(fc.nat(pool.length - 1), { minLength: 1, maxLength: 12 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.constantFrom(...Object.keys(WAYS)), fc.bigInt(1n, 60_000n),
    async (picked, freed, way, whole) => {
      world.coins.flux = picked.flatMap((index) => pool[index] ?? []);
      const collateral = world.coins.flux.filter(({ value }) => TIERS.some((tier) => TIER_COLLATERAL[tier] === value)).map(outpointKey);
      world.released.clear();
      // Some wallets have freed some of it.
      collateral.forEach((point, index) => { if (freed[index] && freed[11]) world.released.add(point); });
      const intent = await WAYS[way]?.(world, whole * FLUX) ?? null;
      const plan = intent === null ? null : await planOrNull(world, intent);
      if (plan === null) return;
      made.set(way, (made.get(way) ?? 0) + 1);
      const spent = spentBy(plan);
      expect(spent.filter((point) => collateral.includes(point) && !world.released.has(point))).toEqual([]);
      freedAndSpent += spent.filter((point) => world.released.has(point)).length;
    },
  ), { numRuns: 1_000, seed: 2_026 });
  // The test has teeth: every way made plans, and freed collateral was spent by some.
  expect([...made.keys()].sort()).toEqual(Object.keys(WAYS).sort());
  expect(freedAndSpent).toBeGreaterThan(20);
});

describe('a new collateral', () => {
  test.each(TIERS)('of %s is one output of exactly its amount at the own address; fees are paid on top', async (tier) => {
    const world = new World();
    world.fund('flux', TIER_COLLATERAL[tier] - 5n * FLUX);
    world.fund('flux', 6n * FLUX);
    const intent = startIntent(world, tier);
    const plan = await world.plan(intent);
    if (plan.kind !== 'starts' || plan.fund === null) throw new Error('no payment');
    const { outputs } = parseTransaction(plan.fund.plan.unsigned);
    expect(outputs.filter(({ value }) => value === TIER_COLLATERAL[tier])).toHaveLength(1);
    expect(outputs[plan.fund.vout]?.value).toBe(TIER_COLLATERAL[tier]);
    expect(plan.fund.plan.change.map(({ vout }) => vout).sort()).toEqual(outputs.map((_, vout) => vout));
    expect(plan.holders).toEqual([]);
    // The signer reads the same.
    const review = world.kit.reviewer.review({ intent, plan });
    expect([review.action, review.recipients[0]?.amount.units]).toEqual(['start-nodes', TIER_COLLATERAL[tier].toString()]);
  });

  test('is not paid for with less, not at another amount, not to somebody else, not above the fee limit', async () => {
    const world = new World();
    world.fund('flux', TIER_COLLATERAL.cumulus - 1n);
    await expect(world.plan(startIntent(world, 'cumulus'))).rejects.toMatchObject({ code: 'plan/not-enough' });
    world.fund('flux', 500n * FLUX);
    const intent = startIntent(world, 'cumulus');
    if (intent.kind !== 'start-nodes' || intent.fund === null) throw new Error('no payment');
    const { fund } = intent;
    await expect(world.plan({ ...intent, fund: { ...fund, amount: '99999999999' } })).rejects.toMatchObject({ code: 'plan/not-collateral' });
    await expect(world.plan({ ...intent, fund: { ...fund, to: fluxStranger } })).rejects.toMatchObject({ code: 'plan/not-own-address' });
    await expect(world.plan({ ...intent, fund: { ...fund, feeLimit: '1' } })).rejects.toMatchObject({ code: 'plan/fee-above-limit' });
    await expect(world.plan({ ...intent, fund: null })).rejects.toMatchObject({ code: 'plan/not-collateral' });
  });

  test('of a node is not paid with the freed collateral of another that starts in the same approval', async () => {
    const world = new World();
    const first = world.fund('flux', TIER_COLLATERAL.cumulus, { key: fluxKey(1) });
    const second = world.fund('flux', TIER_COLLATERAL.cumulus, { key: fluxKey(2) });
    world.fund('flux', 5n * FLUX);
    for (const coin of [first, second]) world.released.add(outpointKey(coin));
    const intent = startIntent(world, 'cumulus');
    if (intent.kind !== 'start-nodes') throw new Error('no start');
    const [start] = intent.starts;
    if (!start) throw new Error('no start');
    const plan = await world.plan({ ...intent, starts: [start, { ...start, node: 'cd'.repeat(16), collateral: { txid: first.txid, vout: first.vout }, owner: { kind: 'own', key: first.key, scriptType: 'p2pkh' } }] });
    expect(spentBy(plan)).not.toContain(outpointKey(first));
    expect(spentBy(plan)).toContain(outpointKey(second));
    // The transaction that the other one lies in comes along, as proof.
    expect(plan.kind === 'starts' && plan.holders).toEqual([world.raws.get(first.txid)]);
  });
});

test('what a collateral would take is told before anything is signed', async () => {
  const world = new World();
  world.fund('flux', 600n * FLUX);
  world.fund('flux', TIER_COLLATERAL.cumulus);
  const funding = await world.plans.funding();
  expect(funding.available).toMatchObject({ state: 'known', value: 600n * FLUX });
  const short = funding.of(TIER_COLLATERAL.cumulus);
  expect(short).toMatchObject({ fee: null, problem: { code: 'plan/not-enough' } });
  expect(short.missing.state === 'known' && short.missing.value - 400n * FLUX).toBeGreaterThan(0n);
  world.fund('flux', 401n * FLUX);
  const enough = (await world.plans.funding()).of(TIER_COLLATERAL.cumulus);
  expect(enough).toMatchObject({ missing: { state: 'known', value: 0n }, problem: null });
  expect(enough.fee ?? 0n).toBeGreaterThan(0n);
  world.reading.flux = { state: 'unknown', reason: { code: 'endpoint/unreachable', message: 'x', context: {} }, at: 1 };
  const unknown = await world.plans.funding();
  // Not known is not zero, and not "nothing is missing".
  expect([unknown.available.state, unknown.of(TIER_COLLATERAL.cumulus).missing.state]).toEqual(['unknown', 'unknown']);
});

describe('many small coins', () => {
  test('become one, collateral apart', async () => {
    const world = new World();
    for (let index = 0; index < 5; index += 1) world.fund('flux', FLUX);
    world.fund('flux', TIER_COLLATERAL.cumulus);
    const { coins, amount, fee, intent, problem } = await world.plans.consolidate();
    expect([coins, (amount ?? 0n) + (fee ?? 0n), problem]).toEqual([5, 5n * FLUX, null]);
    if (intent === null) throw new Error('no intent');
    expect(spentBy(await world.plan(intent))).toHaveLength(5);
  });
  test('one alone is nothing to gather', async () => {
    const world = new World();
    world.fund('flux', FLUX);
    expect(await world.plans.consolidate()).toMatchObject({ coins: 1, intent: null, problem: { code: 'staking/nothing-to-gather' } });
  });
  test('more than one transaction holds: as many as it holds, and it is said that there are more', async () => {
    const world = new World();
    const coin = world.fund('flux', FLUX);
    const raw = world.raws.get(coin.txid) ?? new Uint8Array(0);
    // Coins of a wallet that was paid for years; only the first one's transaction is real, and stands in for all.
    world.coins.flux = Array.from({ length: 2_100 }, (_, index) => {
      const txid = index.toString(16).padStart(64, '0');
      world.raws.set(txid, raw);
      return { ...coin, txid, value: FLUX + BigInt(index) };
    });
    const { coins, amount, intent, problem } = await world.plans.consolidate();
    expect(problem).toMatchObject({ code: 'staking/more-to-gather', context: { coins: 2_100, most: 2_000 } });
    expect(coins).toBe(2_000);
    if (intent === null || amount === null) throw new Error('no intent');
    const plan = await world.plan(intent);
    expect(spentBy(plan)).toHaveLength(2_000);
    const [output, ...more] = parseTransaction(bytesOf(plan) ?? new Uint8Array(0)).outputs;
    expect([output?.value, more]).toEqual([amount, []]);
  });
});
