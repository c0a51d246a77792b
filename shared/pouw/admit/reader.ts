// Bytes and LEB128 numbers of the binary format (WebAssembly core specification, 5.2), read strictly: a number has neither
// more bytes nor more bits than its type allows.
import { refuse, type Rule } from './refuse';

export class Reader {
  at = 0;

  /** @param end where reading stops: the end of the module, of a section, or of a function body */
  constructor(readonly bytes: Uint8Array, public end = bytes.length) {}

  get left(): number {
    return this.end - this.at;
  }

  byte(): number {
    const value = this.at < this.end ? this.bytes[this.at] : undefined;
    if (value === undefined) refuse('truncated', 'the module ends in the middle of a part', { offset: this.at });
    this.at += 1;
    return value;
  }

  /** The next so many bytes, as a view. */
  take(count: number): Uint8Array {
    if (count > this.left) refuse('truncated', 'the module ends in the middle of a part', { offset: this.at });
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  u32(): number {
    let value = 0;
    for (let index = 0; index < 4; index += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    const last = this.byte();
    if (last > 0x0f) refuse('number', 'a number is longer or larger than its type allows', { offset: this.at - 1 });
    return value + last * 2 ** 28;
  }

  s32(): number {
    return this.#signed(4, 0x08, 0x78) | 0;
  }

  /** The type of a block: a number of 33 bits, so that every index of a type is above zero. */
  s33(): number {
    return this.#signed(4, 0x10, 0x70);
  }

  /** Only its form is checked: nothing in the admission depends on a constant of 64 bits. */
  skipS64(): void {
    this.#signed(9, 0x01, 0x7f);
  }

  /**
   * @param full bytes that carry seven bits each; after them comes at most one more
   * @param sign the sign's bit in the last byte
   * @param fill the bits of the last byte that must all equal the sign
   */
  #signed(full: number, sign: number, fill: number): number {
    let value = 0;
    for (let index = 0; index < full; index += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (7 * index + 7) : value;
    }
    const last = this.byte();
    const negative = (last & sign) !== 0;
    if (last > 0x7f || (last & fill) !== (negative ? fill : 0)) refuse('number', 'a number is longer or larger than its type allows', { offset: this.at - 1 });
    return value + (negative ? last - 0x80 : last) * 2 ** (7 * full);
  }

  /** A name of printable ASCII: nothing here needs more, and no two names then look or compare differently to different readers. */
  name(most: number, rule: Rule): string {
    const length = this.u32();
    if (length > most) refuse(rule, `a name is longer than ${most} bytes`, { offset: this.at });
    const bytes = this.take(length);
    if (!bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) refuse(rule, 'a name has characters other than printable ASCII', { offset: this.at });
    return String.fromCharCode(...bytes);
  }
}
