// The plain form of a record: a length, canonical JSON with what is not secret enough to wipe, then the secret as raw bytes.

import { z } from 'zod';
import { zAccountId, zDescriptor, zSealedContact } from '../../../shared/contract/money-path';
import { zAddress, zChain, zText, zTime } from '../../../shared/contract/base';
import { AppError } from '../../../shared/errors/app-error';
import { canonicalJson, type Json } from './canonical-json';
import type { RecordType } from './envelope';

/** Bytes of BIP39 entropy; 12, 15, 18, 21 and 24 words. */
const ENTROPY_BYTES = [16, 20, 24, 28, 32];
const KEY_BYTES = [32];
const NO_BYTES = [0];

const fingerprint = z.string().regex(/^[0-9a-f]{8}$/);

const zSeedMeta = z.strictObject({
  language: z.literal('english'),
  /** Whether the wallet has a BIP39 passphrase. The passphrase itself is stored nowhere; it is asked at every unlock. */
  passphrase: z.boolean(),
  /** BIP32 fingerprint of the master key, passphrase included: a mistyped passphrase is noticed. */
  fingerprint,
});
const zKeyMeta = z.strictObject({
  name: zText,
  family: z.enum(['flux', 'bitcoin']),
  compressed: z.boolean(),
  /** `sweep`: meant to be emptied; `keep`: an address of the wallet; `flux-id`: the identity. */
  use: z.enum(['keep', 'sweep', 'flux-id']),
  created: zTime,
});
const zSspMeta = z.strictObject({
  name: zText,
  family: z.literal('flux'),
  compressed: z.literal(true),
  redeemScript: z.string().regex(/^([0-9a-f]{2}){1,520}$/),
  created: zTime,
});
const zXpubMeta = z.strictObject({ accounts: z.array(zDescriptor.extend({ account: zAccountId }).strict()).max(200) });
const zWalletMeta = z.strictObject({
  name: z.string().min(1).max(60),
  origin: z.enum(['created', 'restored', 'imported']),
  created: zTime,
  /** When the phrase was shown and its check passed, milliseconds; null for wallets without one of their own making. */
  writtenDownAt: zTime.nullable(),
  /** When the written-down phrase was last proven by typing all of it; null until then. */
  checkedAt: zTime.nullable(),
});
const zBookMeta = z.strictObject({
  contacts: z.array(zSealedContact.strict()).max(2000),
  paid: z.array(z.strictObject({ chain: zChain, address: zAddress, at: zTime })).max(5000),
  /** The bridge operator's last deposit address on each chain. Absent before the first swap, as in vaults that are older than the bridge. */
  deposits: z.array(z.strictObject({ chain: zChain, address: zAddress, at: zTime })).max(50).optional(),
});

const SHAPES = {
  seed: { meta: zSeedMeta, secret: ENTROPY_BYTES },
  key: { meta: zKeyMeta, secret: KEY_BYTES },
  ssp: { meta: zSspMeta, secret: KEY_BYTES },
  xpub: { meta: zXpubMeta, secret: NO_BYTES },
  meta: { meta: zWalletMeta, secret: NO_BYTES },
  book: { meta: zBookMeta, secret: NO_BYTES },
} as const satisfies Record<RecordType, { meta: z.ZodType; secret: readonly number[] }>;

export type RecordMeta<T extends RecordType> = z.infer<(typeof SHAPES)[T]['meta']>;
/** An opened record. `secret` is the caller's to wipe. */
export interface Payload<T extends RecordType> {
  readonly meta: RecordMeta<T>;
  readonly secret: Uint8Array;
}

const LENGTH_BYTES = 4;

/** @returns bytes that hold the secret: the caller wipes them after sealing */
export function encodePayload<T extends RecordType>(type: T, payload: Payload<T>): Uint8Array {
  const shape = SHAPES[type];
  const meta = shape.meta.safeParse(payload.meta);
  if (!meta.success || !(shape.secret as readonly number[]).includes(payload.secret.length)) {
    throw new AppError('vault/bad-record', 'record does not fit its type', { context: { type } });
  }
  const json = new TextEncoder().encode(canonicalJson(meta.data as Json));
  const out = new Uint8Array(LENGTH_BYTES + json.length + payload.secret.length);
  new DataView(out.buffer).setUint32(0, json.length);
  out.set(json, LENGTH_BYTES);
  out.set(payload.secret, LENGTH_BYTES + json.length);
  return out;
}

/** @throws AppError vault/bad-record: sealed by the right key, yet not what its type promises */
export function decodePayload<T extends RecordType>(type: T, bytes: Uint8Array): Payload<T> {
  const bad = new AppError('vault/bad-record', 'record does not fit its type', { context: { type } });
  if (bytes.length < LENGTH_BYTES) throw bad;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (length > bytes.length - LENGTH_BYTES) throw bad;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  } catch {
    throw bad;
  }
  const shape = SHAPES[type];
  const meta = shape.meta.safeParse(value);
  const secret = bytes.slice(LENGTH_BYTES + length);
  if (!meta.success || !(shape.secret as readonly number[]).includes(secret.length)) {
    secret.fill(0);
    throw bad;
  }
  return { meta: meta.data as RecordMeta<T>, secret };
}
