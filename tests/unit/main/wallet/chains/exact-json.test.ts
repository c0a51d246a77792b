import { parseAnswer, parseExactJson, plainDecimal, plainText, zWhole } from '../../../../../main/wallet/chains/exact-json';

test('numbers keep every digit, strings are left alone', () => {
  expect(parseExactJson('{"a":9007199254740993,"b":0.1,"c":-5,"d":"1.5 and \\"2\\"","e":[1e-8,12]}')).toEqual({ a: '9007199254740993', b: '0.1', c: -5, d: '1.5 and "2"', e: ['1e-8', 12] });
  expect(parseAnswer(zWhole, parseExactJson('9007199254740993'))).toBe(9007199254740993n);
});
test.each(['{', '{"a":01x}', '<html>', ''])('%s is malformed', (text) => {
  expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: 'endpoint/malformed' }));
});
test.each([['1e-8', '0.00000001'], ['1.50', '1.5'], ['12e3', '12000'], ['0.000', '0'], ['1.23456789012345', '1.234567890123'], ['007.5', '7.5']])('%s is %s', (from, to) => {
  expect(plainDecimal(from)).toBe(to);
});
test.each(['', '-1', '1,5', '0x10', 'NaN', '1e999'])('%s is no decimal', (text) => {
  expect(() => plainDecimal(text)).toThrow(expect.objectContaining({ code: 'endpoint/malformed' }));
});
test('amounts are never negative, never fractions', () => {
  for (const text of ['-1', '1.5', '1e3', '"abc"']) expect(() => parseAnswer(zWhole, parseExactJson(text))).toThrow(expect.objectContaining({ code: 'endpoint/malformed' }));
});
test('words of a server are one short line', () => {
  expect(plainText(`a\u0000b\n\u202ec${'x'.repeat(500)}`, 20)).toBe('a b cxxxxxxxxxxxxxxx');
});
