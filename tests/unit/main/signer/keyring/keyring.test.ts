// Addresses of every chain and network against published vectors, other libraries and the address data of fluxd's tests.

import { HDNodeWallet } from 'ethers';
import { readFileSync } from 'node:fs';
import * as ecc from 'tiny-secp256k1';
import { HdPrivateKey } from '../../../../../main/signer/keyring/hd-private';
import { readRedeemScript, readWif } from '../../../../../main/signer/keyring/imported';
import { GAP, Keyring } from '../../../../../main/signer/keyring/keyring';
import { accountsAt, FIRST_ACCOUNTS, parseAccount, RESTORED_ACCOUNTS } from '../../../../../main/signer/keyring/paths';
import { seedFromPhrase } from '../../../../../main/signer/keyring/seed';
import type { NetworkId } from '../../../../../shared/chains/ids';
import type { KeyRef } from '../../../../../shared/contract/money-path';
import { decodeBase58Check } from '../../../../../shared/crypto/base58check';
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { encodeWif } from '../../../../../shared/flux/wif';
import { FLUX_MAINNET, FLUX_REGTEST } from '../../../../../shared/flux/params';
import { parsePath } from '../../../../../shared/hd/path';

const read = <T>(path: string): T => JSON.parse(readFileSync(`tests/vectors/${path}`, 'utf8')) as T;
interface FluxHd { mnemonic: string; xpub: string; addresses: { path: string; address: string; pubkey: string; wif: string }[] }
interface FluxAddresses {
  hd: { mnemonic: string; account_xpub_m44_19167_0: string; keys: { path: string; address_p2pkh: string; private_key: string; wif: string; public_key: string; script_pub_key: string }[] };
  multisig_2of2_sorted: { mnemonic_a: string; mnemonic_b: string; path: string; redeem_script: string; address: string };
  trust_wallet_core: { mnemonic: string; passphrase: string; xpub: string; addresses: { path: string; address: string }[]; single_key: { private_key: string; address: string } };
}
const fluxHd = read<FluxHd>('crypto/flux_hd_and_signed_tx.json');
const flux = read<FluxAddresses>('flux-addresses.json');
const bips = read<Record<'bip84' | 'bip86' | 'bip49_testnet', { path: string; address: string }>>('crypto/bip49_84_86_zip243tv3_rfc9106.json');
const ABANDON = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';

const seedOf = (mnemonic: string, passphrase = '') => seedFromPhrase(new TextEncoder().encode(mnemonic), passphrase);
const ring = (mnemonic: string, network: NetworkId = 'mainnet', passphrase = '') => Keyring.fromSeed(network, seedOf(mnemonic, passphrase));
const derived = (account: string, change: 0 | 1, index: number): KeyRef => ({ kind: 'derived', account, change, index });
const code = (expected: string) => expect.objectContaining({ code: expected });
/** The key of a full path as the contract names it. */
function keyAt(family: 'flux' | 'bitcoin' | 'evm', path: string): KeyRef {
  const [, purpose, , account, change, index] = path.replaceAll("'", '').split('/');
  return derived(`${family}:${purpose}:${account}`, change === '1' ? 1 : 0, Number(index));
}

test('Flux accounts, addresses and keys of four implementations', () => {
  const keys = ring(fluxHd.mnemonic);
  expect(keys.describe('flux:44:0')).toEqual({ account: 'flux:44:0', family: 'flux', scriptType: 'p2pkh', path: "m/44'/19167'/0'", xpub: fluxHd.xpub });
  expect(fluxHd.addresses.length).toBe(40);
  for (const { path, address, pubkey, wif } of fluxHd.addresses) {
    const key = keyAt('flux', path);
    const own = keys.scriptOf(key, 'p2pkh', 'flux');
    expect(own).toMatchObject({ address, path });
    expect(toHex(own.publicKey)).toBe(pubkey);
    const [privateKey] = keys.privateKeysOf(key);
    expect(encodeWif({ privateKey: privateKey ?? new Uint8Array(0), compressed: true }, FLUX_MAINNET)).toBe(wif);
  }
});

test('Flux keys and scripts of the abandon phrase', () => {
  const keys = ring(flux.hd.mnemonic);
  expect(keys.describe('flux:44:0').xpub).toBe(flux.hd.account_xpub_m44_19167_0);
  for (const { path, private_key, public_key } of flux.hd.keys) {
    const node = HdPrivateKey.fromSeed(seedOf(flux.hd.mnemonic)).derive(parsePath(path));
    expect([toHex(node.privateKey()), toHex(node.publicKey())]).toEqual([private_key, public_key]);
  }
  const ours = flux.hd.keys.filter(({ path }) => path.startsWith("m/44'/19167'/0'/"));
  expect(ours.length).toBeGreaterThan(2);
  for (const { path, address_p2pkh, private_key, script_pub_key } of ours) {
    const own = keys.scriptOf(keyAt('flux', path), 'p2pkh', 'flux');
    expect(own.address).toBe(address_p2pkh);
    expect(toHex(own.script)).toBe(script_pub_key);
    expect(toHex(keys.privateKeysOf(keyAt('flux', path))[0] ?? new Uint8Array(0))).toBe(private_key);
  }
});

test('Trust Wallet finds the same account under a passphrase', () => {
  const { mnemonic, passphrase, xpub, addresses } = flux.trust_wallet_core;
  const keys = ring(mnemonic, 'mainnet', passphrase);
  expect(keys.describe('flux:44:0').xpub).toBe(xpub);
  for (const { path, address } of addresses) expect(keys.scriptOf(keyAt('flux', path), 'p2pkh', 'flux').address).toBe(address);
});

test('Bitcoin addresses of BIP84, BIP86, BIP44 and, with regtest prefixes, BIP49', () => {
  const keys = ring(ABANDON);
  expect(keys.scriptOf(derived('bitcoin:84:0', 0, 0), 'p2wpkh', 'bitcoin').address).toBe(bips.bip84.address);
  expect(keys.scriptOf(derived('bitcoin:86:0', 0, 0), 'p2tr', 'bitcoin').address).toBe(bips.bip86.address);
  expect(keys.scriptOf(derived('bitcoin:44:0', 0, 0), 'p2pkh', 'bitcoin').address).toBe('1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA');
  expect(ring(ABANDON, 'practice').scriptOf(derived('bitcoin:49:0', 0, 0), 'p2sh-p2wpkh', 'bitcoin').address).toBe(bips.bip49_testnet.address);
});

test('EVM addresses as ethers derives them, the same on every EVM chain', () => {
  const keys = ring(ABANDON);
  for (const index of [0, 1, 7]) {
    const expected = HDNodeWallet.fromPhrase(ABANDON, '', `m/44'/60'/0'/0/${index}`).address;
    expect(keys.scriptOf(derived('evm:44:0', 0, index), 'evm', 'ethereum').address).toBe(expected);
    expect(keys.scriptOf(derived('evm:44:0', 0, index), 'evm', 'base').address).toBe(expected);
  }
});

test('on practice every path has coin type 1 and no two chains share a key, nor any key with mainnet', () => {
  const practice = ring(ABANDON, 'practice');
  const mainnet = ring(ABANDON);
  const seen = new Map<string, string>();
  for (const [network, keys] of [['practice', practice], ['mainnet', mainnet]] as const) {
    for (const account of [...RESTORED_ACCOUNTS, ...accountsAt('flux', 1), ...accountsAt('bitcoin', 1), ...accountsAt('evm', 1)]) {
      const { path, xpub } = keys.describe(account);
      if (network === 'practice') expect(parsePath(path)[1]).toBe(0x80000001);
      expect(seen.get(xpub)).toBeUndefined();
      seen.set(xpub, `${network} ${account}`);
    }
    seen.set(toHex(keys.identity().publicKey), `${network} identity`);
  }
  expect(practice.describe('flux:44:0').path).toBe("m/44'/1'/0'");
  expect(practice.describe('bitcoin:84:0').path).toBe("m/84'/1'/0'");
  expect(practice.describe('evm:44:0').path).toBe("m/44'/1'/60000'");
  expect(practice.describe('flux:44:0').xpub).toMatch(/^tpub/);
  expect(practice.scriptOf(derived('flux:44:0', 0, 0), 'p2pkh', 'flux').address).toMatch(/^tm/);
  expect(practice.scriptOf(derived('bitcoin:84:0', 0, 0), 'p2wpkh', 'bitcoin').address).toMatch(/^bcrt1q/);
});

test('the Flux ID stands at a path of its own, in the form that services take', () => {
  for (const [network, path] of [['mainnet', "m/13'/19167'/0'/0/0"], ['practice', "m/13'/1'/0'/0/0"]] as const) {
    const keys = ring(ABANDON, network);
    const own = keys.scriptOf({ kind: 'flux-id' }, 'p2pkh', 'bitcoin');
    expect(own.path).toBe(path);
    expect(own.address).toMatch(/^1/);
    const [privateKey] = keys.privateKeysOf({ kind: 'flux-id' });
    expect(ecc.pointFromScalar(privateKey ?? new Uint8Array(32), true)).toEqual(own.publicKey);
    expect(toHex(own.publicKey)).toBe(toHex(HdPrivateKey.fromSeed(seedOf(ABANDON)).derive(parsePath(path)).publicKey()));
  }
  expect(() => ring(ABANDON).scriptOf({ kind: 'flux-id' }, 'p2pkh', 'flux')).toThrow(code('keys/script-type'));
});

test('the fingerprint is BIP32\'s', () => expect(ring(ABANDON).fingerprint).toBe('73c5da0a'));

test('own scripts are recognised within the gap without being asked for, further on only after that', () => {
  const other = ring(ABANDON);
  const far = other.scriptOf(derived('bitcoin:84:0', 1, GAP + 5), 'p2wpkh', 'bitcoin');
  const near = other.scriptOf(derived('bitcoin:84:0', 1, GAP - 1), 'p2wpkh', 'bitcoin');
  const keys = ring(ABANDON);
  for (const account of FIRST_ACCOUNTS) keys.describe(account);
  expect(keys.isOwn(near.script, 'bitcoin')).toEqual({ key: derived('bitcoin:84:0', 1, GAP - 1), scriptType: 'p2wpkh' });
  expect(keys.isOwn(far.script, 'bitcoin')).toBeNull();
  keys.scriptOf(derived('bitcoin:84:0', 1, 10), 'p2wpkh', 'bitcoin');
  expect(keys.isOwn(far.script, 'bitcoin')).toEqual({ key: derived('bitcoin:84:0', 1, GAP + 5), scriptType: 'p2wpkh' });
  expect(keys.isOwn(far.script, 'flux')).toBeNull();
  expect(keys.isOwn(new Uint8Array(25), 'flux')).toBeNull();
  expect(keys.ownAddresses('bitcoin')).toContain(far.address);
});

test('a receiving address that comes without its place is found a good deal further', () => {
  const other = ring(ABANDON);
  const at = (change: 0 | 1, index: number) => other.scriptOf(derived('flux:44:0', change, index), 'p2pkh', 'flux').script;
  const keys = ring(ABANDON);
  for (const account of FIRST_ACCOUNTS) keys.describe(account);
  expect(keys.isOwn(at(0, 300), 'flux')).toBeNull();
  expect(keys.findOwn(at(0, 300), 'flux')).toEqual({ key: derived('flux:44:0', 0, 300), scriptType: 'p2pkh' });
  expect([keys.findOwn(at(0, 499), 'flux')?.key, keys.findOwn(at(0, 500), 'flux'), keys.findOwn(at(1, 300), 'flux')]).toEqual([derived('flux:44:0', 0, 499), null, null]);
  expect(keys.findOwn(new Uint8Array(20), 'ethereum')).toBeNull();
  expect(keys.ownAddresses('ethereum').length).toBeLessThan(GAP + 2);
});

test('an absurd index costs one derivation', () => {
  const keys = ring(ABANDON);
  keys.scriptOf(derived('evm:44:0', 0, 0x7fffffff), 'evm', 'ethereum');
  expect(keys.ownAddresses('ethereum').length).toBeLessThan(2100);
});

test('an account cannot be asked for another script or chain', () => {
  const keys = ring(ABANDON);
  expect(() => keys.scriptOf(derived('bitcoin:84:0', 0, 0), 'p2tr', 'bitcoin')).toThrow(code('keys/script-type'));
  expect(() => keys.scriptOf(derived('bitcoin:84:0', 0, 0), 'p2wpkh', 'flux')).toThrow(code('keys/script-type'));
  for (const id of ['flux:84:0', 'bitcoin:44', 'evm:44:x', 'evm:44:100', 'flux:44:00', 'doge:44:0', 'flux:44:0:0', 'constructor:44:0']) expect(() => parseAccount(id)).toThrow(code('hd/bad-account'));
});

const held = (id: string, wif: string, network: NetworkId, redeem: string | null = null, use: 'keep' | 'sweep' | 'flux-id' = 'keep') => {
  const key = readWif(wif, network);
  return { id: id.repeat(32), name: 'imported', family: 'flux' as const, kind: redeem ? ('ssp' as const) : ('wif' as const), use, ...key, redeemScript: redeem === null ? null : readRedeemScript(redeem, key) };
};

test('an imported key has its address, its script and nothing else', () => {
  const { single_key: single } = flux.trust_wallet_core;
  const keys = Keyring.fromSeed('mainnet', null);
  keys.addImported(held('a', encodeWif({ privateKey: fromHex(single.private_key), compressed: true }, FLUX_MAINNET), 'mainnet'));
  const key: KeyRef = { kind: 'imported', id: 'a'.repeat(32) };
  const own = keys.scriptOf(key, 'p2pkh', 'flux');
  expect(own).toMatchObject({ address: single.address, path: 'imported' });
  expect(keys.isOwn(own.script, 'flux')).toEqual({ key, scriptType: 'p2pkh' });
  expect(keys.describeImported()).toEqual([expect.objectContaining({ address: single.address, kind: 'wif', redeemScript: null })]);
  expect(() => keys.scriptOf(key, 'p2pkh', 'bitcoin')).toThrow(code('keys/script-type'));
  expect(() => keys.describe('flux:44:0')).toThrow(code('keys/no-seed'));
  expect(keys.identity().address).toMatch(/^1/);
  expect(keys.fingerprint).toMatch(/^[0-9a-f]{8}$/);
  keys.removeImported('a'.repeat(32));
  expect(keys.isOwn(own.script, 'flux')).toBeNull();
  expect(() => keys.privateKeysOf(key)).toThrow(code('keys/foreign'));
});

test('a key that goes leaves its script to whoever else has it: the phrase, or another share of the multisig', () => {
  const keys = ring(ABANDON);
  const own = keys.scriptOf(derived('flux:44:0', 0, 3), 'p2pkh', 'flux');
  const [secret] = keys.privateKeysOf(derived('flux:44:0', 0, 3));
  keys.addImported(held('a', encodeWif({ privateKey: secret ?? new Uint8Array(32), compressed: true }, FLUX_MAINNET), 'mainnet'));
  expect(keys.isOwn(own.script, 'flux')?.key).toEqual(derived('flux:44:0', 0, 3));
  keys.removeImported('a'.repeat(32));
  expect(keys.isOwn(own.script, 'flux')?.key).toEqual(derived('flux:44:0', 0, 3));

  const { mnemonic_a: a, mnemonic_b: b, path, redeem_script: redeem } = flux.multisig_2of2_sorted;
  for (const [id, mnemonic] of [['c', a], ['d', b]] as const) {
    keys.addImported(held(id, encodeWif({ privateKey: HdPrivateKey.fromSeed(seedOf(mnemonic)).derive(parsePath(path)).privateKey(), compressed: true }, FLUX_MAINNET), 'mainnet', redeem));
  }
  const { script } = keys.scriptOf({ kind: 'imported', id: 'c'.repeat(32) }, 'p2sh-multisig', 'flux');
  keys.removeImported('c'.repeat(32));
  expect(keys.isOwn(script, 'flux')?.key).toEqual({ kind: 'imported', id: 'd'.repeat(32) });
  keys.removeImported('d'.repeat(32));
  expect(keys.isOwn(script, 'flux')).toBeNull();
});

test('an uncompressed key keeps its own address', () => {
  const privateKey = fromHex('11'.repeat(32));
  const keys = Keyring.fromSeed('practice', null);
  keys.addImported(held('b', encodeWif({ privateKey, compressed: false }, FLUX_REGTEST), 'practice'));
  expect(keys.scriptOf({ kind: 'imported', id: 'b'.repeat(32) }, 'p2pkh', 'flux').publicKey).toHaveLength(65);
});

test('an SSP key with its redeem script: address, and every key of the script that this wallet holds', () => {
  const { mnemonic_a: a, mnemonic_b: b, path, redeem_script: redeem, address } = flux.multisig_2of2_sorted;
  const [first, second] = [a, b].map((mnemonic) => encodeWif({ privateKey: HdPrivateKey.fromSeed(seedOf(mnemonic)).derive(parsePath(path)).privateKey(), compressed: true }, FLUX_MAINNET));
  const keys = ring(ABANDON);
  keys.addImported(held('c', first ?? '', 'mainnet', redeem));
  const key: KeyRef = { kind: 'imported', id: 'c'.repeat(32) };
  const own = keys.scriptOf(key, 'p2sh-multisig', 'flux');
  expect(own.address).toBe(address);
  expect(toHex(own.redeemScript ?? new Uint8Array(0))).toBe(redeem);
  expect(keys.privateKeysOf(key)).toHaveLength(1);
  keys.addImported(held('d', second ?? '', 'mainnet', redeem));
  expect(keys.privateKeysOf(key)).toHaveLength(2);
});

test('a foreign, uncompressed or odd redeem script is refused', () => {
  const redeem = flux.multisig_2of2_sorted.redeem_script;
  const foreign = { privateKey: fromHex('22'.repeat(32)), compressed: true };
  expect(() => readRedeemScript(redeem, foreign)).toThrow(code('ssp/foreign-key'));
  expect(() => readRedeemScript(redeem, { ...foreign, compressed: false })).toThrow(code('ssp/uncompressed'));
  for (const bad of ['', 'xyz', '76a914', redeem.slice(0, -2), '51'.repeat(600)]) expect(() => readRedeemScript(bad, foreign)).toThrow(code('ssp/bad-script'));
});

test('a WIF of another network, with a slip of the pen, or of no key at all is refused', () => {
  const wif = flux.hd.keys[0]?.wif ?? '';
  expect(() => readWif(wif, 'practice')).toThrow(code('wif/other-network'));
  expect(() => readWif(`${wif.slice(0, -1)}1`, 'mainnet')).toThrow(code('wif/bad-checksum'));
  expect(() => readWif(encodeWif({ privateKey: new Uint8Array(32), compressed: true }, FLUX_MAINNET), 'mainnet')).toThrow(code('wif/malformed'));
  expect(() => readWif(encodeWif({ privateKey: new Uint8Array(32).fill(255), compressed: true }, FLUX_MAINNET), 'mainnet')).toThrow(code('wif/malformed'));
});

test('a key chosen as Flux ID replaces the derived one', () => {
  const keys = ring(ABANDON);
  const before = keys.identity().address;
  keys.addImported(held('e', flux.hd.keys[3]?.wif ?? '', 'mainnet', null, 'flux-id'));
  expect(keys.identity()).toMatchObject({ path: 'imported' });
  expect(keys.identity().address).not.toBe(before);
});

test('wiping empties private keys', () => {
  const keys = ring(ABANDON);
  keys.wipe();
  expect(() => keys.describe('flux:44:0')).toThrow();
});

test.each([['mainnet', 19167], ['practice', 1]] as const)('keys of FluxNode servers stand on SSP\'s path: %s', (network, coin) => {
  const keys = ring(ABANDON, network);
  for (const index of [0, 1, 77]) {
    const path = `m/48'/${coin}'/0'/0'/12/${index}`;
    const expected = HDNodeWallet.fromSeed(seedOf(ABANDON)).derivePath(path);
    const { publicKey, path: shown } = keys.nodeKey(index);
    expect([`0x${toHex(publicKey)}`, shown]).toEqual([expected.publicKey, path]);
    expect(`0x${toHex(keys.nodePrivateKey(index))}`).toBe(expected.privateKey);
  }
  // What the wallet process may know of them: public keys, of this branch and no other.
  const branch = HDNodeWallet.fromSeed(seedOf(ABANDON)).derivePath(`m/48'/${coin}'/0'/0'/12`).neuter();
  const told = keys.nodeKeys();
  expect(told?.path).toBe(`m/48'/${coin}'/0'/0'/12`);
  expect(decodeBase58Check(told?.xpub ?? '').slice(4)).toEqual(decodeBase58Check(branch.extendedKey).slice(4));
  // What it hands out is a copy: wiping it leaves the next one whole.
  keys.nodePrivateKey(0).fill(0);
  expect(keys.nodePrivateKey(0).some((byte) => byte !== 0)).toBe(true);
});

test('without a phrase there are no keys for servers', () => {
  const keys = Keyring.fromSeed('practice', null);
  expect(keys.nodeKeys()).toBeNull();
  expect(() => keys.nodeKey(0)).toThrow(code('keys/no-seed'));
  expect(() => keys.nodePrivateKey(0)).toThrow(code('keys/no-seed'));
});
