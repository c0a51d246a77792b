// Payments from preview to signature: what the wallet plans is what the signer reads, and what the bytes hold.
import { parseTransaction as parseBitcoin, virtualSize } from '../../../../../shared/bitcoin/transaction';
import { fluxAssets } from '../../../../../shared/chains/registry';
import { tokenAsset } from '../../../../../shared/chains/ids';
import { parseTransaction as parseEvm } from '../../../../../shared/evm/transaction';
import { opReturnData } from '../../../../../shared/flux/script-templates';
import { parseTransaction as parseFlux } from '../../../../../shared/flux/transaction';
import { bitcoinStranger, fluxKey, fluxStranger, STRANGER_EVM, World } from './support/world';

const FLUX = 100_000_000n;
const fluxOnEthereum = fluxAssets().find((asset) => asset.chain === 'ethereum')?.id ?? 'ethereum/native';

describe('Flux', () => {
  it('pays with change and an expiry, at the rate that was chosen', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    world.fund('flux', 20n * FLUX);
    const preview = await world.preview('flux/native', fluxStranger, 12n * FLUX);
    expect(preview).toMatchObject({ problems: [], recipient: fluxStranger, spendable: { state: 'known', value: (50n * FLUX).toString() } });
    const intent = await world.intent('flux/native', fluxStranger, 12n * FLUX);
    const plan = await world.plan(intent);
    const { review, signed } = await world.sign(intent, plan);
    expect(review.fee?.figure.units).toBe(preview.fee);
    expect(review.checks).toEqual(expect.arrayContaining(['change-is-ours', 'fee-in-limit', 'does-what-was-asked']));
    expect(review.expiry?.height).toBe(1_000 + 240);
    if (signed.kind !== 'transaction' || plan.kind !== 'utxo') throw new Error('not a payment');
    const tx = parseFlux(signed.raw);
    expect(tx).toMatchObject({ lockTime: 0, expiryHeight: 1_240 });
    expect(tx.inputs.every((input) => input.sequence === 0xffffffff)).toBe(true);
    const rate = Number(preview.fee) / signed.raw.length;
    expect(rate).toBeGreaterThanOrEqual(2);
    expect(rate).toBeLessThan(2.1);
    expect(BigInt(preview.remaining ?? 0)).toBe(38n * FLUX - BigInt(preview.fee ?? 0));
  });

  it('carries a note', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    const intent = await world.intent('flux/native', fluxStranger, FLUX, { note: 'Rechnung №7 – danke' });
    const plan = await world.plan(intent);
    const { review } = await world.sign(intent, plan);
    expect(review.note).toBe('Rechnung №7 – danke');
    if (plan.kind !== 'utxo') throw new Error('not utxo');
    const notes = parseFlux(plan.unsigned).outputs.flatMap((output) => opReturnData(output.script) ?? []);
    expect(new TextDecoder().decode(notes[0])).toBe('Rechnung №7 – danke');
  });

  it('sends all that is worth spending, and never collateral, young coinbase or what others have not confirmed', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    world.fund('flux', 1_000n * FLUX);
    world.fund('flux', 12_500n * FLUX);
    world.fund('flux', 40_000n * FLUX);
    world.fund('flux', 999n * FLUX, { coinbase: true, height: 950 });
    world.fund('flux', 7n * FLUX, { coinbase: true, height: 901 });
    world.fund('flux', 500n * FLUX, { height: null });
    world.fund('flux', 3n * FLUX, { height: null, ownTransaction: true });
    world.fund('flux', 200n);
    const preview = await world.preview('flux/native', fluxStranger, 'all');
    expect(preview.spendable).toMatchObject({ value: (40n * FLUX + 200n).toString() });
    expect(BigInt(preview.amount ?? 0) + BigInt(preview.fee ?? 0)).toBe(40n * FLUX);
    const intent = await world.intent('flux/native', fluxStranger, 'all');
    expect(intent).toMatchObject({ all: true, amount: preview.amount });
    const plan = await world.plan(intent);
    const { review } = await world.sign(intent, plan);
    expect(review.change).toEqual([]);
    expect(review.warnings.map((warning) => warning.id)).not.toContain('collateral-spent');
  });

  it('does not spend what the outbox spends', async () => {
    const world = new World();
    world.fund('flux', 10n * FLUX);
    world.fund('flux', 10n * FLUX);
    await world.send('flux/native', fluxStranger, 9n * FLUX);
    const preview = await world.preview('flux/native', fluxStranger, 'all');
    expect(preview.spendable).toMatchObject({ value: (10n * FLUX).toString() });
  });

  it('refuses a plan whose "all" has changed since it was shown', async () => {
    const world = new World();
    world.fund('flux', 10n * FLUX);
    const intent = await world.intent('flux/native', fluxStranger, 'all');
    world.fund('flux', 5n * FLUX);
    await expect(world.plan(intent)).rejects.toMatchObject({ code: 'plan/changed' });
  });

  it('refuses a plan whose fee has outgrown its limit', async () => {
    const world = new World();
    world.fund('flux', 10n * FLUX);
    const intent = await world.intent('flux/native', fluxStranger, 2n * FLUX);
    if (intent.kind !== 'pay') throw new Error('not a payment');
    await expect(world.plan({ ...intent, feeLimit: '100' })).rejects.toMatchObject({ code: 'plan/fee-above-limit' });
  });

  it('says which previous transaction is missing', async () => {
    const world = new World();
    const coin = world.fund('flux', 10n * FLUX);
    const intent = await world.intent('flux/native', fluxStranger, FLUX);
    world.missing.add(coin.txid);
    await expect(world.plan(intent)).rejects.toMatchObject({ code: 'plan/previous-missing', context: { txid: coin.txid } });
  });

  it('makes the plan that was previewed, whatever the preset', async () => {
    const world = new World();
    for (let index = 0; index < 40; index += 1) world.fund('flux', FLUX + BigInt(index));
    for (const preset of ['slow', 'normal', 'fast'] as const) {
      const preview = await world.preview('flux/native', fluxStranger, 17n * FLUX, { preset });
      if (preview.intent === null) throw new Error('no intent');
      const { review } = await world.sign(preview.intent, await world.plan(preview.intent));
      expect(review.fee?.figure.units).toBe(preview.fee);
    }
  });

  it('signs for an imported key, and leaves shared coins alone', async () => {
    const world = new World();
    world.importKey('flux');
    world.fund('flux', 10n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) } });
    world.fund('flux', 99n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) }, scriptType: 'p2sh-multisig' });
    const sent = await world.send('flux/native', fluxStranger, 9n * FLUX);
    expect(sent.sent).toBe(true);
    expect((await world.preview('flux/native', fluxStranger, null)).spendable).toMatchObject({ value: '0' });
  });

  it('spends thousands of coins up to its bound and offers to gather beyond', async () => {
    const world = new World();
    const coin = world.fund('flux', 20_000n, { key: fluxKey(1) });
    world.coins.flux = Array.from({ length: 2_100 }, (_, vout) => ({ ...coin, vout }));
    const preview = await world.preview('flux/native', fluxStranger, 2_050n * 19_500n);
    expect(preview.intent).toBeNull();
    expect(preview.problems).toEqual([expect.objectContaining({ field: 'amount', code: 'plan/too-many-coins' })]);
    expect((await world.preview('flux/native', fluxStranger, 'all')).problems).toEqual([expect.objectContaining({ code: 'plan/too-many-coins' })]);
    const most = BigInt(preview.problems[0]?.context.most ?? 0);
    expect((await world.preview('flux/native', fluxStranger, most)).problems).toEqual([]);
  });
});

describe('Bitcoin', () => {
  it('pays from segwit and taproot coins together, replaceable, change as P2WPKH', async () => {
    const world = new World();
    world.fund('bitcoin', 40_000n);
    world.fund('bitcoin', 50_000n, { scriptType: 'p2tr' });
    const preview = await world.preview('bitcoin/native', bitcoinStranger, 70_000n, { preset: 'fast' });
    const intent = await world.intent('bitcoin/native', bitcoinStranger, 70_000n, { preset: 'fast' });
    const plan = await world.plan(intent);
    if (plan.kind !== 'utxo') throw new Error('not utxo');
    expect(plan.inputs.map((input) => input.scriptType).sort()).toEqual(['p2tr', 'p2wpkh']);
    expect(plan.change.map((change) => change.scriptType)).toEqual(['p2wpkh']);
    const { signed } = await world.sign(intent, plan);
    if (signed.kind !== 'transaction') throw new Error('not signed');
    const tx = parseBitcoin(signed.raw);
    expect(tx).toMatchObject({ version: 2, lockTime: 1_000 });
    expect(tx.inputs.every((input) => input.sequence === 0xfffffffd)).toBe(true);
    const rate = Number(preview.fee) / virtualSize(tx);
    expect(rate).toBeGreaterThanOrEqual(12);
    expect(rate).toBeLessThan(12.3);
  });

  it('takes taproot change when there is nothing else', async () => {
    const world = new World();
    world.changeTypes = ['p2tr'];
    world.fund('bitcoin', 500_000n, { scriptType: 'p2tr' });
    const { review, sent } = await world.send('bitcoin/native', bitcoinStranger, 70_000n);
    expect(review.change).toHaveLength(1);
    expect(sent).toBe(true);
  });

  it('uses own rates exactly and says when they are out of bounds', async () => {
    const world = new World();
    world.fund('bitcoin', 500_000n);
    const { review } = await world.send('bitcoin/native', bitcoinStranger, 70_000n, { rate: '3.25' });
    expect(Number(review.fee?.rate)).toBeCloseTo(3.25, 1);
    for (const [rate, code] of [['0.5', 'fee/too-low'], ['5000', 'fee/too-high'], ['1.2345', 'fee/bad-rate'], ['-3', 'fee/bad-rate']] as const) {
      expect((await world.preview('bitcoin/native', bitcoinStranger, 70_000n, { rate })).problems).toEqual([expect.objectContaining({ field: 'fee', code })]);
    }
  });

  it('refuses a fee beyond reason', async () => {
    const world = new World();
    const coin = world.fund('bitcoin', 10_000_000n, { key: { kind: 'derived', account: 'bitcoin:84:0', change: 0, index: 1 } });
    world.coins.bitcoin = Array.from({ length: 60 }, (_, vout) => ({ ...coin, vout }));
    const preview = await world.preview('bitcoin/native', bitcoinStranger, 'all', { rate: '2900' });
    expect(preview.problems).toEqual([expect.objectContaining({ field: 'fee', code: 'fee/above-reason' })]);
  });
});

describe('EVM', () => {
  it('pays the native coin', async () => {
    const world = new World();
    const preview = await world.preview('ethereum/native', STRANGER_EVM, 10n ** 18n);
    expect(preview).toMatchObject({ problems: [], fee: (21_000n * 22_000_000_000n).toString(), feeAsset: 'ethereum/native' });
    const { review, signed } = await world.send('ethereum/native', STRANGER_EVM, 10n ** 18n);
    expect(review).toMatchObject({ nonce: 7, chainId: 1 });
    if (signed.kind !== 'transaction') throw new Error('not signed');
    expect(parseEvm(signed.raw).tx).toMatchObject({ type: 2, maxFeePerGas: 22_000_000_000n, maxPriorityFeePerGas: 2_000_000_000n });
  });

  it('sends all of it', async () => {
    const world = new World();
    const preview = await world.preview('ethereum/native', STRANGER_EVM, 'all');
    expect(BigInt(preview.amount ?? 0) + BigInt(preview.fee ?? 0)).toBe(world.evm.native);
    expect((await world.send('ethereum/native', STRANGER_EVM, 'all')).sent).toBe(true);
  });

  it('pays a token and its fee in the coin of the chain', async () => {
    const world = new World();
    const { review } = await world.send(fluxOnEthereum, STRANGER_EVM, 5n * FLUX);
    expect(review.amount).toMatchObject({ units: (5n * FLUX).toString(), symbol: 'FLUX' });
    expect(review.checks).toContain('token-built-in');
    world.evm.native = 1_000n;
    expect((await world.preview(fluxOnEthereum, STRANGER_EVM, FLUX)).problems).toEqual([expect.objectContaining({ field: 'fee', code: 'plan/fee-not-covered', context: expect.objectContaining({ symbol: 'ETH' }) })]);
  });

  it('reports what an unknown token says of itself', async () => {
    const world = new World();
    const intent = await world.intent(tokenAsset('ethereum', `0x${'12'.repeat(20)}`), STRANGER_EVM, 500n);
    const plan = await world.plan(intent);
    expect(plan).toMatchObject({ reported: { tokenDecimals: 6, tokenSymbol: 'USDX', recipientIsContract: false } });
  });

  it('counts nonces and balances with what is on its way', async () => {
    const world = new World();
    await world.send('ethereum/native', STRANGER_EVM, 10n ** 18n);
    const { review } = await world.send(fluxOnEthereum, STRANGER_EVM, 1_000n * FLUX);
    expect(review.nonce).toBe(8);
    world.evm.extraPending = 2;
    const { review: third } = await world.send('ethereum/native', STRANGER_EVM, 1n);
    expect(third.nonce).toBe(11);
    const preview = await world.preview(fluxOnEthereum, STRANGER_EVM, null);
    expect(preview.spendable).toMatchObject({ value: (4_000n * FLUX).toString() });
  });

  it('uses a plain gas price where the chain has no base fee', async () => {
    const world = new World();
    world.evm.report = { ...world.evm.report, baseFee: null };
    const { signed } = await world.send('bsc/native', STRANGER_EVM, 10n ** 18n);
    if (signed.kind !== 'transaction') throw new Error('not signed');
    expect(parseEvm(signed.raw).tx).toMatchObject({ type: 0, chainId: 56n, gasPrice: (12_000_000_000n * 110n) / 100n });
  });

  it('keeps the data fee of Base aside', async () => {
    const world = new World();
    const without = await world.preview('base/native', STRANGER_EVM, 'all');
    world.evm.l1 = 1_000_000n;
    const preview = await world.preview('base/native', STRANGER_EVM, 'all');
    expect(BigInt(preview.fee ?? 0)).toBe(BigInt(without.fee ?? 0) + 2_000_000n);
    expect(BigInt(preview.amount ?? 0) + BigInt(preview.fee ?? 0)).toBe(world.evm.native);
  });

  it('estimates for contracts', async () => {
    const world = new World();
    world.evm.contracts.add(STRANGER_EVM.toLowerCase());
    const { review } = await world.send('ethereum/native', STRANGER_EVM, 10n ** 18n);
    expect(review.fee?.size).toBe(65_000);
    expect(review.warnings.map((warning) => warning.id)).toContain('contract-recipient');
  });

  it('follows the base fee when it has outgrown what was previewed', async () => {
    const world = new World();
    const intent = await world.intent('ethereum/native', STRANGER_EVM, 10n ** 18n);
    world.evm.report = { ...world.evm.report, baseFee: 200_000_000_000n };
    await expect(world.plan(intent)).rejects.toMatchObject({ code: 'plan/fee-above-limit' });
  });
});
