// Keys and seals of a vault: HKDF-SHA256 (RFC 5869) subkeys, AES-256-GCM with the vault's identity as associated data, HMAC over the whole.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { NetworkId } from '../../../shared/chains/ids';
import { canonicalJson, type Json } from './canonical-json';
import type { RecordType } from './envelope';

/** Fills `length` bytes from the operating system's generator; tests pass their own. */
export type Random = (length: number) => Uint8Array;

/** What a seal is bound to: moving it to another vault, network, record or type makes it fail. */
export interface SealContext {
  readonly format: 'fluxkeep-vault';
  readonly v: 1;
  readonly vault: string;
  readonly network: NetworkId;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const subkey = (key: Uint8Array, info: string): Uint8Array => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), info, 32));
const aad = (value: Json): Uint8Array => Buffer.from(canonicalJson(value), 'utf8');

/** AES-256-GCM; the tag is appended. */
function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(data);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns the plain bytes in memory of their own, or null when the seal does not hold */
function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, data: Uint8Array): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(data);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const chunk = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return Uint8Array.from(chunk);
  } catch {
    return null;
  } finally {
    chunk.fill(0);
  }
}

/** The key-encryption key, wiped by the caller: password hash first, then HKDF. */
function kekFrom(stretched: Uint8Array): Uint8Array {
  return subkey(stretched, 'vault/kek/v1');
}

const slotAad = (context: SealContext) => aad({ ...context, slot: 'password' });

/** Wraps the 32-byte master key under a stretched password. */
export function wrapMaster(master: Uint8Array, stretched: Uint8Array, context: SealContext, random: Random): { nonce: string; wrapped: string } {
  const kek = kekFrom(stretched);
  try {
    const nonce = random(NONCE_BYTES);
    return { nonce: text(nonce), wrapped: text(encrypt(kek, nonce, master, slotAad(context))) };
  } finally {
    kek.fill(0);
  }
}

/** @returns the master key, or null when the password is wrong (or the slot was changed: the two look the same) */
export function unwrapMaster(slot: { nonce: string; wrapped: string }, stretched: Uint8Array, context: SealContext): Uint8Array | null {
  const kek = kekFrom(stretched);
  try {
    return decrypt(kek, bytesOf(slot.nonce), bytesOf(slot.wrapped), slotAad(context));
  } finally {
    kek.fill(0);
  }
}

const recordKey = (master: Uint8Array, context: SealContext, id: string, type: RecordType) => subkey(master, `vault/record/v${context.v}/${type}/${id}`);
const recordAad = (context: SealContext, id: string, type: RecordType) => aad({ ...context, record: id, type });

/** Seals a record under its own key and a fresh nonce. */
export function sealRecord(master: Uint8Array, context: SealContext, id: string, type: RecordType, plain: Uint8Array, random: Random): { nonce: string; ct: string } {
  const key = recordKey(master, context, id, type);
  try {
    const nonce = random(NONCE_BYTES);
    return { nonce: text(nonce), ct: text(encrypt(key, nonce, plain, recordAad(context, id, type))) };
  } finally {
    key.fill(0);
  }
}

/** @returns the plain bytes (the caller wipes them), or null when the seal does not hold */
export function openRecord(master: Uint8Array, context: SealContext, record: { id: string; type: RecordType; nonce: string; ct: string }): Uint8Array | null {
  const key = recordKey(master, context, record.id, record.type);
  try {
    return decrypt(key, bytesOf(record.nonce), bytesOf(record.ct), recordAad(context, record.id, record.type));
  } finally {
    key.fill(0);
  }
}

/** The MAC over the canonical body, in base64url. */
export function macOf(master: Uint8Array, input: Uint8Array): string {
  const key = subkey(master, 'vault/mac/v1');
  try {
    return createHmac('sha256', key).update(input).digest('base64url');
  } finally {
    key.fill(0);
  }
}

export function macHolds(master: Uint8Array, input: Uint8Array, mac: string): boolean {
  const expected = bytesOf(macOf(master, input));
  const given = bytesOf(mac);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytesOf = (base64url: string): Uint8Array => Buffer.from(base64url, 'base64url');
