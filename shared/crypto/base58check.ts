// Base58Check: Bitcoin's alphabet with a 4-byte double SHA-256 checksum (addresses, WIF, extended keys).
import { AppError } from '../errors/app-error';
import { concatBytes, equalBytes } from './bytes';
import { sha256d } from './hashes';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUE_OF = new Map(Array.from(ALPHABET, (character, value) => [character, value]));
/** Decoding is quadratic, so a text longer than any address or key is refused unread. */
const MAX_TEXT = 160;

/** Plain Base58 without a checksum. */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < digits.length; index += 1) {
      carry += (digits[index] ?? 0) << 8;
      digits[index] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  let text = '';
  for (let index = 0; index < bytes.length && bytes[index] === 0; index += 1) text += '1';
  for (let index = digits.length - 1; index >= 0; index -= 1) text += ALPHABET[digits[index] ?? 0];
  return text;
}

/**
 * Plain Base58 without a checksum.
 * @throws AppError `base58/bad-character` | `base58/too-long`
 */
export function decodeBase58(text: string): Uint8Array {
  if (text.length > MAX_TEXT) throw new AppError('base58/too-long', 'text is longer than any address or key', { context: { length: text.length } });
  const bytes: number[] = [];
  for (const character of text) {
    let carry = VALUE_OF.get(character);
    if (carry === undefined) throw new AppError('base58/bad-character', 'a character is not in the Base58 alphabet');
    for (let index = 0; index < bytes.length; index += 1) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let index = 0; index < text.length && text[index] === '1'; index += 1) bytes.push(0);
  return Uint8Array.from(bytes).reverse();
}

/** Base58 of `payload` followed by its checksum. */
export function encodeBase58Check(payload: Uint8Array): string {
  return encodeBase58(concatBytes(payload, sha256d(payload).subarray(0, 4)));
}

/**
 * The payload of a Base58Check text.
 * @throws AppError `base58/bad-character` | `base58/too-long` | `base58/too-short` | `base58/bad-checksum`
 */
export function decodeBase58Check(text: string): Uint8Array {
  const bytes = decodeBase58(text);
  if (bytes.length < 4) throw new AppError('base58/too-short', 'text has no room for a checksum', { context: { length: text.length } });
  const payload = bytes.slice(0, -4);
  if (!equalBytes(bytes.subarray(-4), sha256d(payload).subarray(0, 4))) throw new AppError('base58/bad-checksum', 'checksum does not match');
  return payload;
}
