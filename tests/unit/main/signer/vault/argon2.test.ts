// Argon2id against RFC 9106 and against each other: native, WebAssembly and an independent implementation give the same bytes.

import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import { readFileSync } from 'node:fs';
import { chooseArgon2id, wasmArgon2id } from '../../../../../main/signer/vault/argon2';
import { assertKdf, kdfIsOld, PRODUCTION_KDF } from '../../../../../main/signer/vault/kdf';

interface Rfc { t: number; mKiB: number; p: number; tagHex: string }
const rfc = (JSON.parse(readFileSync('tests/vectors/crypto/bip49_84_86_zip243tv3_rfc9106.json', 'utf8')) as { argon2id_rfc9106: Rfc }).argon2id_rfc9106;
const native = chooseArgon2id();
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('the judge itself gives the tag of RFC 9106 section 5.3', () => {
  const tag = nobleArgon2id(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2), { t: rfc.t, m: rfc.mKiB, p: rfc.p, key: new Uint8Array(8).fill(3), personalization: new Uint8Array(12).fill(4), dkLen: 32 });
  expect(toHex(tag)).toBe(rfc.tagHex);
});

test('the native module loads here', () => expect(native.kind).toBe('native'));

test.each([
  { m: 64, t: 1, p: 1 }, { m: 256, t: 3, p: 1 }, { m: 256, t: 2, p: 4 }, { m: 1024, t: 1, p: 2 },
])('native, WebAssembly and judge agree on %j', async (params) => {
  const password = new TextEncoder().encode('pässword');
  const salt = new Uint8Array(16).fill(5);
  const expected = toHex(nobleArgon2id(password, salt, { ...params, dkLen: 32 }));
  expect(toHex(await native.hash(password, salt, params))).toBe(expected);
  expect(toHex(await wasmArgon2id(password, salt, params))).toBe(expected);
});

// Two times the whole cost of a password, on a machine that may be busy.
jest.setTimeout(60_000);

test('native and WebAssembly agree on the parameters that ship', async () => {
  const password = new TextEncoder().encode('a sentence of some length');
  const salt = new Uint8Array(16).fill(9);
  expect(toHex(await wasmArgon2id(password, salt, PRODUCTION_KDF.make))).toBe(toHex(await native.hash(password, salt, PRODUCTION_KDF.make)));
});

test('WebAssembly is taken where no native module loads', async () => {
  const chosen = chooseArgon2id(() => { throw new Error('no binary'); });
  expect(chosen.kind).toBe('wasm');
  expect(chosen.hash).toBe(wasmArgon2id);
});

test('the production policy cannot be weakened and refuses what is outside its bounds', () => {
  expect(Object.isFrozen(PRODUCTION_KDF) && Object.isFrozen(PRODUCTION_KDF.make) && Object.isFrozen(PRODUCTION_KDF.least) && Object.isFrozen(PRODUCTION_KDF.most)).toBe(true);
  expect(PRODUCTION_KDF.make).toEqual({ m: 131_072, t: 3, p: 1 });
  for (const bad of [{ m: 65_535 }, { m: 1_048_577 }, { t: 0 }, { t: 17 }, { p: 0 }, { p: 5 }, { m: Number.NaN }, { t: 1.5 }, { m: 2 ** 53 }]) {
    expect(() => assertKdf({ ...PRODUCTION_KDF.make, ...bad }, PRODUCTION_KDF)).toThrow(expect.objectContaining({ code: 'vault/kdf-refused' }));
  }
  expect(kdfIsOld({ m: 65_536, t: 3, p: 1 }, PRODUCTION_KDF)).toBe(true);
  expect(kdfIsOld({ m: 131_072, t: 2, p: 1 }, PRODUCTION_KDF)).toBe(true);
  expect(kdfIsOld(PRODUCTION_KDF.make, PRODUCTION_KDF)).toBe(false);
  expect(kdfIsOld({ m: 262_144, t: 3, p: 1 }, PRODUCTION_KDF)).toBe(false);
});
