// Keys and numbers of the practice network, all from one seed, so that a run can be repeated. They protect nothing of value.
import { isPrivate, pointFromScalar } from 'tiny-secp256k1';
import { concatBytes } from '../../shared/crypto/bytes';
import { sha256 } from '../../shared/crypto/hashes';

export interface PracticeKey {
  readonly secret: Uint8Array;
  /** Compressed, 33 bytes. */
  readonly publicKey: Uint8Array;
}

const encoder = new TextEncoder();

/** 32 bytes that depend on the seed and the label only. */
export function seededBytes(seed: string, label: string): Uint8Array {
  return sha256(concatBytes(sha256(encoder.encode(`fluxkeep practice ${seed}`)), encoder.encode(label)));
}

/** The key of `label`; steps on when the bytes are no valid scalar. */
export function seededKey(seed: string, label: string): PracticeKey {
  for (let attempt = 0; ; attempt += 1) {
    const secret = seededBytes(seed, `${label}/${attempt}`);
    const publicKey = isPrivate(secret) ? pointFromScalar(secret, true) : null;
    if (publicKey !== null) return { secret, publicKey };
  }
}

/** A number in [0, 1) that depends on the seed and the label only. */
export function seededFraction(seed: string, label: string): number {
  const bytes = seededBytes(seed, label);
  return new DataView(bytes.buffer).getUint32(0, true) / 0x1_0000_0000;
}
