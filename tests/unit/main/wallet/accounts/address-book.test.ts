// Own addresses: derived as the bip32 package derives them, kept in the database, extended by the gap limit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIP32Factory } from 'bip32';
import * as ecc from 'tiny-secp256k1';
import { AddressBook } from '../../../../../main/wallet/accounts/address-book';
import { freshAddress, freshReceive } from '../../../../../main/wallet/accounts/fresh';
import { wantedAccounts } from '../../../../../main/wallet/accounts/wanted';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import { Keyring } from '../../../../../main/signer/keyring/keyring';
import { scriptOfKey } from '../../../../../shared/hd/script-of-key';
import type { Imported } from '../../../../../shared/contract/money-path';

const seed = new Uint8Array(64).fill(9);
const keys = Keyring.fromSeed('mainnet', seed);
const accounts = ['flux:44:0', 'bitcoin:84:0', 'bitcoin:86:0', 'bitcoin:49:0', 'bitcoin:44:0', 'evm:44:0'];
const descriptors = accounts.map((account) => keys.describe(account));
let dir: string;
let db: WalletDatabase;
let book: AddressBook;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fluxkeep-book-'));
  ({ db } = openStore({ dir, network: 'mainnet', instance: null, now: 0 }));
  book = new AddressBook(db, 'mainnet');
  book.setAccounts(descriptors, []);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
const never = () => false;

test.each(descriptors)('$account: the addresses of the bip32 package', ({ account, xpub, scriptType, family, path }) => {
  const chain = family === 'evm' ? 'base' : family;
  const node = BIP32Factory(ecc).fromBase58(xpub);
  for (const branch of family === 'evm' ? [0 as const] : [0 as const, 1 as const]) {
    const rows = book.branch(chain, account, branch);
    expect(rows).toHaveLength(family === 'evm' ? 1 : 20);
    rows.forEach((row, index) => {
      const expected = scriptOfKey(node.derive(branch).derive(index).publicKey, scriptType, chain, 'mainnet', ecc);
      expect([row.address, row.path, row.index]).toEqual([expected.address, `${path}/${branch}/${index}`, index]);
      expect(row.script).toEqual(expected.script);
    });
  }
});
test('the same addresses as the signer derives', () => {
  for (const row of book.list('bitcoin').slice(0, 30)) expect(keys.scriptOf(row.key, row.scriptType, 'bitcoin').address).toBe(row.address);
});
test('use moves the gap; the database has it all', () => {
  const row = book.branch('flux', 'flux:44:0', 0)[7];
  if (!row) throw new Error('no row');
  book.markUsed('flux', row.address, 500);
  expect(book.extend('flux')).toBe(8);
  expect(book.branch('flux', 'flux:44:0', 0)).toHaveLength(28);
  expect(book.branch('flux', 'flux:44:0', 1)).toHaveLength(20);
  const again = new AddressBook(db, 'mainnet');
  again.setAccounts(descriptors, []);
  expect(again.list('flux')).toHaveLength(48);
  expect(again.find('flux', row.address)).toMatchObject({ used: true, lastUsed: 500 });
});
test('deeper never shrinks, and has to be discovered again', () => {
  book.setDiscovered('bitcoin');
  book.widen('bitcoin', 50);
  expect(book.discovered('bitcoin')).toBe(false);
  expect(book.branch('bitcoin', 'bitcoin:84:0', 1)).toHaveLength(50);
  book.widen('bitcoin', 20);
  expect(book.gap('bitcoin')).toBe(50);
});
test('EVM addresses are one in any case', () => {
  const [row] = book.list('base');
  expect(book.find('base', row?.address.toLowerCase() ?? '')).toBe(row);
  expect(book.list('ethereum')[0]?.address).toBe(row?.address);
});
describe('fresh addresses', () => {
  test('the first unused one after the last used one, and never beyond the gap', () => {
    const rows = book.branch('flux', 'flux:44:0', 0);
    expect(freshReceive(book, 'flux', null, never).index).toBe(0);
    book.markUsed('flux', rows[2]?.address ?? '', 1);
    book.extend('flux');
    expect(freshReceive(book, 'flux', null, never).index).toBe(3);
    expect(freshReceive(book, 'flux', null, (row) => (row.index ?? 0) < 6).index).toBe(6);
    expect(freshReceive(book, 'flux', null, () => true).index).toBe(21);
  });
  test('by script type, on the branch asked for, or none', () => {
    expect(freshAddress(book, 'bitcoin', 'p2tr', 1, never)).toMatchObject({ account: 'bitcoin:86:0', branch: 1, index: 0 });
    expect(freshAddress(book, 'bitcoin', null, 0, never)).toMatchObject({ account: 'bitcoin:84:0' });
    expect(freshAddress(book, 'flux', 'p2tr', 0, never)).toBeNull();
    expect(() => freshReceive(book, 'flux', 'p2tr', never)).toThrow(expect.objectContaining({ code: 'accounts/none' }));
  });
});
test('imported keys are watched: compressed, uncompressed, multisig', () => {
  const point = (compressed: boolean) => Buffer.from(ecc.pointFromScalar(new Uint8Array(32).fill(1), compressed) ?? []).toString('hex');
  const imported = (id: string, more: Partial<Imported>): Imported => ({ id: id.repeat(32), family: 'flux', kind: 'wif', name: 'x', address: `t1${id}`, scriptType: 'p2pkh', publicKey: point(true), redeemScript: null, ...more });
  book.setAccounts(descriptors, [imported('a', {}), imported('b', { publicKey: point(false) }), imported('c', { kind: 'ssp', scriptType: 'p2sh-multisig', redeemScript: `5121${point(true)}51ae` })]);
  const own = book.list('flux').filter((row) => row.account === null);
  expect(own.map((row) => [row.keyBytes, row.scriptType, row.address.slice(0, 2)])).toEqual([[33, 'p2pkh', 't1'], [65, 'p2pkh', 't1'], [33, 'p2sh-multisig', 't3']]);
  expect(book.imported.map(({ id }) => id[0])).toEqual(['a', 'b', 'c']);
});
describe('imported keys that are gone', () => {
  const point = (secret: number): string => Buffer.from(ecc.pointFromScalar(new Uint8Array(32).fill(secret), true) ?? []).toString('hex');
  const key = (id: string, more: Partial<Imported> = {}): Imported => ({ id: id.repeat(32), family: 'flux', kind: 'wif', name: 'x', address: '', scriptType: 'p2pkh', publicKey: point(1), redeemScript: null, ...more });
  const own = () => book.list('flux').filter((row) => row.account === null);

  test('are no longer watched, in the database neither', () => {
    expect(book.setAccounts(descriptors, [key('a'), key('b', { publicKey: point(2) })])).toEqual({ learned: ['flux'], gone: [] });
    const [first] = own();
    expect(book.losing([key('b', { publicKey: point(2) })])).toEqual(['flux']);
    expect(book.setAccounts(descriptors, [key('b', { publicKey: point(2) })])).toEqual({ learned: [], gone: [first] });
    expect(own()).toHaveLength(1);
    expect(book.losing([key('b', { publicKey: point(2) })])).toEqual([]);
    expect(new AddressBook(db, 'mainnet').find('flux', first?.address ?? '')).toBeNull();
  });
  test('leave an address to another key of the same script', () => {
    const redeemScript = `5221${point(1)}21${point(2)}52ae`;
    const share = (id: string, secret: number) => key(id, { kind: 'ssp', scriptType: 'p2sh-multisig', publicKey: point(secret), redeemScript });
    book.setAccounts(descriptors, [share('a', 1), share('b', 2)]);
    expect(own().map((row) => row.key)).toEqual([{ kind: 'imported', id: 'a'.repeat(32) }]);
    expect(book.setAccounts(descriptors, [share('b', 2)])).toEqual({ learned: [], gone: [] });
    expect(own().map((row) => row.key)).toEqual([{ kind: 'imported', id: 'b'.repeat(32) }]);
    expect(new AddressBook(db, 'mainnet').list('flux').filter((row) => row.account === null)).toEqual(own());
  });
  test('leave an address to the account that has it, too', () => {
    const row = book.branch('flux', 'flux:44:0', 0)[3];
    book.setAccounts(descriptors, [key('a', { publicKey: Buffer.from(keys.scriptOf(row?.key ?? { kind: 'flux-id' }, 'p2pkh', 'flux').publicKey).toString('hex') })]);
    expect(book.setAccounts(descriptors, [])).toEqual({ learned: [], gone: [] });
    expect(book.branch('flux', 'flux:44:0', 0)).toHaveLength(20);
  });
  test('an account takes over an address that was imported before it reached it', () => {
    const late = keys.scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 22 }, 'p2pkh', 'flux');
    book.setAccounts(descriptors, [key('a', { publicKey: Buffer.from(late.publicKey).toString('hex') })]);
    book.widen('flux', 30);
    expect(book.branch('flux', 'flux:44:0', 0).map((row) => row.index)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(book.setAccounts(descriptors, [])).toEqual({ learned: [], gone: [] });
    expect(new AddressBook(db, 'mainnet').find('flux', late.address)).toMatchObject({ account: 'flux:44:0', index: 22 });
  });
});
test('the next account is wanted when the last one was used', () => {
  expect(wantedAccounts(book, 'flux')).toEqual([]);
  book.markUsed('flux', book.branch('flux', 'flux:44:0', 0)[0]?.address ?? '', 1);
  expect(wantedAccounts(book, 'flux')).toEqual([{ family: 'flux', index: 1 }]);
  expect(wantedAccounts(book, 'base')).toEqual([]);
});
test('a bad xpub is refused', () => {
  expect(() => book.setAccounts([{ ...keys.describe('flux:44:0'), account: 'flux:44:1', xpub: 'xpub1' }], [])).toThrow(expect.objectContaining({ code: 'hd/bad-xpub' }));
});
