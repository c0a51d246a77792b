// Hex, display hashes, reader and writer: every value comes back, every wrong one is refused.
import fc from 'fast-check';
import { ByteReader } from '../../../../shared/crypto/byte-reader';
import { ByteWriter, compactSizeLength } from '../../../../shared/crypto/byte-writer';
import { asciiBytes, compareBytes, concatBytes, equalBytes, fromDisplayHash, fromHex, isDisplayHash, toDisplayHash, toHex } from '../../../../shared/crypto/bytes';

const code = (text: string): Error => expect.objectContaining({ code: text });

test('hex round trip', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => equalBytes(fromHex(toHex(bytes)), bytes)));
  expect(toHex(fromHex('00fFaB'))).toBe('00ffab');
  for (const wrong of ['0', '0g', 'zz', '0x00', ' 00', 'é0', '00\n', '–1']) expect(() => fromHex(wrong)).toThrow(code('bytes/bad-hex'));
});

test('display hashes are reversed and have one form only', () => {
  const display = `00${'ab'.repeat(30)}ff`;
  expect(toHex(fromDisplayHash(display))).toBe(`ff${'ab'.repeat(30)}00`);
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => equalBytes(fromDisplayHash(toDisplayHash(hash)), hash)));
  for (const wrong of ['', display.slice(2), `${display}00`, display.toUpperCase(), `g${display.slice(1)}`]) {
    expect(() => fromDisplayHash(wrong)).toThrow(code('bytes/bad-hash'));
    expect(isDisplayHash(wrong)).toBe(false);
  }
  expect(() => toDisplayHash(new Uint8Array(31))).toThrow(code('bytes/bad-hash'));
});

test('comparing and joining', () => {
  expect(compareBytes(fromHex('01'), fromHex('02'))).toBeLessThan(0);
  expect(compareBytes(fromHex('0102'), fromHex('01'))).toBeGreaterThan(0);
  expect(equalBytes(fromHex('01'), fromHex('0100'))).toBe(false);
  expect(toHex(concatBytes(fromHex('01'), fromHex(''), fromHex('0203')))).toBe('010203');
  expect(() => asciiBytes('é')).toThrow(code('bytes/not-ascii'));
});

test('what is written is read back, and a cut anywhere is noticed', () => {
  const numbers = fc.record({
    byte: fc.nat(0xff), short: fc.nat(0xffff), word: fc.nat(0xffffffff), signed: fc.integer(), size: fc.nat(0x02000000),
    big: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), negative: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }), data: fc.uint8Array({ maxLength: 600 }),
  });
  fc.assert(fc.property(numbers, ({ byte, short, word, signed, size, big, negative, data }) => {
    const bytes = new ByteWriter(1).u8(byte).u16(short).u16be(short).u32(word).i32(signed).u64(big).i64(negative).compactSize(size).varBytes(data).finish();
    const readAll = (from: Uint8Array): unknown[] => {
      const reader = new ByteReader(from);
      const values = [reader.u8(), reader.u16(), reader.u16be(), reader.u32(), reader.i32(), reader.u64(), reader.i64(), reader.compactSize(), toHex(reader.varBytes())];
      reader.end();
      return values;
    };
    expect(readAll(bytes)).toEqual([byte, short, short, word, signed, big, negative, size, toHex(data)]);
    for (const cut of [1, 5, 20, bytes.length - 1]) expect(() => readAll(bytes.subarray(0, cut))).toThrow(code('bytes/truncated'));
    expect(() => readAll(concatBytes(bytes, fromHex('00')))).toThrow(code('bytes/trailing'));
  }));
});

test('compact sizes have one form', () => {
  for (const [value, length] of [[0, 1], [0xfc, 1], [0xfd, 3], [0xffff, 3], [0x10000, 5], [0xffffffff, 5], [0x100000000, 9]] as const) {
    expect(new ByteWriter().compactSize(value).length).toBe(length);
    expect(compactSizeLength(value)).toBe(length);
  }
  for (const longer of ['fdfc00', 'feffff0000', 'ffffffffff00000000', 'ff0000000000000000']) {
    expect(() => new ByteReader(fromHex(longer)).compactSize()).toThrow(code('bytes/compact-size-not-canonical'));
  }
  expect(() => new ByteReader(fromHex('fe01000002')).compactSize()).toThrow(code('bytes/compact-size-too-large'));
  expect(() => new ByteReader(fromHex('ffffffffffffffffff')).compactSize()).toThrow(code('bytes/compact-size-too-large'));
});

test('a list that cannot fit the data is refused before it is read', () => {
  const read = (): unknown => new ByteReader(fromHex('fe00000001')).list(1, () => { throw new Error('nothing may be read'); });
  expect(read).toThrow(code('bytes/truncated'));
});

test('numbers that do not fit are refused', () => {
  const writer = new ByteWriter();
  const wrong = [() => writer.u8(256), () => writer.u8(-1), () => writer.u16(65536), () => writer.u32(2 ** 32), () => writer.u32(0.5), () => writer.i32(2 ** 31),
    () => writer.u64(-1n), () => writer.u64(1n << 64n), () => writer.i64(1n << 63n), () => writer.i64(-(1n << 63n) - 1n), () => writer.compactSize(-1)];
  for (const write of wrong) expect(write).toThrow(code('bytes/out-of-range'));
});

test('looking ahead does not move', () => {
  const reader = new ByteReader(fromHex('0102030405'), 1);
  expect([reader.peekU32(), reader.offset, reader.remaining]).toEqual([0x05040302, 1, 4]);
  expect(() => new ByteReader(fromHex('01'), 2)).toThrow(code('bytes/truncated'));
});
