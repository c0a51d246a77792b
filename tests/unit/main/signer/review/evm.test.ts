// EVM reviews: native coins, tokens, replacements; every refusal and every warning with its silent neighbour.

import { Transaction } from 'ethers';
import { zReview, type Intent, type Review } from '../../../../../shared/contract/money-path';
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { decodeAddress } from '../../../../../shared/evm/address';
import { UNLIMITED, encodeErc20 } from '../../../../../shared/evm/erc20';
import { serializeUnsigned, type EvmTransaction } from '../../../../../shared/evm/transaction';
import { signEvmTransaction } from '../../../../../main/signer/sign/evm';
import { fluxAssets } from '../../../../../shared/chains/registry';
import * as ecc from 'tiny-secp256k1';
import { STRANGER_EVM, contact, evmKey, evmPlan, evmTransaction, makeKit, payIntent, privateKeyOf, refusedWith, type Kit, type PayIntent } from './kit';

const ETHER = 10n ** 18n;
const FLUX_ON_BASE = fluxAssets().find((asset) => asset.chain === 'base')?.contract ?? '';
const OTHER_TOKEN = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const TO = decodeAddress(STRANGER_EVM);
const own = (kit: Kit): string => kit.keys.scriptOf(evmKey, 'evm', 'base').address;
const fees = { feeLimit: (ETHER / 100n).toString() };
const native = (amount = ETHER, more: Partial<PayIntent> = {}): PayIntent => payIntent('base', STRANGER_EVM, amount, { ...fees, ...more });
const token = (contract: string, amount: bigint, to = STRANGER_EVM): PayIntent => payIntent('base', to, amount, { ...fees, asset: `base/${contract.toLowerCase()}` });
const transfer = (contract: string, amount: bigint, to = TO) => evmTransaction({ to: decodeAddress(contract), value: 0n, gasLimit: 65_000n, data: encodeErc20({ method: 'transfer', to, amount }) });
const ids = (review: Review): string[] => review.warnings.map((warning) => warning.id);

describe('a payment', () => {
  it('of the native coin is reviewed and signed as ethers reads it', async () => {
    const kit = makeKit();
    const review = kit.reviewer.review({ intent: native(), plan: evmPlan(evmTransaction()) });
    expect(zReview.parse(review)).toEqual(review);
    expect(review).toMatchObject({
      action: 'pay', chainId: 8453, nonce: 7, recipients: [{ address: STRANGER_EVM, amount: { units: ETHER.toString(), symbol: 'ETH', decimals: 18 } }],
      fee: { figure: { units: (21_000n * 100_000_000n).toString() }, size: 21_000, rate: '0.1', rateUnit: 'gwei', isLimit: true },
      from: [{ address: own(kit) }],
    });
    expect(review.checks).toEqual(expect.arrayContaining(['chain-id', 'fee-in-limit', 'does-what-was-asked', 'no-look-alike']));
    const signed = await kit.reviewer.sign({ hash: review.hash });
    if (signed.kind !== 'transaction') throw new Error('not a transaction');
    const read = Transaction.from(`0x${toHex(signed.raw)}`);
    expect([read.hash, read.from, read.to, read.value]).toEqual([signed.txid, own(kit), STRANGER_EVM, ETHER]);
    expect(kit.book.paid).toEqual([{ chain: 'base', address: STRANGER_EVM }]);
    expect(kit.keys.handedOut.every((key) => key.every((byte) => byte === 0))).toBe(true);
  });

  it('of built-in FLUX shows its built-in decimals whatever is reported', () => {
    const kit = makeKit();
    const review = kit.reviewer.review({ intent: token(FLUX_ON_BASE, 500n), plan: evmPlan(transfer(FLUX_ON_BASE, 500n), {}, { tokenDecimals: 2, tokenSymbol: 'FAKE' }) });
    expect(review.recipients[0]?.amount).toEqual({ units: '500', asset: `base/${FLUX_ON_BASE.toLowerCase()}`, symbol: 'FLUX', decimals: 8, decimalsFrom: 'built-in' });
    expect(review.checks).toContain('token-built-in');
    expect(ids(review)).toEqual(['first-payment']);
  });

  it('of an unknown token shows raw units and marks what was reported', () => {
    const kit = makeKit();
    const plan = (decimals: number | null) => evmPlan(transfer(OTHER_TOKEN, 500n), {}, { tokenDecimals: decimals, tokenSymbol: 'OTH' });
    const review = kit.reviewer.review({ intent: token(OTHER_TOKEN, 500n), plan: plan(6) });
    expect(review.amount).toEqual({ units: '500', asset: `base/${OTHER_TOKEN.toLowerCase()}`, symbol: 'OTH', decimals: 6, decimalsFrom: 'reported' });
    expect(review.warnings.find((warning) => warning.id === 'unknown-token')).toMatchObject({ level: 'warn', context: { contract: OTHER_TOKEN } });
    expect(kit.reviewer.review({ intent: token(OTHER_TOKEN, 500n), plan: plan(null) }).amount).toMatchObject({ decimals: null, decimalsFrom: 'reported' });
  });

  it('in the legacy form is accepted where a chain has no other', async () => {
    const kit = makeKit();
    const { nonce, gasLimit, to, value, data } = evmTransaction();
    const legacy: EvmTransaction = { type: 0, chainId: 8453n, gasPrice: 100_000_000n, nonce, gasLimit, to, value, data };
    const { hash } = kit.reviewer.review({ intent: native(), plan: evmPlan(legacy) });
    const signed = await kit.reviewer.sign({ hash });
    if (signed.kind !== 'transaction') throw new Error('not a transaction');
    expect(Transaction.from(`0x${toHex(signed.raw)}`)).toMatchObject({ type: 0, chainId: 8453n, from: own(kit) });
  });
});

describe('a payment is refused for', () => {
  const tx = evmTransaction;
  const fluxPay = token(FLUX_ON_BASE, 500n);
  it.each<[string, string, Intent, EvmTransaction, Partial<Parameters<typeof evmPlan>[1]>?]>([
    ['a wrong chain id', 'review/wrong-chain-id', native(), tx({ chainId: 1n })],
    ['a legacy form without chain id', 'review/wrong-chain-id', native(), { ...tx(), type: 0, chainId: null, gasPrice: 1n }],
    ['a plan of another chain', 'review/plan-does-not-match-intent chain', { ...native(), asset: 'ethereum/native' }, tx()],
    ['another amount', 'review/plan-does-not-match-intent amount', native(), tx({ value: ETHER + 1n })],
    ['nothing at all', 'review/plan-does-not-match-intent amount', native(0n), tx({ value: 0n })],
    ['another recipient', 'review/plan-does-not-match-intent recipient', native(), tx({ to: decodeAddress(OTHER_TOKEN) })],
    ['a note, which the EVM has not', 'review/plan-does-not-match-intent note', native(ETHER, { note: 'hi' }), tx()],
    ['call data with a native payment', 'review/unknown-call', native(), tx({ data: fromHex('deadbeef') })],
    ['a token call in place of the coin', 'review/plan-does-not-match-intent asset', native(), transfer(FLUX_ON_BASE, ETHER)],
    ['the coin in place of a token', 'review/plan-does-not-match-intent asset', fluxPay, tx({ value: 500n })],
    ['another token', 'review/plan-does-not-match-intent asset', fluxPay, transfer(OTHER_TOKEN, 500n)],
    ['another token amount', 'review/plan-does-not-match-intent amount', fluxPay, transfer(FLUX_ON_BASE, 501n)],
    ['another token recipient', 'review/plan-does-not-match-intent recipient', fluxPay, transfer(FLUX_ON_BASE, 500n, decodeAddress(OTHER_TOKEN))],
    ['an approval in place of a transfer', 'review/plan-does-not-match-intent call', fluxPay, { ...transfer(FLUX_ON_BASE, 500n), data: encodeErc20({ method: 'approve', spender: TO, amount: 500n }) }],
    ['transferFrom in place of a transfer', 'review/plan-does-not-match-intent call', fluxPay, { ...transfer(FLUX_ON_BASE, 500n), data: encodeErc20({ method: 'transferFrom', from: TO, to: TO, amount: 500n }) }],
    ['coins sent along with a token call', 'review/unknown-call', fluxPay, { ...transfer(FLUX_ON_BASE, 500n), value: 1n }],
    ['bytes behind the token call', 'review/unknown-call', fluxPay, { ...transfer(FLUX_ON_BASE, 500n), data: Uint8Array.of(...transfer(FLUX_ON_BASE, 500n).data, 0) }],
    ['stray bits above the address', 'review/unknown-call', fluxPay, { ...transfer(FLUX_ON_BASE, 500n), data: transfer(FLUX_ON_BASE, 500n).data.map((byte, place) => (place === 4 ? 1 : byte)) }],
    ['the zero address', 'review/zero-address', native(ETHER, { to: `0x${'00'.repeat(20)}` }), tx({ to: new Uint8Array(20) })],
    ['a broken address', 'review/recipient-address', native(ETHER, { to: STRANGER_EVM.replace('F', 'f') }), tx()],
    ['the creation of a contract', 'review/contract-creation', native(), tx({ to: null })],
    ['a fee above the limit', 'review/fee-above-limit', native(ETHER, { feeLimit: '2099999999999' }), tx()],
    ['too little gas', 'review/bad-gas', native(), tx({ gasLimit: 20_999n })],
    ['absurdly much gas', 'review/bad-gas', native(), tx({ gasLimit: 10_000_001n })],
    ['no price for gas', 'review/bad-gas', native(), tx({ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n })],
    ['a tip above the price', 'review/bad-gas', native(), tx({ maxPriorityFeePerGas: 100_000_001n })],
    ['an absurd nonce', 'review/bad-nonce', native(), tx({ nonce: 1n << 60n })],
    ['an access list', 'review/unsupported-format', native(), tx({ accessList: [{ address: TO, storageKeys: [] }] })],
    ['a replacement that nobody named', 'review/plan-does-not-match-intent replaced transaction', native(), tx(), { replaces: new Uint8Array(3) }],
    ['bytes that are no transaction', 'review/unreadable-plan', native(), tx(), { unsigned: fromHex('02c0') }],
    ['a sweep, which the EVM has not', 'review/plan-does-not-match-intent kind', { kind: 'sweep', chain: 'flux', imported: 'ab'.repeat(16), to: STRANGER_EVM, feeLimit: '1' }, tx()],
  ])('%s', (_name, code, intent, transaction, more = {}) => {
    const kit = makeKit();
    expect(refusedWith(() => kit.reviewer.review({ intent, plan: evmPlan(transaction, more) }))).toBe(code);
  });

  it('being signed already', () => {
    const kit = makeKit();
    const signed = signEvmTransaction({ tx: evmTransaction(), privateKey: privateKeyOf(evmKey), from: own(kit), ecc });
    expect(refusedWith(() => kit.reviewer.review({ intent: native(), plan: evmPlan(evmTransaction(), { unsigned: signed.raw }) }))).toBe('review/unsupported-format');
  });

  it('a number with a leading zero, which would be a second form of the same', () => {
    const kit = makeKit();
    const bytes = serializeUnsigned(evmTransaction({ nonce: 0n }));
    const place = bytes.indexOf(0x80);
    const other = bytes.slice();
    other[place] = 0;
    expect(refusedWith(() => kit.reviewer.review({ intent: native(), plan: evmPlan(evmTransaction(), { unsigned: other }) }))).toBe('review/unreadable-plan');
  });
});

describe('each warning fires, and stays silent just before', () => {
  const gwei = 1_000_000_000n;
  const review = (tx: EvmTransaction, intent: Intent, reported = {}, prepare: (kit: Kit) => void = () => undefined): string[] => {
    const kit = makeKit();
    kit.book.contacts.push(contact('base', STRANGER_EVM));
    prepare(kit);
    return ids(kit.reviewer.review({ intent, plan: evmPlan(tx, {}, reported) }));
  };
  const wide = { feeLimit: ETHER.toString() };
  it.each<[string, string[], string[]]>([
    ['a known recipient', review(evmTransaction(), native()), []],
    ['gas above 5 gwei on Base', review(evmTransaction({ maxFeePerGas: 5n * gwei + 1n }), native(ETHER, wide)), ['fee-high']],
    ['gas at 5 gwei on Base', review(evmTransaction({ maxFeePerGas: 5n * gwei }), native(ETHER, wide)), []],
    ['fee above 5 % of the amount', review(evmTransaction({ value: 20n * 21_000n * 100_000_000n - 1n }), native(20n * 21_000n * 100_000_000n - 1n)), ['fee-share-high']],
    ['fee of 5 % of the amount', review(evmTransaction({ value: 20n * 21_000n * 100_000_000n }), native(20n * 21_000n * 100_000_000n)), []],
    ['91 % of the reported balance', review(evmTransaction({ value: 91n }), native(91n), { balance: '100' }).filter((id) => id !== 'fee-share-high'), ['nearly-all']],
    ['90 % of the reported balance', review(evmTransaction({ value: 90n }), native(90n), { balance: '100' }).filter((id) => id !== 'fee-share-high'), []],
    ['a contract as recipient', review(evmTransaction(), native(), { recipientIsContract: true }), ['contract-recipient']],
    ['no contract as recipient', review(evmTransaction(), native(), { recipientIsContract: false }), []],
    ['the token itself as recipient', review(transfer(FLUX_ON_BASE, 5n, decodeAddress(FLUX_ON_BASE)), token(FLUX_ON_BASE, 5n, FLUX_ON_BASE)), ['token-contract-recipient', 'first-payment']],
    ['a look-alike of a contact', review(evmTransaction(), native(), {}, (kit) => kit.book.contacts.splice(0, 1, contact('ethereum', `0x5290${'0'.repeat(32)}9EE7`))), ['looks-like-known', 'first-payment']],
    ['a look-alike that is a contact itself', review(evmTransaction(), native(), {}, (kit) => kit.book.contacts.push(contact('base', `0x5290${'0'.repeat(32)}9EE7`, 'Bob'))), ['looks-like-known']],
  ])('%s', (_name, got, want) => {
    expect(got).toEqual(want);
  });

  it('paying oneself', () => {
    const kit = makeKit();
    const result = kit.reviewer.review({ intent: payIntent('base', own(kit), 5n, fees), plan: evmPlan(evmTransaction({ to: decodeAddress(own(kit)), value: 5n })) });
    expect(result).toMatchObject({ action: 'self', amount: { units: '0' } });
    expect(ids(result)).toEqual(['to-self']);
  });
});

describe('a replacement', () => {
  const replace = (txid: string, mode: 'speed-up' | 'cancel' = 'speed-up'): Intent => ({ kind: 'replace', chain: 'base', txid, mode, feeLimit: ETHER.toString() });
  const faster = { maxFeePerGas: 200_000_000n, maxPriorityFeePerGas: 2_000_000n };
  const before = (kit: Kit, tx: EvmTransaction = evmTransaction()) => signEvmTransaction({ tx, privateKey: privateKeyOf(evmKey), from: own(kit), ecc });

  it('at a higher price does the same', () => {
    const kit = makeKit();
    const old = before(kit);
    const review = kit.reviewer.review({ intent: replace(old.txid), plan: evmPlan(evmTransaction(faster), { replaces: old.raw }) });
    expect(review).toMatchObject({ action: 'pay', recipients: [{ address: STRANGER_EVM }] });
    expect(ids(review)).toContain('replaces');
  });

  it('that cancels uses up the nonce', () => {
    const kit = makeKit();
    const old = before(kit);
    const plan = evmPlan(evmTransaction({ ...faster, to: decodeAddress(own(kit)), value: 0n }), { replaces: old.raw });
    const review = kit.reviewer.review({ intent: replace(old.txid, 'cancel'), plan });
    expect(review).toMatchObject({ action: 'cancel', recipients: [], amount: { units: '0' } });
    expect(ids(review)).toEqual(['cancels']);
  });

  it.each<[string, EvmTransaction, Review['action'], string[]]>([
    ['an approval', { ...transfer(FLUX_ON_BASE, 0n), data: encodeErc20({ method: 'approve', spender: TO, amount: 5n }) }, 'approve-token', ['approval']],
    ['an unlimited approval', { ...transfer(FLUX_ON_BASE, 0n), data: encodeErc20({ method: 'approve', spender: TO, amount: UNLIMITED }) }, 'approve-token', ['approval-unlimited']],
    ['the end of an approval', { ...transfer(FLUX_ON_BASE, 0n), data: encodeErc20({ method: 'approve', spender: TO, amount: 0n }) }, 'revoke-token', []],
    ['transferFrom', { ...transfer(FLUX_ON_BASE, 0n), data: encodeErc20({ method: 'transferFrom', from: TO, to: TO, amount: 5n }) }, 'contract-call', ['raw-data']],
    ['a call that cannot be read', evmTransaction({ data: fromHex('deadbeef') }), 'contract-call', ['raw-data']],
  ])('of %s says what it is', (_name, tx, action, warned) => {
    const kit = makeKit();
    kit.book.contacts.push(contact('base', STRANGER_EVM));
    const old = before(kit, tx);
    const review = kit.reviewer.review({ intent: replace(old.txid), plan: evmPlan({ ...tx, ...faster } as EvmTransaction, { replaces: old.raw }) });
    expect(review.action).toBe(action);
    expect(ids(review).filter((id) => id !== 'replaces')).toEqual(warned);
  });

  it.each<[string, string, (kit: Kit) => { intent: Intent; tx: EvmTransaction; replaces: Uint8Array | null }]>([
    ['of another transaction', 'review/plan-does-not-match-intent replaced transaction', (kit) => ({ intent: replace(`0x${'aa'.repeat(32)}`), tx: evmTransaction(faster), replaces: before(kit).raw })],
    ['without what it replaces', 'review/replaced-transaction', (kit) => ({ intent: replace(before(kit).txid), tx: evmTransaction(faster), replaces: null })],
    ['with another nonce', 'review/replaced-transaction', (kit) => ({ intent: replace(before(kit).txid), tx: evmTransaction({ ...faster, nonce: 8n }), replaces: before(kit).raw })],
    ['at the same price', 'review/replacement-fee', (kit) => ({ intent: replace(before(kit).txid), tx: evmTransaction(), replaces: before(kit).raw })],
    ['that pays more', 'review/replacement-outputs', (kit) => ({ intent: replace(before(kit).txid), tx: evmTransaction({ ...faster, value: ETHER + 1n }), replaces: before(kit).raw })],
    ['that cancels and still pays', 'review/replacement-outputs', (kit) => ({ intent: replace(before(kit).txid, 'cancel'), tx: evmTransaction(faster), replaces: before(kit).raw })],
    ['of a transaction of somebody else', 'review/wrong-signer', (kit) => {
      const privateKey = privateKeyOf(evmKey, 'other ');
      const address = '0x0000000000000000000000000000000000000000';
      const sender = refusedWith(() => signEvmTransaction({ tx: evmTransaction(), privateKey, from: address, ecc }));
      expect(sender).toBe('sign/self-check-failed');
      const raw = Transaction.from({ type: 2, chainId: 8453, nonce: 7, to: STRANGER_EVM, value: ETHER, gasLimit: 21000, maxFeePerGas: 100000000, maxPriorityFeePerGas: 1000000 });
      const { signature, recoveryId } = ecc.signRecoverable(fromHex(raw.unsignedHash.slice(2)), privateKey);
      raw.signature = { r: `0x${toHex(signature.slice(0, 32))}`, s: `0x${toHex(signature.slice(32))}`, v: 27 + recoveryId };
      return { intent: replace(raw.hash ?? ''), tx: evmTransaction(faster), replaces: fromHex(raw.serialized.slice(2)) };
    }],
  ])('%s is refused', (_name, code, build) => {
    const kit = makeKit();
    const { intent, tx, replaces } = build(kit);
    expect(refusedWith(() => kit.reviewer.review({ intent, plan: evmPlan(tx, { replaces }) }))).toBe(code);
  });
});
