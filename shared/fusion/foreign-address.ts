// Addresses of the chains that Fusion pays to and the wallet holds no keys for: Kadena, Tron, Solana, Ergo, Algorand.

import { blake2b } from '@noble/hashes/blake2.js';
import { sha512_256 } from '@noble/hashes/sha2.js';
import { decodeBase58, decodeBase58Check } from '../crypto/base58check';
import { equalBytes } from '../crypto/bytes';
import { AppError } from '../errors/app-error';
import type { FusionChain } from './chains';

export const FOREIGN_CHAINS = ['kda', 'trx', 'sol', 'erg', 'algo'] as const satisfies readonly FusionChain[];
export type ForeignChain = (typeof FOREIGN_CHAINS)[number];

/** What every message between processes takes. */
const MAX_LENGTH = 128;

/**
 * Checks an address as far as its format allows. Kadena's and Solana's carry no checksum: a typing error in them cannot be seen.
 * @throws AppError `address/empty` | `address/malformed` | `address/bad-character` | `address/bad-checksum`
 *   | `address/other-chain` (context.chain) | `address/other-network` | `address/zero`
 */
export function checkForeignAddress(chain: ForeignChain, text: string): void {
  if (text === '') throw new AppError('address/empty', 'no address given');
  if (text.length > MAX_LENGTH) throw malformed(text);
  const other = chainByLook(text);
  if (other !== null && other !== chain) throw new AppError('address/other-chain', 'this address belongs to another chain', { context: { chain: other } });
  CHECKS[chain](text);
}

const CHECKS: Readonly<Record<ForeignChain, (text: string) => void>> = { kda: checkKadena, trx: checkTron, sol: checkSolana, erg: checkErgo, algo: checkAlgorand };

/** Chains whose addresses cannot be taken for another's. */
function chainByLook(text: string): string | null {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return 'evm';
  if (/^t[13][1-9A-HJ-NP-Za-km-z]{33}$/.test(text)) return 'flux';
  if (/^(bc|tb|bcrt)1[02-9ac-hj-np-z]{8,}$/i.test(text)) return 'bitcoin';
  if (/^k:[0-9a-f]{64}$/.test(text)) return 'kda';
  if (/^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(text)) return 'trx';
  return /^[A-Z2-7]{58}$/.test(text) ? 'algo' : null;
}

/** An account of one key: `k:` and the Ed25519 key in lower-case hex (Kadena principals). */
function checkKadena(text: string): void {
  if (!/^k:[0-9a-f]{64}$/.test(text)) throw malformed(text);
}

/** Base58Check over 0x41 and 20 bytes. */
function checkTron(text: string): void {
  const payload = fromBase58(text, decodeBase58Check);
  if (payload.length !== 21 || payload[0] !== 0x41) throw malformed(text);
}

/** Base58 of 32 bytes. */
function checkSolana(text: string): void {
  const bytes = fromBase58(text, decodeBase58);
  if (bytes.length !== 32) throw malformed(text);
  if (bytes.every((byte) => byte === 0)) throw new AppError('address/zero', 'nobody owns this address');
}

const ERGO_MAINNET = 0x00;
const ERGO_TESTNET = 0x10;
const ERGO_P2PK = 1;
const ERGO_P2S = 3;

/** Base58 of network and kind in one byte, content, and four bytes of BLAKE2b-256 over both. */
function checkErgo(text: string): void {
  const bytes = fromBase58(text, decodeBase58);
  if (bytes.length < 6) throw malformed(text);
  const body = bytes.subarray(0, -4);
  if (!equalBytes(bytes.subarray(-4), blake2b(body, { dkLen: 32 }).subarray(0, 4))) throw badChecksum();
  const prefix = body[0] ?? 0;
  if ((prefix & 0xf0) === ERGO_TESTNET) throw new AppError('address/other-network', 'this address belongs to a test network');
  const kind = prefix & 0x0f;
  const key = body[1] ?? 0;
  const sound = kind === ERGO_P2S || (kind === ERGO_P2PK && body.length === 34 && (key === 2 || key === 3));
  if ((prefix & 0xf0) !== ERGO_MAINNET || !sound) throw malformed(text);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding: 32 bytes of key, then the last four of their SHA-512/256. */
function checkAlgorand(text: string): void {
  if (text.length !== 58) throw malformed(text);
  let bits = 0n;
  for (const character of text) {
    const value = BASE32.indexOf(character);
    if (value < 0) throw new AppError('address/bad-character', 'a character cannot occur in an address');
    bits = (bits << 5n) | BigInt(value);
  }
  // 58 characters hold 290 bits for 36 bytes; the two that are left over are zero.
  if ((bits & 3n) !== 0n) throw malformed(text);
  bits >>= 2n;
  const bytes = Uint8Array.from({ length: 36 }, (_, index) => Number((bits >> BigInt(8 * (35 - index))) & 0xffn));
  const key = bytes.subarray(0, 32);
  if (!equalBytes(bytes.subarray(32), sha512_256(key).subarray(-4))) throw badChecksum();
  if (key.every((byte) => byte === 0)) throw new AppError('address/zero', 'nobody owns the zero address');
}

function fromBase58(text: string, decode: (text: string) => Uint8Array): Uint8Array {
  try {
    return decode(text);
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : '';
    if (code === 'base58/bad-character') throw new AppError('address/bad-character', 'a character cannot occur in an address', { cause });
    if (code === 'base58/bad-checksum') throw badChecksum();
    throw malformed(text);
  }
}

function badChecksum(): AppError {
  return new AppError('address/bad-checksum', 'the checksum does not match: a character is wrong or missing');
}

function malformed(text: string): AppError {
  return new AppError('address/malformed', 'not an address of this chain', { context: { length: text.length } });
}
