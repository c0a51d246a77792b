// Form of ECDSA signatures and public keys in scripts: BIP66 strict DER, BIP62 low S, defined hash types, key sizes.
import { isPoint, verify } from 'tiny-secp256k1';
import { derToCompact, hasLowS, isInRange } from '../../../shared/crypto/der';
import { AppError } from '../../../shared/errors/app-error';
import { ScriptFault } from './faults';
import type { ScriptRules } from './interpreter';

const ANYONE_CAN_PAY = 0x80;

function tryCompact(der: Uint8Array): Uint8Array | null {
  try {
    return derToCompact(der);
  } catch (thrown) {
    if (thrown instanceof AppError) return null;
    throw thrown;
  }
}

/** @throws ScriptFault when the signature (with its hash type byte) or the key has a form that `rules` refuse */
export function checkSignatureEncoding(signature: Uint8Array, publicKey: Uint8Array, rules: ScriptRules): void {
  if (signature.length > 0 && (rules.strictDer || rules.strictEncoding || rules.lowS)) {
    const compact = tryCompact(signature.subarray(0, -1));
    if (compact === null) throw new ScriptFault('sigDer');
    if (rules.lowS && !hasLowS(compact)) throw new ScriptFault('highS');
    if (rules.strictEncoding) {
      const base = (signature[signature.length - 1] ?? 0) & ~ANYONE_CAN_PAY;
      if (base < 1 || base > 3) throw new ScriptFault('sigHashType');
    }
  }
  if (rules.strictEncoding && !hasKeyForm(publicKey)) throw new ScriptFault('keyType');
}

function hasKeyForm(publicKey: Uint8Array): boolean {
  const first = publicKey[0];
  return (publicKey.length === 33 && (first === 2 || first === 3)) || (publicKey.length === 65 && first === 4);
}

/** Whether `signature` (DER and hash type byte) is by `publicKey` over `digest`; a broken one is not. */
export function verifyEcdsa(signature: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): boolean {
  const compact = tryCompact(signature.subarray(0, -1));
  return compact !== null && isInRange(compact) && isPoint(publicKey) && verify(digest, publicKey, compact);
}
