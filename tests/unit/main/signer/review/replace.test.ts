// Replacing a Bitcoin transaction: speed-up pays the same people, cancel pays nobody, both pay more and share all inputs.

import { parseTransaction, serializeTransaction, transactionId } from '../../../../../shared/bitcoin/transaction';
import type { Intent, UtxoPlan } from '../../../../../shared/contract/money-path';
import { bitcoinKey, coin, makeKit, payIntent, refusedWith, stranger, utxoPlan, type Kit } from './kit';

const CHANGE_KEY = bitcoinKey(5, 1);

interface Shape {
  readonly paid?: bigint;
  readonly kept?: bigint;
  readonly script?: Uint8Array;
  readonly coins?: readonly number[];
}

function plan(kit: Kit, { paid = 50_000_000n, kept = 49_990_000n, script = stranger('bitcoin').script, coins = [0] }: Shape, replaces: Uint8Array | null): UtxoPlan {
  const change = kit.keys.scriptOf(CHANGE_KEY, 'p2wpkh', 'bitcoin').script;
  const outputs = [...(paid > 0n ? [{ value: paid, script }] : []), ...(kept > 0n ? [{ value: kept, script: change }] : [])];
  return utxoPlan({
    chain: 'bitcoin', coins: coins.map((index) => coin(kit, 'bitcoin', bitcoinKey(index), 100_000_000n)), outputs,
    change: kept > 0n ? [{ vout: outputs.length - 1, key: CHANGE_KEY, scriptType: 'p2wpkh' }] : [], replaces,
  });
}

async function signedBefore(kit: Kit): Promise<{ raw: Uint8Array; txid: string }> {
  const { hash } = kit.reviewer.review({ intent: payIntent('bitcoin', stranger('bitcoin').address, 50_000_000n), plan: plan(kit, {}, null) });
  const signed = await kit.reviewer.sign({ hash });
  if (signed.kind !== 'transaction') throw new Error('not a transaction');
  return signed;
}

const replace = (txid: string, mode: 'speed-up' | 'cancel', more: Partial<Extract<Intent, { kind: 'replace' }>> = {}): Intent => ({ kind: 'replace', chain: 'bitcoin', txid, mode, feeLimit: '10000000', ...more });

it('a speed-up is reviewed as the same payment at a higher fee', async () => {
  const kit = makeKit();
  const before = await signedBefore(kit);
  const review = kit.reviewer.review({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { kept: 49_970_000n }, before.raw) });
  expect(review).toMatchObject({ action: 'pay', amount: { units: '50000000' }, recipients: [{ address: stranger('bitcoin').address }], fee: { figure: { units: '30000' } } });
  expect(review.warnings.map((warning) => warning.id)).toEqual(['replaces']);
  expect((await kit.reviewer.sign({ hash: review.hash })).kind).toBe('transaction');
});

it('a cancellation brings everything back', async () => {
  const kit = makeKit();
  const before = await signedBefore(kit);
  const review = kit.reviewer.review({ intent: replace(before.txid, 'cancel'), plan: plan(kit, { paid: 0n, kept: 99_970_000n }, before.raw) });
  expect(review).toMatchObject({ action: 'cancel', amount: { units: '0' }, recipients: [], change: [{ amount: { units: '99970000' } }] });
  expect(review.warnings.map((warning) => warning.id)).toEqual(['cancels']);
});

it('may take more coins of ours, and may eat up the change', async () => {
  const kit = makeKit();
  const before = await signedBefore(kit);
  expect(refusedWith(() => kit.reviewer.review({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { coins: [0, 1], kept: 149_960_000n }, before.raw) }))).toBe('accepted');
  const small = makeKit();
  const first = utxoPlan({ chain: 'bitcoin', coins: [coin(small, 'bitcoin', bitcoinKey(0), 100_000n)], outputs: [{ value: 90_000n, script: stranger('bitcoin').script }, { value: 5_000n, script: small.keys.scriptOf(CHANGE_KEY, 'p2wpkh', 'bitcoin').script }], change: [{ vout: 1, key: CHANGE_KEY, scriptType: 'p2wpkh' }] });
  const { hash } = small.reviewer.review({ intent: payIntent('bitcoin', stranger('bitcoin').address, 90_000n), plan: first });
  const signed = await small.reviewer.sign({ hash });
  if (signed.kind !== 'transaction') throw new Error('not a transaction');
  const bare = utxoPlan({ chain: 'bitcoin', coins: [coin(small, 'bitcoin', bitcoinKey(0), 100_000n)], outputs: [{ value: 90_000n, script: stranger('bitcoin').script }], replaces: signed.raw });
  expect(refusedWith(() => small.reviewer.review({ intent: replace(signed.txid, 'speed-up'), plan: bare }))).toBe('accepted');
});

describe('a replacement is refused', () => {
  it.each<[string, string, (before: { raw: Uint8Array; txid: string }, kit: Kit) => { intent: Intent; plan: UtxoPlan }]>([
    ['of another transaction than the one named', 'review/plan-does-not-match-intent replaced transaction', (before, kit) => ({ intent: replace('aa'.repeat(32), 'speed-up'), plan: plan(kit, { kept: 49_970_000n }, before.raw) })],
    ['of another chain', 'review/plan-does-not-match-intent chain', (before, kit) => ({ intent: replace(before.txid, 'speed-up', { chain: 'flux' }), plan: plan(kit, { kept: 49_970_000n }, before.raw) })],
    ['without the transaction that it replaces', 'review/replaced-transaction', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { kept: 49_970_000n }, null) })],
    ['when what it replaces cannot be read', 'review/replaced-transaction', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { kept: 49_970_000n }, before.raw.slice(1)) })],
    ['at the same fee', 'review/replacement-fee', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, {}, before.raw) })],
    ['at a higher fee but a lower rate', 'review/replacement-fee', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { coins: [0, 1, 2, 3], kept: 349_989_000n }, before.raw) })],
    ['above the fee limit', 'review/fee-above-limit', (before, kit) => ({ intent: replace(before.txid, 'speed-up', { feeLimit: '29999' }), plan: plan(kit, { kept: 49_970_000n }, before.raw) })],
    ['that spends other coins', 'review/replacement-inputs', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { coins: [1], kept: 49_970_000n }, before.raw) })],
    ['that pays another amount', 'review/replacement-outputs', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { paid: 50_000_001n, kept: 49_969_999n }, before.raw) })],
    ['that pays somebody else', 'review/replacement-outputs', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { script: stranger('bitcoin', 'thief').script, kept: 49_970_000n }, before.raw) })],
    ['that leaves the recipient out', 'review/replacement-outputs', (before, kit) => ({ intent: replace(before.txid, 'speed-up'), plan: plan(kit, { paid: 0n, kept: 99_970_000n }, before.raw) })],
    ['that cancels and still pays', 'review/replacement-outputs', (before, kit) => ({ intent: replace(before.txid, 'cancel'), plan: plan(kit, { kept: 49_970_000n }, before.raw) })],
  ])('%s', async (_name, code, build) => {
    const kit = makeKit();
    const before = await signedBefore(kit);
    const built = build(before, kit);
    expect(refusedWith(() => kit.reviewer.review(built))).toBe(code);
  });

  it('when what it replaces pays more than its inputs hold', async () => {
    const kit = makeKit();
    const before = await signedBefore(kit);
    const tx = parseTransaction(before.raw);
    const forged = { ...tx, outputs: [...tx.outputs, { value: 90_000_000n, script: stranger('bitcoin').script }] };
    const intent = replace(transactionId(forged), 'speed-up');
    expect(refusedWith(() => kit.reviewer.review({ intent, plan: plan(kit, { kept: 49_970_000n }, serializeTransaction(forged)) }))).toBe('review/replaced-transaction');
  });
});
