// Finds the outputs of a raw transaction in one pass without decoding the rest: Flux versions 1 to 4, Bitcoin with and without witness (BIP144).

import { concatBytes } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { OVERWINTER_VERSION_GROUP, SAPLING_VERSION_GROUP } from '../../../../shared/flux/transaction';
import type { UtxoOutput } from './rules';

export interface LocatedOutputs {
  /** The bytes whose double SHA-256 is the txid. */
  readonly hashed: Uint8Array;
  /** The output with this number, its script as a view into the data; or null. */
  at(index: number): UtxoOutput | null;
}

const OUTPOINT = 36;
const SEQUENCE = 4;
const LOCK_TIME = 4;

function refuse(reason: string): never {
  throw new AppError('transaction/unknown-format', 'a raw transaction cannot be read', { context: { reason } });
}

/** A cursor that skips; every step stays inside the data or throws. It reads bytes itself: a view for each transaction costs more. */
class Skimmer {
  offset = 0;

  constructor(readonly data: Uint8Array) {}

  skip(count: number): number {
    const start = this.offset;
    if (count > this.data.length - start) refuse('truncated');
    this.offset = start + count;
    return start;
  }

  #at(offset: number): number {
    return this.data[offset] ?? refuse('truncated');
  }

  u16(): number {
    const start = this.skip(2);
    return this.#at(start) | (this.#at(start + 1) << 8);
  }

  u32(): number {
    const low = this.u16();
    return low + this.u16() * 0x10000;
  }

  i64(): bigint {
    const low = this.u32();
    return BigInt.asIntN(64, (BigInt(this.u32()) << 32n) | BigInt(low));
  }

  /** Compact size in its shortest form; above 32 bits nothing fits into a transaction. */
  count(): number {
    const first = this.#at(this.skip(1));
    if (first < 0xfd) return first;
    if (first === 0xff) refuse('count');
    const value = first === 0xfd ? this.u16() : this.u32();
    if (value < (first === 0xfd ? 0xfd : 0x10000)) refuse('count is not in its shortest form');
    return value;
  }
}

/** Moves behind the header to the list of inputs; returns where the witness marker begins and ends, if there is one. */
function skipHeader(skimmer: Skimmer, chain: 'flux' | 'bitcoin'): boolean {
  const header = skimmer.u32();
  if (chain === 'bitcoin') {
    const segwit = skimmer.data[4] === 0 && skimmer.data[5] === 1;
    if (segwit) skimmer.skip(2);
    return segwit;
  }
  const version = header & 0x7fffffff;
  // FluxNode transactions have no outputs, and their id is not the hash of all their bytes.
  if (version === 5 || version === 6) refuse('FluxNode transaction');
  if (header >= 0x80000000) {
    const group = skimmer.u32();
    if (!(version === 3 && group === OVERWINTER_VERSION_GROUP) && !(version === 4 && group === SAPLING_VERSION_GROUP)) refuse('version group');
  }
  return false;
}

/**
 * @param raw one whole transaction. That it is whole and has nothing behind it is proven by its hash, not here.
 * @throws AppError `transaction/unknown-format`
 */
export function locateOutputs(raw: Uint8Array, chain: 'flux' | 'bitcoin'): LocatedOutputs {
  const skimmer = new Skimmer(raw);
  const segwit = skipHeader(skimmer, chain);
  const listsStart = skimmer.offset;
  for (let left = skimmer.count(); left > 0; left -= 1) {
    skimmer.skip(OUTPOINT);
    skimmer.skip(skimmer.count());
    skimmer.skip(SEQUENCE);
  }
  const starts: number[] = [];
  for (let left = skimmer.count(); left > 0; left -= 1) {
    starts.push(skimmer.skip(8));
    skimmer.skip(skimmer.count());
  }
  const listsEnd = skimmer.offset;
  if (raw.length - listsEnd < LOCK_TIME) refuse('truncated');
  const hashed = segwit ? concatBytes(raw.subarray(0, 4), raw.subarray(listsStart, listsEnd), raw.subarray(raw.length - LOCK_TIME)) : raw;
  return {
    hashed,
    at(index) {
      const start = starts[index];
      if (start === undefined) return null;
      skimmer.offset = start;
      const value = skimmer.i64();
      const length = skimmer.count();
      return { value, script: raw.subarray(skimmer.offset, skimmer.offset + length) };
    },
  };
}
