// Swaps: a deposit is matched as strictly as a payment, and what its bytes cannot say is said beside them.

import * as fc from 'fast-check';
import type { ChainId } from '../../../../../shared/chains/ids';
import { zReview, type Plan, type Review } from '../../../../../shared/contract/money-path';
import { decodeAddress } from '../../../../../shared/evm/address';
import { encodeErc20 } from '../../../../../shared/evm/erc20';
import { opReturnScript } from '../../../../../shared/flux/script-templates';
import { operatorAddresses } from '../../../../../shared/fusion/operator-addresses';
import { coin, contact, evmTransaction, fluxKey, makeKit, refusedWith, stranger, STRANGER_EVM, utxoPlan, type Kit } from './kit';
import { AMOUNT, deposit, evmSwap, fluxSwap, OPERATOR_EVM, operatorFlux, ownEvm, ownFlux, type SwapIntent } from './swap-kit';

const OTHER_TOKEN = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const ids = (review: Review): string[] => review.warnings.map(({ id }) => id);
const read = (kit: Kit, { intent, plan }: { intent: SwapIntent; plan: Plan }, more: Partial<SwapIntent> = {}): Review => kit.reviewer.review({ intent: { ...intent, ...more }, plan });

describe('a deposit on the main chain', () => {
  it('is read whole: payment to the operator, change to the sender, and the other side', async () => {
    const kit = makeKit();
    const swap = fluxSwap(kit);
    const review = read(kit, swap);
    expect(zReview.parse(review)).toEqual(review);
    expect(review).toMatchObject({
      action: 'swap', chain: 'flux', amount: { units: '300000000', symbol: 'FLUX' }, recipients: [{ address: operatorFlux(kit).address, contact: null }],
      change: [{ address: ownFlux(kit), amount: { units: '699999000' } }], from: [{ address: ownFlux(kit) }], note: null,
      swap: { to: 'base', recipient: ownEvm(kit), own: true, contact: null, arrives: '290000000', fee: '10000000' },
    });
    expect(ids(review)).toEqual(['custodial']);
    expect(review.checks).toEqual(expect.arrayContaining(['address-checksum', 'sums-add-up', 'previous-hashes', 'change-is-ours', 'fee-in-limit', 'does-what-was-asked']));
    const signed = await kit.reviewer.sign({ hash: review.hash });
    expect(signed).toMatchObject({ kind: 'transaction', chain: 'flux', reviewHash: review.hash });
    expect([...kit.book.deposits]).toEqual([['flux', operatorFlux(kit).address]]);
    expect(kit.book.paid).toEqual([]);
  });

  it('may leave no change', () => {
    const kit = makeKit();
    const { intent } = fluxSwap(kit);
    const plan = utxoPlan({ chain: 'flux', coins: [coin(kit, 'flux', fluxKey(0), AMOUNT + 1000n)], outputs: [{ value: AMOUNT, script: operatorFlux(kit).script }] });
    expect(read(kit, { intent, plan }).change).toEqual([]);
  });

  const sender = (kit: Kit) => kit.keys.scriptOf(fluxKey(0), 'p2pkh', 'flux').script;
  const rest = (kit: Kit, value = 699_999_000n) => ({ value, script: sender(kit) });
  const paid = (kit: Kit, value = AMOUNT) => ({ value, script: operatorFlux(kit).script });
  const change = [{ vout: 1, key: fluxKey(0), scriptType: 'p2pkh' as const }];
  it.each<[string, string, (kit: Kit) => { intent?: Partial<SwapIntent>; parts?: Parameters<typeof fluxSwap>[1] }]>([
    ['another amount', 'amount', (kit) => ({ parts: { outputs: [paid(kit, AMOUNT + 1n), rest(kit, 699_998_999n)] } })],
    ['another recipient', 'recipient', (kit) => ({ parts: { outputs: [{ value: AMOUNT, script: stranger('flux', 'thief').script }, rest(kit)] } })],
    ['a coin of another own address', 'sender', (kit) => ({ parts: { coins: [coin(kit, 'flux', fluxKey(0), 600_000_000n), coin(kit, 'flux', fluxKey(1), 400_000_000n)] } })],
    ['coins of another own address alone', 'sender', (kit) => ({ parts: { coins: [coin(kit, 'flux', fluxKey(1), 1_000_000_000n)] } })],
    ['another sender in the intent', 'sender', (kit) => ({ intent: { sender: ownFlux(kit, 1) } })],
    ['change to another own address', 'change', (kit) => ({ parts: { outputs: [paid(kit), { value: 699_999_000n, script: kit.keys.scriptOf(fluxKey(5, 1), 'p2pkh', 'flux').script }], change: [{ vout: 1, key: fluxKey(5, 1), scriptType: 'p2pkh' }] } })],
    ['a second payment to the operator', 'outputs', (kit) => ({ parts: { outputs: [paid(kit), rest(kit, 399_999_000n), paid(kit)], change } })],
    ['change in two parts', 'outputs', (kit) => ({ parts: { outputs: [paid(kit), rest(kit, 399_999_000n), rest(kit, 300_000_000n)], change } })],
    ['another chain in the intent', 'chain', () => ({ intent: { from: 'base', to: 'main' } })],
    ['a chain without FLUX', 'chain', () => ({ intent: { from: 'bitcoin' } })],
    ['the same chain at both ends', 'destination', (kit) => ({ intent: { to: 'main', recipient: ownFlux(kit) } })],
    ['figures that do not add up', 'arrives', () => ({ intent: { arrives: '290000001' } })],
    ['a promise of nothing', 'arrives', () => ({ intent: { arrives: '0', fee: AMOUNT.toString() } })],
    ['a fee below nothing', 'arrives', () => ({ intent: { arrives: '300000001', fee: '-1' } })],
    ['an amount of nothing', 'amount', () => ({ intent: { amount: '0', arrives: '1', fee: '-1' } })],
  ])('is refused for %s', (_name, what, build) => {
    const kit = makeKit();
    const { intent, parts } = build(kit);
    expect(refusedWith(() => read(kit, fluxSwap(kit, parts), intent))).toBe(`review/plan-does-not-match-intent ${what}`);
  });

  it.each<[string, string, (kit: Kit) => { intent?: Partial<SwapIntent>; parts?: Parameters<typeof fluxSwap>[1] }]>([
    ['an output to somebody else', 'review/foreign-output', (kit) => ({ parts: { outputs: [paid(kit), rest(kit, 599_999_000n), { value: 100_000_000n, script: stranger('flux', 'thief').script }], change } })],
    ['a note', 'review/foreign-output', (kit) => ({ parts: { outputs: [paid(kit), rest(kit), { value: 0n, script: opReturnScript(new TextEncoder().encode('hi')) }], change } })],
    ['a fee above the limit', 'review/fee-above-limit', () => ({ intent: { feeLimit: '999' } })],
    ['an own address as the operator', 'review/own-deposit', (kit) => ({ intent: { deposit: ownFlux(kit, 7) }, parts: { outputs: [{ value: AMOUNT, script: kit.keys.scriptOf(fluxKey(7), 'p2pkh', 'flux').script }, rest(kit)] } })],
    ['a deposit address that is none', 'review/recipient-address', () => ({ intent: { deposit: 't1abc' } })],
    ['a recipient that is none', 'review/recipient-address', () => ({ intent: { recipient: '0x1234' } })],
    ['a recipient with a mistyped letter', 'review/recipient-address', () => ({ intent: { recipient: STRANGER_EVM.replace('F', 'f') } })],
    ['a recipient of another kind of chain', 'review/recipient-address', (kit) => ({ intent: { recipient: ownFlux(kit) } })],
    ['the zero address as recipient', 'review/zero-address', () => ({ intent: { recipient: `0x${'00'.repeat(20)}` } })],
    ['a mistyped recipient on a chain that is not held', 'review/recipient-address', () => ({ intent: { to: 'trx', recipient: 'TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUb' } })],
    ['a replacement that nobody named', 'review/plan-does-not-match-intent replaced transaction', () => ({ parts: { replaces: new Uint8Array(3) } })],
  ])('is refused for %s', (_name, code, build) => {
    const kit = makeKit();
    const { intent, parts } = build(kit);
    expect(refusedWith(() => read(kit, fluxSwap(kit, parts), intent))).toBe(code);
  });
});

describe('a deposit on an EVM chain', () => {
  it('is a transfer of the built-in token to the operator', async () => {
    const kit = makeKit();
    const review = read(kit, evmSwap(kit));
    expect(zReview.parse(review)).toEqual(review);
    expect(review).toMatchObject({
      action: 'swap', chain: 'base', amount: { units: '300000000', symbol: 'FLUX', decimals: 8, decimalsFrom: 'built-in' }, recipients: [{ address: OPERATOR_EVM, contact: null }],
      from: [{ address: ownEvm(kit) }], swap: { to: 'main', recipient: ownFlux(kit, 3), own: true, arrives: '290000000' },
    });
    expect(ids(review)).toEqual(['custodial']);
    expect(review.checks).toEqual(['chain-id', 'fee-in-limit', 'does-what-was-asked', 'address-checksum', 'token-built-in']);
    await kit.reviewer.sign({ hash: review.hash });
    expect([...kit.book.deposits]).toEqual([['base', OPERATOR_EVM]]);
    expect(kit.book.paid).toEqual([]);
  });

  const to = decodeAddress(OPERATOR_EVM);
  const data = (method: 'transfer', amount = AMOUNT, recipient = to) => encodeErc20({ method, to: recipient, amount });
  it.each<[string, string, Partial<SwapIntent>, ReturnType<typeof deposit>]>([
    ['another amount', 'review/plan-does-not-match-intent amount', {}, deposit({ data: data('transfer', AMOUNT + 1n) })],
    ['another recipient', 'review/plan-does-not-match-intent recipient', {}, deposit({ data: data('transfer', AMOUNT, decodeAddress(OTHER_TOKEN)) })],
    ['another token', 'review/plan-does-not-match-intent asset', {}, deposit({ to: decodeAddress(OTHER_TOKEN) })],
    ['the chain’s own coin', 'review/plan-does-not-match-intent asset', {}, evmTransaction({ to, value: AMOUNT })],
    ['an approval', 'review/plan-does-not-match-intent call', {}, deposit({ data: encodeErc20({ method: 'approve', spender: to, amount: AMOUNT }) })],
    ['transferFrom', 'review/plan-does-not-match-intent call', {}, deposit({ data: encodeErc20({ method: 'transferFrom', from: to, to, amount: AMOUNT }) })],
    ['a call that cannot be read', 'review/unknown-call', {}, deposit({ data: new Uint8Array([1, 2, 3, 4]) })],
    ['coins sent along', 'review/unknown-call', {}, deposit({ value: 1n })],
    ['another chain', 'review/wrong-chain-id', {}, deposit({ chainId: 1n })],
    ['a plan of another chain', 'review/plan-does-not-match-intent chain', { from: 'ethereum' }, deposit()],
    ['a swap from the main chain', 'review/plan-does-not-match-intent chain', { from: 'flux', to: 'base' }, deposit()],
    ['another sender', 'review/plan-does-not-match-intent sender', { sender: STRANGER_EVM }, deposit()],
    ['a sender that is no address', 'review/recipient-address', { sender: 't1' }, deposit()],
    ['a fee above the limit', 'review/fee-above-limit', { feeLimit: '6499999999999' }, deposit()],
    ['the zero address as operator', 'review/zero-address', { deposit: `0x${'00'.repeat(20)}` }, deposit({ data: data('transfer', AMOUNT, new Uint8Array(20)) })],
    ['figures that do not add up', 'review/plan-does-not-match-intent arrives', { fee: '9999999' }, deposit()],
    ['the same chain at both ends', 'review/plan-does-not-match-intent destination', { to: 'base', recipient: STRANGER_EVM }, deposit()],
    ['a recipient of another network', 'review/recipient-address', { recipient: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj' }, deposit()],
  ])('is refused for %s', (_name, code, more, tx) => {
    const kit = makeKit();
    expect(refusedWith(() => read(kit, evmSwap(kit, tx), more))).toBe(code);
  });

  it('is refused for the own account as operator', () => {
    const kit = makeKit();
    const own = ownEvm(kit);
    expect(refusedWith(() => read(kit, evmSwap(kit, deposit({ data: data('transfer', AMOUNT, decodeAddress(own)) })), { deposit: own }))).toBe('review/own-deposit');
  });

  it('is refused as a plan of another kind', () => {
    const kit = makeKit();
    expect(refusedWith(() => kit.reviewer.review({ intent: evmSwap(kit).intent, plan: { kind: 'message' } }))).toBe('review/plan-does-not-match-intent kind');
  });
});

describe('each warning fires, and stays silent just before', () => {
  const warned = (prepare: (kit: Kit) => Partial<SwapIntent> | undefined): string[] => {
    const kit = makeKit();
    return ids(read(kit, evmSwap(kit), prepare(kit) ?? {}));
  };
  const share = (fee: bigint) => () => ({ fee: fee.toString(), arrives: (AMOUNT - fee).toString() });
  const known = stranger('flux', 'known').address;
  /** The same ends with something else between; no checksum fits that, so that the contact is the false one. */
  const likeness = (of: string): string => `${of.slice(0, 12)}${'1'.repeat(of.length - 18)}${of.slice(-6)}`;

  it.each<[string, string[], string[]]>([
    ['a swap to oneself', warned(() => undefined), ['custodial']],
    ['a fee of 5 %', warned(share(AMOUNT / 20n)), ['custodial']],
    ['a fee above 5 %', warned(share(AMOUNT / 20n + 1n)), ['swap-share-high', 'custodial']],
    ['a stranger as recipient', warned(() => ({ recipient: known })), ['swap-to-stranger', 'custodial', 'first-payment']],
    ['a contact as recipient', warned((kit) => { kit.book.contacts.push(contact('flux', known)); return { recipient: known }; }), ['custodial']],
    ['a recipient that was paid before', warned((kit) => { kit.book.paid.push({ chain: 'flux', address: known }); return { recipient: known }; }), ['custodial']],
    ['one that was paid on another chain', warned((kit) => { kit.book.paid.push({ chain: 'bitcoin', address: known }); return { recipient: known }; }), ['swap-to-stranger', 'custodial', 'first-payment']],
    ['one that looks like a contact', warned((kit) => { kit.book.contacts.push(contact('flux', likeness(known))); return { recipient: known }; }), ['looks-like-known', 'swap-to-stranger', 'custodial', 'first-payment']],
    ['a chain that is not held', warned(() => ({ to: 'trx', recipient: 'TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa' })), ['swap-to-stranger', 'custodial']],
    ['the FLUX contract itself', warned(() => ({ to: 'eth', recipient: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495' })), ['token-contract-recipient', 'swap-to-stranger', 'custodial', 'first-payment']],
  ])('%s', (_name, got, want) => {
    expect(got).toEqual(want);
  });

  it('a fee of half and above it', () => {
    const kit = makeKit();
    const level = (fee: bigint) => read(kit, evmSwap(kit), share(fee)()).warnings.find(({ id }) => id === 'swap-share-high');
    expect(level(AMOUNT / 2n)).toMatchObject({ level: 'warn', context: { percent: 50 } });
    expect(level(AMOUNT / 2n + 1n)).toMatchObject({ level: 'danger' });
  });

  const elsewhere = (kit: Kit) => {
    const tx = deposit({ data: encodeErc20({ method: 'transfer', to: decodeAddress(OTHER_TOKEN), amount: AMOUNT }) });
    const swap = evmSwap(kit, tx);
    return { ...swap, intent: { ...swap.intent, deposit: OTHER_TOKEN } };
  };
  it('an operator’s address beside the built-in list, on mainnet only', () => {
    expect(operatorAddresses('mainnet', 'base')).toContain(OPERATOR_EVM);
    const [mainnet, practice] = [makeKit('mainnet'), makeKit()];
    expect(ids(read(mainnet, evmSwap(mainnet)))).toEqual(['custodial']);
    expect(read(mainnet, elsewhere(mainnet)).warnings[0]).toEqual({ id: 'deposit-unlisted', level: 'danger', context: { address: OTHER_TOKEN } });
    expect(ids(read(practice, elsewhere(practice)))).toEqual(['custodial']);
  });

  it('an operator’s address that is not the one of the last swap on that chain', async () => {
    const kit = makeKit();
    kit.book.deposits.set('ethereum', OTHER_TOKEN);
    expect(ids(read(kit, evmSwap(kit)))).toEqual(['custodial']);
    kit.book.deposits.set('base', OPERATOR_EVM.toLowerCase());
    expect(ids(read(kit, evmSwap(kit)))).toEqual(['custodial']);
    kit.book.deposits.set('base', STRANGER_EVM);
    const review = read(kit, evmSwap(kit));
    expect(review.warnings[0]).toEqual({ id: 'deposit-changed', level: 'danger', context: { address: OPERATOR_EVM, former: STRANGER_EVM } });
    // Approved all the same, it is the one to compare with from now on.
    await kit.reviewer.sign({ hash: review.hash });
    expect(kit.book.deposits.get('base')).toBe(OPERATOR_EVM);
    expect(ids(read(kit, evmSwap(kit)))).toEqual(['custodial']);
  });

  it('the operator’s address is no stranger’s: neither first payment nor look-alike is said of it', () => {
    const kit = makeKit();
    kit.book.contacts.push(contact('base', `0x98f1${'0'.repeat(32)}7dF0`));
    expect(ids(read(kit, evmSwap(kit)))).toEqual(['custodial']);
  });
});

describe('what is remembered', () => {
  const paidAfter = async (more: Partial<SwapIntent>): Promise<{ chain: ChainId; address: string }[]> => {
    const kit = makeKit();
    await kit.reviewer.sign({ hash: read(kit, fluxSwap(kit), more).hash });
    return kit.book.paid;
  };
  it('a stranger is known after the swap, on the chain where the payout is made', async () => {
    expect(await paidAfter({ recipient: STRANGER_EVM })).toEqual([{ chain: 'base', address: STRANGER_EVM }]);
    expect(await paidAfter({})).toEqual([]);
    expect(await paidAfter({ to: 'sol', recipient: 'CCafnH2sUhPHitQWyFLDCe3Xqwz1Vrc2caNR6PAwkPzP' })).toEqual([]);
  });

  it('nothing is handed out when the operator’s address cannot be sealed', async () => {
    const kit = makeKit();
    const { hash } = read(kit, fluxSwap(kit));
    Object.assign(kit.deps.addresses, { rememberDeposit: () => Promise.reject(Object.assign(new Error('disk full'), { code: 'vault/disk-full' })) });
    await expect(kit.reviewer.sign({ hash })).rejects.toMatchObject({ code: 'vault/disk-full' });
  });
});

describe('another place of the own account', () => {
  it('is not called own: the wallet does not look there', () => {
    const kit = makeKit();
    const second = kit.keys.scriptOf({ kind: 'derived', account: 'evm:44:0', change: 0, index: 1 }, 'evm', 'base').address;
    const review = read(kit, fluxSwap(kit), { recipient: second });
    expect(review.swap?.own).toBe(false);
    expect(ids(review)).toContain('swap-to-stranger');
  });
});

it('an approval of one swap is none of another with the same bytes', () => {
  const kit = makeKit();
  const swap = fluxSwap(kit);
  const hashes = [{}, { recipient: STRANGER_EVM }, { to: 'eth' as const, recipient: ownEvm(kit, 'ethereum') }, { arrives: '280000000', fee: '20000000' }, { swap: '00'.repeat(16) }].map((more) => read(kit, swap, more).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('whatever the figures, arrives and fee make the amount', () => {
  const kit = makeKit();
  const swap = evmSwap(kit);
  fc.assert(fc.property(fc.bigInt({ min: -AMOUNT, max: 2n * AMOUNT }), fc.bigInt({ min: -5n, max: 5n }), (fee, off) => {
    const arrives = AMOUNT - fee + off;
    const outcome = refusedWith(() => read(kit, swap, { fee: fee.toString(), arrives: arrives.toString() }));
    expect(outcome).toBe(off === 0n && fee >= 0n && arrives > 0n ? 'accepted' : 'review/plan-does-not-match-intent arrives');
  }), { numRuns: 300, seed: 7 });
});
