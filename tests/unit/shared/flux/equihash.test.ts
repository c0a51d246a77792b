// Solutions of the old proof of work: genesis blocks, two mainnet blocks and those that a real fluxd mined in regtest.
import fc from 'fast-check';
import { fromHex } from '../../../../shared/crypto/bytes';
import { parseHeader, type PowHeader } from '../../../../shared/flux/block-header';
import { meetsEquihash } from '../../../../shared/flux/equihash';
import regtest from '../../../vectors/fluxd-regtest-main.json';
import vectors from '../../../vectors/flux-headers.json';

const powOf = (hex: string): PowHeader | null => {
  const header = parseHeader(fromHex(hex));
  return header.kind === 'pow' ? header : null;
};
const solved: (readonly [string, PowHeader])[] = [
  ...vectors.headers.map(({ name, raw_header: hex }) => [name, powOf(hex)] as const),
  ...regtest.headers.map(({ label, height, headerHex }) => [`regtest ${height}: ${label}`, powOf(headerHex)] as const),
].flatMap(([name, header]) => (header === null ? [] : [[name, header] as const]));

test('both forms of the puzzle and both tree heights are among them', () => {
  expect(new Set(solved.map(([, { solution }]) => solution.length))).toEqual(new Set([1_344, 52, 36]));
  expect(solved).toHaveLength(12);
});

describe.each(solved)('%s', (_, header) => {
  test('is solved', () => {
    expect(meetsEquihash(header)).toBe(true);
  });

  test('a header that says anything else is not', () => {
    expect(meetsEquihash({ ...header, time: header.time + 1 })).toBe(false);
    expect(meetsEquihash({ ...header, version: header.version + 1 })).toBe(false);
    expect(meetsEquihash({ ...header, merkleRoot: `${header.merkleRoot.slice(0, -1)}${header.merkleRoot.endsWith('0') ? '1' : '0'}` })).toBe(false);
    expect(meetsEquihash({ ...header, nonce: `${header.nonce.startsWith('f') ? 'e' : 'f'}${header.nonce.slice(1)}` })).toBe(false);
  });

  test('no bit of the solution may change', () => {
    fc.assert(fc.property(fc.nat(header.solution.length * 8 - 1), (bit) => {
      const solution = Uint8Array.from(header.solution);
      solution[bit >> 3] = (solution[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(meetsEquihash({ ...header, solution })).toBe(false);
    }), { numRuns: 20 });
  });

  test('neither a solution of another length nor one leaf taken twice', () => {
    expect(meetsEquihash({ ...header, solution: header.solution.subarray(1) })).toBe(false);
    expect(meetsEquihash({ ...header, solution: new Uint8Array(header.solution.length) })).toBe(false);
  });
});
