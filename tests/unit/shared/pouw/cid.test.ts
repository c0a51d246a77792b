// Identifiers against those that IPFS gives to known bytes, and every other text refused.
import fc from 'fast-check';
import { sha256 } from '../../../../shared/crypto/hashes';
import { toHex } from '../../../../shared/crypto/bytes';
import { cidOf, hashOfCid } from '../../../../shared/pouw/cid';

const known = [
  { text: '', cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' },
  { text: 'hello world', cid: 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e' },
];

test.each(known)('the identifier of "$text" is the one of IPFS', ({ text, cid }) => {
  const hash = sha256(new TextEncoder().encode(text));
  expect(cidOf(hash)).toBe(cid);
  expect(toHex(hashOfCid(cid))).toBe(toHex(hash));
});

test('any hash comes back', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
    expect(toHex(hashOfCid(cidOf(hash)))).toBe(toHex(hash));
  }));
});

const good = known[0]?.cid ?? '';
test.each([
  ['nothing', ''],
  ['another version (CIDv0)', 'QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH'],
  ['another codec (dag-pb)', 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
  ['upper case', good.toUpperCase()],
  ['one digit less', good.slice(0, -1)],
  ['one digit more', `${good}a`],
  ['padding', `${good.slice(0, -1)}=`],
  ['filling bits that are not zero', `${good.slice(0, -1)}v`],
])('%s is refused', (_, text) => {
  expect(() => hashOfCid(text)).toThrow(expect.objectContaining({ code: 'cid/bad' }));
});

test('a hash of another length is refused', () => {
  expect(() => cidOf(new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'cid/bad' }));
});
