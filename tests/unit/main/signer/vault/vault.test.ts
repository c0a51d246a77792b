// The vault in memory: what opens it, what it refuses, and that no changed byte is taken.

import fc from 'fast-check';
import { canonicalJson } from '../../../../../main/signer/vault/canonical-json';
import { decodeEnvelope, encodeEnvelope, MAX_ENVELOPE_BYTES } from '../../../../../main/signer/vault/envelope';
import { PRODUCTION_KDF } from '../../../../../main/signer/vault/kdf';
import { decodePayload, encodePayload } from '../../../../../main/signer/vault/payload';
import { Vault } from '../../../../../main/signer/vault/vault';
import { ENTROPY, fillVault, libraryTools, PASSWORD } from '../support/vault-tools';
import { MemoryDisk } from '../support/memory-disk';

const tools = libraryTools(new MemoryDisk());
const code = (expected: string) => expect.objectContaining({ code: expected });
let vault: Vault;
let file: Uint8Array;

beforeAll(async () => {
  vault = await Vault.create(tools, 'practice', PASSWORD);
  fillVault(vault);
  file = vault.bytesForSave();
});

test('opens with its password and gives every record back', async () => {
  const opened = await Vault.open(tools, file, PASSWORD);
  expect(opened.generation).toBe(1);
  expect(opened.network).toBe('practice');
  expect(opened.readSingle('seed')?.secret).toEqual(ENTROPY);
  expect(opened.readSingle('meta')?.meta).toMatchObject({ name: 'Savings' });
  expect(opened.list('key')).toHaveLength(1);
  opened.verify(file);
});

test('the same password typed with other code points opens it', async () => {
  const other = await Vault.create(tools, 'practice', 'caf\u00e9 \ufb01ne words');
  expect((await Vault.open(tools, other.bytesForSave(), 'cafe\u0301 fine words')).id).toBe(other.id);
});

test('a wrong password says only that', async () => {
  await expect(Vault.open(tools, file, `${PASSWORD} `)).rejects.toEqual(code('vault/wrong-password'));
  await expect(vault.assertPassword('nope')).rejects.toEqual(code('vault/wrong-password'));
  await expect(Vault.open(tools, file, '')).rejects.toEqual(code('vault/password-size'));
  await expect(Vault.open(tools, file, 'x'.repeat(1025))).rejects.toEqual(code('vault/password-size'));
});

test('nothing that was sealed can be read in the file', () => {
  const text = Buffer.from(file).toString('utf8');
  for (const secret of [Buffer.from(ENTROPY).toString('hex'), Buffer.from(ENTROPY).toString('base64url'), 'Savings', 'old node', PASSWORD]) expect(text).not.toContain(secret);
});

test('every changed byte is refused before a password is asked', () => {
  for (let at = 0; at < file.length; at += 1) {
    for (const flip of [0x01, 0x20, 0x80]) {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ flip;
      expect(() => decodeEnvelope(changed)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^vault\/(damaged|newer-version)$/) }));
    }
  }
});

test('every truncation and any appended text is refused', () => {
  for (let length = 0; length < file.length; length += 7) expect(() => decodeEnvelope(file.subarray(0, length))).toThrow(code('vault/damaged'));
  expect(() => decodeEnvelope(Buffer.concat([file, Buffer.from('\n')]))).toThrow(code('vault/damaged'));
  expect(() => decodeEnvelope(new Uint8Array(MAX_ENVELOPE_BYTES + 1))).toThrow(code('vault/damaged'));
  expect(() => decodeEnvelope(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), file]))).toThrow(code('vault/damaged'));
});

test('random bytes and random JSON never open', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => { expect(() => decodeEnvelope(bytes)).toThrow(code('vault/damaged')); }), { numRuns: 300 });
  fc.assert(fc.property(fc.json(), (text) => { expect(() => decodeEnvelope(Buffer.from(text))).toThrow(code('vault/damaged')); }), { numRuns: 300 });
});

/** A file with a correct checksum and form, as somebody without the password could make it. */
function forged(change: (body: ReturnType<typeof decodeEnvelope>) => Partial<ReturnType<typeof decodeEnvelope>>): Uint8Array {
  const { sum: _sum, mac, ...body } = decodeEnvelope(file);
  const changed = { ...body, mac, ...change({ ...body, mac, sum: _sum }) };
  return encodeEnvelope(changed, changed.mac);
}

test.each([
  ['another network', { network: 'mainnet' as const }, 'vault/wrong-password'],
  ['another id', { id: 'f'.repeat(32) }, 'vault/wrong-password'],
  ['another generation', { gen: 9 }, 'vault/damaged'],
  ['another time of creation', { created: 5 }, 'vault/damaged'],
  ['no records', { records: [] }, 'vault/damaged'],
])('a forger without the password gets nowhere with %s', async (_name, change, expected) => {
  await expect(Vault.open(tools, forged(() => change), PASSWORD)).rejects.toEqual(code(expected));
});

test('records cannot be dropped, repeated, reordered or exchanged', async () => {
  const { records } = decodeEnvelope(file);
  const [first, second] = records;
  if (!first || !second) throw new Error('two records expected');
  for (const list of [records.slice(1), [...records, first], [...records].reverse(), [{ ...first, id: second.id }, { ...second, id: first.id }, ...records.slice(2)], [{ ...first, type: 'key' as const }, ...records.slice(1)]]) {
    await expect(Vault.open(tools, forged(() => ({ records: list })), PASSWORD)).rejects.toEqual(code('vault/damaged'));
  }
});

test('absurd parameters are refused before the hash is asked for memory', async () => {
  let asked = 0;
  const watched = { ...tools, hash: async () => { asked += 1; return new Uint8Array(32); } };
  for (const bad of [{ m: 2_000_000 }, { m: Number.MAX_SAFE_INTEGER }, { t: 1000 }, { p: 200 }, { m: 0 }, { t: 0 }, { p: 0 }]) {
    await expect(Vault.open(watched, forged(({ kdf }) => ({ kdf: { ...kdf, ...bad } })), PASSWORD)).rejects.toEqual(code('vault/kdf-refused'));
  }
  expect(asked).toBe(0);
});

test('the shipped policy refuses a vault made with a weak derivation', async () => {
  await expect(Vault.open({ ...tools, kdf: PRODUCTION_KDF }, file, PASSWORD)).rejects.toEqual(code('vault/kdf-refused'));
});

test('a later format is named as such', () => {
  const later = Buffer.from(canonicalJson({ format: 'fluxkeep-vault', v: 2, anything: [] }));
  expect(() => decodeEnvelope(later)).toThrow(code('vault/newer-version'));
});

test('each rewrite of a record draws a new nonce', async () => {
  const own = await Vault.open(tools, file, PASSWORD);
  const nonces = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    own.putSingle('book', { meta: { contacts: [], paid: [] }, secret: new Uint8Array(0) });
    for (const record of decodeEnvelope(own.bytesForSave()).records) if (record.type === 'book') nonces.add(record.nonce);
  }
  expect(nonces.size).toBe(20);
});

test('records that do not fit their type are refused both ways', () => {
  const none = new Uint8Array(0);
  expect(() => encodePayload('seed', { meta: { language: 'english', passphrase: false, fingerprint: '9f3a11c2' }, secret: new Uint8Array(15) })).toThrow(code('vault/bad-record'));
  expect(() => encodePayload('key', { meta: { name: 'x', family: 'flux', compressed: true, use: 'keep', created: 1 }, secret: none })).toThrow(code('vault/bad-record'));
  const good = encodePayload('book', { meta: { contacts: [], paid: [] }, secret: none });
  expect(decodePayload('book', good).meta).toEqual({ contacts: [], paid: [] });
  for (let length = 0; length < good.length; length += 1) expect(() => decodePayload('book', good.subarray(0, length))).toThrow(code('vault/bad-record'));
  expect(() => decodePayload('meta', good)).toThrow(code('vault/bad-record'));
});

test('a vault that would outgrow what a reader accepts is not written', async () => {
  const own = await Vault.open(tools, file, PASSWORD);
  const paid = Array.from({ length: 5000 }, (_, index) => ({ chain: 'flux' as const, address: `t1${String(index).padStart(120, 'x')}`, at: index }));
  own.putSingle('book', { meta: { contacts: [], paid }, secret: new Uint8Array(0) });
  const before = own.snapshot();
  expect(() => { own.bytesForSave(); }).toThrow(code('vault/too-large'));
  own.restore(before);
});

test('after wiping, nothing opens any more', async () => {
  const own = await Vault.open(tools, file, PASSWORD);
  own.wipe();
  expect(() => own.readSingle('seed')).toThrow(code('vault/locked'));
  expect(() => own.bytesForSave()).toThrow(code('vault/locked'));
});

test('canonical JSON has one form for one value', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null))), (value) => {
    const text = canonicalJson(value);
    expect(JSON.parse(text)).toEqual({ ...value });
    expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
  }));
  expect(() => canonicalJson(1.5)).toThrow(TypeError);
});
