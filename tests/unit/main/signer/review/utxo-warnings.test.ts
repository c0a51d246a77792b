// Every warning of Flux and Bitcoin reviews: when it fires and when it stays silent.

import { addressOfScript } from '../../../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../../../shared/flux/params';
import { p2pkhScript } from '../../../../../shared/flux/script-templates';
import type { Review } from '../../../../../shared/contract/money-path';
import { bitcoinKey, coin, contact, fluxKey, goodPayment, makeKit, payIntent, stranger, utxoPlan, type Kit, type UtxoChain, type UtxoParts } from './kit';

const COIN = 100_000_000n;

/** Pays `amount` to a stranger out of one coin and keeps the rest but for the fee. */
function payment(kit: Kit, chain: UtxoChain, input: bigint, amount: bigint, fee: bigint, more: Partial<UtxoParts> = {}, all = false): Review {
  const key = chain === 'flux' ? fluxKey : bitcoinKey;
  const scriptType = chain === 'flux' ? 'p2pkh' : 'p2wpkh';
  const kept = input - amount - fee;
  const to = stranger(chain);
  const changeKey = key(5, 1);
  const plan = utxoPlan({
    chain, coins: [coin(kit, chain, key(0), input)],
    outputs: [{ value: amount, script: to.script }, ...(kept > 0n ? [{ value: kept, script: kit.keys.scriptOf(changeKey, scriptType, chain).script }] : [])],
    change: kept > 0n ? [{ vout: 1, key: changeKey, scriptType }] : [], ...more,
  });
  return kit.reviewer.review({ intent: payIntent(chain, to.address, amount, { feeLimit: (10n * COIN).toString(), all }), plan });
}

const ids = (review: Review): string[] => review.warnings.map((warning) => warning.id).filter((id) => id !== 'first-payment');
const pay = (chain: UtxoChain, input: bigint, amount: bigint, fee: bigint, more: Partial<UtxoParts> = {}, all = false): string[] => ids(payment(makeKit(), chain, input, amount, fee, more, all));

describe('each warning fires, and stays silent just before', () => {
  it.each<[string, string[], string[]]>([
    ['fee rate on Flux', pay('flux', 50n * COIN, 20n * COIN, 13_000n), ['fee-high']],
    ['usual fee rate on Flux', pay('flux', 50n * COIN, 20n * COIN, 2_000n), []],
    ['fee rate on Bitcoin', pay('bitcoin', COIN, COIN / 2n, 60_000n), ['fee-high']],
    ['usual fee rate on Bitcoin', pay('bitcoin', COIN, COIN / 2n, 30_000n), []],
    ['fee above 5 % of the amount', pay('flux', 50n * COIN, 10_000n, 501n), ['fee-share-high']],
    ['fee of 5 % of the amount', pay('flux', 50n * COIN, 10_000n, 500n), []],
    ['91 % of the inputs', pay('flux', 100n * COIN, 91n * COIN, 500n), ['nearly-all']],
    ['89 % of the inputs', pay('flux', 100n * COIN, 89n * COIN, 500n), []],
    ['all asked for', pay('flux', 100n * COIN, 100n * COIN - 500n, 500n, {}, true), ['nearly-all']],
    ['a Cumulus collateral', pay('flux', 1_000n * COIN, 10n * COIN, 500n), ['collateral-spent']],
    ['a Nimbus collateral', pay('flux', 12_500n * COIN, 10n * COIN, 500n), ['collateral-spent']],
    ['a Stratus collateral', pay('flux', 40_000n * COIN, 10n * COIN, 500n), ['collateral-spent']],
    ['one zatoshi more than a collateral', pay('flux', 1_000n * COIN + 1n, 10n * COIN, 500n), []],
    ['the same amount in Bitcoin', pay('bitcoin', 1_000n * COIN, 10n * COIN, 500n), []],
    ['19 blocks to live', pay('flux', 50n * COIN, 20n * COIN, 500n, { expiryHeight: 1019 }), ['expires-soon']],
    ['20 blocks to live', pay('flux', 50n * COIN, 20n * COIN, 500n, { expiryHeight: 1020 }), []],
    ['no expiry', pay('flux', 50n * COIN, 20n * COIN, 500n, { expiryHeight: 0 }), ['no-expiry']],
    ['lock time behind the tip', pay('bitcoin', COIN, COIN / 2n, 500n, { lockTime: 1001 }), ['locktime']],
    ['lock time at the tip', pay('bitcoin', COIN, COIN / 2n, 500n, { lockTime: 1000 }), []],
    ['lock time by the clock', pay('bitcoin', COIN, COIN / 2n, 500n, { lockTime: 1_700_000_000 }), ['locktime']],
    ['lock time that final inputs switch off', pay('bitcoin', COIN, COIN / 2n, 500n, { lockTime: 5000, sequence: 0xffffffff }), []],
  ])('%s', (_name, got, want) => {
    expect(got).toEqual(want);
  });

  it('names the collateral and puts it first', () => {
    const review = payment(makeKit(), 'flux', 12_500n * COIN, 10n * COIN, 500n);
    expect(review.warnings[0]).toMatchObject({ id: 'collateral-spent', level: 'danger', context: { tier: 'nimbus', coins: 1 } });
  });

  it('first payment, until it has been paid or is a contact on this very chain', async () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    const first = kit.reviewer.review({ intent, plan });
    expect(first.warnings.map((warning) => warning.id)).toEqual(['first-payment']);
    await kit.reviewer.sign({ hash: first.hash });
    expect(kit.reviewer.review({ intent, plan }).warnings).toEqual([]);
    const other = makeKit();
    other.book.contacts.push(contact('bitcoin', intent.to));
    expect(other.reviewer.review({ intent, plan }).warnings.map((warning) => warning.id)).toEqual(['first-payment']);
  });

  it('paying oneself', () => {
    const kit = makeKit();
    const own = kit.keys.scriptOf(fluxKey(8), 'p2pkh', 'flux');
    const plan = utxoPlan({ chain: 'flux', coins: [coin(kit, 'flux', fluxKey(0), COIN)], outputs: [{ value: COIN - 1000n, script: own.script }] });
    const review = kit.reviewer.review({ intent: payIntent('flux', own.address, COIN - 1000n), plan });
    expect(review).toMatchObject({ action: 'self', amount: { units: '0' } });
    expect(review.warnings.map((warning) => warning.id)).toEqual(['to-self']);
  });
});

describe('look-alikes', () => {
  /** A hash whose address shows the same ends as `address`: found by changing the middle and searching the checksum. */
  function twin(address: string): string {
    const shown = `${address.slice(2, 6)}…${address.slice(-4)}`;
    const parts = `t${address[1]}${address.slice(2, 6)}${'x'.repeat(address.length - 10)}${address.slice(-4)}`;
    expect(`${parts.slice(2, 6)}…${parts.slice(-4)}`).toBe(shown);
    return parts;
  }

  it('of a contact and of a paid address are a danger', () => {
    const { intent, plan } = goodPayment(makeKit(), 'flux');
    for (const where of ['contacts', 'paid'] as const) {
      const kit = makeKit();
      if (where === 'contacts') kit.book.contacts.push(contact('flux', twin(intent.to)));
      else kit.book.paid.push({ chain: 'flux', address: twin(intent.to) });
      const review = kit.reviewer.review({ intent, plan });
      expect(review.warnings[0]).toMatchObject({ id: 'looks-like-known', level: 'danger', context: { original: twin(intent.to) } });
      expect(review.checks).not.toContain('no-look-alike');
    }
  });

  it('of an own address are a danger', () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    const keys = { ...kit.keys, ownAddresses: () => [twin(intent.to)] };
    const script = p2pkhScript(new Uint8Array(20).fill(3));
    expect(addressOfScript(script, FLUX_REGTEST)).not.toBe(intent.to);
    const other = makeKit();
    Object.assign(other.keys, { ownAddresses: keys.ownAddresses });
    expect(other.reviewer.review({ intent, plan }).warnings.map((warning) => warning.id)).toEqual(['looks-like-own', 'first-payment']);
  });

  it('are silent for the very same address and for other strangers', () => {
    const kit = makeKit();
    const { intent, plan } = goodPayment(kit, 'flux');
    kit.book.contacts.push(contact('flux', intent.to), contact('flux', stranger('flux', 'else').address, 'Bob'));
    expect(kit.reviewer.review({ intent, plan }).warnings).toEqual([]);
  });
});
