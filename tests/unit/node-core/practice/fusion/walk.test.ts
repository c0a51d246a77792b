// The walk of a swap: only allowed steps, never on without what the step needs.
import fc from 'fast-check';
import type { Deposit } from '../../../../../node-core/practice/fusion/chain';
import type { SwapRecord } from '../../../../../node-core/practice/fusion/records';
import { confirmationsFor } from '../../../../../node-core/practice/fusion/terms';
import { feeOfSwap, isOpen, walk, type WalkFaults } from '../../../../../node-core/practice/fusion/walk';
import { swapOf } from './samples';

const none: WalkFaults = { late: 0, hold: false, dust: false, expired: false, holdOther: false };
const context = (faults: Partial<WalkFaults> = {}, nowMs = 2_000) => ({ nowMs, expireAfterMs: 10_000, faults: { ...none, ...faults } });
const coin = 100_000_000n;
const deposit = (changes: Partial<Deposit> = {}): Deposit => ({ amount: 100n * coin, fromSender: true, depth: 1, ...changes });
const status = (swap: SwapRecord, seen: Deposit | null, faults: Partial<WalkFaults> = {}, nowMs?: number): string => walk(swap, seen, context(faults, nowMs)).swap.status;
const confirming = swapOf({ status: 'confirming', amountFrom: '10000000000' });

test.each([
  ['new and not seen', status(swapOf(), null), 'waiting'],
  ['new and seen', status(swapOf(), deposit()), 'confirming'],
  ['waiting and not seen in time', status(swapOf({ status: 'waiting' }), null, {}, 11_001), 'expired'],
  ['waiting and seen late', status(swapOf({ status: 'waiting' }), deposit(), {}, 99_000), 'confirming'],
  ['not deep enough', status(confirming, deposit({ depth: 3 })), 'confirming'],
  ['deep enough', status(confirming, deposit({ depth: 4 })), 'exchanging'],
  ['deep enough, counted late', status(confirming, deposit({ depth: 4 }), { late: 1 }), 'confirming'],
  ['taken back', status(confirming, null), 'waiting'],
  ['taken back at the last moment', status(swapOf({ status: 'exchanging', amountFrom: '1' }), null), 'waiting'],
  ['from somebody else', status(confirming, deposit({ depth: 9, fromSender: false })), 'hold'],
  ['above the ladder', status(confirming, deposit({ amount: 100_001n * coin })), 'hold'],
  ['exactly the fee', status(confirming, deposit({ amount: 2n * coin, depth: 9 })), 'dust'],
  ['a unit above the fee', status(confirming, deposit({ amount: 2n * coin + 1n, depth: 9 })), 'exchanging'],
  ['another amount, followed', status(confirming, deposit({ amount: 99n * coin, depth: 9 })), 'exchanging'],
  ['another amount, held', status(confirming, deposit({ amount: 99n * coin, depth: 9 }), { holdOther: true }), 'hold'],
  ['hold switch', status(confirming, deposit({ depth: 9 }), { hold: true }), 'hold'],
])('%s', (_, found, expected) => {
  expect(found).toBe(expected);
});

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  new: ['waiting', 'confirming', 'expired'],
  waiting: ['confirming', 'expired'],
  confirming: ['confirming', 'waiting', 'exchanging', 'hold', 'dust'],
  exchanging: ['exchanging', 'waiting', 'dust'],
};

test('whatever the chain shows and whatever is switched, steps are allowed ones and need what they need', () => {
  const sight = fc.record({ amount: fc.bigInt({ min: 1n, max: 120_000n * coin }), fromSender: fc.boolean(), depth: fc.integer({ min: 0, max: 40 }) });
  const look = fc.record({
    seen: fc.option(sight),
    nowMs: fc.integer({ min: 0, max: 20_000 }),
    faults: fc.record({ late: fc.integer({ min: 0, max: 5 }), hold: fc.boolean(), dust: fc.boolean(), expired: fc.boolean(), holdOther: fc.boolean() }),
  });
  fc.assert(fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
    let swap = swapOf();
    for (const { seen, nowMs, faults } of looks) {
      const { swap: next } = walk(swap, seen, { nowMs, expireAfterMs: 10_000, faults });
      if (!isOpen(swap)) expect(next).toBe(swap);
      else if (next !== swap) expect(ALLOWED[swap.status]).toContain(next.status);
      if (next.status === 'exchanging') {
        expect(seen).not.toBeNull();
        expect(next.amountFrom).toBe(seen?.amount.toString());
        expect(BigInt(next.amountFrom ?? 0) > feeOfSwap(next)).toBe(true);
        if (swap.status === 'confirming') expect(seen?.fromSender === true && seen.depth - faults.late >= (confirmationsFor(seen.amount) ?? Infinity)).toBe(true);
      }
      expect(next.amountFrom === null).toBe(next.status === 'new' || next.status === 'waiting' || (next.status === 'expired'));
      swap = next;
    }
  }));
});
