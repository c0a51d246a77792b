// Equihash and ZelHash: the proof of work of Flux before Proof of Node (Biryukov and Khovratovich 2016; fluxd crypto/equihash.cpp).
import { blake2b } from '@noble/hashes/blake2.js';
import { asciiBytes } from '../crypto/bytes';
import { serializeHeader, type PowHeader } from './block-header';

interface EquihashParams {
  /** Bits that the hashes of all leaves together must cancel out. */
  readonly n: number;
  /** Rounds: 2^k leaves. */
  readonly k: number;
}

/** Parameters that Flux ever used, by the bytes of their solutions (2^k numbers of n/(k+1) + 1 bits). */
const BY_SOLUTION_BYTES: ReadonlyMap<number, EquihashParams> = new Map([
  [1_344, { n: 200, k: 9 }],
  [100, { n: 144, k: 5 }],
  [52, { n: 125, k: 4 }],
  [36, { n: 48, k: 5 }],
]);
/** Version to nonce: what the solution is for. */
const SOLVED_BYTES = 140;
/** ZelHash sums the hashes of a run of numbers; runs end at multiples of this. */
const RUN = 16;

/** One hash holds as many leaves as fit whole bytes into 512 bits. */
const leavesPerHash = ({ n }: EquihashParams): number => Math.floor(512 / n);
const leafBytes = ({ n }: EquihashParams): number => Math.ceil(n / 8);

/** The personalisation of BLAKE2b: eight letters, then n and k. */
function personalisation({ n, k }: EquihashParams): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.set(asciiBytes(k === 9 || n === 48 ? 'ZcashPoW' : 'ZelProof'));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, n, true);
  view.setUint32(12, k, true);
  return bytes;
}

/** Splits big-endian bit fields into numbers of `width` (at most 32) bits. */
function bitFields(bytes: Uint8Array, width: number): number[] {
  const fields: number[] = [];
  let held = 0n;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8n) | BigInt(byte);
    bits += 8;
    while (bits >= width) {
      bits -= width;
      fields.push(Number(held >> BigInt(bits)));
      held &= (1n << BigInt(bits)) - 1n;
    }
  }
  return fields;
}

type Blake2b = ReturnType<typeof blake2b.create>;

/** One hash of the solved bytes and a number. */
function hashAt(base: Blake2b, at: number): Uint8Array {
  const index = new Uint8Array(4);
  new DataView(index.buffer).setUint32(0, at, true);
  return base.clone().update(index).digest();
}

/** ZelHash (125, 4): the sum of the run's hashes up to this one, 32-bit lane by lane, with the spare bits of each leaf cut off. */
function zelHashAt(base: Blake2b, at: number): Uint8Array {
  const sum = new Uint8Array(64);
  const view = new DataView(sum.buffer);
  for (let each = at - (at % RUN); each <= at; each += 1) {
    const hash = hashAt(base, each);
    const lanes = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
    for (let lane = 0; lane < 64; lane += 4) view.setUint32(lane, (view.getUint32(lane, true) + lanes.getUint32(lane, true)) >>> 0, true);
  }
  for (let last = 15; last < 64; last += 16) view.setUint8(last, view.getUint8(last) & 0xf8);
  return sum;
}

interface Subtree {
  /** What the leaves' hashes leave when they are combined: k+1 fields of n/(k+1) bits, the settled ones cut off. */
  readonly fields: readonly number[];
  readonly leaves: readonly number[];
}

/** Two halves of one round: their next field must cancel out, the left one must hold the smaller first leaf. Null when they do not fit. */
function join(left: Subtree, right: Subtree): Subtree | null {
  if (left.fields[0] !== right.fields[0]) return null;
  if ((left.leaves[0] ?? 0) >= (right.leaves[0] ?? 0)) return null;
  return { fields: left.fields.slice(1).map((field, at) => (field ^ (right.fields[at + 1] ?? 0)) >>> 0), leaves: [...left.leaves, ...right.leaves] };
}

/**
 * Whether a header's solution is one of Equihash: 2^k different leaves whose hashes cancel out round by round. The parameters follow from
 * the solution's length; whether they are those of the height is another rule.
 */
export function meetsEquihash(header: PowHeader): boolean {
  const params = BY_SOLUTION_BYTES.get(header.solution.length);
  if (params === undefined) return false;
  const fieldBits = Math.floor(params.n / (params.k + 1));
  const leaves = bitFields(header.solution, fieldBits + 1);
  if (new Set(leaves).size !== leaves.length) return false;
  const perHash = leavesPerHash(params);
  const base = blake2b.create({ dkLen: perHash * leafBytes(params), personalization: personalisation(params) }).update(serializeHeader(header).subarray(0, SOLVED_BYTES));
  const hash = params.n === 125 ? zelHashAt : hashAt;
  let round: Subtree[] = leaves.map((leaf) => {
    const start = (leaf % perHash) * leafBytes(params);
    const bytes = hash(base, Math.floor(leaf / perHash)).subarray(start, start + leafBytes(params));
    return { fields: bitFields(bytes, fieldBits).slice(0, params.k + 1), leaves: [leaf] };
  });
  while (round.length > 1) {
    const next: Subtree[] = [];
    for (let at = 0; at < round.length; at += 2) {
      const [left, right] = [round[at], round[at + 1]];
      const joined = left === undefined || right === undefined ? null : join(left, right);
      if (joined === null) return false;
      next.push(joined);
    }
    round = next;
  }
  return round[0]?.fields.every((field) => field === 0) ?? false;
}
