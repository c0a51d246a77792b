// The look-alike check: what it catches, and how often random addresses set it off.

import { addressOfScript as bitcoinAddress } from '../../../../../shared/bitcoin/address';
import { BITCOIN_MAINNET } from '../../../../../shared/bitcoin/params';
import { scriptOfDestination } from '../../../../../shared/bitcoin/script';
import { asciiBytes } from '../../../../../shared/crypto/bytes';
import { sha256 } from '../../../../../shared/crypto/hashes';
import { encodeAddress as evmAddress } from '../../../../../shared/evm/address';
import { encodeAddress as fluxAddress } from '../../../../../shared/flux/address';
import { FLUX_MAINNET } from '../../../../../shared/flux/params';
import type { ChainId } from '../../../../../shared/chains/ids';
import { imitated } from '../../../../../main/signer/review/look-alike';

const hash = (index: number): Uint8Array => sha256(asciiBytes(`address ${index}`));
const makers: readonly (readonly [string, ChainId, (index: number) => string])[] = [
  ['flux', 'flux', (index) => fluxAddress({ kind: 'p2pkh', hash: hash(index).subarray(0, 20) }, FLUX_MAINNET)],
  ['bitcoin p2wpkh', 'bitcoin', (index) => bitcoinAddress(scriptOfDestination({ kind: 'witness', version: 0, program: hash(index).subarray(0, 20) }), BITCOIN_MAINNET) ?? ''],
  ['bitcoin p2tr', 'bitcoin', (index) => bitcoinAddress(scriptOfDestination({ kind: 'witness', version: 1, program: hash(index) }), BITCOIN_MAINNET) ?? ''],
  ['bitcoin p2pkh', 'bitcoin', (index) => bitcoinAddress(scriptOfDestination({ kind: 'p2pkh', hash: hash(index).subarray(0, 20) }), BITCOIN_MAINNET) ?? ''],
  ['evm', 'base', (index) => evmAddress(hash(index).subarray(0, 20))],
];

it.each(makers)('random %s addresses set nothing off: 2,000 recipients against 200 known ones', (_name, chain, make) => {
  const known = Array.from({ length: 200 }, (_, index) => make(index));
  const hits = Array.from({ length: 2000 }, (_, index) => make(1000 + index)).filter((address) => imitated(address, known, chain) !== null);
  // 400,000 pairs at 2^-32 (EVM, the shortest of them) or less each: one hit in 10,000 such runs.
  expect(hits).toEqual([]);
});

it.each(makers)('addresses that only share the fixed prefix of %s are not alike', (_name, chain, make) => {
  const [one, other] = [make(1), make(2)];
  expect(one.slice(0, 1)).toBe(other.slice(0, 1));
  expect(imitated(one, [other], chain)).toBeNull();
});

it.each<[string, ChainId, string, string, boolean]>([
  ['both ends equal', 'base', '0xAbCd000000000000000000000000000000001234', '0xabcd111111111111111111111111111111111234', true],
  ['the same address in another case', 'base', '0xABCD000000000000000000000000000000001234', '0xabcd000000000000000000000000000000001234', false],
  ['only the front equal', 'base', '0xabcd000000000000000000000000000000001235', '0xabcd111111111111111111111111111111111234', false],
  ['only the back equal', 'base', '0xabce000000000000000000000000000000001234', '0xabcd111111111111111111111111111111111234', false],
  ['bech32 behind bc1q', 'bitcoin', 'bc1qaaaaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxzzzz', 'bc1qaaaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyzzzz', true],
  ['bech32 in capitals', 'bitcoin', 'BC1QAAAAXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXZZZZ', 'bc1qaaaaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxzzzz', false],
  ['segwit and taproot with the same ends', 'bitcoin', 'bc1qaaaaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxzzzz', 'bc1paaaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyzzzz', true],
  ['Flux behind t1', 'flux', 't1AbcdxxxxxxxxxxxxxxxxxxxxxxxxxWXYZ', 't1AbcdyyyyyyyyyyyyyyyyyyyyyyyyyWXYZ', true],
  ['Flux in another case, which is another address', 'flux', 't1abcdxxxxxxxxxxxxxxxxxxxxxxxxxWXYZ', 't1AbcdyyyyyyyyyyyyyyyyyyyyyyyyyWXYZ', false],
])('%s', (_name, chain, address, known, alike) => {
  expect(imitated(address, [known], chain)).toBe(alike ? known : null);
});
