// The vault file, version 1: strict schema, canonical text, sizes bounded before parsing. Readers of this version stay for ever.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { NETWORKS } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { canonicalJson } from './canonical-json';

export const MAX_ENVELOPE_BYTES = 1024 * 1024;

/** Exactly `bytes` bytes as base64url without padding. */
const b64 = (bytes: number) => z.string().length(Math.ceil((bytes * 4) / 3)).regex(/^[A-Za-z0-9_-]*$/);
const hexId = z.string().regex(/^[0-9a-f]{32}$/);
const uint = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const RECORD_TYPES = ['seed', 'key', 'ssp', 'xpub', 'meta', 'book'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

const zKdf = z.strictObject({ name: z.literal('argon2id'), v: z.literal(19), m: uint, t: uint, p: uint, salt: b64(16) });
const zSlot = z.strictObject({ type: z.literal('password'), nonce: b64(12), wrapped: b64(48) });
const zRecord = z.strictObject({
  id: hexId,
  type: z.enum(RECORD_TYPES),
  nonce: b64(12),
  ct: z.string().min(22).max(MAX_ENVELOPE_BYTES).regex(/^[A-Za-z0-9_-]*$/),
});

/** Everything the MAC covers. */
const zBody = z.strictObject({
  format: z.literal('fluxkeep-vault'),
  v: z.literal(1),
  id: hexId,
  network: z.enum(NETWORKS),
  /** Grows by one with each write: an older file in place of a newer one can be noticed. */
  gen: uint,
  /** Milliseconds since 1970. */
  created: uint,
  kdf: zKdf,
  slots: z.array(zSlot).length(1),
  records: z.array(zRecord).max(1000),
});
const zEnvelope = zBody.extend({
  /** HMAC-SHA256 by a key under the master key: nobody without the password can add, drop or swap anything. */
  mac: b64(32),
  /** SHA-256 of all the rest: tells a damaged file from a wrong password before any password is asked. */
  sum: b64(32),
});

export type VaultBody = z.infer<typeof zBody>;
export type Envelope = z.infer<typeof zEnvelope>;
export type SealedRecord = z.infer<typeof zRecord>;

/** The bytes that the MAC is taken over. */
export function macInput(body: VaultBody): Uint8Array {
  const { format, v, id, network, gen, created, kdf, slots, records } = body;
  return Buffer.from(canonicalJson({ format, v, id, network, gen, created, kdf, slots, records }), 'utf8');
}

function checksum(body: VaultBody, mac: string): string {
  return createHash('sha256').update(macInput(body)).update('\n').update(mac).digest('base64url');
}

/** @throws AppError vault/too-large when it no longer fits into what a reader accepts */
export function encodeEnvelope(body: VaultBody, mac: string): Uint8Array {
  const { format, v, id, network, gen, created, kdf, slots, records } = body;
  const bytes = Buffer.from(canonicalJson({ format, v, id, network, gen, created, kdf, slots, records, mac, sum: checksum(body, mac) }), 'utf8');
  if (bytes.length > MAX_ENVELOPE_BYTES) throw new AppError('vault/too-large', 'the vault would exceed its largest size', { context: { bytes: bytes.length } });
  return bytes;
}

/**
 * Reads a vault file. Only the exact bytes that `encodeEnvelope` writes are taken, so every changed byte is refused.
 * @throws AppError vault/newer-version for a file of a later format, vault/damaged for anything else
 */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length > MAX_ENVELOPE_BYTES) throw damaged('size');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw damaged('text');
  }
  const parsed = zEnvelope.safeParse(value);
  if (!parsed.success) {
    const newer = z.object({ format: z.literal('fluxkeep-vault'), v: z.number().int().min(2) }).safeParse(value);
    if (newer.success) throw new AppError('vault/newer-version', 'made by a later version of the program', { context: { version: newer.data.v } });
    throw damaged('schema');
  }
  const { mac, sum, ...body } = parsed.data;
  if (checksum(body, mac) !== sum) throw damaged('checksum');
  if (!Buffer.from(encodeEnvelope(body, mac)).equals(bytes)) throw damaged('form');
  return parsed.data;
}

function damaged(what: string): AppError {
  return new AppError('vault/damaged', 'the vault file is damaged', { context: { what } });
}
