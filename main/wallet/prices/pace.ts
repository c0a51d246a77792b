// Keeps to what a public service bears that counts requests by network address: a few a minute, and a rest after it says "too many".

import { AppError } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';

/** CoinGecko takes 5 to 15 a minute from callers without an account, shared by all behind one address. */
const MOST = 5;
const MINUTE = 60_000;
/** It asks for about two minutes after a refusal; each further one doubles the rest. */
const FIRST_REST = 2 * MINUTE;
const LONGEST_REST = 16 * MINUTE;

/**
 * The same Http, for one service, within its limits. What goes beyond them is refused here and never sent.
 * @param now milliseconds since 1970
 * @throws AppError endpoint/rate-limited before anything is sent, and those of `http`
 */
export function paced(http: Http, now: () => number): Http {
  let sent: number[] = [];
  let rest = 0;
  let restUntil = 0;
  const refused = (): void => {
    rest = Math.min(LONGEST_REST, rest === 0 ? FIRST_REST : rest * 2);
    restUntil = now() + rest;
  };
  return async (request) => {
    const at = now();
    // A clock that was set back must not make a rest of days.
    const resting = at < restUntil && restUntil - at <= LONGEST_REST;
    sent = sent.filter((time) => Math.abs(at - time) < MINUTE);
    if (resting || sent.length >= MOST) throw new AppError('endpoint/rate-limited', 'this server is not asked again yet');
    sent.push(at);
    try {
      const answer = await http(request);
      // A wrong question (400, 404) says nothing about the next one.
      if (answer.status === 429 || answer.status === 403 || answer.status >= 500) refused();
      else rest = 0;
      return answer;
    } catch (thrown) {
      refused();
      throw thrown;
    }
  };
}
