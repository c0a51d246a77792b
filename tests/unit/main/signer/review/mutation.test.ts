// Whatever is changed in a good plan, it is refused, or the review says something else under another hash.

import * as fc from 'fast-check';
import type { Intent, Plan, Review } from '../../../../../shared/contract/money-path';
import { evmPlan, evmTransaction, goodPayment, makeKit, payIntent, stranger, STRANGER_EVM, type Kit } from './kit';
import { evmSwap, fluxSwap } from './swap-kit';

function reviewed(kit: Kit, intent: Intent, plan: Plan): Review | null {
  try {
    return kit.reviewer.review({ intent, plan });
  } catch (thrown) {
    const code = (thrown as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('review/')) return null;
    throw thrown;
  }
}

const flipped = (bytes: Uint8Array, place: number, bit: number): Uint8Array => bytes.map((byte, at) => (at === place ? byte ^ (1 << bit) : byte));

describe.each(['flux', 'bitcoin'] as const)('%s', (chain) => {
  const kit = makeKit();
  const { intent, plan } = goodPayment(kit, chain);
  const good = kit.reviewer.review({ intent, plan });

  it('every single bit of the transaction', () => {
    for (let place = 0; place < plan.unsigned.length; place += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const review = reviewed(kit, intent, { ...plan, unsigned: flipped(plan.unsigned, place, bit) });
        if (review === null) continue;
        expect(review.hash).not.toBe(good.hash);
        expect(review.recipients[0]).toEqual(good.recipients[0]);
        expect(BigInt(review.fee?.figure.units ?? '0') + BigInt(review.change[0]?.amount.units ?? '0')).toBe(700_000_000n);
      }
    }
  });

  it('every single bit of the previous transactions', () => {
    for (let place = 0; place < plan.previous.bytes.length; place += 1) {
      const review = reviewed(kit, intent, { ...plan, previous: { ...plan.previous, bytes: flipped(plan.previous.bytes, place, place % 8) } });
      expect(review).toBeNull();
    }
  });

  it('random bytes in place of transaction or previous transactions', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, unsigned) => {
      const changed = unsigned ? { ...plan, unsigned: bytes } : { ...plan, previous: { bytes, parts: [{ offset: 0, length: Math.max(1, bytes.length) }] } };
      expect(reviewed(kit, intent, changed)).toBeNull();
    }), { numRuns: 300, seed: 1 });
  });

  it('any other amount, recipient or limit in the intent', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 1n << 62n }), (amount) => {
      const review = reviewed(kit, { ...intent, amount: amount.toString() }, plan);
      expect(review === null).toBe(amount !== 300_000_000n);
    }), { numRuns: 200, seed: 2 });
  });
});

it('every single bit of an EVM transaction', () => {
  const kit = makeKit();
  const tx = evmTransaction();
  const intent = payIntent('base', STRANGER_EVM, tx.value, { feeLimit: (10n ** 17n).toString() });
  const plan = evmPlan(tx);
  const good = kit.reviewer.review({ intent, plan });
  for (let place = 0; place < plan.unsigned.length; place += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const review = reviewed(kit, intent, { ...plan, unsigned: flipped(plan.unsigned, place, bit) });
      if (review === null) continue;
      expect(review.hash).not.toBe(good.hash);
      expect(review.recipients).toEqual(good.recipients);
      expect(BigInt(review.fee?.figure.units ?? '0')).toBeLessThanOrEqual(10n ** 17n);
    }
  }
});

describe.each(['flux', 'base'] as const)('the deposit of a swap on %s', (chain) => {
  it('every single bit', () => {
    const kit = makeKit();
    const { intent, plan } = chain === 'flux' ? fluxSwap(kit) : evmSwap(kit);
    const good = kit.reviewer.review({ intent, plan });
    for (let place = 0; place < plan.unsigned.length; place += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const review = reviewed(kit, intent, { ...plan, unsigned: flipped(plan.unsigned, place, bit) });
        if (review === null) continue;
        expect(review.hash).not.toBe(good.hash);
        expect([review.recipients, review.swap, review.from]).toEqual([good.recipients, good.swap, good.from]);
        expect(BigInt(review.fee?.figure.units ?? '0')).toBeLessThanOrEqual(BigInt(intent.feeLimit));
        // On the main chain a bit of the change's amount becomes fee, within the limit.
        if (chain === 'flux') expect(BigInt(review.fee?.figure.units ?? '0') + BigInt(review.change[0]?.amount.units ?? '0')).toBe(700_000_000n);
      }
    }
  });

  it('any other amount, operator, sender or promise in the intent', () => {
    const kit = makeKit();
    const { intent, plan } = chain === 'flux' ? fluxSwap(kit) : evmSwap(kit);
    const operator = chain === 'flux' ? stranger('flux', 'another').address : STRANGER_EVM;
    const changed = [
      { amount: '300000001', arrives: '290000001' }, { amount: '299999999', arrives: '289999999' }, { deposit: operator }, { sender: operator },
      { fee: '10000001' }, { arrives: '289999999' }, { from: chain === 'flux' ? 'base' : 'flux' }, { from: 'ethereum' }, { feeLimit: '1' },
    ] as const;
    for (const more of changed) expect([more, reviewed(kit, { ...intent, ...more }, plan)]).toEqual([more, null]);
  });
});

it('the hash of one plan differs between networks', () => {
  const [practice, mainnet] = [makeKit(), makeKit('mainnet')];
  const one = goodPayment(practice, 'flux');
  const other = goodPayment(mainnet, 'flux');
  expect(one.plan.unsigned).toEqual(other.plan.unsigned);
  expect(practice.reviewer.review(one).hash).not.toBe(mainnet.reviewer.review(other).hash);
});
