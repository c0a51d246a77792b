// EVM addresses with the mixed-case checksum of EIP-55.

import { asciiBytes, fromHex, toHex } from '../crypto/bytes';
import { AppError } from '../errors/app-error';
import { keccak256 } from './keccak';

/** EIP-55 text of 20 bytes. @throws AppError `address/bad-hash` */
export function encodeAddress(bytes: Uint8Array): string {
  if (bytes.length !== 20) throw new AppError('address/bad-hash', 'an address holds 20 bytes', { context: { length: bytes.length } });
  const hex = toHex(bytes);
  const hash = toHex(keccak256(asciiBytes(hex)));
  return `0x${Array.from(hex, (digit, index) => (parseInt(hash[index] ?? '0', 16) >= 8 ? digit.toUpperCase() : digit)).join('')}`;
}

/** Names the chain that a text seems to belong to, or null. */
function otherChainByLook(text: string): string | null {
  if (/^t[13m2][1-9A-HJ-NP-Za-km-z]{33}$/.test(text)) return 'flux';
  if (/^(bc|tb|bcrt)1[02-9ac-hj-np-z]{8,}$/i.test(text) || /^[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text)) return 'bitcoin';
  return null;
}

/** Whether the case of the letters says anything: all-lower and all-upper texts carry no checksum. */
export function hasChecksumCase(address: string): boolean {
  const digits = address.slice(2);
  return digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
}

/**
 * The 20 bytes of an address: with its EIP-55 checksum, or in one case without.
 * @throws AppError `address/empty` | `address/malformed` | `address/bad-checksum` | `address/other-chain` (context.chain: flux, bitcoin)
 */
export function decodeAddress(text: string): Uint8Array {
  if (text === '') throw new AppError('address/empty', 'no address given');
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    const chain = otherChainByLook(text);
    if (chain !== null) throw new AppError('address/other-chain', 'this address belongs to another chain', { context: { chain } });
    throw new AppError('address/malformed', 'not an EVM address', { context: { length: text.length } });
  }
  const bytes = fromHex(text.slice(2));
  if (hasChecksumCase(text) && encodeAddress(bytes) !== text) throw new AppError('address/bad-checksum', 'the case of the letters does not match: a character is wrong');
  return bytes;
}

/** Address of a public key: the last 20 bytes of the hash of its 65-byte form without the first byte. */
export function addressOfPublicKey(uncompressed: Uint8Array): string {
  if (uncompressed.length !== 65) throw new AppError('address/bad-key', 'needs a public key of 65 bytes', { context: { length: uncompressed.length } });
  return encodeAddress(keccak256(uncompressed.subarray(1)).subarray(12));
}
