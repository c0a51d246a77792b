// The parts of a swap's life apart: the table of steps, the operator's words in any order, the judgement of a payout.
import fc from 'fast-check';
import { heard } from '../../../../../main/wallet/bridge/follow/heard';
import { newsOf } from '../../../../../main/wallet/bridge/follow/writer';
import type { FusionSwap } from '../../../../../main/wallet/bridge/fusion/swap-shapes';
import { judge, promised } from '../../../../../main/wallet/bridge/payout/judge';
import { stepped } from '../../../../../main/wallet/bridge/record';
import { checkStep, depositTxid, hasEnded } from '../../../../../main/wallet/bridge/states';
import { txidOn } from '../../../../../main/wallet/bridge/txid';
import type { SwapState } from '../../../../../shared/contract/bridge';
import { swapRecord } from '../samples';

const txid = 'c'.repeat(64);
const txidTo = `0x${'d'.repeat(64)}`;
const reason = { code: 'x/y', message: '', context: {} };
const STATES: Readonly<Record<SwapState['kind'], SwapState>> = {
  'reserved': { kind: 'reserved' }, 'abandoned': { kind: 'abandoned' }, 'depositing': { kind: 'depositing', txid, attempts: 0, reason: null }, 'following': { kind: 'following', txid },
  'checking': { kind: 'checking', txid, txidTo }, 'arrived': { kind: 'arrived', txid, txidTo, amount: '1', height: 1 }, 'paid-unchecked': { kind: 'paid-unchecked', txid, txidTo: null },
  'contradicted': { kind: 'contradicted', txid, txidTo, what: 'not-found' }, 'refused': { kind: 'refused', txid, how: 'dust' }, 'deposit-failed': { kind: 'deposit-failed', txid, reason },
  'cancelled': { kind: 'cancelled', txid, by: txidTo },
};
const kinds = Object.keys(STATES) as SwapState['kind'][];
const goes = (from: SwapState['kind'], to: SwapState['kind']): boolean => {
  try {
    checkStep(STATES[from], STATES[to]);
    return true;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'bridge/bad-step', context: { from, to } });
    return false;
  }
};

describe('the table of steps', () => {
  it('lets nothing out of its good ends', () => {
    for (const to of kinds) for (const from of ['arrived', 'paid-unchecked'] as const) expect(goes(from, to)).toBe(false);
  });
  it('lets a swap arrive from the receiving chain alone', () => {
    expect(kinds.filter((from) => goes(from, 'arrived'))).toEqual(['checking', 'contradicted']);
  });
  it('lets a deposit begin a swap, and bring back one that was given up', () => {
    expect(kinds.filter((from) => goes(from, 'depositing') && !goes('depositing', from)).sort()).toEqual(['abandoned', 'reserved']);
    expect(goes('deposit-failed', 'depositing')).toBe(true);
    expect(kinds.filter((from) => goes(from, 'cancelled'))).toEqual(['depositing', 'deposit-failed']);
    expect(kinds.filter((from) => goes(from, 'reserved'))).toEqual([]);
    expect(kinds.filter((from) => goes(from, 'abandoned'))).toEqual(['reserved']);
  });
  it('knows which states are ends, and where a deposit is', () => {
    expect(kinds.filter((kind) => hasEnded(STATES[kind]))).toEqual(['abandoned', 'arrived', 'paid-unchecked', 'deposit-failed', 'cancelled']);
    expect(kinds.filter((kind) => depositTxid(STATES[kind]) === null)).toEqual(['reserved', 'abandoned']);
  });
  it('keeps a log of steps that does not grow for ever', () => {
    let record = swapRecord();
    for (let round = 0; round < 200; round += 1) record = stepped(record, round % 2 === 0 ? STATES.contradicted : STATES.following, round);
    expect(record.log).toHaveLength(60);
    expect(record.log.at(-1)).toEqual({ at: 199, kind: 'following', note: '' });
  });
});

const said = (more: Partial<FusionSwap>): FusionSwap => ({ txidFrom: txid, status: 'new', _id: null, chainTo: null, addressTo: null, txidTo: null, amountFrom: null, amountTo: null, fee: null, confsRequired: null, ...more });

describe('the operator\'s words', () => {
  const words = fc.record({
    status: fc.oneof(fc.constantFrom('new', 'waiting', 'confirming', 'exchanging', 'finished', 'Finished', 'hold', 'expired', 'dust'), fc.string({ maxLength: 60 })),
    txidTo: fc.option(fc.constantFrom(txidTo, txidTo.toUpperCase().replace('0X', '0x'), 'd'.repeat(64), 'nonsense', 'flux:x')),
    addressTo: fc.option(fc.constantFrom('0x00000000000000000000000000000000000000AA', '0x00000000000000000000000000000000000000aa', '0x00000000000000000000000000000000000000bb')),
    chainTo: fc.option(fc.constantFrom('eth', 'bsc')),
    amountTo: fc.option(fc.bigInt(0n, 10n ** 12n)),
    wait: fc.integer({ min: 0, max: 200_000 }),
  });

  it('in any order never break a swap, and never make it arrive', () => {
    fc.assert(fc.property(fc.array(words, { maxLength: 30 }), fc.constantFrom('eth', 'kda'), fc.constantFrom(...kinds), (list, to, kind) => {
      let at = 1_700_000_000_000;
      let record = swapRecord({ to, state: STATES[kind], recipient: '0x00000000000000000000000000000000000000AA' });
      for (const { wait, ...word } of list) {
        at += wait;
        const next = heard(record, said(word), at);
        newsOf(record, next);
        if (record.state.kind !== 'arrived') expect(next.state.kind).not.toBe('arrived');
        if (depositTxid(record.state) === null) expect(next).toBe(record);
        if (next.state.kind === 'paid-unchecked' && record.state.kind !== 'paid-unchecked') expect(to).toBe('kda');
        if (next.state.kind === 'checking' && record.state.kind !== 'checking') expect(next.state.txidTo).toBe(txidTo);
        record = next;
      }
    }));
  });

  it('end a swap unchecked whose chain was looked at once and is not any more', () => {
    const record = swapRecord({ to: 'kda', state: STATES.checking });
    expect(heard(record, said({ status: 'finished', txidTo }), 1).state).toEqual({ kind: 'paid-unchecked', txid, txidTo });
  });

  it('that say nothing new change nothing', () => {
    fc.assert(fc.property(words, ({ wait: _wait, ...word }) => {
      const once = heard(swapRecord(), said(word), 1_700_000_000_500);
      expect(heard(once, said(word), 1_700_000_000_900)).toBe(once);
    }));
  });

  it('on another deposit change nothing', () => {
    const record = swapRecord();
    expect(heard(record, said({ txidFrom: 'e'.repeat(64), status: 'finished', txidTo }), 1)).toBe(record);
  });

  it('on another address or chain are a contradiction, whatever else they say', () => {
    for (const status of ['new', 'hold', 'finished', 'dust']) {
      expect(heard(swapRecord(), said({ status, addressTo: '0x00000000000000000000000000000000000000BB' }), 1).state).toMatchObject({ kind: 'contradicted', what: 'wrong-recipient' });
      expect(heard(swapRecord(), said({ status, chainTo: 'bsc' }), 1).state).toMatchObject({ kind: 'contradicted', what: 'wrong-recipient' });
    }
  });

  it('leave what the chain said of a transaction, until they name another', () => {
    const wrong = swapRecord({ state: { kind: 'contradicted', txid, txidTo, what: 'wrong-amount' } });
    expect(heard(wrong, said({ status: 'finished', txidTo }), 1).state).toEqual(wrong.state);
    expect(heard(wrong, said({ status: 'finished', txidTo: `0x${'e'.repeat(64)}` }), 1).state).toEqual({ kind: 'checking', txid, txidTo: `0x${'e'.repeat(64)}` });
  });
});

describe('the judgement of a payout', () => {
  const record = swapRecord({ arrives: 500n, state: STATES.checking });
  const block = (amounts: bigint[], more: object = {}) => ({ kind: 'block' as const, height: 100, amounts, fault: null, agreed: true, denied: false, ...more });

  it('wants what was agreed, or what the operator says if that is more', () => {
    const word = (amountTo: string | null) => ({ ...record, operator: { status: 'finished', at: 1, amountFrom: null, amountTo, fee: null, confirmations: null, txidTo: null } });
    expect([record, word(null), word('400'), word('600')].map(promised)).toEqual([500n, 500n, 500n, 600n]);
  });
  it('waits for depth, twice as much for one server alone', () => {
    expect(judge(record, block([500n]), 'ethereum', 110, [])).toEqual({ kind: 'waiting', height: 100, amount: 500n, want: 12, denied: false });
    expect(judge(record, block([500n]), 'ethereum', 111, [])).toEqual({ kind: 'arrived', height: 100, amount: 500n, want: 12 });
    expect(judge(record, block([500n], { agreed: false }), 'ethereum', 122, [])).toMatchObject({ kind: 'waiting', want: 24 });
    expect(judge(record, block([500n], { agreed: false }), 'ethereum', 123, [])).toMatchObject({ kind: 'arrived' });
    expect(judge(record, block([500n], { agreed: false, denied: true }), 'ethereum', 900, [])).toMatchObject({ kind: 'waiting', denied: true, want: 12 });
  });
  it('finds its share of a transaction that pays several', () => {
    expect(judge(record, block([900n, 500n, 700n]), 'base', 900, [])).toMatchObject({ amount: 500n });
    expect(judge(record, block([900n, 500n]), 'base', 900, [500n])).toMatchObject({ kind: 'arrived', amount: 900n });
    expect(judge(record, block([300n, 300n]), 'base', 900, [])).toMatchObject({ kind: 'arrived', amount: 600n });
    expect(judge(record, block([300n, 300n]), 'base', 900, [600n])).toEqual({ kind: 'wrong', what: 'wrong-amount' });
  });
  it('never counts a unit twice', () => {
    fc.assert(fc.property(fc.array(fc.bigInt(1n, 50n), { minLength: 1, maxLength: 6 }), fc.array(fc.bigInt(1n, 120n), { minLength: 1, maxLength: 6 }), (amounts, wishes) => {
      const taken: bigint[] = [];
      for (const arrives of wishes) {
        const found = judge({ ...record, arrives }, block(amounts), 'base', 900, taken);
        if (found.kind === 'arrived') {
          expect(found.amount >= arrives).toBe(true);
          taken.push(found.amount);
        }
      }
      const sum = (list: readonly bigint[]): bigint => list.reduce((total, units) => total + units, 0n);
      expect(sum(taken) <= sum(amounts)).toBe(true);
    }));
  });
});

test('ids of transactions are brought into the form of their chain', () => {
  expect(txidOn('ethereum', ` 0x${'AB'.repeat(32)}`)).toBe(`0x${'ab'.repeat(32)}`);
  expect(txidOn('ethereum', 'ab'.repeat(32))).toBe(`0x${'ab'.repeat(32)}`);
  expect(txidOn('flux', `0x${'ab'.repeat(32)}`)).toBe('ab'.repeat(32));
  expect(txidOn('flux', `flux:${'ab'.repeat(32)}`)).toBeNull();
});
