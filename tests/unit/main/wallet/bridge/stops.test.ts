// The program stops around every write and every question, starts again, and comes to the same end: no deposit without its swap, none twice.
import { BridgeWorld, FLUX, MINUTE, payoutId } from './support/bridge-world';
import type { Intent } from '../../../../../shared/contract/money-path';

jest.setTimeout(240_000);

class Stopped extends Error {}
// What a stopped part writes to the log is no news here.
beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

interface Life {
  readonly world: BridgeWorld;
  readonly steps: number;
  /** What main holds signed bytes for; null: the person never got as far. */
  readonly signed: Intent | null;
}

const PAYOUT = payoutId('payout');

/** The operator goes on by itself, one word a look. */
function operate(world: BridgeWorld): void {
  const words = ['new', 'waiting', 'confirming', 'exchanging', 'finished'];
  for (const [txid, swap] of world.fusion.swaps) {
    const next = words[words.indexOf(swap.status) + 1];
    if (next) world.fusion.say(txid, next === 'finished' ? { status: next, txidTo: PAYOUT, amountTo: 990 } : { status: next });
  }
}

/** Runs a swap with a stop at the nth step; everything after that step fails as well, as in a process that is gone. */
async function runWithStop(stopAt: number): Promise<Life> {
  const world = new BridgeWorld('practice');
  world.pays(PAYOUT, [990n * FLUX]);
  world.tips.set('ethereum', 2_000);
  let steps = 0;
  let dead = false;
  let signed: Intent | null = null;
  const step = (where: string): void => {
    if (dead) throw new Stopped(where);
    steps += 1;
    if (steps !== stopAt) return;
    dead = true;
    throw new Stopped(where);
  };
  world.step = step;
  world.fusion.step = step;
  try {
    const { intent } = await world.begin();
    signed = intent;
    world.deposit(intent);
    for (let round = 0; round < 12 && !dead; round += 1) {
      await world.pass(5_000);
      operate(world);
    }
  } catch (thrown) {
    if (!dead) throw thrown;
  }
  return { world, steps, signed };
}

it('ends the same wherever it was stopped', async () => {
  const whole = await runWithStop(0);
  expect(whole.steps).toBeGreaterThan(25);
  await whole.world.end();
  const ends = new Set<string>();
  for (let stopAt = 1; stopAt <= whole.steps; stopAt += 1) {
    const { world, signed } = await runWithStop(stopAt);
    // Nothing is known to the operator as a deposit that is not on disk.
    const told = [...world.fusion.swaps.keys()];
    for (const txid of told) expect(world.outbox.get(`flux:${txid}`)).not.toBeNull();
    world.restart();
    // Main hands the same signed bytes to the next process; the outbox offers what it holds.
    if (signed) world.deposit(signed);
    for (let round = 0; round < 15; round += 1) {
      await world.pass(MINUTE / 6);
      operate(world);
    }
    const { swaps } = await world.calls['bridge.list']({ offset: 0, limit: 10 });
    const deposits = world.outbox.all().length;
    const end = `${deposits} ${swaps.map(({ state }) => state.kind).join()} ${world.fusion.swaps.size}`;
    ends.add(end);
    expect([stopAt, end]).toEqual([stopAt, signed ? '1 arrived 1' : '0  0']);
    await world.end();
  }
  expect([...ends].sort()).toEqual(['0  0', '1 arrived 1']);
});
