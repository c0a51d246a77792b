// Signs EVM transactions (EIP-155, EIP-1559) with RFC 6979 and low S, and recovers the sender from the final bytes.

import { hasLowS } from '../../../shared/crypto/der';
import type { Ecc } from '../../../shared/crypto/ecc';
import { AppError } from '../../../shared/errors/app-error';
import { parseTransaction, senderOf, serializeSigned, signingHash, transactionId, type EvmTransaction } from '../../../shared/evm/transaction';

export interface SignedEvmTransaction {
  readonly raw: Uint8Array;
  /** 0x-prefixed. */
  readonly txid: string;
}

/** Two ids above one stand for an r beyond the group order, which an EVM signature cannot say. */
function parityOf(recoveryId: number): 0 | 1 {
  if (recoveryId !== 0 && recoveryId !== 1) throw new AppError('sign/unlikely-nonce', 'this signature has no EVM form');
  return recoveryId;
}

/**
 * @param request.from EIP-55 address that the signature must recover to
 * @throws AppError `sign/bad-key` | `sign/self-check-failed` | `sign/unlikely-nonce`
 */
export function signEvmTransaction(request: { readonly tx: EvmTransaction; readonly privateKey: Uint8Array; readonly from: string; readonly ecc: Ecc }): SignedEvmTransaction {
  const { tx, privateKey, from, ecc } = request;
  if (!ecc.isPrivate(privateKey)) throw new AppError('sign/bad-key', 'not a private key');
  const { signature, recoveryId } = ecc.signRecoverable(signingHash(tx), privateKey);
  const raw = serializeSigned(tx, { parity: parityOf(recoveryId), rs: signature });
  const readBack = parseTransaction(raw);
  const good = readBack.signature !== null && hasLowS(readBack.signature.rs) && senderOf(readBack.tx, readBack.signature, ecc) === from;
  if (!good) throw new AppError('sign/self-check-failed', 'the signature did not verify; nothing is handed out');
  return { raw, txid: transactionId(raw) };
}
