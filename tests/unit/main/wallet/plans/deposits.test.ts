// Deposits to a bridge's operator: previews, plans, and what is never spent for them.
import * as fc from 'fast-check';
import { parseTransaction as parseEvm } from '../../../../../shared/evm/transaction';
import { decodeErc20 } from '../../../../../shared/evm/erc20';
import { encodeAddress } from '../../../../../shared/evm/address';
import { addressOfScript } from '../../../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../../../shared/flux/params';
import { parseTransaction as parseFlux } from '../../../../../shared/flux/transaction';
import { fluxOn } from '../../../../../shared/fusion/flux-on';
import type { Intent } from '../../../../../shared/contract/money-path';
import { abilities } from '../../../../../main/wallet/plans/outbox/abilities';
import type { DepositPreview, DepositRequest } from '../../../../../main/wallet/plans/ports';
import { evmKey, stranger } from '../../signer/review/kit';
import { fluxKey, fluxStranger, STRANGER_EVM, World } from './support/world';

const FLUX = 100_000_000n;
const OPERATOR = stranger('flux', 'operator').address;
type SwapIntent = Extract<Intent, { kind: 'swap' }>;

const onFlux = (world: World, amount: DepositRequest['amount']): Promise<DepositPreview> => world.plans.deposits({ chain: 'flux', amount, deposit: OPERATOR });
const onBase = (world: World, amount: DepositRequest['amount']): Promise<DepositPreview> => world.plans.deposits({ chain: 'base', amount, deposit: STRANGER_EVM });
const own = (world: World, index: number): string => world.own('flux', fluxKey(index), 'p2pkh').address;
const evmOwn = (world: World): string => world.own('base', evmKey, 'evm').address;

/** The intent that the bridge makes of a preview; one tenth of the amount stays with the operator. */
function swapOf(world: World, chain: 'flux' | 'base', preview: DepositPreview): SwapIntent {
  if (preview.problem !== null || preview.amount === null || preview.sender === null || preview.feeLimit === null) throw new Error(`no deposit: ${JSON.stringify(preview.problem)}`);
  const fee = preview.amount / 10n;
  return {
    kind: 'swap', swap: '5a'.repeat(16), from: chain, to: chain === 'flux' ? 'base' : 'main', amount: preview.amount.toString(), sender: preview.sender.address,
    deposit: chain === 'flux' ? OPERATOR : STRANGER_EVM, recipient: chain === 'flux' ? evmOwn(world) : own(world, 70),
    fee: fee.toString(), arrives: (preview.amount - fee).toString(), feeLimit: preview.feeLimit.toString(),
  };
}

describe('a preview on the main chain', () => {
  it('takes the address that holds enough with the least left over', async () => {
    const world = new World();
    world.fund('flux', 50n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 7n * FLUX, { key: fluxKey(2) });
    world.fund('flux', 6n * FLUX, { key: fluxKey(2) });
    world.fund('flux', 11n * FLUX, { key: fluxKey(3) });
    const preview = await onFlux(world, 12n * FLUX);
    expect(preview).toMatchObject({ amount: 12n * FLUX, sender: { address: own(world, 2), spendable: 13n * FLUX }, gather: null, problem: null });
    expect(preview.feeLimit ?? 0n).toBeGreaterThan(preview.fee ?? 0n);
    // Exactly what the address holds does not leave its fee: the next larger one.
    expect((await onFlux(world, 13n * FLUX)).sender?.address).toBe(own(world, 1));
  });

  it('names the one that holds most while nothing is typed', async () => {
    const world = new World();
    world.fund('flux', 5n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 9n * FLUX, { key: fluxKey(2) });
    expect(await onFlux(world, null)).toEqual({ amount: null, fee: null, feeLimit: null, sender: { address: own(world, 2), spendable: 9n * FLUX }, gather: null, problem: null });
  });

  it('of all is all that one address can send', async () => {
    const world = new World();
    world.fund('flux', 5n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 9n * FLUX, { key: fluxKey(2) });
    world.fund('flux', 1n * FLUX, { key: fluxKey(2) });
    const preview = await onFlux(world, 'all');
    expect((preview.amount ?? 0n) + (preview.fee ?? 0n)).toBe(10n * FLUX);
    const plan = await world.plan(swapOf(world, 'flux', preview));
    if (plan.kind !== 'utxo') throw new Error('no');
    expect(parseFlux(plan.unsigned).outputs).toHaveLength(1);
    // Typed as a figure, it is the same deposit.
    expect(await onFlux(world, preview.amount)).toEqual(preview);
  });

  it('leaves out collateral, shared and young coins, and what the outbox takes', async () => {
    const world = new World();
    world.importKey('flux', 'ssp');
    world.fund('flux', 1_000n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 999n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) }, scriptType: 'p2sh-multisig' });
    world.fund('flux', 50n * FLUX, { key: fluxKey(1), coinbase: true, height: 950 });
    world.fund('flux', 60n * FLUX, { key: fluxKey(1), height: null });
    expect(await onFlux(world, FLUX)).toMatchObject({ sender: null, problem: { field: 'from', error: { code: 'plan/nothing-there' } } });
    world.fund('flux', 8n * FLUX, { key: fluxKey(2) });
    expect((await onFlux(world, null)).sender).toEqual({ address: own(world, 2), spendable: 8n * FLUX });
    await world.send('flux/native', fluxStranger, 2n * FLUX);
    expect(await onFlux(world, null)).toMatchObject({ problem: { error: { code: 'plan/nothing-there' } } });
  });

  it.each<[string, (world: World) => DepositRequest['amount'] | void, string, string]>([
    ['nothing at all', () => FLUX, 'from', 'plan/nothing-there'],
    ['not enough anywhere', (world) => { world.fund('flux', 5n * FLUX); return 6n * FLUX; }, 'amount', 'plan/not-enough'],
    ['not enough in all addresses together', (world) => { world.fund('flux', 3n * FLUX); world.fund('flux', 2n * FLUX); return 6n * FLUX; }, 'amount', 'plan/not-enough'],
    ['dust', (world) => { world.fund('flux', 5n * FLUX); return 545n; }, 'amount', 'plan/dust'],
    ['dust, with less than that in every address', (world) => { world.fund('flux', 300n); world.fund('flux', 400n); return 500n; }, 'amount', 'plan/dust'],
    ['nothing to send', (world) => { world.fund('flux', 5n * FLUX); return 0n; }, 'amount', 'plan/amount-zero'],
    ['all of less than the fee', (world) => { world.fund('flux', 300n); return 'all'; }, 'amount', 'plan/not-enough'],
    ['coins not known', (world) => { world.reading.flux = { state: 'loading' }; return FLUX; }, 'from', 'plan/coins-unknown'],
    ['servers that do not answer', (world) => { world.fund('flux', 5n * FLUX); world.flux.down = true; return FLUX; }, 'from', 'endpoint/unreachable'],
    ['more small coins than one transaction takes', (world) => { for (let index = 0; index < 2_100; index += 1) world.fund('flux', 10_000n, { key: fluxKey(1) }); return 19_900_000n; }, 'amount', 'plan/too-many-coins'],
  ])('says what stands in the way: %s', async (_name, build, field, code) => {
    const world = new World();
    const amount = build(world) ?? null;
    expect(await onFlux(world, amount)).toMatchObject({ gather: null, fee: null, problem: { field, error: { code } } });
  });

  it('says how much is missing in all addresses together', async () => {
    const world = new World();
    world.fund('flux', 3n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 2n * FLUX, { key: fluxKey(2) });
    const { problem } = await onFlux(world, 6n * FLUX);
    expect(BigInt(String(problem?.error.context.missing)) - FLUX).toBeLessThan(5_000n);
  });

  it('says that an address is none', async () => {
    const world = new World();
    world.fund('flux', 5n * FLUX);
    expect(await world.plans.deposits({ chain: 'flux', amount: FLUX, deposit: 't1abc' })).toMatchObject({ problem: { field: 'from', error: { code: expect.stringMatching(/^address\//) } } });
    expect(await world.plans.deposits({ chain: 'bitcoin', amount: FLUX, deposit: 't1abc' })).toMatchObject({ problem: { field: 'from', error: { code: 'plan/no-flux-here' } } });
  });
});

describe('gathering', () => {
  it('brings what is missing to the address that holds most; then the deposit can be made', async () => {
    const world = new World();
    world.fund('flux', 6n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 3n * FLUX, { key: fluxKey(2) });
    world.fund('flux', 3n * FLUX, { key: fluxKey(3) });
    const preview = await onFlux(world, 11n * FLUX);
    expect(preview).toMatchObject({ sender: { address: own(world, 1) }, problem: { field: 'amount', error: { code: 'plan/gather-first' } } });
    const { gather } = preview;
    if (gather === null || gather.intent.kind !== 'pay') throw new Error('nothing to gather');
    expect(gather.intent).toMatchObject({ to: own(world, 1), asset: 'flux/native', all: false, note: null });
    expect(BigInt(gather.intent.amount)).toBe(5n * FLUX + (preview.fee ?? 0n));
    const { review, signed } = await world.sign(gather.intent, await world.plan(gather.intent));
    expect(review.fee?.figure.units).toBe(gather.fee.toString());
    expect(review.from.map(({ address }) => address)).not.toContain(own(world, 1));
    await world.carryOut(gather.intent, signed);
    world.sync('flux');
    const after = await onFlux(world, 11n * FLUX);
    expect(after).toMatchObject({ gather: null, problem: null, sender: { address: own(world, 1) } });
    expect(after.fee ?? 0n).toBeLessThanOrEqual(preview.feeLimit ?? 0n);
    const swap = swapOf(world, 'flux', after);
    expect((await world.sign(swap, await world.plan(swap))).review.change).toEqual([]);
  });

  it('never makes a coin that would be taken for collateral', async () => {
    const world = new World();
    world.fund('flux', 10n * FLUX, { key: fluxKey(1) });
    for (let index = 0; index < 300; index += 1) world.fund('flux', 4n * FLUX, { key: fluxKey(10 + (index % 40)) });
    const { fee, sender } = await onFlux(world, 500n * FLUX);
    // The deposit's fee does not hang on how much is gathered: here it would be 1,000 FLUX to the unit.
    const preview = await onFlux(world, 1_000n * FLUX + (sender?.spendable ?? 0n) - (fee ?? 0n));
    expect(preview.gather?.intent).toMatchObject({ kind: 'pay', amount: (1_000n * FLUX + 1n).toString() });
  });

  it('a payment to oneself spends coins of that address only when the others are too few', async () => {
    const world = new World();
    world.fund('flux', 6n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 3n * FLUX, { key: fluxKey(2) });
    const from = async (amount: bigint) => {
      const intent = await world.intent('flux/native', own(world, 1), amount);
      return (await world.sign(intent, await world.plan(intent))).review.from.map(({ address }) => address);
    };
    expect(await from(2n * FLUX)).toEqual([own(world, 2)]);
    expect((await from(4n * FLUX)).length).toBeGreaterThan(0);
    expect(await from(4n * FLUX)).toContain(own(world, 1));
  });
});

describe('a plan on the main chain', () => {
  it('is what the signer reads and what was previewed, and becomes an entry of the outbox', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 20n * FLUX, { key: fluxKey(2) });
    const preview = await onFlux(world, 12n * FLUX);
    const intent = swapOf(world, 'flux', preview);
    const { review, signed } = await world.sign(intent, await world.plan(intent));
    expect(review).toMatchObject({ action: 'swap', from: [{ address: own(world, 2) }], change: [{ address: own(world, 2) }], fee: { figure: { units: preview.fee?.toString() } }, expiry: { height: 1_240 } });
    const { id, sent } = await world.carryOut(intent, signed);
    expect(sent).toBe(true);
    expect(world.outbox.get(id)).toMatchObject({ chain: 'flux', intent: { kind: 'swap' }, expiry: 1_240, ownOutputs: [{ own: { address: own(world, 2) } }] });
    const replace = await world.plans.handlers['replace.preview']({ id, mode: 'speed-up', fee: { kind: 'preset', preset: 'fast' } });
    expect(replace.problem).toMatchObject({ code: 'replace/not-here' });
  });

  it.each<[string, (world: World, intent: SwapIntent) => Partial<SwapIntent> | void, string]>([
    ['a sender of somebody else', () => ({ sender: fluxStranger }), 'plan/not-own-sender'],
    ['a shared sender', (world) => ({ sender: world.importKey('flux', 'ssp').address }), 'plan/not-own-sender'],
    ['an own address without coins', (world) => ({ sender: own(world, 9) }), 'plan/not-enough'],
    ['more than the sender holds, though others do', () => ({ amount: (25n * FLUX).toString() }), 'plan/not-enough'],
    ['a fee above the limit', () => ({ feeLimit: '100' }), 'plan/fee-above-limit'],
    ['nothing', () => ({ amount: '0' }), 'plan/amount-zero'],
    ['dust', () => ({ amount: '500' }), 'plan/dust'],
    ['a chain without FLUX', () => ({ from: 'bitcoin' }), 'plan/no-flux-here'],
    ['an address that is none', () => ({ deposit: 't1abc' }), 'address/'],
  ])('is refused for %s', async (_name, change, code) => {
    const world = new World();
    world.fund('flux', 30n * FLUX, { key: fluxKey(1) });
    world.fund('flux', 20n * FLUX, { key: fluxKey(2) });
    const intent = swapOf(world, 'flux', await onFlux(world, 12n * FLUX));
    await expect(world.plan({ ...intent, ...change(world, intent) })).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });
});

describe('on an EVM chain', () => {
  const token = fluxOn('base')?.contract ?? '';

  it('preview, plan and review agree on a plain transfer of the built-in token', async () => {
    const world = new World();
    const preview = await onBase(world, 40n * FLUX);
    expect(preview).toMatchObject({ amount: 40n * FLUX, sender: { address: evmOwn(world), spendable: 5_000n * FLUX }, gather: null, problem: null });
    const intent = swapOf(world, 'base', preview);
    const plan = await world.plan(intent);
    if (plan.kind !== 'evm') throw new Error('no');
    const { tx } = parseEvm(plan.unsigned);
    const call = decodeErc20(tx.data);
    if (call?.method !== 'transfer' || tx.to === null) throw new Error('no transfer');
    expect([encodeAddress(tx.to), encodeAddress(call.to), call.amount, tx.value]).toEqual([token, STRANGER_EVM, 40n * FLUX, 0n]);
    const { review, signed } = await world.sign(intent, plan);
    expect(review.fee?.figure.units).toBe(preview.fee?.toString());
    const { id } = await world.carryOut(intent, signed);
    expect(world.outbox.get(id)?.intent.kind).toBe('swap');
    expect((await onBase(world, null)).sender?.spendable).toBe(4_960n * FLUX);
  });

  it('keeps the price that was shown as long as blocks take it', async () => {
    const world = new World();
    const intent = swapOf(world, 'base', await onBase(world, FLUX));
    const before = await world.plan(intent);
    world.evm.report = { ...world.evm.report, baseFee: (world.evm.report.baseFee ?? 0n) + 1n };
    expect(await world.plan(intent)).toEqual(before);
    world.evm.report = { ...world.evm.report, baseFee: 100_000_000_000n };
    await expect(world.plan(intent)).rejects.toMatchObject({ code: 'plan/fee-above-limit' });
  });

  it('of all is the whole balance, and all of Base’s data fee is in the fee', async () => {
    const world = new World();
    expect((await onBase(world, 'all')).amount).toBe(5_000n * FLUX);
    const before = (await onBase(world, FLUX)).fee ?? 0n;
    world.evm.l1 = 1_000n;
    expect(((await onBase(world, FLUX)).fee ?? 0n) - before).toBe(2_000n);
  });

  it.each<[string, (world: World) => DepositRequest['amount'] | void, string, string, boolean]>([
    ['no FLUX there', (world) => { world.evm.tokens = 0n; return FLUX; }, 'from', 'plan/nothing-there', false],
    ['not enough', () => 5_001n * FLUX, 'amount', 'plan/not-enough', false],
    ['no coin for gas', (world) => { world.evm.native = 0n; return FLUX; }, 'gas', 'plan/fee-not-covered', true],
    ['too little of it', (world) => { world.evm.native = 1_000n; return FLUX; }, 'gas', 'plan/fee-not-covered', true],
    ['nothing to send', () => 0n, 'amount', 'plan/amount-zero', false],
    ['servers that do not answer', (world) => { world.evm.down = true; return FLUX; }, 'from', 'endpoint/unreachable', false],
    ['a transfer that would fail', (world) => { world.evm.gas = 'reverts'; return FLUX; }, 'from', 'evm/would-revert', false],
    ['an absurd price', (world) => { world.evm.report = { ...world.evm.report, gasPrice: 10n ** 30n }; return FLUX; }, 'gas', 'fee/absurd-answer', false],
  ])('says what stands in the way: %s', async (_name, build, field, code, priced) => {
    const world = new World();
    const amount = build(world) ?? null;
    const preview = await onBase(world, amount);
    expect(preview).toMatchObject({ problem: { field, error: { code } } });
    expect(preview.fee !== null).toBe(priced);
    if (code === 'plan/fee-not-covered') expect(preview.problem?.error.context.symbol).toBe('ETH');
  });

  it.each<[string, Partial<SwapIntent>, string]>([
    ['another sender', { sender: STRANGER_EVM }, 'plan/not-own-sender'],
    ['a fee above the limit', { feeLimit: '1' }, 'plan/fee-above-limit'],
    ['more than there is', { amount: (6_000n * FLUX).toString() }, 'plan/not-enough'],
  ])('a plan is refused for %s', async (_name, change, code) => {
    const world = new World();
    const intent = swapOf(world, 'base', await onBase(world, FLUX));
    await expect(world.plan({ ...intent, ...change })).rejects.toMatchObject({ code });
  });

  it.each(['untold', 'told'] as const)('a deposit that the operator was %s of can be sped up, and cancelled only before it was told', async (standing) => {
    const world = new World();
    world.deposit = standing;
    const intent = swapOf(world, 'base', await onBase(world, FLUX));
    const { signed } = await world.sign(intent, await world.plan(intent));
    const { id, txid } = await world.carryOut(intent, signed);
    expect(world.state(id)).toBe('pending');
    const entry = world.outbox.get(id);
    expect(entry && abilities(entry, world.outbox.live(), standing)).toEqual({ speedUp: true, cancel: standing === 'untold' });
    const cancel = await world.plans.handlers['replace.preview']({ id, mode: 'cancel', fee: { kind: 'preset', preset: 'fast' } });
    expect(cancel.problem?.code ?? null).toBe(standing === 'told' ? 'replace/swap-told' : null);
    if (standing === 'told') await expect(world.plan({ kind: 'replace', chain: 'base', txid, mode: 'cancel', feeLimit: (10n ** 17n).toString() })).rejects.toMatchObject({ code: 'replace/swap-told' });
    const faster = (await world.plans.handlers['replace.preview']({ id, mode: 'speed-up', fee: { kind: 'preset', preset: 'fast' } })).intent;
    if (faster?.kind !== 'replace') throw new Error('no intent');
    const approved = await world.sign(faster, await world.plan(faster));
    // The same transfer to the operator, to the unit.
    expect(approved.review).toMatchObject({ action: 'pay', nonce: 7, recipients: [{ amount: { units: FLUX.toString() } }] });
    expect(approved.review.recipients[0]?.address?.toLowerCase()).toBe(intent.deposit.toLowerCase());
    expect((await world.carryOut(faster, approved.signed)).sent).toBe(true);
    expect(world.state(id)).toBe('replaced');
  });
});

it('whatever the wallet holds, a deposit spends coins of its sender alone, pays change nowhere else, and costs what was shown', async () => {
  let made = 0;
  await fc.assert(fc.asyncProperty(
    fc.array(fc.record({ place: fc.integer({ min: 0, max: 4 }), value: fc.bigInt({ min: 100n, max: 40n * FLUX }) }), { minLength: 1, maxLength: 25 }),
    fc.oneof(fc.bigInt({ min: 1n, max: 120n * FLUX }), fc.constant('all' as const)),
    async (coins, amount) => {
      const world = new World();
      for (const { place, value } of coins) world.fund('flux', value, { key: fluxKey(place) });
      const preview = await onFlux(world, amount);
      if (preview.problem !== null) {
        const richest = Math.max(...[0, 1, 2, 3, 4].map((at) => Number(coins.filter(({ place }) => place === at).reduce((sum, { value }) => sum + value, 0n))));
        // What one address holds with room for any fee is never refused.
        if (typeof amount === 'bigint' && amount >= 546n) expect(Number(amount)).toBeGreaterThan(richest - 30_000);
        return;
      }
      made += 1;
      const intent = swapOf(world, 'flux', preview);
      const plan = await world.plan(intent);
      if (plan.kind !== 'utxo') throw new Error('no');
      const tx = parseFlux(plan.unsigned);
      const spent = tx.inputs.map(({ txid, index }) => world.coins.flux.find((coin) => coin.txid === txid && coin.vout === index)?.address);
      expect(new Set(spent)).toEqual(new Set([intent.sender]));
      const paid = tx.outputs.map(({ script }) => addressOfScript(script, FLUX_REGTEST));
      expect(paid.filter((address) => address === OPERATOR)).toHaveLength(1);
      expect(paid.every((address) => address === OPERATOR || address === intent.sender)).toBe(true);
      const { review } = await world.sign(intent, plan);
      expect(review.fee?.figure.units).toBe(preview.fee?.toString());
      expect(review.amount?.units).toBe(preview.amount?.toString());
    },
  ), { numRuns: 60, seed: 3 });
  expect(made).toBeGreaterThan(20);
});
