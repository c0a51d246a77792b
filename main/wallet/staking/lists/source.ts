// What a server of node lists answers; FluxOS gateways and Insight explorers implement it.

import type { Tier } from '../record';
import type { ConfirmedNode, WaitingNode } from './shapes';

/** Every method throws AppError `endpoint/…` when there is no usable answer: that is never an empty list. */
export interface NodeListSource {
  /** How many nodes it takes until it has to send the whole list of the network (several megabytes). */
  readonly filters: number;
  /** Confirmed nodes, those on these coins (`txid:vout`) among them. One request. */
  confirmed(points: readonly string[]): Promise<readonly ConfirmedNode[]>;
  /** Nodes that were started and not confirmed. One request. */
  started(): Promise<readonly WaitingNode[]>;
  /** Nodes that were not confirmed in time. One request. */
  dos(): Promise<readonly WaitingNode[]>;
}
/** FluxOS gateways count the nodes of the network, too. */
export interface CountingSource extends NodeListSource {
  /** Confirmed nodes by tier. One request. */
  counts(): Promise<Readonly<Record<Tier, number>>>;
}
