// What a Flux or Bitcoin transaction did to the wallet, from its own bytes: amounts, fee, counterparties.

import { nativeAsset } from '../../../shared/chains/ids';
import type { ReadTx } from '../chains/utxo-family';
import type { UtxoChain } from '../plans/ports';
import type { StoredTx } from '../store/utxo-store';
import type { Entry, EntryState } from './entry';

const MOST_PARTIES = 20;

/**
 * @param spent own coins that it spends, in base units
 * @param ownOutputs places of the outputs that are or were the wallet's
 */
export function utxoEntry(chain: UtxoChain, tx: ReadTx, stored: StoredTx, spent: readonly { value: bigint }[], ownOutputs: ReadonlySet<number>, state: EntryState): Entry {
  const own = tx.outputs.filter((_, vout) => ownOutputs.has(vout));
  const others = tx.outputs.filter((output) => !own.includes(output));
  const income = sum(own);
  const outgo = sum(spent);
  const sender = spent.length > 0;
  // Only when every input is ours do the inputs add up to a fee that we paid.
  const fee = sender && spent.length === tx.inputs.length ? outgo - sum(tx.outputs) : null;
  const amount = income - outgo + (fee ?? 0n);
  const paysOthers = others.some(({ value }) => value > 0n);
  const kind = tx.coinbase ? 'reward' : !sender ? 'received' : fee !== null && !paysOthers ? 'self' : amount > 0n ? 'received' : 'sent';
  const parties = kind === 'sent' ? others.map(({ address }) => address) : kind === 'received' ? tx.inputs.map(({ from }) => from) : [];
  return {
    id: `${chain}:${tx.txid}`, chain, txid: tx.txid, kind, asset: nativeAsset(chain), amount, fee: kind === 'sent' || kind === 'self' ? fee : null,
    counterparties: [...new Set(parties.filter((address): address is string => address !== null))].slice(0, MOST_PARTIES),
    note: tx.note, time: stored.time, height: stored.height, state, suspicious: false,
  };
}

function sum(list: readonly { value: bigint }[]): bigint {
  return list.reduce((total, { value }) => total + value, 0n);
}
