// Amounts keep every digit in both directions.
import fc from 'fast-check';
import { ExactNumber, fluxNumber, readExact, unitsOf, writeExact, type JsonOut } from '../../../../../node-core/practice/fusion/exact-json';

test.each([
  [0n, '0'], [1n, '0.00000001'], [100_000_000n, '1'], [123_456_789n, '1.23456789'], [44_000_000_000_000_001n, '440000000.00000001'], [-150_000_000n, '-1.5'],
])('%s is written %s', (units, text) => {
  expect(writeExact(fluxNumber(units))).toBe(text);
  expect(unitsOf(new ExactNumber(text))).toBe(units);
});

test.each([['1e-8', 1n], ['1E2', 10_000_000_000n], ['1.50', 150_000_000n], ['0.1e1', 100_000_000n], ['100.000000000', 10_000_000_000n]])('%s is read as %s', (text, units) => {
  expect(unitsOf(new ExactNumber(text))).toBe(units);
});

test.each(['1e-9', '0.123456789', '1e999', 'NaN', '1e61'])('%s is no amount', (text) => {
  expect(() => unitsOf(new ExactNumber(text))).toThrow(expect.objectContaining({ code: 'fusion/bad-amount' }));
});

test('every amount survives a way there and back', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (units) => {
    const { amount } = readExact(writeExact({ amount: fluxNumber(units) })) as { amount: ExactNumber };
    expect(unitsOf(amount)).toBe(units);
  }));
});

test('what is written is the JSON that JSON.stringify writes, numbers aside', () => {
  const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer());
  const tree: fc.Arbitrary<JsonOut> = fc.letrec<{ node: JsonOut }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('node')), fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('node'))),
  })).node;
  fc.assert(fc.property(tree, (value) => {
    expect(writeExact(value)).toBe(JSON.stringify(value));
    const plain = (read: unknown): unknown => JSON.parse(JSON.stringify(read, (_, each: unknown) => (each instanceof ExactNumber ? Number(each.text) : each)));
    expect(plain(readExact(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});

test.each(['', '{', '01', '{"a":1,}', '[1 2]', '"a', '{a:1}', '1.'])('%j is not JSON', (text) => {
  expect(() => readExact(text)).toThrow(SyntaxError);
});
