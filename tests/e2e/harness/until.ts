// Waits for a fact instead of for a time.
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until `ask` gives something other than undefined, null or false, and returns that.
 * @param what names the fact in the error
 * @throws Error after `ms` milliseconds
 */
export async function until<T>(what: string, ask: () => T | Promise<T>, ms = 15_000): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + ms;
  // Soon at first, then more and more rarely: who asks all the time takes the processor from what is waited for.
  for (let pause = 25; ; pause = Math.min(250, pause * 1.4)) {
    const answer = await ask();
    if (isAnswer(answer)) return answer;
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain for: ${what}`);
    await delay(pause);
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, undefined | null | false> {
  return answer !== undefined && answer !== null && answer !== false;
}
