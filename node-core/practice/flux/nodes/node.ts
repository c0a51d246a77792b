// A FluxNode as the chain knows it: made by a START, changed by CONFIRMs, payouts and time.
import { hash160 } from '../../../../shared/crypto/hashes';
import type { FluxNodeStart, Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { p2pkhScript, p2shScript } from '../../../../shared/flux/script-templates';
import type { FluxTier } from '../../../../shared/flux/subsidy';

/** `dos`: it was not confirmed in time, and may not start again yet. */
export type NodeState = 'started' | 'confirmed' | 'dos';

export interface FluxNode {
  readonly state: NodeState;
  readonly collateral: Outpoint;
  /** Satoshi. */
  readonly amount: bigint;
  readonly tier: FluxTier;
  /** Script that its rewards go to. */
  readonly payee: Uint8Array;
  /** As the START names it: signs CONFIRMs. */
  readonly publicKey: Uint8Array;
  /** Empty before the first CONFIRM. */
  readonly ip: string;
  /** Height of its START. */
  readonly addedHeight: number;
  /** Height of its first CONFIRM, of its last one, and of its last payout; 0 when there was none. */
  readonly confirmedHeight: number;
  readonly lastConfirmedHeight: number;
  readonly lastPaidHeight: number;
  /** One of the practice network's own, which needs no transactions: its place among them, else null. */
  readonly builtIn: number | null;
}

/** fluxd pays the key's P2PKH script, or the P2SH script of the redeem script. */
function payeeOf(start: FluxNodeStart): Uint8Array {
  return start.owner.kind === 'key' ? p2pkhScript(hash160(start.owner.publicKey)) : p2shScript(hash160(start.owner.redeemScript));
}

/** The node that a START in the block at `height` makes. */
export function startedNode(start: FluxNodeStart, height: number, tier: FluxTier, amount: bigint): FluxNode {
  return {
    state: 'started', collateral: start.collateral, amount, tier, payee: payeeOf(start), publicKey: start.nodePublicKey, ip: '',
    addedHeight: height, confirmedHeight: 0, lastConfirmedHeight: 0, lastPaidHeight: 0, builtIn: null,
  };
}
