// A payment from plan to signed bytes on Flux and Bitcoin: what the review says, and that others can verify what is signed.

import { Transaction as ScureTransaction } from '@scure/btc-signer';
import * as ecc from 'tiny-secp256k1';
import { zReview, zSigned } from '../../../../../shared/contract/money-path';
import { parseTransaction as parseFlux } from '../../../../../shared/flux/transaction';
import { opReturnScript } from '../../../../../shared/flux/script-templates';
import { inputFault } from '../../../../../shared/flux/verify-input';
import { Zip243Hasher } from '../../../../../shared/flux/sighash-zip243';
import { bitcoinKey, coin, contact, fluxKey, goodPayment, importedKey, makeKit, payIntent, refusedWith, stranger, utxoPlan } from './kit';

describe('a Flux payment', () => {
  it('is reviewed from its bytes', () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    const review = kit.reviewer.review({ intent, plan });
    expect(zReview.parse(review)).toEqual(review);
    expect(review).toMatchObject({
      network: 'practice', chain: 'flux', action: 'pay', note: null,
      recipients: [{ address: intent.to, contact: null, amount: { units: '300000000', symbol: 'FLUX', decimals: 8, decimalsFrom: 'built-in' } }],
      amount: { units: '300000000' },
      fee: { figure: { units: '1000' }, rateUnit: 'zat/B', isLimit: false },
      change: [{ amount: { units: '699999000' }, path: 'flux:44:0 1/5' }],
      expiry: { height: 1240, tip: 1000, seconds: 7200 },
    });
    expect(review.from.map((from) => from.path)).toEqual(['flux:44:0 0/0', 'flux:44:0 0/1']);
    expect(review.checks).toEqual(expect.arrayContaining(['sums-add-up', 'previous-hashes', 'change-is-ours', 'fee-in-limit', 'does-what-was-asked', 'address-checksum', 'no-look-alike']));
    expect(review.warnings.map((warning) => warning.id)).toEqual(['first-payment']);
  });

  it('is signed so that every input verifies, and the keys are wiped', async () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    const { hash } = kit.reviewer.review({ intent, plan });
    const signed = await kit.reviewer.sign({ hash });
    expect(zSigned.parse(signed)).toEqual(signed);
    if (signed.kind !== 'transaction') throw new Error('not a transaction');
    expect(signed.reviewHash).toBe(hash);
    const tx = parseFlux(signed.raw);
    const hasher = new Zip243Hasher(tx);
    [600_000_000n, 400_000_000n].forEach((amount, index) => {
      const script = kit.keys.scriptOf(fluxKey(index), 'p2pkh', 'flux').script;
      expect(inputFault(tx.inputs[index]?.script ?? new Uint8Array(0), script, (scriptCode, type) => hasher.hash({ index, scriptCode, amount }, type), ecc)).toBeNull();
    });
    expect(kit.keys.handedOut).toHaveLength(2);
    expect(kit.keys.handedOut.every((key) => key.every((byte) => byte === 0))).toBe(true);
    expect(kit.book.paid).toEqual([{ chain: 'flux', address: intent.to }]);
  });

  it('carries a note that must be the one asked for', () => {
    const kit = makeKit();
    const to = stranger('flux');
    const outputs = [{ value: 1_000_000n, script: to.script }, { value: 0n, script: opReturnScript(new TextEncoder().encode('Grüße')) }];
    const plan = utxoPlan({ chain: 'flux', coins: [coin(kit, 'flux', fluxKey(0), 1_001_000n)], outputs });
    const review = (note: string | null) => kit.reviewer.review({ intent: payIntent('flux', to.address, 1_000_000n, { note }), plan });
    expect(review('Grüße').note).toBe('Grüße');
    expect(refusedWith(() => review('Grusse'))).toBe('review/plan-does-not-match-intent note');
    expect(refusedWith(() => review(null))).toBe('review/plan-does-not-match-intent note');
  });

  it('spends a multisig that the wallet can sign for', async () => {
    const kit = makeKit();
    const to = stranger('flux');
    const plan = utxoPlan({ chain: 'flux', coins: [coin(kit, 'flux', importedKey, 1_001_000n, { scriptType: 'p2sh-multisig' })], outputs: [{ value: 1_000_000n, script: to.script }] });
    const { hash } = kit.reviewer.review({ intent: payIntent('flux', to.address, 1_000_000n), plan });
    const signed = await kit.reviewer.sign({ hash });
    expect(signed.kind).toBe('transaction');
  });

  it('names the contact and drops the first-payment warning for a known address', () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    kit.book.contacts.push(contact('flux', intent.to));
    const review = kit.reviewer.review({ intent, plan });
    expect(review.recipients[0]?.contact).toBe('Ann');
    expect(review.warnings).toEqual([]);
    expect(review.checks).toContain('known-recipient');
  });
});

describe('a Bitcoin payment', () => {
  it.each(['practice', 'mainnet'] as const)('from every kind of own script on %s is signed as other libraries verify', async (network) => {
    const kit = makeKit(network);
    const types = ['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr'] as const;
    const coins = types.map((scriptType, index) => coin(kit, 'bitcoin', bitcoinKey(index), 100_000n, { scriptType, salt: index }));
    const to = stranger('bitcoin', 'stranger', network);
    const plan = utxoPlan({ chain: 'bitcoin', coins, outputs: [{ value: 398_000n, script: to.script }] });
    const review = kit.reviewer.review({ intent: payIntent('bitcoin', to.address, 398_000n, { all: true }), plan });
    expect(review).toMatchObject({ action: 'pay', expiry: null, fee: { figure: { units: '2000' }, rateUnit: 'sat/vB' } });
    const signed = await kit.reviewer.sign({ hash: review.hash });
    if (signed.kind !== 'transaction') throw new Error('not a transaction');
    const other = ScureTransaction.fromRaw(signed.raw, { allowUnknownInputs: true, allowUnknownOutputs: true });
    expect(other.id).toBe(signed.txid);
    expect(other.vsize).toBeLessThanOrEqual(review.fee?.size ?? 0);
    expect(other.vsize).toBeGreaterThanOrEqual((review.fee?.size ?? 0) - 4);
  });
});
