// The forms in which a secret may be written down: text encodings, hex, base64 at each alignment, byte lists, WIF.
import { sha256 } from '@noble/hashes/sha2.js';

export interface Needle {
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** The prefixes under which a private key is written as WIF: Bitcoin and Flux on main and test networks. */
const wifPrefixes = [0x80, 0xef];
const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** A text in UTF-8 and UTF-16, and the written forms of those bytes. */
export function textNeedles(text: string): Needle[] {
  const utf16le = Buffer.from(text, 'utf16le');
  const encoded: Needle[] = [
    { encoding: 'UTF-8', bytes: Buffer.from(text, 'utf8') },
    { encoding: 'UTF-16LE', bytes: utf16le },
    { encoding: 'UTF-16BE', bytes: swapped(utf16le) },
  ];
  return encoded.flatMap((needle) => [needle, ...writtenForms(needle.bytes).map((form) => ({ ...form, encoding: `${form.encoding} of ${needle.encoding}` }))]);
}

/** Bytes as they are, and their written forms; 32 bytes also as WIF. */
export function bytesNeedles(bytes: Uint8Array): Needle[] {
  const raw: Needle = { encoding: 'raw bytes', bytes };
  const reversed: Needle = { encoding: 'raw bytes reversed', bytes: Uint8Array.from(bytes).reverse() };
  return [raw, reversed, ...writtenForms(bytes), ...(bytes.length === 32 ? wifForms(bytes) : [])];
}

function writtenForms(bytes: Uint8Array): Needle[] {
  const hex = Buffer.from(bytes).toString('hex');
  const list = [...bytes];
  return [
    ...asText('hex', hex),
    ...asText('hex in capitals', hex.toUpperCase()),
    ...asText('byte list', list.join(',')),
    ...asText('spaced byte list', list.join(', ')),
    ...asText('byte object', list.map((value, index) => `"${index}":${value}`).join(',')),
    ...[0, 1, 2].flatMap((offset) => {
      const text = base64At(bytes, offset);
      const url = text.replaceAll('+', '-').replaceAll('/', '_');
      return [...asText(`base64 at ${offset}`, text), ...(url === text ? [] : asText(`base64url at ${offset}`, url))];
    }),
  ];
}

function wifForms(key: Uint8Array): Needle[] {
  return wifPrefixes.flatMap((prefix) => [
    ...asText('WIF', base58check(Buffer.concat([Buffer.of(prefix), key]))),
    ...asText('WIF', base58check(Buffer.concat([Buffer.of(prefix), key, Buffer.of(1)]))),
  ]);
}

/** Written forms stand in 8-bit and in 16-bit strings. */
function asText(encoding: string, text: string): Needle[] {
  return [
    { encoding, bytes: Buffer.from(text, 'latin1') },
    { encoding: `${encoding} in UTF-16LE`, bytes: Buffer.from(text, 'utf16le') },
  ];
}

/** The characters that these bytes alone decide when they stand `offset` bytes into a base64 group (RFC 4648). */
function base64At(bytes: Uint8Array, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replace(/=+$/, '');
  const firstOwn = Math.ceil((offset * 8) / 6);
  const endOwn = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(firstOwn, endOwn);
}

function swapped(utf16le: Uint8Array): Uint8Array {
  return Buffer.from(utf16le).swap16();
}

function base58check(payload: Uint8Array): string {
  const bytes = Buffer.concat([payload, sha256(sha256(payload)).slice(0, 4)]);
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; value > 0n; value /= 58n) text = `${base58Alphabet[Number(value % 58n)]}${text}`;
  return text;
}
