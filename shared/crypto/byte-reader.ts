// Reads the little-endian wire format of Bitcoin-like chains with a bounds check on every step.
import { AppError } from '../errors/app-error';
import { toDisplayHash } from './bytes';

/** Largest compact size that fluxd reads (MAX_SIZE in serialize.h); a bigger one is an attack on memory. */
const MAX_COMPACT_SIZE = 0x02000000;

/** A cursor over `data`. Every method throws AppError `bytes/truncated` when the data ends before the value does. */
export class ByteReader {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  #offset: number;

  constructor(data: Uint8Array, offset = 0) {
    this.#data = data;
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.#offset = offset;
    if (!Number.isInteger(offset) || offset < 0 || offset > data.length) this.#fail();
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#data.length - this.#offset;
  }

  #fail(): never {
    throw new AppError('bytes/truncated', 'data ends before the value does', { context: { offset: this.#offset, length: this.#data.length } });
  }

  #take(count: number): number {
    const start = this.#offset;
    if (count > this.#data.length - start) this.#fail();
    this.#offset = start + count;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  /** Big endian, as ports are written in network addresses. */
  u16be(): number {
    return this.#view.getUint16(this.#take(2), false);
  }

  /** The bytes that were read since an offset: a view, not a copy. */
  since(start: number): Uint8Array {
    return this.#data.subarray(start, this.#offset);
  }

  /** The next 32-bit number without moving on. */
  peekU32(): number {
    const value = this.u32();
    this.#offset -= 4;
    return value;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true);
  }

  /** A copy of the next `count` bytes. */
  bytes(count: number): Uint8Array {
    const start = this.#take(count);
    return this.#data.slice(start, start + count);
  }

  /** 32 bytes as a display hash. */
  hash(): string {
    const start = this.#take(32);
    return toDisplayHash(this.#data.subarray(start, start + 32));
  }

  /**
   * Compact size. Only its shortest form is accepted, as in fluxd.
   * @throws AppError `bytes/compact-size-not-canonical` | `bytes/compact-size-too-large`
   */
  compactSize(max = MAX_COMPACT_SIZE): number {
    const first = this.u8();
    let value = first;
    let least = 0;
    if (first === 0xfd) [value, least] = [this.u16(), 0xfd];
    else if (first === 0xfe) [value, least] = [this.u32(), 0x10000];
    else if (first === 0xff) [value, least] = [Number(this.u64()), 0x100000000];
    if (value < least) throw new AppError('bytes/compact-size-not-canonical', 'compact size is longer than needed', { context: { offset: this.#offset } });
    if (value > max) throw new AppError('bytes/compact-size-too-large', 'compact size is above the limit', { context: { value, max } });
    return value;
  }

  /** Compact size, then that many bytes. */
  varBytes(max = MAX_COMPACT_SIZE): Uint8Array {
    return this.bytes(this.compactSize(max));
  }

  /**
   * Compact size, then that many elements of at least `leastSize` bytes each.
   * A count that the remaining data cannot hold is refused before anything is allocated.
   */
  list<T>(leastSize: number, readOne: () => T): T[] {
    const count = this.compactSize();
    if (count * leastSize > this.remaining) this.#fail();
    const items: T[] = [];
    for (let index = 0; index < count; index += 1) items.push(readOne());
    return items;
  }

  /** @throws AppError `bytes/trailing` when data is left over */
  end(): void {
    if (this.remaining !== 0) throw new AppError('bytes/trailing', 'data is left over after the value', { context: { left: this.remaining } });
  }
}
