// Flux block headers: proof of work (version 4) and Proof of Node (version 100 and up), wire form and hash (fluxd primitives/block.h).
import { ByteReader } from '../crypto/byte-reader';
import { ByteWriter } from '../crypto/byte-writer';
import { toDisplayHash } from '../crypto/bytes';
import { derToCompact } from '../crypto/der';
import type { Ecc } from '../crypto/ecc';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import type { Outpoint } from './fluxnode-transaction';

/** Headers with this version or a higher one are Proof of Node headers. */
const PON_VERSION = 100;
const MAX_SOLUTION = 1344;
/** A Proof of Node header up to its signature. */
const PON_HASHED = 144;
/** Room for the several signatures of an emergency block. */
const MAX_BLOCK_SIGNATURE = 512;

interface HeaderBase {
  readonly version: number;
  readonly previousHash: string;
  readonly merkleRoot: string;
  readonly finalSaplingRoot: string;
  /** Unix seconds. */
  readonly time: number;
  /** Target in compact form. */
  readonly bits: number;
}

export interface PowHeader extends HeaderBase {
  readonly kind: 'pow';
  /** 32 bytes as on the wire, display form. */
  readonly nonce: string;
  readonly solution: Uint8Array;
}

export interface PonHeader extends HeaderBase {
  readonly kind: 'pon';
  /** Collateral of the node that made the block. */
  readonly collateral: Outpoint;
  /** Strict DER over the block hash by the node's key. Not part of the hash. */
  readonly blockSignature: Uint8Array;
}

export type BlockHeader = PowHeader | PonHeader;

/** Hashes of headers that were read, by the object: its fields are written out again for no other one. */
const hashes = new WeakMap<BlockHeader, Uint8Array>();

/** Reads one header from `reader`, which stays behind its last byte. Errors `bytes/...`. */
export function readHeader(reader: ByteReader): BlockHeader {
  const start = reader.offset;
  const header = readFields(reader);
  // Its bytes are at hand only now, and nobody reads a header without asking for its hash.
  const bytes = reader.since(start);
  hashes.set(header, sha256d(header.kind === 'pon' ? bytes.subarray(0, PON_HASHED) : bytes));
  return header;
}

function readFields(reader: ByteReader): BlockHeader {
  const base: HeaderBase = {
    version: reader.i32(),
    previousHash: reader.hash(),
    merkleRoot: reader.hash(),
    finalSaplingRoot: reader.hash(),
    time: reader.u32(),
    bits: reader.u32(),
  };
  if (base.version < PON_VERSION) return { kind: 'pow', ...base, nonce: reader.hash(), solution: reader.varBytes(MAX_SOLUTION) };
  return { kind: 'pon', ...base, collateral: { txid: reader.hash(), index: reader.u32() }, blockSignature: reader.varBytes(MAX_BLOCK_SIGNATURE) };
}

/** The one header that `bytes` hold. */
export function parseHeader(bytes: Uint8Array): BlockHeader {
  const reader = new ByteReader(bytes);
  const header = readHeader(reader);
  reader.end();
  return header;
}

function writeHashed(header: BlockHeader): ByteWriter {
  if ((header.kind === 'pon') !== header.version >= PON_VERSION) {
    throw new AppError('header/inconsistent', 'header cannot be written as its version says', { context: { version: header.version } });
  }
  const writer = new ByteWriter(256);
  writer.i32(header.version).hash(header.previousHash).hash(header.merkleRoot).hash(header.finalSaplingRoot).u32(header.time).u32(header.bits);
  if (header.kind === 'pow') return writer.hash(header.nonce).varBytes(header.solution);
  return writer.hash(header.collateral.txid).u32(header.collateral.index);
}

/** Wire form. @throws AppError `header/inconsistent` */
export function serializeHeader(header: BlockHeader): Uint8Array {
  const writer = writeHashed(header);
  if (header.kind === 'pon') writer.varBytes(header.blockSignature);
  return writer.finish();
}

function hashOf(header: BlockHeader): Uint8Array {
  return hashes.get(header) ?? sha256d(writeHashed(header).finish());
}

/** The 32 bytes that identify the block and that its producer signs, in wire order. */
export function headerHashBytes(header: BlockHeader): Uint8Array {
  // A copy: what is kept is nobody's to change.
  return hashOf(header).slice();
}

/** Block hash, display form. */
export function headerHash(header: BlockHeader): string {
  return toDisplayHash(hashOf(header));
}

/**
 * Whether the block signature is strict DER by `publicKey`; high S is accepted, as in fluxd.
 * @param hash the header's hash in wire order, when it is known already
 */
export function verifyBlockSignature(header: PonHeader, publicKey: Uint8Array, ecc: Ecc, hash = headerHashBytes(header)): boolean {
  try {
    return ecc.verify(hash, publicKey, derToCompact(header.blockSignature));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'signature/bad-der') return false;
    // The key stands in somebody's START, which may name anything. Asked only now, because the answer costs a tenth of a verification.
    if (!ecc.isPoint(publicKey)) return false;
    throw thrown;
  }
}
