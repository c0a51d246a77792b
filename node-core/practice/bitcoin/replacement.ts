// BIP125: which waiting transactions a new one may replace, and what it must pay for that.
import type { Mempool, MempoolEntry } from '../utxo/mempool';
import { RPC_REJECTED, Rejection, outpointKey, type ChainTransaction } from '../utxo/types';
import { RELAY_FEE_RATE } from './policy';

/** Sequences below this one signal that the transaction may be replaced. */
const SIGNAL_BELOW = 0xfffffffe;
const MOST_REPLACED = 100;

function refuse(reason: string): never {
  throw new Rejection(RPC_REJECTED, reason);
}

/** A transaction signals by itself or through a waiting parent that signals. */
function signals(tx: ChainTransaction, mempool: Mempool): boolean {
  if (tx.inputs.some((input) => input.sequence < SIGNAL_BELOW)) return true;
  return tx.inputs.some((input) => {
    const parent = mempool.entry(input.txid);
    return parent !== null && signals(parent.tx, mempool);
  });
}

/** Waiting transactions that spend the same coins. */
function conflictsOf(tx: ChainTransaction, mempool: Mempool): MempoolEntry[] {
  const ids = new Set(tx.inputs.flatMap((input) => mempool.spenderOf(outpointKey(input)) ?? []));
  return [...ids].flatMap((txid) => mempool.entry(txid) ?? []);
}

/**
 * The ids of the conflicting transactions, which go with all that build on them.
 * @throws Rejection when BIP125 does not allow the replacement
 */
export function requireReplaceable(tx: ChainTransaction, fee: bigint, mempool: Mempool): string[] {
  const conflicts = conflictsOf(tx, mempool);
  if (conflicts.length === 0) return [];
  if (conflicts.some((entry) => !signals(entry.tx, mempool))) refuse('txn-mempool-conflict');
  const gone = new Map(conflicts.flatMap((entry) => mempool.withDescendants(entry.tx.txid)).map((entry) => [entry.tx.txid, entry]));
  if (gone.size > MOST_REPLACED) refuse('too many potential replacements');
  const before = new Set(conflicts.flatMap((entry) => entry.tx.inputs.map((input) => input.txid)));
  for (const input of tx.inputs) {
    if (gone.has(input.txid)) refuse('bad-txns-spends-conflicting-tx');
    if (mempool.entry(input.txid) !== null && !before.has(input.txid)) refuse(`replacement-adds-unconfirmed, replacement ${tx.txid} adds unconfirmed input`);
  }
  for (const entry of conflicts) {
    // fee / size as a fraction: the new rate must be the higher one.
    if (fee * BigInt(entry.tx.size) <= entry.fee * BigInt(tx.size)) refuse(`insufficient fee, rejecting replacement ${tx.txid}; new feerate is not above the old feerate`);
  }
  const replaced = [...gone.values()].reduce((sum, entry) => sum + entry.fee, 0n);
  const least = replaced + RELAY_FEE_RATE * BigInt(tx.size);
  if (fee < least) refuse(`insufficient fee, rejecting replacement ${tx.txid}, not enough additional fees to relay; ${fee} < ${least}`);
  return conflicts.map((entry) => entry.tx.txid);
}
