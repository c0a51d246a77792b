// What addresses of Bitcoin-like chains share as texts: their length, and Base58Check with errors in an address's own words.

import { AppError } from '../errors/app-error';
import { decodeBase58Check } from './base58check';

/** Longer than any address of these chains; what is longer is not one. */
const MAX_ADDRESS_TEXT = 128;

/** @throws AppError `address/empty` | `address/malformed` */
export function checkAddressText(text: string): void {
  if (text === '') throw new AppError('address/empty', 'no address given');
  if (text.length > MAX_ADDRESS_TEXT) throw new AppError('address/malformed', 'text is longer than any address', { context: { length: text.length } });
}

/**
 * Prefix and hash of a Base58Check address.
 * @throws AppError `address/bad-character` | `address/bad-checksum` | `address/malformed`
 */
export function addressPayload(text: string): Uint8Array {
  try {
    return decodeBase58Check(text);
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : '';
    if (code === 'base58/bad-character') throw new AppError('address/bad-character', 'a character cannot occur in an address', { cause });
    if (code === 'base58/bad-checksum') throw new AppError('address/bad-checksum', 'the checksum does not match: a character is wrong or missing', { cause });
    throw new AppError('address/malformed', 'not an address', { cause });
  }
}
