// Insight's FluxNode paths and its form of FluxNode transactions (insight-api lib/fluxnode.js, lib/transactions.js), quirks included.
import { shortOutpoint, type FluxNodeConfirm, type FluxNodeStart, type FluxNodeTransaction } from '../../../shared/flux/fluxnode-transaction';
import { scriptToAsm } from '../../../shared/flux/script';
import { FLUX_TIERS, tierName } from '../../../shared/flux/tiers';
import type { ConfirmedNode } from '../../../shared/practice/fluxos';
import type { PlacedTransaction } from '../utxo/types';
import type { ChainView } from './chain-view';
import type { NodeLists } from './node-lists';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** The daemon's answer as Insight hands it on. */
const rpcResult = (result: unknown): unknown => ({ result, error: null, id: 1 });

/** Rows that one filter finds: `txid-index`, a whole IPv4 address (the first row only), or any text of a row. */
function rowsOf(all: readonly ConfirmedNode[], filter: string): ConfirmedNode[] {
  if (filter.includes('-')) {
    const [txhash, outidx] = filter.split('-');
    return all.filter((row) => row.txhash === txhash && row.outidx === outidx);
  }
  if (filter.split('.').length > 3) return all.filter((row) => row.ip === filter).slice(0, 1);
  return all.filter((row) => JSON.stringify(row).includes(filter));
}

/** /fluxnode/listfluxnodes: without a filter all; with several, separated by commas, what any of them finds. */
export function insightNodeList(lists: NodeLists, filter: string): unknown {
  const all = lists.confirmed();
  if (filter === '') return rpcResult(all);
  return rpcResult([...new Set(filter.split(',').flatMap((one) => rowsOf(all, one)))]);
}

export const insightStartList = (lists: NodeLists): unknown => rpcResult(lists.started());
export const insightDosList = (lists: NodeLists): unknown => rpcResult(lists.dos());

function startFields(tx: FluxNodeStart): Record<string, unknown> {
  const form = (tx.owner.kind === 'key' ? 1 : 2) | (tx.delegates === null ? 0 : 0x100) | tx.extraBits;
  // The real server leaves the owner out when there are delegates.
  const owner = tx.delegates !== null ? {} : tx.owner.kind === 'key' ? { collateralPubKey: base64(tx.owner.publicKey) } : { redeemScript: scriptToAsm(tx.owner.redeemScript) };
  return { ...(tx.version === 6 ? { nFluxNodeTxVersion: form } : {}), ...owner, zelnodePubKey: base64(tx.nodePublicKey), fluxnodePubKey: base64(tx.nodePublicKey) };
}

function confirmFields(tx: FluxNodeConfirm): Record<string, unknown> {
  const tier = FLUX_TIERS[tx.benchmarkTier - 1];
  return { ip: tx.ip, updateType: tx.updateType, benchmarkTier: tier === undefined ? '' : tierName(tier), benchmarkSigTime: tx.benchmarkSigTime, benchmarkSig: base64(tx.benchmarkSignature) };
}

/** Such a transaction has neither `vin` nor `vout`. */
export function insightNodeTransaction(view: ChainView, { tx, height, time }: PlacedTransaction, node: FluxNodeTransaction): Record<string, unknown> {
  const block = height < 0 ? null : view.blockAt(height);
  return {
    txid: tx.txid,
    version: tx.version,
    ...(block === null ? {} : { blockhash: block.hash, blocktime: block.time }),
    blockheight: height,
    confirmations: height < 0 ? 0 : view.height - height + 1,
    size: tx.raw.length,
    time,
    type: node.kind === 'start' ? 'Starting a fluxnode' : 'Confirming a fluxnode',
    nType: node.kind === 'start' ? 2 : 4,
    collateralOutput: shortOutpoint(node.collateral),
    collateralOutputHash: node.collateral.txid,
    collateralOutputIndex: node.collateral.index,
    sigTime: node.sigTime,
    sig: base64(node.signature),
    ...(node.kind === 'start' ? startFields(node) : confirmFields(node)),
  };
}
