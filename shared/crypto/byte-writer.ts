// Writes the little-endian wire format of Bitcoin-like chains; refuses values that do not fit their field.
import { AppError } from '../errors/app-error';
import { fromDisplayHash } from './bytes';

/** A growing buffer; every method returns the writer so that calls read like the format. */
export class ByteWriter {
  #data: Uint8Array;
  #length = 0;

  /** @param capacity bytes to make room for at once; more is made when needed */
  constructor(capacity = 256) {
    this.#data = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  #reserve(count: number): number {
    const start = this.#length;
    const needed = start + count;
    if (needed > this.#data.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#data.length));
      grown.set(this.#data.subarray(0, start));
      this.#data = grown;
    }
    this.#length = needed;
    return start;
  }

  #check(value: number, least: number, most: number): void {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new AppError('bytes/out-of-range', 'number does not fit its field', { context: { value, least, most } });
    }
  }

  u8(value: number): this {
    this.#check(value, 0, 0xff);
    const at = this.#reserve(1);
    this.#data[at] = value;
    return this;
  }

  u16(value: number): this {
    this.#check(value, 0, 0xffff);
    return this.u8(value & 0xff).u8(value >>> 8);
  }

  /** Big endian, as ports are written in network addresses. */
  u16be(value: number): this {
    this.#check(value, 0, 0xffff);
    return this.u8(value >>> 8).u8(value & 0xff);
  }

  #word(value: number): void {
    const at = this.#reserve(4);
    this.#data[at] = value;
    this.#data[at + 1] = value >>> 8;
    this.#data[at + 2] = value >>> 16;
    this.#data[at + 3] = value >>> 24;
  }

  u32(value: number): this {
    this.#check(value, 0, 0xffffffff);
    this.#word(value);
    return this;
  }

  i32(value: number): this {
    this.#check(value, -0x80000000, 0x7fffffff);
    this.#word(value);
    return this;
  }

  u64(value: bigint): this {
    if (value < 0n || value >= 1n << 64n) throw new AppError('bytes/out-of-range', 'number does not fit 64 bits');
    this.#word(Number(value & 0xffffffffn));
    this.#word(Number(value >> 32n));
    return this;
  }

  i64(value: bigint): this {
    if (value < -(1n << 63n) || value >= 1n << 63n) throw new AppError('bytes/out-of-range', 'number does not fit 64 signed bits');
    return this.u64(BigInt.asUintN(64, value));
  }

  bytes(value: Uint8Array): this {
    const start = this.#reserve(value.length);
    this.#data.set(value, start);
    return this;
  }

  /** A display hash as 32 wire bytes. */
  hash(display: string): this {
    return this.bytes(fromDisplayHash(display));
  }

  /** Compact size in its shortest form. */
  compactSize(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new AppError('bytes/out-of-range', 'not a compact size', { context: { value } });
    if (value < 0xfd) return this.u8(value);
    if (value <= 0xffff) return this.u8(0xfd).u16(value);
    if (value <= 0xffffffff) return this.u8(0xfe).u32(value);
    return this.u8(0xff).u64(BigInt(value));
  }

  varBytes(value: Uint8Array): this {
    return this.compactSize(value.length).bytes(value);
  }

  /** Compact size, then each item. */
  list<T>(items: readonly T[], writeOne: (item: T) => void): this {
    this.compactSize(items.length);
    items.forEach(writeOne);
    return this;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#data.slice(0, this.#length);
  }
}

/** How many bytes the compact size of `value` takes. */
export function compactSizeLength(value: number): number {
  if (value < 0xfd) return 1;
  if (value <= 0xffff) return 3;
  return value <= 0xffffffff ? 5 : 9;
}
