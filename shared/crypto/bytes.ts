// Byte strings: hex, joining, comparing, and the display form of 32-byte hashes (reversed, as every explorer shows it).
import { AppError } from '../errors/app-error';

const HEX_DIGITS = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
/** Value of each hex digit by character code; 255 for every other character. */
const DIGIT_VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 0xff : value;
});

/** Lower-case hex of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX_DIGITS[byte];
  return text;
}

/**
 * Bytes of a hex text of even length, either case.
 * @throws AppError `bytes/bad-hex`
 */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  let wrong = hex.length & 1;
  for (let index = 0; index < bytes.length; index += 1) {
    const high = DIGIT_VALUES[hex.charCodeAt(2 * index)] ?? 0xff;
    const low = DIGIT_VALUES[hex.charCodeAt(2 * index + 1)] ?? 0xff;
    wrong |= (high | low) & 0xf0;
    bytes[index] = (high << 4) | low;
  }
  if (wrong !== 0) throw new AppError('bytes/bad-hex', 'not a hex text of even length', { context: { length: hex.length } });
  return bytes;
}

/** All parts in one new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Same length and content. Not constant time: for public data only. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

/** Order by bytes, then by length: negative when `left` comes first. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const DISPLAY_HASH = /^[0-9a-f]{64}$/;

/** Whether `text` is a transaction id or block hash in display form: 64 lower-case hex digits. */
export function isDisplayHash(text: string): boolean {
  return DISPLAY_HASH.test(text);
}

const DIGIT_CODES = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const ascii = new TextDecoder('latin1');
/** Hashes are turned by the hundred thousand: one text at a time is decoded here, which takes half as long as joining its digits. */
const displayCodes = new Uint8Array(64);

/** Wire order to display form. `hash` must have 32 bytes. */
export function toDisplayHash(hash: Uint8Array): string {
  if (hash.length !== 32) throw new AppError('bytes/bad-hash', 'a hash has 32 bytes', { context: { length: hash.length } });
  for (let index = 0; index < 32; index += 1) {
    const byte = hash[31 - index] ?? 0;
    displayCodes[2 * index] = DIGIT_CODES[byte >> 4] ?? 0;
    displayCodes[2 * index + 1] = DIGIT_CODES[byte & 15] ?? 0;
  }
  return ascii.decode(displayCodes);
}

const isUpperCase = (code: number): boolean => code >= 0x41 && code <= 0x5a;

/**
 * Display form to wire order.
 * @throws AppError `bytes/bad-hash` unless `text` is 64 lower-case hex digits
 */
export function fromDisplayHash(text: string): Uint8Array {
  const hash = new Uint8Array(32);
  let wrong = text.length === 64 ? 0 : 1;
  for (let index = 0; index < 32; index += 1) {
    const [high, low] = [text.charCodeAt(2 * index), text.charCodeAt(2 * index + 1)];
    const value = ((DIGIT_VALUES[high] ?? 0xff) << 4) | (DIGIT_VALUES[low] ?? 0xff);
    // Upper case would be a second text for the same hash.
    wrong |= (value & ~0xff) | Number(isUpperCase(high) || isUpperCase(low));
    hash[31 - index] = value;
  }
  if (wrong !== 0) throw new AppError('bytes/bad-hash', 'not 64 lower-case hex digits', { context: { length: text.length } });
  return hash;
}

/** Bytes of a text that is known to be ASCII (magics, tags). */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x7f) throw new AppError('bytes/not-ascii', 'text holds a character outside ASCII');
    return code;
  });
}
