// Bech32 (BIP173) and Bech32m (BIP350): text of a human-readable part and 5-bit groups, with a 6-character checksum.

import { AppError } from '../errors/app-error';

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const VALUE_OF = new Map(Array.from(CHARSET, (character, value) => [character, value]));
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const FINAL = { bech32: 1, bech32m: 0x2bc830a3 } as const;
/** BIP173: the checksum finds every error of up to 4 characters only in texts this long at most. */
const MAX_LENGTH = 90;

export type Bech32Variant = keyof typeof FINAL;

export interface Bech32Text {
  readonly hrp: string;
  /** 5-bit groups without the checksum. */
  readonly words: readonly number[];
  readonly variant: Bech32Variant;
}

function polymod(values: readonly number[]): number {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((term, bit) => {
      if ((top >>> bit) & 1) checksum ^= term;
    });
  }
  return checksum;
}

function expandHrp(hrp: string): number[] {
  const codes = Array.from(hrp, (character) => character.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** The text of `words` under `hrp` (lower case). */
export function encodeBech32(hrp: string, words: readonly number[], variant: Bech32Variant): string {
  const checksum = polymod([...expandHrp(hrp), ...words, 0, 0, 0, 0, 0, 0]) ^ FINAL[variant];
  const tail = [25, 20, 15, 10, 5, 0].map((shift) => (checksum >>> shift) & 31);
  return `${hrp}1${[...words, ...tail].map((word) => CHARSET[word] ?? '').join('')}`;
}

/**
 * Reads a text in one case, upper or lower.
 * @throws AppError `bech32/malformed` | `bech32/mixed-case` | `bech32/bad-character` | `bech32/bad-checksum`
 */
export function decodeBech32(text: string): Bech32Text {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) throw new AppError('bech32/mixed-case', 'upper and lower case are mixed');
  const split = lower.lastIndexOf('1');
  if (text.length > MAX_LENGTH || split < 1 || lower.length - split < 7) throw new AppError('bech32/malformed', 'not a bech32 text', { context: { length: text.length } });
  const hrp = lower.slice(0, split);
  if (!/^[\x21-\x7e]+$/.test(hrp)) throw new AppError('bech32/bad-character', 'a character cannot occur in bech32');
  const words = Array.from(lower.slice(split + 1), (character) => {
    const value = VALUE_OF.get(character);
    if (value === undefined) throw new AppError('bech32/bad-character', 'a character cannot occur in bech32');
    return value;
  });
  const checksum = polymod([...expandHrp(hrp), ...words]);
  const variant = checksum === FINAL.bech32 ? 'bech32' : checksum === FINAL.bech32m ? 'bech32m' : null;
  if (variant === null) throw new AppError('bech32/bad-checksum', 'checksum does not match');
  return { hrp, words: words.slice(0, -6), variant };
}

/** Bytes as 5-bit groups, the last one padded with zero bits. */
export function bytesToWords(bytes: Uint8Array): number[] {
  const words: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) words.push((buffer >> (bits - 5)) & 31);
  }
  if (bits > 0) words.push((buffer << (5 - bits)) & 31);
  return words;
}

/** Bytes of 5-bit groups, or null when the padding is longer than needed or not zero (BIP173). */
export function wordsToBytes(words: readonly number[]): Uint8Array | null {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const word of words) {
    buffer = ((buffer << 5) | word) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
  }
  if (bits >= 5 || (buffer & ((1 << bits) - 1)) !== 0) return null;
  return Uint8Array.from(bytes);
}
