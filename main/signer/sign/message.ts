// Signs text messages with Flux's or Bitcoin's magic (65-byte recoverable signature in base64) and verifies them before they leave.

import type { Ecc } from '../../../shared/crypto/ecc';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { signMessage, verifyMessage } from '../../../shared/flux/message';

/**
 * @param request.publicKey in the form that its address was made of (33 or 65 bytes)
 * @returns base64, as `signmessage` of fluxd and Bitcoin Core give it
 * @throws AppError `message/bad-key` | `sign/self-check-failed`
 */
export function signTextMessage(request: { readonly message: string; readonly scheme: 'flux' | 'bitcoin'; readonly privateKey: Uint8Array; readonly publicKey: Uint8Array; readonly ecc: Ecc }): string {
  const { message, scheme, privateKey, publicKey, ecc } = request;
  const signature = signMessage(message, scheme, { privateKey, compressed: publicKey.length === 33 }, ecc);
  if (!verifyMessage(message, scheme, signature, hash160(publicKey), ecc)) throw new AppError('sign/self-check-failed', 'the signature did not verify; nothing is handed out');
  return btoa(String.fromCharCode(...signature));
}
