// One FluxNode as the table holds it, and the key that it stands under.
import type { Outpoint } from '../../shared/flux/fluxnode-transaction';
import type { FluxTier } from '../../shared/flux/subsidy';

/** `dos`: it was not confirmed in time, and may not start again yet. */
export const NODE_STATES = ['started', 'confirmed', 'dos'] as const;
export type NodeState = (typeof NODE_STATES)[number];

export interface TableNode {
  readonly state: NodeState;
  readonly collateral: Outpoint;
  /** Null: the transaction that made the collateral was not seen, and nobody served it. */
  readonly tier: FluxTier | null;
  /** Script that its rewards go to. */
  readonly payee: Uint8Array;
  /** As its START names it: signs CONFIRMs and blocks. */
  readonly publicKey: Uint8Array;
  readonly ip: string;
  /** Heights of its START, its first CONFIRM, its last one and its last payout; 0 when there was none. */
  readonly addedHeight: number;
  readonly confirmedHeight: number;
  readonly lastConfirmedHeight: number;
  readonly lastPaidHeight: number;
}

export type OutpointKey = string;
export const outpointKey = ({ txid, index }: Outpoint): OutpointKey => `${txid}:${index}`;
