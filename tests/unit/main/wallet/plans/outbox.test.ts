// The outbox: stored before it is broadcast, offered until taken, followed to its end; stopped at every step and started again.
import type { Intent, Signed } from '../../../../../shared/contract/money-path';
import { AppError } from '../../../../../shared/errors/app-error';
import { toHex } from '../../../../../shared/crypto/bytes';
import type { BroadcastAnswer } from '../../../../../main/wallet/plans/ports';
import { bitcoinStranger, fluxStranger, STRANGER_EVM, World } from './support/world';

const FLUX = 100_000_000n;

async function signed(world: World, ...args: Parameters<World['preview']>): Promise<{ intent: Intent; signed: Signed; txid: string; id: string }> {
  const intent = await world.intent(...args);
  const { signed: done } = await world.sign(intent, await world.plan(intent));
  if (done.kind !== 'transaction') throw new Error('not a transaction');
  return { intent, signed: done, txid: done.txid, id: `${done.chain}:${done.txid}` };
}

function fluxWorld(): World {
  const world = new World();
  world.fund('flux', 30n * FLUX);
  world.fund('flux', 30n * FLUX);
  return world;
}

const payFlux = (world: World) => signed(world, 'flux/native', fluxStranger, 9n * FLUX);

describe('carrying out', () => {
  it('stores first, then offers to every server', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    const steps: string[] = [];
    world.outbox.step = (where) => steps.push(where);
    world.flux.step = (where) => steps.push(where);
    expect(await world.carryOut(payment.intent, payment.signed)).toEqual({ id: payment.id, txid: payment.txid, sent: true, reason: null });
    expect(steps.slice(0, 3)).toEqual(['before add flux', 'after add flux', 'before send a']);
    expect(steps.slice(-2)).toEqual(['before state pending', 'after state pending']);
    expect(world.flux.received.map((one) => one.url).sort()).toEqual(['a', 'b']);
    expect(world.changes.map((entry) => entry.state.kind)).toEqual(['waiting', 'pending']);
    expect(world.outbox.get(payment.id)).toMatchObject({ expiry: 1_240, replaces: null, nonce: null });
  });

  it('is not repeated when it is asked for again', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    const before = world.flux.received.length;
    expect(await world.carryOut(payment.intent, payment.signed)).toMatchObject({ id: payment.id, sent: true });
    expect(world.flux.received).toHaveLength(before);
    expect(world.outbox.entries.size).toBe(1);
  });

  it('offers what is stored, never other bytes of the same id', async () => {
    const world = new World();
    world.fund('bitcoin', 200_000n);
    const payment = await signed(world, 'bitcoin/native', bitcoinStranger, 50_000n);
    for (const server of world.bitcoin.servers) server.down = true;
    await world.carryOut(payment.intent, payment.signed);
    if (payment.signed.kind !== 'transaction') throw new Error('not signed');
    const otherWitness = payment.signed.raw.slice();
    otherWitness[otherWitness.length - 40] = (otherWitness[otherWitness.length - 40] ?? 0) ^ 1;
    for (const server of world.bitcoin.servers) server.down = false;
    await world.carryOut(payment.intent, { ...payment.signed, raw: otherWitness });
    const original = payment.signed.raw;
    expect(world.bitcoin.received.map((one) => toHex(one.raw))).toEqual([toHex(original), toHex(original)]);
  });

  it('keeps what no server takes and says why', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    for (const server of world.flux.servers) server.down = true;
    expect(await world.carryOut(payment.intent, payment.signed)).toMatchObject({ sent: false, reason: { code: 'endpoint/unreachable' } });
    expect(world.outbox.get(payment.id)?.state).toMatchObject({ kind: 'waiting', attempts: 1, nextAt: world.now + 5_000 });
  });

  it('refuses a second transaction for the same coins', async () => {
    const world = fluxWorld();
    const one = await signed(world, 'flux/native', fluxStranger, 'all');
    const two = await signed(world, 'flux/native', world.own('flux', { kind: 'derived', account: 'flux:44:0', change: 0, index: 9 }, 'p2pkh').address, 'all');
    await world.carryOut(one.intent, one.signed);
    await expect(world.carryOut(two.intent, two.signed)).rejects.toMatchObject({ code: 'outbox/coins-taken' });
    expect(world.outbox.entries.size).toBe(1);
    expect(new Set(world.flux.received.map((received) => received.txid))).toEqual(new Set([one.txid]));
  });

  it('refuses a second transaction for the same nonce', async () => {
    const world = new World();
    const one = await signed(world, 'ethereum/native', STRANGER_EVM, 1n);
    const two = await signed(world, 'ethereum/native', STRANGER_EVM, 2n);
    await world.carryOut(one.intent, one.signed);
    await expect(world.carryOut(two.intent, two.signed)).rejects.toMatchObject({ code: 'outbox/coins-taken' });
  });

  it('refuses bytes that are not what they say', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    if (payment.signed.kind !== 'transaction') throw new Error('not signed');
    await expect(world.carryOut(payment.intent, { ...payment.signed, txid: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'outbox/bad-transaction' });
    await expect(world.carryOut({ ...payment.intent, kind: 'pay', asset: 'bitcoin/native' } as Intent, payment.signed)).rejects.toMatchObject({ code: 'outbox/bad-transaction' });
    await expect(world.carryOut(payment.intent, { kind: 'message', signature: 'x', address: 'y', reviewHash: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'outbox/bad-transaction' });
    const evm = await signed(world, 'ethereum/native', STRANGER_EVM, 1n);
    if (evm.signed.kind !== 'transaction' || evm.intent.kind !== 'pay') throw new Error('not signed');
    await expect(world.carryOut({ ...evm.intent, asset: 'bsc/native' }, { ...evm.signed, chain: 'bsc' })).rejects.toMatchObject({ code: 'outbox/bad-transaction' });
    expect(world.outbox.entries.size).toBe(0);
    expect(world.flux.received).toEqual([]);
  });

  it('does not broadcast what could not be stored', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    world.outbox.step = (where) => {
      if (where.startsWith('before add')) throw new AppError('store/full', 'disk full');
    };
    await expect(world.carryOut(payment.intent, payment.signed)).rejects.toMatchObject({ code: 'store/full' });
    expect(world.flux.received).toEqual([]);
  });
});

describe('following', () => {
  it('tries again with growing pauses, and no sooner', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    world.flux.down = true;
    await world.plans.outbox.tick();
    await world.carryOut(payment.intent, payment.signed);
    expect(await world.plans.outbox.tick()).toBe(world.now + 5_000);
    world.now += 5_000;
    expect(await world.plans.outbox.tick()).toBe(world.now + 10_000);
    world.flux.down = false;
    expect(world.flux.received).toEqual([]);
    world.now += 10_000;
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
  });

  it('looks rarely at what waits in a pool, however long it waits', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    expect(await world.plans.outbox.tick()).toBe(world.now + 5_000);
    world.now += 60_000;
    expect(await world.plans.outbox.tick()).toBe(world.now + 10_000);
    expect(world.state(payment.id)).toBe('pending');
  });

  it('does not wait out an old pause after a start', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    world.flux.down = true;
    await world.carryOut(payment.intent, payment.signed);
    world.flux.down = false;
    world.restart();
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
  });

  it('goes to its end: confirming, confirmed', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    world.flux.mine();
    await world.plans.outbox.tick();
    expect(world.outbox.get(payment.id)?.state).toEqual({ kind: 'mined', height: 1_001, ok: true });
    world.flux.mine(8);
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('mined');
    world.flux.mine();
    expect(await world.plans.outbox.tick()).toBeNull();
    expect(world.outbox.get(payment.id)?.state).toEqual({ kind: 'confirmed', height: 1_001 });
  });

  it('survives a reorganisation', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    world.flux.mine();
    await world.plans.outbox.tick();
    world.flux.known.delete(payment.txid);
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
    expect(world.flux.known.get(payment.txid)).toMatchObject({ height: null });
    world.flux.mine(10);
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('confirmed');
  });

  it('offers again what servers forgot', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    world.flux.known.clear();
    await world.plans.outbox.tick();
    expect(world.flux.known.size).toBe(0);
    world.now += 60_000;
    await world.plans.outbox.tick();
    expect(world.flux.known.has(payment.txid)).toBe(true);
    expect(world.state(payment.id)).toBe('pending');
  });

  it('expires on Flux and gives its coins back', async () => {
    const world = fluxWorld();
    const payment = await signed(world, 'flux/native', fluxStranger, 'all');
    for (const server of world.flux.servers) server.answer = () => ({ kind: 'accepted', txid: payment.txid });
    await world.carryOut(payment.intent, payment.signed);
    expect((await world.preview('flux/native', fluxStranger, null)).spendable).toMatchObject({ value: '0' });
    world.flux.height = 1_240;
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
    world.flux.height = 1_241;
    world.flux.agreed = false;
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
    world.flux.agreed = true;
    await world.plans.outbox.tick();
    expect(world.outbox.get(payment.id)?.state).toEqual({ kind: 'expired', height: 1_240 });
    expect((await world.preview('flux/native', fluxStranger, null)).spendable).toMatchObject({ value: (60n * FLUX).toString() });
  });

  it('does not let a mempool that never forgets hold the coins for ever', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    await world.carryOut(payment.intent, payment.signed);
    world.flux.height = 1_245;
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('pending');
    world.flux.height = 1_251;
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('expired');
  });

  it('ends payments that spend the change of one that expired', async () => {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    const parent = await payFlux(world);
    await world.carryOut(parent.intent, parent.signed);
    world.sync('flux');
    const child = await signed(world, 'flux/native', fluxStranger, 5n * FLUX);
    await world.carryOut(child.intent, child.signed);
    expect(world.state(child.id)).toBe('pending');
    world.flux.known.clear();
    world.flux.height = 1_241;
    world.flux.servers.forEach((server) => { server.answer = () => ({ kind: 'refused', message: 'Missing inputs', code: -25 }); });
    await world.plans.outbox.tick();
    expect([world.state(parent.id), world.state(child.id)]).toEqual(['expired', 'failed']);
  });

  it('sees that its coins went elsewhere', async () => {
    const world = fluxWorld();
    const rival = await signed(world, 'flux/native', fluxStranger, 9n * FLUX, { preset: 'fast' });
    const payment = await payFlux(world);
    for (const server of world.flux.servers) server.down = true;
    await world.carryOut(payment.intent, payment.signed);
    if (rival.signed.kind !== 'transaction') throw new Error('not signed');
    expect(world.flux.accept(rival.signed.raw).kind).toBe('accepted');
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('waiting');
    world.flux.mine(1);
    await world.plans.outbox.tick();
    expect(world.outbox.get(payment.id)?.state).toEqual({ kind: 'replaced', by: rival.txid });
  });

  it('does not take a server\'s word that its coins went elsewhere', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    for (const server of world.flux.servers) server.down = true;
    await world.carryOut(payment.intent, payment.signed);
    const [other] = world.raws.keys();
    world.flux.spender = () => Promise.resolve({ txid: other ?? '', height: 1_000 });
    await world.plans.outbox.tick();
    expect(world.state(payment.id)).toBe('waiting');
  });

  it('gives up only when every server refuses for good', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    const refuse = (message: string) => (): BroadcastAnswer => ({ kind: 'refused', message, code: -26 });
    world.flux.servers[0]!.answer = refuse('16: mandatory-script-verify-flag-failed');
    world.flux.servers[1]!.down = true;
    expect(await world.carryOut(payment.intent, payment.signed)).toMatchObject({ sent: false, reason: { code: 'broadcast/bad-signature' } });
    expect(world.state(payment.id)).toBe('waiting');
    world.flux.servers[1]!.down = false;
    world.flux.servers[1]!.answer = refuse('dust');
    world.now += 5_000;
    await world.plans.outbox.tick();
    expect(world.outbox.get(payment.id)?.state).toMatchObject({ kind: 'failed', reason: { code: 'broadcast/bad-signature' } });
    expect((await world.preview('flux/native', fluxStranger, null)).spendable).toMatchObject({ value: (60n * FLUX).toString() });
  });

  it('takes "already there" for success, and another id for a lie', async () => {
    const world = fluxWorld();
    const payment = await payFlux(world);
    world.flux.servers = [{ url: 'a', answer: () => ({ kind: 'accepted', txid: 'ee'.repeat(32) }), down: false }];
    expect(await world.carryOut(payment.intent, payment.signed)).toMatchObject({ sent: false, reason: { code: 'broadcast/other-id' } });
    world.flux.servers[0]!.answer = () => ({ kind: 'refused', message: 'transaction already in block chain', code: -27 });
    expect(await world.carryOut(payment.intent, payment.signed)).toMatchObject({ sent: true });
  });

  describe('on EVM chains', () => {
    it('sees the receipt, good or bad', async () => {
      const world = new World();
      const good = await signed(world, 'ethereum/native', STRANGER_EVM, 1n);
      await world.carryOut(good.intent, good.signed);
      world.evm.mine(12);
      await world.plans.outbox.tick();
      expect(world.state(good.id)).toBe('confirmed');
      const bad = await signed(world, 'ethereum/native', STRANGER_EVM, 2n);
      await world.carryOut(bad.intent, bad.signed);
      world.evm.mine(1, false);
      await world.plans.outbox.tick();
      expect(world.outbox.get(bad.id)?.state).toMatchObject({ kind: 'mined', ok: false });
      world.evm.mine(12);
      await world.plans.outbox.tick();
      expect(world.outbox.get(bad.id)?.state).toMatchObject({ kind: 'failed', reason: { code: 'evm/reverted' } });
    });

    it('sees a nonce that somebody else used', async () => {
      const world = new World();
      const payment = await signed(world, 'ethereum/native', STRANGER_EVM, 1n);
      world.evm.down = true;
      await world.carryOut(payment.intent, payment.signed);
      world.evm.down = false;
      world.evm.latest = 8;
      await world.plans.outbox.tick();
      expect(world.outbox.get(payment.id)?.state).toEqual({ kind: 'replaced', by: null });
      expect(world.evm.received).toEqual([]);
    });
  });
});

describe('stopping anywhere', () => {
  class Stopped extends Error {}

  /** Runs one payment to its end with a stop at the nth step; afterwards the program starts again from what is on disk. */
  async function runWithStop(stopAt: number, asset: 'flux/native' | 'bitcoin/native' | 'ethereum/native'): Promise<{ world: World; steps: number; id: string; txid: string }> {
    const world = new World();
    world.fund('flux', 30n * FLUX);
    world.fund('bitcoin', 500_000n);
    const to = { 'flux/native': fluxStranger, 'bitcoin/native': bitcoinStranger, 'ethereum/native': STRANGER_EVM }[asset];
    const payment = await signed(world, asset, to, 100_000n);
    let steps = 0;
    let dead = false;
    const step = (where: string): void => {
      if (dead) throw new Stopped(where);
      steps += 1;
      if (steps === stopAt) {
        dead = true;
        throw new Stopped(where);
      }
    };
    for (const part of [world.outbox, world.flux, world.bitcoin, world.evm]) part.step = step;
    const live = async (): Promise<void> => {
      await world.carryOut(payment.intent, payment.signed);
      for (const chain of [world.flux, world.bitcoin, world.evm]) chain.mine();
      await world.plans.outbox.tick();
      for (const chain of [world.flux, world.bitcoin, world.evm]) chain.mine(12);
      await world.plans.outbox.tick();
    };
    await live().catch((thrown: unknown) => {
      if (!(thrown instanceof Stopped)) throw thrown;
    });
    return { world, steps, id: payment.id, txid: payment.txid };
  }

  it.each(['flux/native', 'bitcoin/native', 'ethereum/native'] as const)('forgets no %s payment and makes none twice', async (asset) => {
    const { steps } = await runWithStop(0, asset);
    expect(steps).toBeGreaterThan(8);
    for (let stopAt = 1; stopAt <= steps; stopAt += 1) {
      const { world, id, txid } = await runWithStop(stopAt, asset);
      const stored = world.outbox.entries.has(id);
      const sent = [...world.flux.received, ...world.bitcoin.received, ...world.evm.received];
      // Nothing is out there that is not on disk.
      if (sent.length > 0) expect(stored).toBe(true);
      world.restart();
      for (let round = 0; round < 4; round += 1) {
        world.now += 60_000;
        await world.plans.outbox.tick();
        for (const chain of [world.flux, world.bitcoin, world.evm]) chain.mine(12);
      }
      await world.plans.outbox.tick();
      const after = [...world.flux.received, ...world.bitcoin.received, ...world.evm.received];
      expect(new Set(after.map((one) => one.txid)).size).toBe(stored ? 1 : 0);
      expect(after.every((one) => one.txid === txid)).toBe(true);
      expect(new Set(after.map((one) => toHex(one.raw))).size).toBe(stored ? 1 : 0);
      expect(world.state(id)).toBe(stored ? 'confirmed' : 'none');
    }
  });
});
