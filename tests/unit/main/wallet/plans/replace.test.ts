// Speeding up and cancelling, and sweeping: judged by the signer's own review and by what nodes would take.
import { parseTransaction as parseBitcoin, virtualSize } from '../../../../../shared/bitcoin/transaction';
import { walletWindowCalls } from '../../../../../shared/contract/wallet';
import { parseTransaction as parseEvm } from '../../../../../shared/evm/transaction';
import { parseTransaction as parseFlux } from '../../../../../shared/flux/transaction';
import { abilities } from '../../../../../main/wallet/plans/outbox/abilities';
import { nextNonce } from '../../../../../main/wallet/plans/make/nonces';
import { bitcoinStranger, fluxKey, fluxStranger, STRANGER_EVM, World } from './support/world';

const FLUX = 100_000_000n;
type Fee = { kind: 'preset'; preset: 'slow' | 'normal' | 'fast' } | { kind: 'own'; rate: string };

async function preview(world: World, id: string, mode: 'speed-up' | 'cancel', fee: Fee = { kind: 'preset', preset: 'fast' }) {
  return walletWindowCalls['replace.preview'].out.parse(await world.plans.handlers['replace.preview']({ id, mode, fee }));
}

async function replace(world: World, id: string, mode: 'speed-up' | 'cancel', fee?: Fee) {
  const found = await preview(world, id, mode, fee);
  if (found.intent === null) throw new Error(JSON.stringify(found.problem));
  const plan = await world.plan(found.intent);
  const { review, signed } = await world.sign(found.intent, plan);
  return { found, plan, review, signed, sent: await world.carryOut(found.intent, signed) };
}

describe('on Bitcoin', () => {
  async function pending(values: readonly bigint[], amount: bigint | 'all' = 100_000n): Promise<{ world: World; id: string }> {
    const world = new World();
    for (const value of values) world.fund('bitcoin', value);
    const { id } = await world.send('bitcoin/native', bitcoinStranger, amount, { preset: 'slow' });
    return { world, id };
  }

  it('speeds up out of the change', async () => {
    const { world, id } = await pending([500_000n]);
    const { found, review, signed, sent } = await replace(world, id, 'speed-up');
    expect(sent.sent).toBe(true);
    expect(BigInt(found.fee ?? 0)).toBeGreaterThan(BigInt(found.oldFee ?? 0));
    expect(review.fee?.figure.units).toBe(found.fee);
    expect(review.recipients).toEqual([expect.objectContaining({ address: bitcoinStranger, amount: expect.objectContaining({ units: '100000' }) })]);
    expect(review.warnings.map((warning) => warning.id)).toContain('replaces');
    if (signed.kind !== 'transaction') throw new Error('not signed');
    expect(Number(found.fee) / virtualSize(parseBitcoin(signed.raw))).toBeGreaterThanOrEqual(12);
    expect(world.outbox.get(id)?.state).toEqual({ kind: 'replaced', by: sent.txid });
    world.bitcoin.mine(3);
    await world.plans.outbox.tick();
    expect(world.state(sent.id)).toBe('confirmed');
  });

  it('adds coins when the change does not suffice', async () => {
    const { world, id } = await pending([101_000n]);
    expect((await preview(world, id, 'speed-up')).problem).toMatchObject({ code: 'replace/not-enough' });
    world.fund('bitcoin', 50_000n, { height: null, ownTransaction: true });
    expect((await preview(world, id, 'speed-up')).problem).toMatchObject({ code: 'replace/not-enough' });
    world.fund('bitcoin', 60_000n);
    const { signed, sent } = await replace(world, id, 'speed-up');
    expect(sent.sent).toBe(true);
    if (signed.kind !== 'transaction') throw new Error('not signed');
    expect(parseBitcoin(signed.raw).inputs).toHaveLength(2);
  });

  it('pays at least for its own relay, whatever rate is chosen', async () => {
    const { world, id } = await pending([500_000n]);
    const { found, sent } = await replace(world, id, 'speed-up', { kind: 'own', rate: '1' });
    expect(sent.sent).toBe(true);
    expect(BigInt(found.fee ?? 0)).toBeGreaterThanOrEqual(BigInt(found.oldFee ?? 0) + 141n);
  });

  it('cancels: everything comes back', async () => {
    const { world, id } = await pending([300_000n, 200_000n], 400_000n);
    const { review, signed, sent, found } = await replace(world, id, 'cancel');
    expect(sent.sent).toBe(true);
    expect(review.action).toBe('cancel');
    if (signed.kind !== 'transaction') throw new Error('not signed');
    const { outputs } = parseBitcoin(signed.raw);
    expect(outputs.map((output) => output.value)).toEqual([500_000n - BigInt(found.fee ?? 0)]);
    expect((await preview(world, sent.id, 'cancel')).problem).toMatchObject({ code: 'replace/is-cancellation' });
    expect((await preview(world, id, 'speed-up')).problem).toMatchObject({ code: 'replace/too-late' });
    const again = await replace(world, sent.id, 'speed-up', { kind: 'own', rate: '30' });
    expect(again.sent.sent).toBe(true);
  });

  it('brings the old payment back to life when a block took it after all', async () => {
    const { world, id } = await pending([500_000n]);
    const old = world.outbox.get(id);
    const { sent } = await replace(world, id, 'cancel');
    world.bitcoin.known.delete(sent.txid);
    if (old === null) throw new Error('no entry');
    expect(world.bitcoin.accept(old.raw).kind).toBe('accepted');
    world.bitcoin.mine();
    await world.plans.outbox.tick();
    expect(world.outbox.get(sent.id)?.state).toEqual({ kind: 'replaced', by: old.txid });
    expect(world.outbox.get(id)?.state).toMatchObject({ kind: 'mined' });
    world.bitcoin.mine();
    await world.plans.outbox.tick();
    expect(world.state(id)).toBe('confirmed');
  });

  it('offers it only while it can be done', async () => {
    const { world, id } = await pending([500_000n]);
    const entry = () => world.outbox.get(id);
    const offered = () => {
      const found = entry();
      if (found === null) throw new Error('no entry');
      return abilities(found, world.outbox.live(), 'none');
    };
    expect(offered()).toEqual({ speedUp: true, cancel: true });
    world.sync('bitcoin');
    const child = await world.send('bitcoin/native', bitcoinStranger, 50_000n);
    expect(child.sent).toBe(true);
    expect(offered()).toEqual({ speedUp: false, cancel: false });
    expect((await preview(world, id, 'cancel')).problem).toMatchObject({ code: 'replace/has-children' });
    world.bitcoin.mine();
    await world.plans.outbox.tick();
    expect((await preview(world, id, 'speed-up')).problem).toMatchObject({ code: 'replace/too-late' });
  });

  it('refuses a fee beyond reason and a plan above its limit', async () => {
    const { world, id } = await pending([50_000_000_000n]);
    expect((await preview(world, id, 'speed-up', { kind: 'own', rate: '99999' })).problem).toMatchObject({ code: 'fee/too-high' });
    const { intent } = await preview(world, id, 'speed-up');
    if (intent?.kind !== 'replace') throw new Error('no intent');
    await expect(world.plan({ ...intent, feeLimit: '300' })).rejects.toMatchObject({ code: 'plan/fee-above-limit' });
  });
});

describe('on EVM chains', () => {
  it('speeds up at the same nonce, at least an eighth dearer', async () => {
    const world = new World();
    const { id, signed: first } = await world.send('ethereum/native', STRANGER_EVM, 10n ** 18n, { preset: 'fast' });
    const { signed, sent, review } = await replace(world, id, 'speed-up', { kind: 'preset', preset: 'slow' });
    expect(sent.sent).toBe(true);
    expect(review.nonce).toBe(7);
    if (signed.kind !== 'transaction' || first.kind !== 'transaction') throw new Error('not signed');
    const [before, after] = [parseEvm(first.raw).tx, parseEvm(signed.raw).tx];
    if (before.type !== 2 || after.type !== 2) throw new Error('not type 2');
    expect(after.maxFeePerGas * 8n).toBeGreaterThan(before.maxFeePerGas * 9n);
    expect(after.maxPriorityFeePerGas * 8n).toBeGreaterThan(before.maxPriorityFeePerGas * 9n);
    expect(after).toMatchObject({ value: 10n ** 18n, nonce: 7n });
    world.evm.mine(12);
    await world.plans.outbox.tick();
    expect([world.state(id), world.state(sent.id)]).toEqual(['replaced', 'confirmed']);
  });

  it('cancels with an empty transaction to itself', async () => {
    const world = new World();
    const { id } = await world.send('bsc/native', STRANGER_EVM, 10n ** 18n);
    const { sent, review } = await replace(world, id, 'cancel');
    expect(review.action).toBe('cancel');
    expect(sent.sent).toBe(true);
    const spendable = (await world.preview('bsc/native', STRANGER_EVM, null)).spendable;
    expect(spendable.state === 'known' && BigInt(spendable.value)).toBeGreaterThan(9n * 10n ** 18n);
  });

  it('replaces in the same way where there is no base fee', async () => {
    const world = new World();
    world.evm.report = { ...world.evm.report, baseFee: null };
    const { id } = await world.send('bsc/native', STRANGER_EVM, 10n ** 18n);
    expect((await replace(world, id, 'speed-up')).sent.sent).toBe(true);
  });

  it('gives the old payment its due when it was mined all the same', async () => {
    const world = new World();
    const { id } = await world.send('ethereum/native', STRANGER_EVM, 1n);
    const old = world.outbox.get(id);
    const { sent } = await replace(world, id, 'cancel');
    if (old === null) throw new Error('no entry');
    world.evm.pool.clear();
    world.evm.mined.set(old.txid, { height: 501, ok: true });
    world.evm.latest = 8;
    await world.plans.outbox.tick();
    expect(world.state(id)).toBe('mined');
    expect(world.outbox.get(sent.id)?.state).toEqual({ kind: 'replaced', by: old.txid });
  });

  it('says when the balance does not cover the dearer one', async () => {
    const world = new World();
    const { id } = await world.send('ethereum/native', STRANGER_EVM, 'all');
    expect((await preview(world, id, 'speed-up')).problem).toMatchObject({ code: 'plan/not-enough' });
  });
});

describe('what cannot be replaced', () => {
  it('explains expiry on Flux', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    const { id } = await world.send('flux/native', fluxStranger, FLUX);
    expect((await preview(world, id, 'cancel')).problem).toMatchObject({ code: 'replace/not-here' });
    const entry = world.outbox.get(id);
    if (entry === null) throw new Error('no entry');
    expect(abilities(entry, [], 'none')).toEqual({ speedUp: false, cancel: false });
  });

  it.each(['nonsense', 'bitcoin:xyz', `bitcoin:${'ab'.repeat(32)}`, `ethereum:0x${'ab'.repeat(32)}`, ''])('does not know %s', async (id) => {
    expect((await preview(new World(), id, 'cancel')).problem).toMatchObject({ code: 'replace/unknown' });
  });

  it('tells a server that is down', async () => {
    const world = new World();
    world.fund('bitcoin', 500_000n);
    const { id } = await world.send('bitcoin/native', bitcoinStranger, 100_000n);
    world.bitcoin.down = true;
    expect(await preview(world, id, 'speed-up')).toMatchObject({ intent: null, problem: { code: 'endpoint/unreachable' }, feeOptions: { state: 'unknown' } });
  });
});

describe('sweeping', () => {
  const sweep = async (world: World, chain: 'flux' | 'bitcoin') => walletWindowCalls['sweep.preview'].out.parse(await world.plans.handlers['sweep.preview']({ chain, imported: 'ab'.repeat(16) }));

  it.each(['flux', 'bitcoin'] as const)('moves everything on %s to an own fresh address', async (chain) => {
    const world = new World();
    world.importKey(chain);
    for (const value of [3n * FLUX, 2n * FLUX, 40n]) world.fund(chain, value, { key: { kind: 'imported', id: 'ab'.repeat(16) } });
    world.fund(chain, 9n * FLUX);
    const found = await sweep(world, chain);
    expect(BigInt(found.amount ?? 0) + BigInt(found.fee ?? 0)).toBe(5n * FLUX);
    if (found.intent === null) throw new Error('no intent');
    const plan = await world.plan(found.intent);
    const { review, signed } = await world.sign(found.intent, plan);
    expect(review.fee?.figure.units).toBe(found.fee);
    expect((await world.carryOut(found.intent, signed)).sent).toBe(true);
  });

  it('moves what a shared script holds, when its keys are here', async () => {
    const world = new World();
    world.importKey('flux', 'ssp');
    world.fund('flux', 3n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) }, scriptType: 'p2sh-multisig' });
    const { intent } = await sweep(world, 'flux');
    if (intent === null) throw new Error('no intent');
    const { signed, review } = await world.sign(intent, await world.plan(intent));
    if (signed.kind !== 'transaction') throw new Error('not signed');
    expect(parseFlux(signed.raw).outputs).toHaveLength(1);
    expect(Number(review.fee?.figure.units) / signed.raw.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['an unknown key', () => undefined, 'sweep/unknown-key'],
    ['a key of the other chain', (world: World) => { world.importKey('bitcoin'); }, 'sweep/unknown-key'],
    ['a key without coins', (world: World) => { world.importKey('flux'); }, 'sweep/empty'],
    ['a key with dust', (world: World) => { world.importKey('flux'); world.fund('flux', 500n, { key: { kind: 'imported', id: 'ab'.repeat(16) } }); }, 'plan/not-enough'],
    ['a key with a FluxNode', (world: World) => { world.importKey('flux'); world.fund('flux', 1_000n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) } }); }, 'sweep/empty'],
    ['no server', (world: World) => { world.importKey('flux'); world.flux.down = true; }, 'endpoint/unreachable'],
  ] as const)('says so with %s', async (_, prepare, code) => {
    const world = new World();
    prepare(world);
    expect(await sweep(world, 'flux')).toMatchObject({ intent: null, amount: null, fee: null, problem: { code } });
  });

  it('refuses one key of a 2-of-2 before a server is asked, in the preview and in the plan; both keys are enough', async () => {
    const world = new World();
    const [own, other] = ['ab'.repeat(16), 'cd'.repeat(16)];
    world.importShare('own', own);
    world.flux.down = true;
    const needsOther = { code: 'sweep/needs-other-key', context: { missing: 1 } };
    expect(await sweep(world, 'flux')).toMatchObject({ intent: null, amount: null, fee: null, problem: needsOther });
    await expect(world.plan({ kind: 'sweep', chain: 'flux', imported: own, to: world.own('flux', fluxKey(70), 'p2pkh').address, feeLimit: '1000' })).rejects.toMatchObject(needsOther);
    world.importShare('cosigner', other);
    expect(await sweep(world, 'flux')).toMatchObject({ problem: { code: 'endpoint/unreachable' } });
  });

  it('pays nobody else', async () => {
    const world = new World();
    world.importKey('flux');
    world.fund('flux', 3n * FLUX, { key: { kind: 'imported', id: 'ab'.repeat(16) } });
    const { intent } = await sweep(world, 'flux');
    if (intent?.kind !== 'sweep') throw new Error('no intent');
    await expect(world.plan({ ...intent, to: fluxStranger })).rejects.toMatchObject({ code: 'sweep/not-own-address' });
  });
});

describe('nextNonce', () => {
  const world = new World();
  it('fills a gap, counts own and foreign pending ones', async () => {
    for (let count = 0; count < 2; count += 1) await world.send('ethereum/native', STRANGER_EVM, 1n);
    const live = world.outbox.live();
    const from = live[0]?.nonce?.from ?? '';
    expect(nextNonce('ethereum', from, live, { latest: 7, pending: 9 })).toBe(9);
    expect(nextNonce('ethereum', from, live, { latest: 7, pending: 7 })).toBe(9);
    expect(nextNonce('ethereum', from, live.slice(1), { latest: 7, pending: 7 })).toBe(7);
    expect(nextNonce('ethereum', from, live, { latest: 7, pending: 11 })).toBe(11);
    expect(nextNonce('bsc', from, live, { latest: 7, pending: 8 })).toBe(8);
    expect(() => nextNonce('ethereum', from, live, { latest: 1_000_005, pending: 1_000_005 })).toThrow(expect.objectContaining({ code: 'evm/absurd-nonce' }));
    expect(() => nextNonce('ethereum', from, live, { latest: -1, pending: 0 })).toThrow(expect.objectContaining({ code: 'evm/absurd-nonce' }));
  });
});
