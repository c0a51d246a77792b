// Vault files of format version 1, opened by the shipped policy and no other: what was sealed once stays readable for ever.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEnvelope } from '../../../../../main/signer/vault/envelope';
import { PRODUCTION_KDF } from '../../../../../main/signer/vault/kdf';
import { WalletLibrary } from '../../../../../main/signer/vault/library';
import { Vault } from '../../../../../main/signer/vault/vault';
import { wordsOf } from '../../../../../main/signer/keyring/words';
import { openKeyring } from '../../../../../main/signer/session';
import { MemoryDisk } from '../support/memory-disk';
import { libraryTools, ROOT } from '../support/vault-tools';

const PASSWORD = 'fixture pass sentence \u00e9';
const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const tools = libraryTools(new MemoryDisk(), { kdf: PRODUCTION_KDF });
const file = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/vault/v1/${name}.json`));

test('a mainnet vault with every type of record', async () => {
  const vault = await Vault.open(tools, file('mainnet-all-records'), PASSWORD);
  expect([vault.id, vault.network, vault.generation, vault.kdfIsOld]).toEqual(['0bebcba8748caccfb2f12b26d7a0a49c', 'mainnet', 1, false]);
  const seed = vault.readSingle('seed');
  expect(seed?.meta).toEqual({ language: 'english', passphrase: false, fingerprint: 'b8688df1' });
  expect(wordsOf(seed?.secret ?? new Uint8Array(16)).join(' ')).toBe(PHRASE);
  expect(vault.readSingle('meta')?.meta).toMatchObject({ name: 'mainnet-all-records', origin: 'created', writtenDownAt: 1_790_000_000_000, checkedAt: null });
  expect(vault.readSingle('book')?.meta).toMatchObject({ contacts: [{ name: 'Ada' }], paid: [{ chain: 'flux' }] });
  expect(vault.list('key').map((id) => vault.read('key', id)).map(({ meta, secret }) => [meta.name, meta.use, meta.family, meta.compressed, secret[31]])).toEqual([['kept', 'keep', 'flux', true, 0x11], ['swept', 'sweep', 'bitcoin', false, 0x22], ['identity', 'flux-id', 'bitcoin', true, 0x33]]);
  expect(vault.list('ssp').map((id) => vault.read('ssp', id).secret[0])).toEqual([0x44]);
  const ring = openKeyring(vault, null);
  expect(ring.describeImported()).toHaveLength(4);
  expect(vault.readSingle('xpub')?.meta.accounts).toEqual(['flux:44:0', 'bitcoin:84:0', 'bitcoin:86:0', 'evm:44:0'].map((account) => ring.describe(account)));
});

test('a vault with a passphrase: the right one opens its keys, another is noticed', async () => {
  const vault = await Vault.open(tools, file('practice-passphrase'), PASSWORD);
  expect(openKeyring(vault, 'Passphra\u0308se').fingerprint).toBe('c8ebfa52');
  expect(() => openKeyring(vault, 'Passphrase')).toThrow(expect.objectContaining({ code: 'phrase/wrong-passphrase' }));
  expect(() => openKeyring(vault, null)).toThrow(expect.objectContaining({ code: 'phrase/passphrase-needed' }));
});

test('the weakest accepted derivation opens and is strengthened at once; its old copy is retired at the next unlock', async () => {
  const disk = new MemoryDisk();
  const bytes = file('practice-least-kdf');
  const { id } = decodeEnvelope(bytes);
  await disk.makeFolder(join(ROOT, id));
  disk.plant(join(ROOT, id, 'vault.json'), bytes);
  const library = new WalletLibrary({ ...tools, disk }, ROOT, 'practice');
  await library.unlock(id, PASSWORD, false, () => undefined);
  const written = decodeEnvelope((await disk.read(join(ROOT, id, 'vault.json'), 1 << 20)) ?? new Uint8Array(0));
  expect(written.kdf).toMatchObject({ m: 131_072, t: 3, p: 1 });
  await library.close();
  await library.unlock(id, PASSWORD, false, () => undefined);
  const previous = decodeEnvelope((await disk.read(join(ROOT, id, 'vault.json.prev'), 1 << 20)) ?? new Uint8Array(0));
  expect(previous.kdf.m).toBe(131_072);
}, 20_000);
