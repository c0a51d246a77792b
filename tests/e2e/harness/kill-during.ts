// Lets something happen and kills in the middle of it.
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Starts `act`, waits `ms` milliseconds and calls `kill`; resolves when both have ended, however the act ended after that.
 * @throws what the act throws before the kill: then it was not the kill that ended it
 */
export async function killDuring(act: () => Promise<void>, ms: number, kill: () => Promise<void>): Promise<void> {
  let killed = false;
  const acting = act().catch((thrown: unknown) => {
    if (!killed) throw thrown;
  });
  // Not a wait for a fact: the moment itself is what the test chooses.
  await Promise.race([delay(ms), acting.then(() => delay(ms))]);
  killed = true;
  await kill();
  await acting;
}
