// Payments of fees, as the service's checker reads them: net amount to its address, and the text of the one OP_RETURN (flux-services 4.3, 5.3).
import { toHex } from '../../../shared/crypto/bytes';
import { opReturnData } from '../../../shared/flux/script-templates';
import type { UtxoNode } from '../utxo/node';
import type { PlacedTransaction } from '../utxo/types';

export interface FeePayment {
  readonly txid: string;
  /** Satoshi that the address gained. */
  readonly amount: bigint;
  readonly note: string;
  /** Height of its block; -1 while it waits. */
  readonly height: number;
}

/** The checker looks at the last fifty transactions of the address, and no further back. */
const LOOK_BACK = 50;

/** The newest payments to a script that carry a note, waiting ones among them. */
export function feePayments(node: UtxoNode, script: Uint8Array): FeePayment[] {
  const ids = [...node.state.historyOf(script), ...node.mempool.entriesOf(script).map((entry) => entry.tx.txid)].slice(-LOOK_BACK);
  return ids.flatMap((txid) => {
    const placed = node.transaction(txid);
    return placed === null ? [] : readPayment(node, placed, toHex(script));
  });
}

function readPayment(node: UtxoNode, { tx, height }: PlacedTransaction, own: string): FeePayment[] {
  if (tx.coinbase) return [];
  const note = tx.outputs.map(({ script }) => opReturnData(script)).find((data) => data !== null);
  if (note === undefined || note === null) return [];
  const isOwn = (script: Uint8Array): boolean => toHex(script) === own;
  const gained = tx.outputs.reduce((sum, output) => sum + (isOwn(output.script) ? output.value : 0n), 0n);
  const spent = tx.inputs.reduce((sum, input) => {
    const coin = node.coinAnyState(input.txid, input.index);
    return sum + (coin !== null && isOwn(coin.script) ? coin.value : 0n);
  }, 0n);
  // Bytes until the first zero, one character a byte: as the Flux tools read a note.
  const zero = note.indexOf(0);
  return [{ txid: tx.txid, amount: gained - spent, note: String.fromCharCode(...(zero < 0 ? note : note.subarray(0, zero))), height }];
}
