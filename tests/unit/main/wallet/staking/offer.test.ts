// A signed START and the servers: their refusals as own codes, tried again with pauses, given up only when all of them refuse for good.
import { AppError } from '../../../../../shared/errors/app-error';
import type { BroadcastAnswer, Broadcaster } from '../../../../../main/wallet/plans/ports';
import { afterOffer, offerStart } from '../../../../../main/wallet/staking/start/offer';
import { readStartRefusal } from '../../../../../main/wallet/staking/start/refusals';
import { NOW, signedStart } from './samples';

const TXID = 'e'.repeat(64);
const facts = { asDelegate: false, place: null };
const refusal = (message: string, more: Partial<Parameters<typeof readStartRefusal>[1]> = {}) => readStartRefusal({ kind: 'refused', message, code: -26 }, { ...facts, ...more }, 'https://a');

describe('refusals in fluxd\'s words', () => {
  test.each([
    ['16: fluxnode-tx-already-in-confirm-chain', 'never', 'staking/already-confirmed'],
    ['16: fluxnode-tx-already-in-chain-or-waiting-for-dos-unban', 'later', 'staking/already-started'],
    ['16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Minimum height requirement not met', 'later', 'staking/too-young'],
    ['16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Coins not available', 'later', 'staking/collateral-missing'],
    ['16: fluxnode-tx-coins-not-found', 'later', 'staking/collateral-missing'],
    ['16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Couldn\'t get coin tier from amount', 'never', 'staking/wrong-amount'],
    ['16: fluxnode-tx-destinations-didn\'t-match', 'never', 'staking/wrong-key'],
    ['16: fluxnode-tx-p2shnodes-destinations-didn\'t-match', 'never', 'staking/wrong-key'],
    ['16: fluxnode-tx-p2sh-version-not-p2sh-script', 'never', 'staking/wrong-key'],
    ['16: bad-txns-fluxnode-tx-delegate-data-invalid', 'never', 'staking/bad-delegates'],
    ['16: bad-txns-fluxnode-tx-redeemscript-not-multisig', 'never', 'staking/bad-script'],
    ['16: bad-txns-fluxnode-tx-invalid-signature', 'never', 'staking/bad-signature'],
    ['18: fluxnode-tx-sig-to-old', 'never', 'staking/signature-too-old'],
    ['18: fluxnode-tx-outpoint-sigTime-older-cant-replace', 'later', 'staking/newer-start-waits'],
    ['16: tx-p2shnodes-not-active', 'never', 'staking/not-active'],
    ['', 'later', 'staking/refused'], ['something new', 'later', 'staking/refused'],
  ])('%s', (message, kind, code) => expect(refusal(message)).toMatchObject({ kind, reason: { code, context: { url: 'https://a', said: message } } }));
  test('that they have it already is as good as taken', () => expect(refusal('18: txn-already-in-mempool').kind).toBe('known'));
  test('one word for two cases: the DOS list tells which', () => {
    expect(refusal('fluxnode-tx-already-in-chain-or-waiting-for-dos-unban', { place: { kind: 'dos', added: 1 } })).toMatchObject({ reason: { code: 'staking/in-dos-list' } });
  });
  test('a delegate\'s signature that does not fit: the owner named another', () => {
    expect(refusal('bad-txns-fluxnode-tx-invalid-signature', { asDelegate: true })).toMatchObject({ reason: { code: 'staking/not-a-delegate' } });
  });
});

const server = (answer: BroadcastAnswer | AppError): Broadcaster => ({ url: 'https://a', send: () => (answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer)) });
const offer = (...answers: (BroadcastAnswer | AppError)[]) => offerStart(answers.map(server), Uint8Array.of(1), TXID, facts);
const never: BroadcastAnswer = { kind: 'refused', message: 'fluxnode-tx-already-in-confirm-chain', code: -26 };
const young: BroadcastAnswer = { kind: 'refused', message: 'Minimum height requirement not met', code: -26 };
const down = new AppError('endpoint/timeout', 'x');

describe('an offer', () => {
  test('that one server takes is taken', async () => expect(await offer(never, { kind: 'accepted', txid: TXID })).toEqual({ kind: 'taken' }));
  test('is given up when every server refuses for good', async () => expect(await offer(never, never)).toMatchObject({ kind: 'never', reason: { code: 'staking/already-confirmed' } }));
  test.each([[[never, down], 'staking/already-confirmed'], [[young, down], 'staking/too-young'], [[down], 'endpoint/timeout'], [[{ kind: 'accepted', txid: 'f'.repeat(64) }], 'broadcast/other-id'], [[], 'broadcast/no-server']] as const)('stays open otherwise, with the reason that says most (%#)', async (answers, code) => {
    expect(await offer(...answers)).toMatchObject({ kind: 'later', reason: { code } });
  });
});

describe('after an offer', () => {
  const later = { kind: 'later', reason: { code: 'staking/too-young', message: 'x', context: {} } } as const;
  test('in vain the pauses grow to five minutes', () => {
    let start = signedStart();
    const pauses = Array.from({ length: 9 }, () => {
      start = afterOffer(start, later, NOW);
      return (start.nextAt - NOW) / 1000;
    });
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    expect(start).toMatchObject({ attempts: 9, taken: false, reason: { code: 'staking/too-young' } });
  });
  test('that was taken it is offered again while no list shows it, and refusals count no more', () => {
    const taken = afterOffer(signedStart({ attempts: 3, reason: later.reason }), { kind: 'taken' }, NOW);
    expect(taken).toMatchObject({ taken: true, attempts: 0, reason: null, nextAt: NOW + 120_000 });
    expect(afterOffer(taken, later, NOW + 120_000)).toMatchObject({ taken: true, reason: null, nextAt: NOW + 240_000 });
  });
});
