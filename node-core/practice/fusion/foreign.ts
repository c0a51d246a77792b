// Chains that Fusion knows and the practice network does not run: forms of their addresses, and invented transaction ids of the right form.
import { blake2b } from '@noble/hashes/blake2.js';
import { sha512_256 } from '@noble/hashes/sha2.js';
import { decodeBase58, decodeBase58Check, encodeBase58 } from '../../../shared/crypto/base58check';
import { concatBytes, equalBytes, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import type { FusionChain } from '../../../shared/fusion/chains';
import { seededBytes } from '../seed';
import { carrierOf } from './wallets';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const TRON_PREFIX = 0x41;
/** Ergo's main network: pay to public key, to script hash, to script. */
const ERGO_KINDS: ReadonlySet<number> = new Set([1, 2, 3]);

function encodeBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** Null unless every character is of the alphabet and the bits that are left over are zero. */
function decodeBase32(text: string): Uint8Array | null {
  const values = Array.from(text, (character) => BASE32.indexOf(character));
  if (values.some((value) => value < 0)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const whole = bits.length - (bits.length % 8);
  if (bits.slice(whole).includes('1')) return null;
  return Uint8Array.from(bits.slice(0, whole).match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

function base58Bytes(text: string, decode: (text: string) => Uint8Array): Uint8Array | null {
  try {
    return decode(text);
  } catch (thrown) {
    if (thrown instanceof AppError) return null;
    throw thrown;
  }
}

const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  kda: (text) => /^k:[0-9a-f]{64}$/.test(text),
  trx: (text) => {
    const payload = base58Bytes(text, decodeBase58Check);
    return payload?.length === 21 && payload[0] === TRON_PREFIX;
  },
  sol: (text) => base58Bytes(text, decodeBase58)?.length === 32,
  erg: (text) => {
    const bytes = base58Bytes(text, decodeBase58);
    if (bytes === null || bytes.length < 38 || !ERGO_KINDS.has(bytes[0] ?? 0)) return false;
    return equalBytes(bytes.subarray(-4), blake2b(bytes.subarray(0, -4), { dkLen: 32 }).subarray(0, 4));
  },
  algo: (text) => {
    const bytes = text.length === 58 ? decodeBase32(text) : null;
    return bytes?.length === 36 && equalBytes(bytes.subarray(32), sha512_256(bytes.subarray(0, 32)).subarray(-4));
  },
};

/** Whether a text has the form of an address on a chain that the practice network does not run. */
export function isForeignAddress(chain: FusionChain, text: string): boolean {
  return FORMS[chain]?.(text) ?? false;
}

/** A transaction id of the right form for the chain, the same for the same label; nothing stands behind it. */
export function inventedTxid(seed: string, chain: FusionChain, label: string): string {
  const first = seededBytes(seed, `fusion invented/${chain}/${label}`);
  const carrier = carrierOf(chain);
  if (carrier !== null) return carrier === 'flux' ? toHex(first) : `0x${toHex(first)}`;
  switch (chain) {
    case 'kda': return Buffer.from(first).toString('base64url');
    case 'sol': return encodeBase58(concatBytes(first, seededBytes(seed, `fusion invented/${chain}/${label}/2`)));
    case 'algo': return encodeBase32(first);
    default: return toHex(first);
  }
}
