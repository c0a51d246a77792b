// Content identifiers of blobs as IPFS writes them: CIDv1, codec raw, multihash sha2-256, multibase base32 in lower case (RFC 4648, no padding).
import { AppError } from '../errors/app-error';
import { concatBytes } from '../crypto/bytes';

/** Version 1, codec raw (0x55), hash sha2-256 (0x12) of 0x20 bytes: the only kind that is used here. */
const HEAD = Uint8Array.of(0x01, 0x55, 0x12, 0x20);
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';
/** 36 bytes are 288 bits, so 58 digits of 5 bits, after the multibase letter. */
const TEXT = /^b[a-z2-7]{58}$/;

/** The text form of a blob's identifier. `hash` is its SHA-256. */
export function cidOf(hash: Uint8Array): string {
  if (hash.length !== 32) throw new AppError('cid/bad', 'a SHA-256 has 32 bytes', { context: { length: hash.length } });
  let text = 'b';
  let [bits, held] = [0, 0];
  for (const byte of concatBytes(HEAD, hash)) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (held += 8; held >= 5; held -= 5) text += DIGITS[(bits >> (held - 5)) & 31];
  }
  // What is left is filled with zero bits on the right.
  return held === 0 ? text : text + DIGITS[(bits << (5 - held)) & 31];
}

/**
 * The SHA-256 that an identifier names.
 * @throws AppError `cid/bad` for any other kind of identifier, and for a second text of the same bytes
 */
export function hashOfCid(text: string): Uint8Array {
  if (!TEXT.test(text)) throw new AppError('cid/bad', 'not a CIDv1 of raw bytes in base32', { context: { length: text.length } });
  const bytes = new Uint8Array(HEAD.length + 32);
  let [bits, held, at] = [0, 0, 0];
  for (const digit of text.slice(1)) {
    bits = ((bits << 5) | DIGITS.indexOf(digit)) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  const hash = bytes.slice(HEAD.length);
  // Compared as text, so that filling bits that are not zero are refused with a wrong head.
  if (cidOf(hash) !== text) throw new AppError('cid/bad', 'not a CIDv1 of raw bytes with sha2-256');
  return hash;
}
