// What servers say when they refuse, and which steps a transaction's life knows.
import { broadcast } from '../../../../../main/wallet/plans/outbox/broadcast';
import { readRefusal } from '../../../../../main/wallet/plans/outbox/refusals';
import { checkTransition } from '../../../../../main/wallet/plans/outbox/states';

describe('readRefusal', () => {
  it.each([
    ['txn-already-in-mempool', null, 'known'],
    ['258: txn-already-known', -26, 'known'],
    ['transaction already in block chain', null, 'known'],
    ['whatever', -27, 'known'],
    ['already known', -32000, 'known'],
    ['ALREADY_EXISTS: already known', null, 'known'],
    ['nonce too low: next nonce 8, tx nonce 7', -32000, 'conflict'],
    ['Missing inputs', -25, 'conflict'],
    ['bad-txns-inputs-missingorspent', -25, 'conflict'],
    ['18: txn-mempool-conflict', -26, 'conflict'],
    ['replacement transaction underpriced', -32000, 'broadcast/underpriced'],
    ['insufficient fee, rejecting replacement abc', -26, 'broadcast/underpriced'],
    ['mempool min fee not met', -26, 'later'],
    ['min relay fee not met, 10 < 110', -26, 'later'],
    ['66: insufficient priority', -26, 'later'],
    ['max fee per gas less than block base fee', -32000, 'later'],
    ['non-final', -26, 'later'],
    ['tx-expiring-soon', -26, 'later'],
    ['insufficient funds for gas * price + value', -32000, 'broadcast/not-enough'],
    ['256: absurdly-high-fee', -26, 'broadcast/fee-above-reason'],
    ['Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)', -25, 'later'],
    ['64: dust', -26, 'broadcast/dust'],
    ['mandatory-script-verify-flag-failed (Signature must be zero)', -26, 'broadcast/bad-signature'],
    ['invalid chain id for signer', -32000, 'broadcast/bad-signature'],
    ['intrinsic gas too low', -32000, 'broadcast/bad-gas'],
    ['TX decode failed', -22, 'broadcast/invalid'],
    ['bad-txns-in-belowout', -26, 'broadcast/invalid'],
    ['the moon is full', null, 'later'],
    ['', null, 'later'],
  ] as const)('%s', (message, code, expected) => {
    const refusal = readRefusal(message, code);
    expect([refusal.kind, 'code' in refusal ? refusal.code : '']).toContain(expected);
  });
});

describe('broadcast', () => {
  it('has nobody to offer to', async () => {
    expect(await broadcast([], new Uint8Array(1), 'x')).toMatchObject({ kind: 'open', reason: { code: 'broadcast/no-server' } });
  });
});

describe('checkTransition', () => {
  it('knows no way back from the end, but through a block', () => {
    expect(() => checkTransition({ kind: 'confirmed', height: 1 }, { kind: 'pending', since: 1, attempts: 0, nextAt: 1 })).toThrow(expect.objectContaining({ code: 'outbox/bad-transition' }));
    expect(() => checkTransition({ kind: 'expired', height: 1 }, { kind: 'waiting', attempts: 0, nextAt: 1, reason: null })).toThrow();
    expect(() => checkTransition({ kind: 'expired', height: 1 }, { kind: 'mined', height: 1, ok: true })).not.toThrow();
  });
});
