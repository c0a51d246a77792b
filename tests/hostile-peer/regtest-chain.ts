// A regtest chain as fluxd makes one: proof of work with small Equihash puzzles, then Proof of Node by the collateral that test networks wave through.
import { createHash } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';

const sha256d = (bytes: Uint8Array): Buffer => createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest();
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
/** Equihash (48, 5): 512 leaves of six bytes, ten to a hash, five rounds that cancel a byte each. */
const [LEAVES, BYTES, PER_HASH, ROUNDS] = [512, 6, 10, 5];

interface Row {
  readonly bytes: Uint8Array;
  readonly leaves: readonly number[];
}

/** A solution for 140 bytes of a header, or null when these have none. */
function solve(puzzle: Uint8Array): Uint8Array | null {
  const personalization = Buffer.concat([Buffer.from('ZcashPoW'), u32(48), u32(5)]);
  let rows: Row[] = Array.from({ length: LEAVES }, (_, leaf) => {
    const hash = blake2b(Buffer.concat([puzzle, u32(Math.floor(leaf / PER_HASH))]), { dkLen: PER_HASH * BYTES, personalization });
    return { bytes: hash.slice((leaf % PER_HASH) * BYTES, (leaf % PER_HASH) * BYTES + BYTES), leaves: [leaf] };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    // The last round has to cancel two bytes.
    const settled = round === ROUNDS - 1 ? 2 : 1;
    rows = [...grouped(rows, round, settled).values()].flatMap((group) => group.flatMap((left, at) => group.slice(at + 1).flatMap((right) => {
      if (left.leaves.some((leaf) => right.leaves.includes(leaf))) return [];
      const [first, second] = (left.leaves[0] ?? 0) < (right.leaves[0] ?? 0) ? [left, right] : [right, left];
      return [{ bytes: left.bytes.map((byte, index) => byte ^ (right.bytes[index] ?? 0)), leaves: [...first.leaves, ...second.leaves] }];
    }))).slice(0, 4_000);
  }
  const [found] = rows;
  if (found === undefined) return null;
  const bits = found.leaves.map((leaf) => leaf.toString(2).padStart(9, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

function grouped(rows: readonly Row[], round: number, settled: number): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = Buffer.from(row.bytes.subarray(round, round + settled)).toString('hex');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

export interface RegtestBlock {
  /** Display form. */
  readonly hash: string;
  /** Wire form of the whole block. */
  readonly raw: Buffer;
}

function blockOf(hashed: Buffer, signature: Buffer, transaction: Buffer): RegtestBlock {
  return { hash: sha256d(hashed).reverse().toString('hex'), raw: Buffer.concat([hashed, signature, Buffer.of(1), transaction]) };
}

/** @param previous display form; @param coinbase the block's only transaction */
export function workBlock(previous: string, time: number, coinbase: Buffer): RegtestBlock {
  for (let nonce = 0; ; nonce += 1) {
    const puzzle = Buffer.concat([u32(4), Buffer.from(previous, 'hex').reverse(), sha256d(coinbase), Buffer.alloc(32), u32(time), u32(0x200f0f0f), u32(nonce), Buffer.alloc(28)]);
    const solution = solve(puzzle);
    if (solution !== null) return blockOf(Buffer.concat([puzzle, Buffer.of(solution.length), solution]), Buffer.alloc(0), coinbase);
  }
}

/** A block by the bypass collateral, whose signature nobody looks at. */
export function bypassBlock(previous: string, time: number, bits: number, coinbase: Buffer): RegtestBlock {
  const collateral = Buffer.from('TESTNOD'.padEnd(32, '\0')).reverse();
  const hashed = Buffer.concat([u32(100), Buffer.from(previous, 'hex').reverse(), sha256d(coinbase), Buffer.alloc(32), u32(time), u32(bits), collateral, u32(0)]);
  return blockOf(hashed, Buffer.concat([Buffer.of(64), Buffer.alloc(64)]), coinbase);
}
