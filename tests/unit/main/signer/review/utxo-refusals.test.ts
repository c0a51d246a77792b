// Every reason for which a Flux or Bitcoin plan is refused, one row each; the plan is good but for what the row changes.

import { p2pkhScript } from '../../../../../shared/bitcoin/script';
import type { Intent, UtxoPlan } from '../../../../../shared/contract/money-path';
import { multisigScript, opReturnScript } from '../../../../../shared/flux/script-templates';
import { FLUX_REGTEST } from '../../../../../shared/flux/params';
import { parseTransaction, serializeTransaction } from '../../../../../shared/flux/transaction';
import { encodeAddress } from '../../../../../shared/flux/address';
import { bitcoinKey, coin, fluxKey, goodPayment, importedKey, makeKit, payIntent, privateKeyOf, publicKeyOf, refusedWith, stranger, utxoPlan, type Kit, type PayIntent, type UtxoChain } from './kit';

interface Case {
  readonly intent: Intent;
  readonly plan: UtxoPlan;
}
type Change = (good: { intent: PayIntent; plan: UtxoPlan }, kit: Kit, chain: UtxoChain) => Case;

const rebuilt = (chain: UtxoChain, kit: Kit, more: Parameters<typeof goodPayment>[2]): UtxoPlan => goodPayment(kit, chain, more).plan;
const withPrevious = (plan: UtxoPlan, previous: UtxoPlan['previous']): UtxoPlan => ({ ...plan, previous });
const keyOf = (chain: UtxoChain) => (chain === 'flux' ? fluxKey : bitcoinKey);
const typeOf = (chain: UtxoChain) => (chain === 'flux' ? 'p2pkh' : 'p2wpkh') as 'p2pkh' | 'p2wpkh';
const changeScript = (kit: Kit, chain: UtxoChain) => kit.keys.scriptOf(keyOf(chain)(5, 1), typeOf(chain), chain).script;

const BOTH: readonly (readonly [string, string, Change])[] = [
  ['asset of another chain', 'review/plan-does-not-match-intent asset', ({ intent, plan }, _, chain) => ({ intent: { ...intent, asset: chain === 'flux' ? 'bitcoin/native' : 'flux/native' }, plan })],
  ['token in place of the coin', 'review/plan-does-not-match-intent asset', ({ intent, plan }, _, chain) => ({ intent: { ...intent, asset: `${chain}/0x${'11'.repeat(20)}` }, plan })],
  ['another amount asked for', 'review/plan-does-not-match-intent amount', ({ intent, plan }) => ({ intent: { ...intent, amount: '300000001' }, plan })],
  ['nothing asked for', 'review/plan-does-not-match-intent amount', ({ intent, plan }) => ({ intent: { ...intent, amount: '0' }, plan })],
  ['another recipient asked for', 'review/plan-does-not-match-intent recipient', ({ intent, plan }, _, chain) => ({ intent: { ...intent, to: stranger(chain, 'other').address }, plan })],
  ['recipient of another chain', 'review/recipient-address', ({ intent, plan }) => ({ intent: { ...intent, to: '0x52908400098527886E0F7030069857D2E4169EE7' }, plan })],
  ['recipient of the other network', 'review/recipient-address', ({ intent, plan }, _, chain) => ({ intent: { ...intent, to: stranger(chain, 'stranger', 'mainnet').address }, plan })],
  ['note that is not in the transaction', 'review/plan-does-not-match-intent note', ({ intent, plan }) => ({ intent: { ...intent, note: 'hello' }, plan })],
  ['all asked for, but change is kept', 'review/plan-does-not-match-intent change', ({ intent, plan }) => ({ intent: { ...intent, all: true }, plan })],
  ['fee above the limit', 'review/fee-above-limit', ({ intent, plan }) => ({ intent: { ...intent, feeLimit: '999' }, plan })],
  ['message plan of another kind', 'review/plan-does-not-match-intent kind', ({ plan }, _, chain) => ({ intent: { kind: 'sign-message', scheme: chain, key: keyOf(chain)(0), address: 'x', message: 'x', purpose: null }, plan })],
  ['replaces something that nobody named', 'review/plan-does-not-match-intent replaced transaction', ({ intent, plan }) => ({ intent, plan: { ...plan, replaces: plan.unsigned } })],
  ['a second output to somebody', 'review/foreign-output', ({ intent }, kit, chain) => ({
    intent,
    plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 699_000_000n, script: changeScript(kit, chain) }, { value: 999_000n, script: stranger(chain, 'thief').script }] }),
  })],
  ['the recipient is paid twice', 'review/plan-does-not-match-intent outputs', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 300_000_000n, script: stranger(chain).script }, { value: 399_999_000n, script: changeScript(kit, chain) }], change: [] }),
  })],
  ['change to somebody else, called ours', 'review/change-not-ours', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 699_999_000n, script: stranger(chain, 'thief').script }] }),
  })],
  ['change that is not there', 'review/change-not-ours', ({ intent, plan }, _, chain) => ({ intent, plan: { ...plan, change: [{ vout: 7, key: keyOf(chain)(5, 1), scriptType: typeOf(chain) }] } })],
  ['change named twice', 'review/change-not-ours', ({ intent, plan }) => ({ intent, plan: { ...plan, change: [...plan.change, ...plan.change] } })],
  ['more out than in', 'review/outputs-exceed-inputs', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 700_000_001n, script: changeScript(kit, chain) }] }),
  })],
  ['amount above all money', 'review/amount-out-of-range outputs', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 440_000_001n * 100_000_000n, script: changeScript(kit, chain) }] }),
  })],
  ['negative amount', 'review/amount-out-of-range outputs', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: -1n, script: changeScript(kit, chain) }] }),
  })],
  ['absurd fee', 'review/fee-absurd', ({ intent }, kit, chain) => ({
    intent: { ...intent, feeLimit: '999999999999' }, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }], change: [] }),
  })],
  ['dust', 'review/dust', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 699_990_000n, script: changeScript(kit, chain) }, { value: 53n, script: changeScript(kit, chain) }] }),
  })],
  ['an output that cannot be spent by any rule', 'review/unsupported-format', ({ intent }, kit, chain) => ({
    intent, plan: rebuilt(chain, kit, { outputs: [{ value: 300_000_000n, script: stranger(chain).script }, { value: 699_999_000n, script: Uint8Array.of(0x51) }], change: [] }),
  })],
  ['the same output spent twice', 'review/duplicate-input', ({ intent }, kit, chain) => {
    const one = coin(kit, chain, keyOf(chain)(0), 600_000_000n);
    return { intent, plan: rebuilt(chain, kit, { coins: [one, one] }) };
  }],
  ['a sequence with a relative lock time', 'review/bad-sequence', ({ intent }, kit, chain) => ({ intent, plan: rebuilt(chain, kit, { sequence: 6 }) })],
  ['fewer inputs planned than there are', 'review/unreadable-plan', ({ intent, plan }) => ({ intent, plan: { ...plan, inputs: plan.inputs.slice(1) } })],
  ['truncated transaction', 'review/unreadable-plan', ({ intent, plan }) => ({ intent, plan: { ...plan, unsigned: plan.unsigned.slice(0, -1) } })],
  ['bytes behind the transaction', 'review/unreadable-plan', ({ intent, plan }) => ({ intent, plan: { ...plan, unsigned: Uint8Array.of(...plan.unsigned, 0) } })],
  ['previous transaction missing', 'review/previous-missing', ({ intent, plan }) => ({ intent, plan: { ...plan, inputs: plan.inputs.map((input) => ({ ...input, previous: 9 })) } })],
  ['previous transactions exchanged', 'review/previous-hash', ({ intent, plan }) => ({ intent, plan: { ...plan, inputs: plan.inputs.map((input) => ({ ...input, previous: 1 - input.previous })) } })],
  ['previous transaction with another amount', 'review/previous-hash', ({ intent, plan }) => {
    const bytes = plan.previous.bytes.slice();
    const place = (plan.previous.parts[0]?.length ?? 0) - 60;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    return { intent, plan: withPrevious(plan, { ...plan.previous, bytes }) };
  }],
  ['previous transactions with a gap', 'review/previous-layout', ({ intent, plan }) => ({ intent, plan: withPrevious(plan, { ...plan.previous, parts: plan.previous.parts.map((part, place) => ({ ...part, offset: part.offset + place })) }) })],
  ['previous transactions that overlap', 'review/previous-layout', ({ intent, plan }) => ({ intent, plan: withPrevious(plan, { ...plan.previous, parts: [...plan.previous.parts, { offset: 0, length: 10 }] }) })],
  ['bytes behind the previous transactions', 'review/previous-layout', ({ intent, plan }) => ({ intent, plan: withPrevious(plan, { ...plan.previous, bytes: Uint8Array.of(...plan.previous.bytes, 0) }) })],
  ['previous transaction that cannot be read', 'review/previous-output', ({ intent, plan }) => ({ intent, plan: withPrevious(plan, { bytes: plan.previous.bytes.slice(0, 20), parts: [{ offset: 0, length: 10 }, { offset: 10, length: 10 }] }) })],
  ['output number that the previous transaction lacks', 'review/previous-output', ({ intent }, kit, chain) => {
    const coins = [coin(kit, chain, keyOf(chain)(0), 600_000_000n), { ...coin(kit, chain, keyOf(chain)(1), 400_000_000n), index: 2 }];
    return { intent, plan: rebuilt(chain, kit, { coins }) };
  }],
  ['an input of somebody else', 'review/foreign-input', ({ intent, plan }, _, chain) => ({ intent, plan: { ...plan, inputs: plan.inputs.map((input) => ({ ...input, key: keyOf(chain)(77) })) } })],
  ['an input script of the other chain', 'review/unsupported-format', ({ intent, plan }, _, chain) => ({ intent, plan: { ...plan, inputs: plan.inputs.map((input) => ({ ...input, scriptType: chain === 'flux' ? 'p2tr' as const : 'p2sh-multisig' as const })) } })],
];

describe.each(['flux', 'bitcoin'] as const)('a %s plan is refused for', (chain) => {
  it.each(BOTH)('%s', (_name, code, change) => {
    const kit = makeKit();
    const { intent, plan } = change(goodPayment(kit, chain), kit, chain);
    expect(refusedWith(() => kit.reviewer.review({ intent, plan }))).toBe(code);
  });

  it('nothing when nothing is wrong', () => {
    const kit = makeKit();
    expect(refusedWith(() => kit.reviewer.review(goodPayment(kit, chain)))).toBe('accepted');
  });
});

describe('a Flux plan is refused for', () => {
  const rows: readonly (readonly [string, string, Change])[] = [
    ['an expiry that has passed', 'review/expired', ({ intent }, kit) => ({ intent, plan: rebuilt('flux', kit, { expiryHeight: 999 }) })],
    ['an expiry that nodes call too soon', 'review/expired', ({ intent }, kit) => ({ intent, plan: rebuilt('flux', kit, { expiryHeight: 1003 }) })],
    ['an expiry that is no height', 'review/bad-expiry', ({ intent }, kit) => ({ intent, plan: rebuilt('flux', kit, { expiryHeight: 500_000_000 }) })],
    ['a version that is not 4', 'review/unreadable-plan', ({ intent, plan }) => {
      const tx = parseTransaction(plan.unsigned);
      return { intent, plan: { ...plan, unsigned: serializeTransaction({ ...tx, version: 1, overwintered: false, expiryHeight: 0 }) } };
    }],
    ['money into the shielded pool', 'review/unreadable-plan', ({ intent, plan }) => {
      const tx = parseTransaction(plan.unsigned);
      return { intent, plan: { ...plan, unsigned: serializeTransaction({ ...tx, valueBalance: -1n }) } };
    }],
    ['an input that is filled already', 'review/unsupported-format', ({ intent, plan }) => {
      const tx = parseTransaction(plan.unsigned);
      return { intent, plan: { ...plan, unsigned: serializeTransaction({ ...tx, inputs: tx.inputs.map((input) => ({ ...input, script: Uint8Array.of(0x51) })) }) } };
    }],
    ['bare multisig to strangers', 'review/foreign-output', ({ intent }, kit) => ({
      intent, plan: rebuilt('flux', kit, { outputs: [{ value: 300_000_000n, script: stranger('flux').script }, { value: 699_999_000n, script: multisigScript(1, [publicKeyOf(privateKeyOf(fluxKey(9)))]) }], change: [] }),
    })],
    ['a note with money in it', 'review/foreign-output', ({ intent }, kit) => ({
      intent: { ...intent, note: 'hi' }, plan: rebuilt('flux', kit, { outputs: [{ value: 300_000_000n, script: stranger('flux').script }, { value: 699_999_000n, script: opReturnScript(new TextEncoder().encode('hi')) }], change: [] }),
    })],
    ['a note that is not text', 'review/bad-note', ({ intent }, kit) => ({
      intent, plan: rebuilt('flux', kit, { outputs: [{ value: 300_000_000n, script: stranger('flux').script }, { value: 699_999_000n, script: changeScript(kit, 'flux') }, { value: 0n, script: opReturnScript(Uint8Array.of(0xff, 0xfe)) }] }),
    })],
    ['two notes', 'review/plan-does-not-match-intent note', ({ intent }, kit) => {
      const note = { value: 0n, script: opReturnScript(new TextEncoder().encode('hi')) };
      return { intent: { ...intent, note: 'hi' }, plan: rebuilt('flux', kit, { outputs: [{ value: 300_000_000n, script: stranger('flux').script }, { value: 699_999_000n, script: changeScript(kit, 'flux') }, note, note] }) };
    }],
    ['a replacement, which Flux has not', 'review/not-replaceable', ({ plan }) => ({ intent: { kind: 'replace', chain: 'flux', txid: 'aa'.repeat(32), mode: 'speed-up', feeLimit: '100000' }, plan: { ...plan, replaces: plan.unsigned } })],
  ];
  it.each(rows)('%s', (_name, code, change) => {
    const kit = makeKit();
    const { intent, plan } = change(goodPayment(kit, 'flux'), kit, 'flux');
    expect(refusedWith(() => kit.reviewer.review({ intent, plan }))).toBe(code);
  });

  it('a mainnet address while on practice, and the reverse', () => {
    const kit = makeKit('mainnet');
    const { plan } = goodPayment(kit, 'flux');
    const practice = encodeAddress({ kind: 'p2pkh', hash: new Uint8Array(20) }, FLUX_REGTEST);
    expect(refusedWith(() => kit.reviewer.review({ intent: payIntent('flux', practice, 300_000_000n), plan }))).toBe('review/recipient-address');
  });
});

describe('a sweep', () => {
  const sweep = (kit: Kit, more: { to?: string; script?: Uint8Array; key?: typeof importedKey; id?: string; chain?: UtxoChain } = {}): Case => {
    const own = kit.keys.scriptOf(fluxKey(3), 'p2pkh', 'flux');
    const plan = utxoPlan({ chain: 'flux', coins: [coin(kit, 'flux', more.key ?? importedKey, 5_000_000n)], outputs: [{ value: 4_999_000n, script: more.script ?? own.script }] });
    return { plan, intent: { kind: 'sweep', chain: more.chain ?? 'flux', imported: more.id ?? 'ab'.repeat(16), to: more.to ?? own.address, feeLimit: '5000' } };
  };

  it('of an imported key to an own address is accepted and named so', () => {
    const kit = makeKit();
    const review = kit.reviewer.review(sweep(kit));
    expect(review).toMatchObject({ action: 'self', amount: { units: '0' }, recipients: [{ amount: { units: '4999000' } }] });
    expect(review.warnings.map((warning) => warning.id)).toEqual(['to-self']);
  });

  it.each([
    ['to an address of somebody else', 'review/own-address-expected', (kit: Kit) => sweep(kit, { to: stranger('flux').address, script: stranger('flux').script })],
    ['that pays another address than asked', 'review/plan-does-not-match-intent recipient', (kit: Kit) => sweep(kit, { to: stranger('flux').address })],
    ['of a key of the seed', 'review/plan-does-not-match-intent inputs', (kit: Kit) => sweep(kit, { key: fluxKey(0) })],
    ['of another imported key', 'review/plan-does-not-match-intent inputs', (kit: Kit) => sweep(kit, { id: 'cd'.repeat(16) })],
    ['of another chain', 'review/plan-does-not-match-intent chain', (kit: Kit) => sweep(kit, { chain: 'bitcoin' })],
  ])('%s is refused', (_name, code, build) => {
    const kit = makeKit();
    expect(refusedWith(() => kit.reviewer.review(build(kit)))).toBe(code);
  });
});

it('a P2PKH script is the same on both chains, so a Flux plan can never be taken for a Bitcoin one', () => {
  const kit = makeKit();
  const { intent, plan } = goodPayment(kit, 'flux');
  expect(p2pkhScript(publicKeyOf(privateKeyOf(fluxKey(0))))).toEqual(kit.keys.scriptOf(fluxKey(0), 'p2pkh', 'flux').script);
  expect(refusedWith(() => kit.reviewer.review({ intent, plan: { ...plan, chain: 'bitcoin' } }))).toBe('review/unreadable-plan');
});
