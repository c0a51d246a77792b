// What the person should know of servers: down, lying, on another chain, or contradicting each other.

import type { ChainId } from '../../../shared/chains/ids';
import type { Need } from '../../../shared/contract/wallet';
import type { Health } from '../chains/health';
import type { Disagreement } from './agreement';

/** Health of a chain's endpoints as needs; the host stands for the address of the server. */
export function endpointNeeds(chain: ChainId, list: readonly { readonly url: string; readonly health: Health }[]): Need[] {
  const alone = list.every(({ health }) => health.state === 'down' || health.state === 'lies' || health.state === 'wrong-chain');
  return list.flatMap(({ url, health }): Need[] => {
    const base = { id: `${health.state}:${chain}:${url}`.slice(0, 120), context: { chain, url: url.slice(0, 300), reason: health.reason?.code ?? '', ...(typeof health.reason?.context.what === 'string' ? { what: health.reason.context.what } : {}) } };
    switch (health.state) {
      case 'lies': return [{ ...base, kind: 'server-lies', level: 'danger' }];
      case 'wrong-chain': return [{ ...base, kind: 'server-lies', level: 'danger', context: { ...base.context, what: 'wrong-chain' } }];
      case 'down': return health.failures >= 2 || alone ? [{ ...base, kind: 'endpoint-down', level: alone ? 'warn' : 'info' }] : [];
      case 'unknown':
      case 'ok':
      case 'slow':
      case 'behind':
        return [];
    }
  });
}

export function disagreementNeed(chain: ChainId, disagreement: Disagreement | null): Need[] {
  if (!disagreement) return [];
  const [one, other] = disagreement.urls;
  return [{ id: `disagree:${chain}`, kind: 'servers-disagree', level: 'danger', context: { chain, what: disagreement.what, one: one.slice(0, 300), other: other.slice(0, 300) } }];
}

/** Blocks carry the time; a clock that is hours away makes expiry and history wrong. */
const CLOCK_TOLERANCE = 2 * 60 * 60_000;

/** @param blockTime of the newest block, milliseconds; null: not known @param now by the network's clock */
export function clockNeed(chain: ChainId, blockTime: number | null, now: number): Need[] {
  const off = blockTime === null ? 0 : Math.abs(now - blockTime);
  return off > CLOCK_TOLERANCE ? [{ id: 'clock-off', kind: 'clock-off', level: 'warn', context: { chain, minutes: Math.round(off / 60_000) } }] : [];
}
