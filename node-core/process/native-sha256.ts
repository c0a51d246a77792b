// Gives the hashes of this process to OpenSSL, in the quickest way that its Node has.
import * as crypto from 'node:crypto';
import { useNativeSha256 } from '../../shared/crypto/hashes';

/** One call without an object for each hash (Node 20.12 and later); the types that are built against know only older ones. */
interface OneShot {
  hash?(algorithm: 'sha256', data: Uint8Array, encoding: 'buffer'): Uint8Array;
}

/** SHA-256 by OpenSSL. */
export function nativeSha256(data: Uint8Array): Uint8Array {
  const { hash } = crypto as OneShot;
  return hash === undefined ? crypto.createHash('sha256').update(data).digest() : hash('sha256', data, 'buffer');
}

export function hashNatively(): void {
  // A plain array: a Buffer turns itself into something else when it is written as JSON.
  useNativeSha256((data) => new Uint8Array(nativeSha256(data)));
}
