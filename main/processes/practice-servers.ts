// Practice servers of FluxNodes, as the main window asks of them and as the practice network's controls name them.

import type { z } from 'zod';
import type { appCalls } from '../../shared/contract/app';
import { nodeHostsSchema, type NodeHostRequest } from '../../shared/practice/node-hosts';

export type ServerWish = z.output<(typeof appCalls)['practice.server']['in']>;
export type ServerRow = z.output<(typeof appCalls)['practice.server']['out']>[number];

/** As much of a refusal as a row carries. */
const MAX_REFUSAL = 200;

/** The control that carries a wish out; each answers with all servers. */
export function serverControl(wish: ServerWish): { method: 'GET' | 'POST'; path: string; body?: object } {
  switch (wish.act) {
    case 'list': return { method: 'GET', path: '/control/nodes' };
    case 'run': {
      const { identityKey, collateral, fluxId, ip } = wish;
      const body: Omit<NodeHostRequest, 'hardware'> = { identityKey, collateral: { txid: collateral.txid, index: collateral.vout }, fluxId, ip };
      return { method: 'POST', path: '/control/nodes', body };
    }
    case 'stop':
    case 'start': return { method: 'POST', path: `/control/nodes/${wish.act}`, body: { collateral: { txid: wish.collateral.txid, index: wish.collateral.vout } } };
  }
}

/** @param answer of a control @throws ZodError when the practice network answers otherwise than it says */
export function serverRows(answer: unknown): ServerRow[] {
  return nodeHostsSchema.parse(answer).hosts.map(({ collateral, ip, running, status, lastRefusal }) => ({
    collateral: { txid: collateral.txid, vout: collateral.index }, ip, running, status, refusal: lastRefusal === null ? null : lastRefusal.slice(0, MAX_REFUSAL),
  }));
}
