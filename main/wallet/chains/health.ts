// Health of one endpoint: a tagged state, with back-off and jitter after failures.

import type { AppError, ErrorShape } from '../../../shared/errors/app-error';

export type EndpointState = 'unknown' | 'ok' | 'slow' | 'down' | 'wrong-chain' | 'behind' | 'lies';

export interface Health {
  readonly state: EndpointState;
  readonly reason: ErrorShape | null;
  readonly height: number | null;
  readonly milliseconds: number | null;
  readonly failures: number;
  /** Not asked before this time unless no other is left. */
  readonly retryAt: number;
}

export const NEW_HEALTH: Health = { state: 'unknown', reason: null, height: null, milliseconds: null, failures: 0, retryAt: 0 };

/** Answers slower than this are still used, after quicker endpoints. */
const SLOW_MS = 4_000;
const FIRST_BACKOFF = 1_000;
const LAST_BACKOFF = 120_000;
/** An endpoint that was caught lying or on another chain is left alone for this long. */
const DISTRUST = 600_000;

export function afterSuccess(health: Health, milliseconds: number, height: number | null): Health {
  return { state: milliseconds > SLOW_MS ? 'slow' : 'ok', reason: null, height: height ?? health.height, milliseconds: Math.round(milliseconds), failures: 0, retryAt: 0 };
}

/** @param random 0 (inclusive) to 1: spreads retries by half of the waiting time */
export function afterFailure(health: Health, error: AppError, now: number, random: number): Health {
  const failures = health.failures + 1;
  const state = stateOf(error.code);
  const wait = state === 'lies' || state === 'wrong-chain' ? DISTRUST : Math.min(LAST_BACKOFF, FIRST_BACKOFF * 2 ** Math.min(failures - 1, 10));
  return { ...health, state, reason: error.toShape(), failures, retryAt: now + wait * (0.75 + random / 2) };
}

function stateOf(code: string): EndpointState {
  switch (code) {
    case 'endpoint/wrong-chain': return 'wrong-chain';
    case 'endpoint/lies': return 'lies';
    case 'endpoint/behind': return 'behind';
    default: return 'down';
  }
}

/** Whose fault an error is: `endpoint/…` is the server's, anything else is the request's own. */
export function isEndpointFault(error: AppError): boolean {
  return error.code.startsWith('endpoint/');
}
