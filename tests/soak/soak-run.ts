// The long version of the kill tests: how often, from which seed, and what is told on the way.
import { KillRun } from '../e2e/drive/kill-run';
import type { Moment } from '../e2e/drive/kill-moments';
import { seededRandom, type Random } from '../e2e/harness/random';

/** Kills of each process: FLUXKEEP_SOAK, or 200. */
export const KILLS = wholeNumber('FLUXKEEP_SOAK', 200);
/** FLUXKEEP_SOAK_SEED repeats a run. */
export const SEED = wholeNumber('FLUXKEEP_SOAK_SEED', Date.now() % 1_000_000_000);
/** Sums are compared with the chains' after this many kills, and at the end. */
const COMPARE_EVERY = 20;

export function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} takes a whole number above zero`);
  return Number(text);
}

/**
 * Kills `KILLS` times at random moments and checks after each.
 * @param kill kills once in the middle of the moment; told how many kills came before
 */
export async function soak(victim: string, moments: readonly Moment[], kill: (run: KillRun, moment: Moment, before: number) => Promise<void>): Promise<void> {
  const random: Random = seededRandom(SEED);
  const say = (line: string): void => void process.stdout.write(`${victim}: ${line}\n`);
  say(`${KILLS} kills, seed ${SEED}`);
  const run = await KillRun.start(random);
  try {
    for (let count = 0; count < KILLS; count += 1) {
      const moment = moments[random(0, moments.length - 1)];
      if (!moment) throw new Error('no moments');
      say(`${count + 1} of ${KILLS}: killed while ${moment.name}`);
      await kill(run, moment, count);
      await run.check();
      if ((count + 1) % COMPARE_EVERY === 0) await run.settle();
    }
    await run.settle();
    say(`${run.ledger.attempts.length} payments tried, ${run.ledger.attempts.filter(({ txid }) => txid !== null).length} acknowledged, nothing lost or paid twice`);
  } finally {
    await run.end();
  }
}
