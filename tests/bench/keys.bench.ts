// Cost of phrase to seed and of runs of addresses against the bare primitives that neither can avoid.
import { createHash, pbkdf2Sync } from 'node:crypto';
import * as tiny from 'tiny-secp256k1';
import { HdPrivateKey, primitives } from '../../main/signer/keyring/hd-private';
import { seedFromEntropy } from '../../main/signer/keyring/seed';
import { phraseBytes } from '../../main/signer/keyring/words';
import { useNativeHashes } from '../../main/signer/native-hashes';
import { useNativeRipemd160, useNativeSha256 } from '../../shared/crypto/hashes';
import { childExtendedPublic, eachChildPublicKey } from '../../shared/hd/extended-public';
import { scriptOfKey } from '../../shared/hd/script-of-key';
import { alternatingRatio, type Bench } from './bench-type';

const ENTROPY = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 3);
const SEEDS = 20;
const ADDRESSES = 1000;

function seedRatio(): number {
  const phrase = phraseBytes(ENTROPY);
  const salt = new TextEncoder().encode('mnemonic');
  const anchor = (): void => {
    for (let round = 0; round < SEEDS; round += 1) pbkdf2Sync(phrase, salt, 2048, 64, 'sha512');
  };
  const subject = (): void => {
    for (let round = 0; round < SEEDS; round += 1) seedFromEntropy(ENTROPY, '');
  };
  if (!pbkdf2Sync(phrase, salt, 2048, 64, 'sha512').equals(seedFromEntropy(ENTROPY, ''))) throw new Error('the two seeds differ');
  return alternatingRatio(subject, anchor);
}

function addressRatio(): number {
  // As the signer and the wallet run: hashes by node:crypto.
  useNativeHashes();
  const account = HdPrivateKey.fromSeed(seedFromEntropy(ENTROPY, '')).derive([0x8000002c, 0x80004adf, 0x80000000]).neutered();
  const receive = childExtendedPublic(account, 0, primitives);
  const tweaks = Array.from({ length: ADDRESSES }, (_, index) => new Uint8Array(createHash('sha256').update(`tweak ${index}`).digest()));
  const anchor = (): void => {
    for (const tweak of tweaks) tiny.pointAddScalar(receive.publicKey, tweak, true);
  };
  const addresses: string[] = [];
  const subject = (): void => {
    addresses.length = 0;
    eachChildPublicKey(receive, 0, ADDRESSES, primitives, (key) => addresses.push(scriptOfKey(key, 'p2pkh', 'flux', 'mainnet', tiny).address));
  };
  const ratio = alternatingRatio(subject, anchor);
  useNativeSha256(null);
  useNativeRipemd160(null);
  if (new Set(addresses).size !== ADDRESSES) throw new Error('addresses repeat');
  return ratio;
}

export const benches: Bench[] = [
  { id: 'keys/seed', issue: 2, anchor: 'crypto.pbkdf2Sync, 2048 rounds of HMAC-SHA512', bar: 1.2, unit: 'ratio', run: () => Promise.resolve({ value: seedRatio() }) },
  { id: 'keys/addresses-1000', issue: 2, anchor: '1,000 bare tiny-secp256k1 point additions', bar: 1.3, unit: 'ratio', run: () => Promise.resolve({ value: addressRatio() }) },
];
