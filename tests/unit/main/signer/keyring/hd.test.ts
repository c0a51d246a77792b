// BIP32 against its fixtures and the bip32 package; paths and extended keys.

import * as bip32Oracle from 'bip32';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import * as ecc from 'tiny-secp256k1';
import { HdPrivateKey, primitives } from '../../../../../main/signer/keyring/hd-private';
import { childExtendedPublic, childPublicKeys, decodeExtendedPublic, encodeExtendedPublic, XPUB_VERSION } from '../../../../../shared/hd/extended-public';
import { formatPath, HARDENED, parsePath } from '../../../../../shared/hd/path';

interface Child { path: string; pubKey: string; privKey: string; base58: string; fingerprint: string; index: number; depth: number }
interface Fixture { master: { seed: string; base58: string; privKey: string; fingerprint: string }; children: Child[]; network: string }
interface Fixtures { valid: Fixture[]; invalid: { fromBase58: { string: string }[]; fromSeed: { seed: string }[]; derivePath: { derivationPath: unknown }[] } }
const fixtures = JSON.parse(readFileSync('tests/vectors/crypto/bip32_fixtures.json', 'utf8')) as Fixtures;
const bip32 = bip32Oracle.BIP32Factory(ecc);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const code = (expected: string) => expect.objectContaining({ code: expected });

const bitcoin = fixtures.valid.filter(({ network, master }) => network === 'bitcoin' && master.seed);
test('there are fixtures', () => expect(bitcoin.length).toBeGreaterThanOrEqual(3));

test.each(bitcoin.map((one) => [one.master.seed.slice(0, 20), one] as const))('seed %s', (_name, { master, children }) => {
  const root = HdPrivateKey.fromSeed(Buffer.from(master.seed, 'hex'));
  expect(hex(root.privateKey())).toBe(master.privKey);
  expect(hex(root.fingerprint())).toBe(master.fingerprint);
  expect(encodeExtendedPublic(root.neutered(), XPUB_VERSION.mainnet)).toBe(master.base58);
  for (const child of children.filter(({ path }) => path.startsWith('m'))) {
    const steps = parsePath(child.path);
    const node = root.derive(steps);
    expect(hex(node.privateKey())).toBe(child.privKey);
    expect(hex(node.publicKey())).toBe(child.pubKey);
    expect(node.depth).toBe(child.depth);
    expect(encodeExtendedPublic(node.neutered(), XPUB_VERSION.mainnet)).toBe(child.base58);
    expect(encodeExtendedPublic(decodeExtendedPublic(child.base58, XPUB_VERSION.mainnet, ecc), XPUB_VERSION.mainnet)).toBe(child.base58);
  }
  expect(hex(root.privateKey())).toBe(master.privKey);
});

test.each(fixtures.invalid.fromBase58.map(({ string }) => [string]))('refuses %s', (text) => {
  expect(() => decodeExtendedPublic(text, XPUB_VERSION.mainnet, ecc)).toThrow(code('hd/bad-xpub'));
});

test('seeds outside 16 to 64 bytes are refused', () => {
  for (const { seed } of fixtures.invalid.fromSeed) expect(() => HdPrivateKey.fromSeed(Buffer.from(seed, 'hex'))).toThrow(code('hd/seed-size'));
});

test('runs of public children equal the bip32 package and the private side', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), fc.integer({ min: 0, max: HARDENED - 3 }), (seed, start) => {
    const root = HdPrivateKey.fromSeed(seed);
    const oracle = bip32.fromSeed(seed).neutered();
    childPublicKeys(root.neutered(), start, 3, primitives).forEach((key, offset) => {
      expect(hex(key)).toBe(hex(oracle.derive(start + offset).publicKey));
      expect(hex(key)).toBe(hex(root.child(start + offset).publicKey()));
    });
    const deeper = childExtendedPublic(root.neutered(), start, primitives, root.fingerprint());
    expect(encodeExtendedPublic(deeper, XPUB_VERSION.mainnet)).toBe(oracle.derive(start).toBase58());
  }), { numRuns: 25 });
});

test('a public key has no hardened children', () => {
  const root = HdPrivateKey.fromSeed(new Uint8Array(32).fill(1)).neutered();
  for (const [start, count] of [[HARDENED, 1], [HARDENED - 1, 2], [-1, 1], [0.5, 1], [0, Number.NaN]] as const) {
    expect(() => childPublicKeys(root, start, count, primitives)).toThrow(code('hd/bad-index'));
  }
});

test('paths go both ways, and what is not a path is refused', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 10 }), (steps) => { expect(parsePath(formatPath(steps))).toEqual(steps); }));
  for (const text of ['', 'M', 'm/', 'm//0', 'm/-1', 'm/01', 'm/0x1', 'm/2147483648', "m/0''", 'm/0h', '44/0', `m${'/0'.repeat(11)}`]) expect(() => parsePath(text)).toThrow(code('hd/bad-path'));
});

test('a wiped key gives no key', () => {
  const root = HdPrivateKey.fromSeed(new Uint8Array(32).fill(2));
  root.wipe();
  expect(root.privateKey()).toEqual(new Uint8Array(32));
  expect(() => root.child(0)).toThrow();
});
