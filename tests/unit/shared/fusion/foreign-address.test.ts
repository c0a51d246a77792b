// Addresses of chains without keys here: published ones are taken, any changed character of one with a checksum is not.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha512_256 } from '@noble/hashes/sha2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { encodeBase58, encodeBase58Check } from '../../../../shared/crypto/base58check';
import { concatBytes } from '../../../../shared/crypto/bytes';
import { FUSION_CHAINS } from '../../../../shared/fusion/chains';
import { checkForeignAddress, FOREIGN_CHAINS, type ForeignChain } from '../../../../shared/fusion/foreign-address';
import { listedDeposit, operatorAddresses } from '../../../../shared/fusion/operator-addresses';
import { isClaimPhrase } from '../../../../shared/fusion/phrase';

const vectors = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../../vectors', name), 'utf8'));
const assets = (vectors('parallel-assets.json') as { assets: { fusionChain: string; contract: string | null; fusionSwapAddress: string }[] }).assets;
const asset = (chain: string) => assets.find((one) => one.fusionChain === chain);

const codeOf = (chain: ForeignChain, text: string): string => {
  try {
    checkForeignAddress(chain, text);
    return 'sound';
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  }
};

const KADENA = `k:${'0a'.repeat(32)}`;
const TRON = 'TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa';
const SOLANA = '3q79qsEp9CoCpNE2poy5stVKmXqWruLdwxn5KWNHeUNk';
const ERGO = '9fCKJ7g6ZffHAQb9UQY7S6YLF6dRVejBAXw284XNazkq8XLuZbw';
const ALGORAND = '5MG5DOGNHGGG44HO7B4JXEORSFFLBNHFNTLYYR6OW53RNNCJK2LVSJVNXA';
const ergo = (prefix: number, content: Uint8Array): string => {
  const body = concatBytes(Uint8Array.of(prefix), content);
  return encodeBase58(concatBytes(body, blake2b(body, { dkLen: 32 }).subarray(0, 4)));
};

test.each([
  ['kda', KADENA], ['trx', TRON], ['trx', 'TWr6yzukRwZ53HDe3bzcC8RCTbiKa4Zzb6'], ['sol', SOLANA], ['sol', 'FLUX1wa2GmbtSB6ZGi2pTNbVCw3zEeKnaPCkPtFXxqXe'],
  ['erg', ERGO], ['algo', ALGORAND], ['erg', ergo(0x03, new Uint8Array(40).fill(7))],
] as const)('%s: %s is sound', (chain, address) => expect(codeOf(chain, address)).toBe('sound'));

test.each([
  ['kda', '', 'address/empty'], ['kda', 'fluxswap', 'address/malformed'], ['kda', `k:${'0A'.repeat(32)}`, 'address/malformed'], ['kda', KADENA.slice(0, -1), 'address/malformed'],
  ['trx', KADENA, 'address/other-chain'], ['trx', '0x134E4C74C670AdEfDCb2476dF6960D9297bC7DAd', 'address/other-chain'], ['trx', encodeBase58Check(new Uint8Array(21)), 'address/malformed'],
  ['trx', `${TRON.slice(0, -1)}0`, 'address/bad-character'], ['sol', TRON, 'address/other-chain'], ['sol', '11111111111111111111111111111111', 'address/zero'],
  ['sol', ERGO, 'address/malformed'], ['sol', `${SOLANA}l`, 'address/bad-character'], ['sol', 'z'.repeat(200), 'address/malformed'], ['erg', SOLANA, 'address/bad-checksum'], ['erg', '9f', 'address/malformed'],
  ['erg', ergo(0x11, concatBytes(Uint8Array.of(2), new Uint8Array(32))), 'address/other-network'], ['erg', ergo(0x01, new Uint8Array(33)), 'address/malformed'],
  ['erg', ergo(0x01, concatBytes(Uint8Array.of(2), new Uint8Array(31))), 'address/malformed'], ['erg', ergo(0x02, new Uint8Array(24)), 'address/malformed'],
  ['algo', ALGORAND.toLowerCase(), 'address/bad-character'], ['algo', ALGORAND.slice(1), 'address/malformed'], ['algo', `${ALGORAND.slice(0, -1)}B`, 'address/malformed'],
  ['algo', `B${ALGORAND.slice(1)}`, 'address/bad-checksum'], ['algo', 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', 'address/other-chain'],
] as const)('%s: %s is refused as %s', (chain, address, code) => expect(codeOf(chain, address)).toBe(code));

test('any address that is made right is taken, on its own chain alone', () => {
  const base32 = (bytes: Uint8Array): string => {
    let bits = 0n;
    for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
    bits <<= 2n;
    return Array.from({ length: 58 }, (_, index) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number((bits >> BigInt(5 * (57 - index))) & 31n)]).join('');
  };
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((key) => key.some((byte) => byte > 0)), (key) => {
    const made: Readonly<Record<ForeignChain, string>> = {
      kda: `k:${Buffer.from(key).toString('hex')}`,
      trx: encodeBase58Check(concatBytes(Uint8Array.of(0x41), key.subarray(0, 20))),
      sol: encodeBase58(key),
      erg: ergo(1, concatBytes(Uint8Array.of(3), key)),
      algo: base32(concatBytes(key, sha512_256(key).subarray(-4))),
    };
    for (const chain of FOREIGN_CHAINS) for (const other of FOREIGN_CHAINS) expect(codeOf(other, made[chain]) === 'sound').toBe(other === chain);
  }));
});

test('a changed character of an address with a checksum is never taken', () => {
  fc.assert(fc.property(fc.constantFrom(['trx', TRON] as const, ['erg', ERGO] as const, ['algo', ALGORAND] as const), fc.nat(), fc.nat(), ([chain, address], place, step) => {
    const alphabet = chain === 'algo' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' : '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
    const at = place % address.length;
    const was = alphabet.indexOf(address[at] ?? '');
    const now = alphabet[(was + 1 + (step % (alphabet.length - 1))) % alphabet.length] ?? '';
    expect(codeOf(chain, address.slice(0, at) + now + address.slice(at + 1))).not.toBe('sound');
  }));
});

describe('the operator\'s addresses', () => {
  test.each(FUSION_CHAINS)('of %s are the published ones', (chain) => {
    const published = asset(chain)?.fusionSwapAddress ?? '';
    for (const address of operatorAddresses('mainnet', chain) ?? []) expect(published).toContain(address);
    expect(listedDeposit('mainnet', chain, published.split(' ')[0] ?? '')).toBe('listed');
    expect(listedDeposit('mainnet', chain, `${published}x`)).toBe('unlisted');
    expect(listedDeposit('practice', chain, published)).toBe('no-list');
  });
  it('of EVM chains are known in any case', () => expect(listedDeposit('mainnet', 'eth', '0x134e4c74c670adefdcb2476df6960d9297bc7dad')).toBe('listed'));
});

test('published claim phrases have the shape, other texts have not', () => {
  const { found } = vectors('signed-messages.json') as { found: { use: string; message: string }[] };
  const claims = found.filter(({ use }) => use.includes('claim'));
  expect(claims.length).toBeGreaterThan(4);
  for (const { message } of claims) expect(isClaimPhrase(message)).toBe(true);
  for (const text of ['', 'test', '1640646715695', '1640646715695 9e6nd05ek0jj42r1ugvbp0', '1640646715695PAY9e6nd05ek0jj42r1ugvbp0', `1640646715695${'a'.repeat(61)}`, '16406467156959e6nd05ek0jj42r1ugvbp0\n']) expect(isClaimPhrase(text)).toBe(false);
});
