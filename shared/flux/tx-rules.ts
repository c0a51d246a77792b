// Rules of value transactions that need no other transaction: fluxd's CheckTransaction and the height rules of every epoch since the rebrand.
import { toHex } from '../crypto/bytes';
import { ByteReader } from '../crypto/byte-reader';
import { MAX_BLOCK_SIZE, MAX_MONEY } from './params';
import { isCoinbase, isNullOutpoint, serializeTransaction, type FluxTransaction } from './transaction';

/** Expiry heights from here on are invalid: they would be read as times. */
export const EXPIRY_HEIGHT_LIMIT = 500_000_000;
/** Lock times below this are heights, others are Unix seconds. */
const LOCK_TIME_THRESHOLD = 500_000_000;

const inRange = (value: bigint): boolean => value >= 0n && value <= MAX_MONEY;

function shapeFault(tx: FluxTransaction): string | null {
  const { spends, outputs, joinSplits } = tx.shielded;
  if (!tx.overwintered && tx.version < 1) return 'bad-txns-version-too-low';
  if (tx.overwintered && tx.expiryHeight >= EXPIRY_HEIGHT_LIMIT) return 'bad-tx-expiry-height-too-high';
  if (tx.inputs.length + joinSplits.length + spends.length === 0) return 'bad-txns-vin-empty';
  if (tx.outputs.length + joinSplits.length + outputs.length === 0) return 'bad-txns-vout-empty';
  return serializeTransaction(tx).length > MAX_BLOCK_SIZE ? 'bad-txns-oversize' : null;
}

/** The two public values at the start of a JoinSplit: satoshi into and out of the shielded pool. */
function joinSplitValues(joinSplit: Uint8Array): readonly [bigint, bigint] {
  const reader = new ByteReader(joinSplit);
  return [reader.i64(), reader.i64()];
}

function joinSplitFault(old: bigint, fresh: bigint): string | null {
  if (old < 0n) return 'bad-txns-vpub_old-negative';
  if (fresh < 0n) return 'bad-txns-vpub_new-negative';
  if (old > MAX_MONEY) return 'bad-txns-vpub_old-toolarge';
  if (fresh > MAX_MONEY) return 'bad-txns-vpub_new-toolarge';
  return old !== 0n && fresh !== 0n ? 'bad-txns-vpubs-both-nonzero' : null;
}

function valueFault(tx: FluxTransaction): string | null {
  let out = 0n;
  for (const { value } of tx.outputs) {
    if (value < 0n) return 'bad-txns-vout-negative';
    if (value > MAX_MONEY) return 'bad-txns-vout-toolarge';
    out += value;
    if (!inRange(out)) return 'bad-txns-txouttotal-toolarge';
  }
  const balance = tx.valueBalance;
  if (balance !== 0n && tx.shielded.spends.length + tx.shielded.outputs.length === 0) return 'bad-txns-valuebalance-nonzero';
  if (balance > MAX_MONEY || balance < -MAX_MONEY) return 'bad-txns-valuebalance-toolarge';
  if (balance < 0n) out -= balance;
  if (!inRange(out)) return 'bad-txns-txouttotal-toolarge';
  let into = 0n;
  for (const joinSplit of tx.shielded.joinSplits) {
    const [old, fresh] = joinSplitValues(joinSplit);
    const fault = joinSplitFault(old, fresh);
    if (fault !== null) return fault;
    out += old;
    into += fresh;
    if (!inRange(out)) return 'bad-txns-txouttotal-toolarge';
  }
  if (balance > 0n) into += balance;
  return inRange(into) ? null : 'bad-txns-txintotal-toolarge';
}

function hasTwice(items: readonly string[]): boolean {
  return new Set(items).size !== items.length;
}

function repeatFault(tx: FluxTransaction): string | null {
  if (hasTwice(tx.inputs.map(({ txid, index }) => `${txid}:${index}`))) return 'bad-txns-inputs-duplicate';
  // Nullifiers: two of 32 bytes after two values and an anchor in a JoinSplit; one after cv and anchor in a spend.
  const joinSplitNullifiers = tx.shielded.joinSplits.flatMap((part) => [toHex(part.subarray(48, 80)), toHex(part.subarray(80, 112))]);
  if (hasTwice(joinSplitNullifiers)) return 'bad-joinsplits-nullifiers-duplicate';
  if (hasTwice(tx.shielded.spends.map((part) => toHex(part.subarray(64, 96))))) return 'bad-spend-description-nullifiers-duplicate';
  return null;
}

function coinbaseFault(tx: FluxTransaction): string | null {
  if (!isCoinbase(tx)) return tx.inputs.some(isNullOutpoint) ? 'bad-txns-prevout-null' : null;
  if (tx.shielded.joinSplits.length > 0) return 'bad-cb-has-joinsplits';
  if (tx.shielded.spends.length > 0) return 'bad-cb-has-spend-description';
  if (tx.shielded.outputs.length > 0) return 'bad-cb-has-output-description';
  const length = tx.inputs[0]?.script.length ?? 0;
  return length < 2 || length > 100 ? 'bad-cb-length' : null;
}

/** fluxd's reject reason for a transaction that no chain could hold, or null. Signatures and proofs are not looked at. */
export function transactionFault(tx: FluxTransaction): string | null {
  return shapeFault(tx) ?? valueFault(tx) ?? repeatFault(tx) ?? coinbaseFault(tx);
}

/**
 * fluxd's reject reason for a block at `height`, given that the rebrand is active there (mainnet since 835,554):
 * only version 4, nothing expired, nothing shielded from transparent inputs.
 */
export function heightFault(tx: FluxTransaction, height: number): string | null {
  if (!tx.overwintered) return tx.version >= 4 ? 'tx-overwintered-flag-not-set' : 'tx-sapling-active';
  if (tx.version !== 4) return 'bad-sapling-tx-version-group-id';
  if (isExpired(tx, height)) return 'tx-sapling-expired';
  const { joinSplits, outputs } = tx.shielded;
  return tx.inputs.length > 0 && joinSplits.length + outputs.length > 0 ? 'bad-txns-fluxrebrand-vprivacy-not-empty' : null;
}

/** Whether a transaction can no longer be in a block at `height`. */
export function isExpired(tx: Pick<FluxTransaction, 'expiryHeight' | 'inputs'>, height: number): boolean {
  return !isCoinbase(tx) && tx.expiryHeight !== 0 && height > tx.expiryHeight;
}

/** Whether lock time and sequences let the transaction into a block at `height` with time `time` (Unix seconds). */
export function isFinal(tx: Pick<FluxTransaction, 'lockTime' | 'inputs'>, height: number, time: number): boolean {
  if (tx.lockTime === 0 || tx.lockTime < (tx.lockTime < LOCK_TIME_THRESHOLD ? height : time)) return true;
  return tx.inputs.every((input) => input.sequence === 0xffffffff);
}
