// Lists of FluxNodes as fluxd's RPC tells them (rpc/fluxnode.cpp), at the height that an endpoint shows.
import { toHex } from '../../../shared/crypto/bytes';
import { addressOfScript } from '../../../shared/flux/address';
import type { Outpoint } from '../../../shared/flux/fluxnode-transaction';
import { lastConfirmHeight, restartTip } from '../../../shared/flux/node-times';
import { COIN } from '../../../shared/flux/params';
import { compareOutpoints } from '../../../shared/flux/payment-queue';
import type { FluxTier } from '../../../shared/flux/subsidy';
import { FLUX_TIERS, tierName } from '../../../shared/flux/tiers';
import type { ConfirmedNode, DosNode, NodeCount, StartedNode } from '../../../shared/practice/fluxos';
import type { FluxNode } from '../flux/nodes/node';
import type { NodeTable } from '../flux/nodes/table';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { UtxoNode } from '../utxo/node';
import type { ChainView } from './chain-view';
import type { FaultSwitches } from './faults';
import { networkOf } from './node-network';

const outpointText = ({ txid, index }: Outpoint): string => `COutPoint(${txid}, ${index})`;
/** Collaterals are whole coins; fluxd writes at least two decimals. */
const amountText = (amount: bigint): string => `${amount / COIN}.00`;
const payeeAddress = (node: FluxNode): string => addressOfScript(node.payee, PRACTICE_FLUX) ?? '';

/** The Flux chain and the nodes on it. */
export interface FluxSource {
  readonly node: UtxoNode;
  readonly table: NodeTable;
}

/** The nodes at the endpoint's height; `missingCoin` leaves the newest one out of every list. */
export class NodeLists {
  readonly #table: NodeTable;
  readonly #view: ChainView;
  readonly #hidden: Outpoint | null;

  constructor(table: NodeTable, view: ChainView, faults: FaultSwitches) {
    this.#view = view;
    this.#table = faults.frozen === null ? table : table.at(view.height);
    const all = faults.has('missingCoin') ? [...this.#table.list('confirmed'), ...this.#table.list('started'), ...this.#table.list('dos')] : [];
    this.#hidden = all.reduce<FluxNode | null>((newest, node) => (newest === null || node.addedHeight > newest.addedHeight ? node : newest), null)?.collateral ?? null;
  }

  confirmed(): ConfirmedNode[] {
    return FLUX_TIERS.flatMap((tier) => this.#queue(tier).map((node, rank) => this.#confirmed(node, rank)));
  }

  /** Those that leave the list soonest come first, as in the DOS list. */
  started(): StartedNode[] {
    return this.#byOutpoint('started').map((node) => ({
      collateral: outpointText(node.collateral), added_height: node.addedHeight, payment_address: payeeAddress(node),
      expires_in: lastConfirmHeight(node.addedHeight) - this.#view.height, amount: amountText(node.amount),
    })).sort((left, right) => left.expires_in - right.expires_in);
  }

  dos(): DosNode[] {
    return this.#byOutpoint('dos').map((node) => ({
      collateral: outpointText(node.collateral), added_height: node.addedHeight, payment_address: payeeAddress(node),
      eligible_in: restartTip(node.addedHeight) - this.#view.height, amount: amountText(node.amount),
    })).sort((left, right) => left.eligible_in - right.eligible_in);
  }

  count(): NodeCount {
    const nodes = this.#table.list('confirmed').filter((node) => this.#isShown(node));
    const [cumulus = 0, nimbus = 0, stratus = 0] = FLUX_TIERS.map((tier) => nodes.filter((node) => node.tier === tier).length);
    const inNetwork = (name: string): number => nodes.filter((node) => networkOf(node.ip) === name).length;
    return {
      total: nodes.length, stable: nodes.length, 'basic-enabled': cumulus, 'super-enabled': nimbus, 'bamf-enabled': stratus,
      'cumulus-enabled': cumulus, 'nimbus-enabled': nimbus, 'stratus-enabled': stratus, ipv4: inNetwork('ipv4'), ipv6: inNetwork('ipv6'), onion: inNetwork('onion'),
    };
  }

  /** Whom the next block pays. */
  winners(): Record<string, unknown> {
    return Object.fromEntries(FLUX_TIERS.flatMap((tier) => {
      const [node] = this.#queue(tier);
      if (node === undefined) return [];
      return [[`${tierName(tier)} Winner`, {
        collateral: outpointText(node.collateral), ip: node.ip, added_height: node.addedHeight, confirmed_height: node.confirmedHeight,
        last_confirmed_height: node.lastConfirmedHeight, last_paid_height: node.lastPaidHeight, tier: tierName(tier), payment_address: payeeAddress(node),
      }]];
    }));
  }

  #confirmed(node: FluxNode, rank: number): ConfirmedNode {
    const timeOf = (height: number): string => String(this.#view.blockAt(height)?.time ?? 0);
    return {
      collateral: outpointText(node.collateral), txhash: node.collateral.txid, outidx: String(node.collateral.index), ip: node.ip, network: networkOf(node.ip),
      added_height: node.addedHeight, confirmed_height: node.confirmedHeight, last_confirmed_height: node.lastConfirmedHeight, last_paid_height: node.lastPaidHeight,
      tier: tierName(node.tier), payment_address: payeeAddress(node), pubkey: toHex(node.publicKey), activesince: timeOf(node.addedHeight), lastpaid: timeOf(node.lastPaidHeight),
      amount: amountText(node.amount), rank,
    };
  }

  #queue(tier: FluxTier): FluxNode[] {
    return this.#table.queue(tier).filter((node) => this.#isShown(node));
  }

  #byOutpoint(state: 'started' | 'dos'): FluxNode[] {
    return this.#table.list(state).filter((node) => this.#isShown(node)).sort((left, right) => compareOutpoints(left.collateral, right.collateral));
  }

  #isShown({ collateral }: FluxNode): boolean {
    return this.#hidden === null || compareOutpoints(collateral, this.#hidden) !== 0;
  }
}
