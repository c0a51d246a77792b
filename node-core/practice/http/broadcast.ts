// Takes a raw transaction for a coin chain, with the broadcast faults of the endpoint.
import { fromHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import type { UtxoNode } from '../utxo/node';
import { RPC_DECODE_FAILED, RPC_REJECTED, Rejection } from '../utxo/types';
import type { FaultSwitches } from './faults';

type BroadcastResult = { readonly ok: true; readonly txid: string } | { readonly ok: false; readonly rejection: Rejection };

export function broadcast(node: UtxoNode, hex: string, allowAbsurdFees: boolean, faults: FaultSwitches): BroadcastResult {
  try {
    if (faults.has('rejectBroadcast')) throw new Rejection(RPC_REJECTED, 'rejected by a fault switch');
    const raw = bytesOf(hex.trim());
    const tx = faults.has('dropBroadcast') ? node.rules.parseTransaction(raw) : node.submit(raw, allowAbsurdFees);
    return { ok: true, txid: tx.txid };
  } catch (thrown) {
    if (thrown instanceof Rejection) return { ok: false, rejection: thrown };
    throw thrown;
  }
}

function bytesOf(hex: string): Uint8Array {
  try {
    return fromHex(hex);
  } catch (thrown) {
    if (thrown instanceof AppError) throw new Rejection(RPC_DECODE_FAILED, 'TX decode failed');
    throw thrown;
  }
}
