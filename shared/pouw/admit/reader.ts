// Reads a WebAssembly binary strictly: every number in its range and every part where it has to be, or an AppError.

import { AppError } from '../../errors/app-error';

/** A module that is not admitted, in words. */
export const refused = (rule: string, message: string): AppError => new AppError(`pouw/module-${rule}`, message);

export class WasmReader {
  at = 0;

  constructor(readonly bytes: Uint8Array, private readonly end = bytes.length) {}

  get left(): number {
    return this.end - this.at;
  }

  u8(): number {
    const value = this.at < this.end ? this.bytes[this.at] : undefined;
    if (value === undefined) throw refused('truncated', 'the module ends in the middle');
    this.at += 1;
    return value;
  }

  /** Unsigned LEB128 of at most 32 bits; no more bytes than it can need, no bits beyond. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw refused('number', 'the module holds a number that is out of range');
  }

  /** Passes a signed LEB128 of at most `bits` bits. */
  skipSigned(bits: 32 | 64): void {
    const most = Math.ceil(bits / 7);
    for (let count = 1; count <= most; count += 1) {
      const byte = this.u8();
      if (byte < 0x80) {
        // The unused bits of the last byte repeat the sign.
        const used = bits - 7 * (most - 1);
        const mask = (0x7f << (used - 1)) & 0x7f;
        if (count === most && (byte & mask) !== 0 && (byte & mask) !== mask) break;
        return;
      }
    }
    throw refused('number', 'the module holds a number that is out of range');
  }

  /** A 32-bit signed LEB128. */
  s32(): number {
    const start = this.at;
    this.skipSigned(32);
    let value = 0n;
    let shift = 0n;
    for (let at = start; at < this.at; at += 1, shift += 7n) value |= BigInt((this.bytes[at] ?? 0) & 0x7f) << shift;
    return Number(BigInt.asIntN(32, BigInt.asIntN(Number(shift), value)));
  }

  skip(count: number): void {
    if (count > this.left) throw refused('truncated', 'the module ends in the middle');
    this.at += count;
  }

  /** A reader of the next `count` bytes, which this one passes. */
  part(count: number): WasmReader {
    const start = this.at;
    this.skip(count);
    const inner = new WasmReader(this.bytes, this.at);
    inner.at = start;
    return inner;
  }

  /** Names are ASCII here: nothing looks like something else. */
  name(): string {
    const length = this.u32();
    if (length > 200) throw refused('name', 'a name of the module is too long');
    let text = '';
    for (let count = 0; count < length; count += 1) {
      const byte = this.u8();
      if (byte < 0x20 || byte > 0x7e) throw refused('name', 'a name of the module is not plain text');
      text += String.fromCharCode(byte);
    }
    return text;
  }

  finished(what: string): void {
    if (this.left !== 0) throw refused('size', `${what} is longer than it says`);
  }
}
