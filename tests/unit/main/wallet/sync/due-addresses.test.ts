// Which addresses a look asks a server about: few every time, all of them now and then, and none that is never asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from '../../../../../main/signer/keyring/keyring';
import { AddressBook } from '../../../../../main/wallet/accounts/address-book';
import { utxoFamily } from '../../../../../main/wallet/chains/utxo-family';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import { UtxoStore } from '../../../../../main/wallet/store/utxo-store';
import { dueAddresses, type Reach } from '../../../../../main/wallet/sync/due-addresses';

const keys = Keyring.fromSeed('mainnet', new Uint8Array(64).fill(9));
const family = utxoFamily('flux', 'mainnet');
let dir: string;
let db: WalletDatabase;
let book: AddressBook;
let store: UtxoStore;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fluxkeep-due-'));
  ({ db } = openStore({ dir, network: 'mainnet', instance: null, now: 0 }));
  book = new AddressBook(db, 'mainnet');
  book.setAccounts([keys.describe('flux:44:0')], []);
  store = new UtxoStore(db, 'flux');
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
const due = (reach: Reach): string[] => dueAddresses(book, store, family, 1_000, reach).map(({ branch, index }) => `${branch}/${index}`);
const checkAll = (): void => book.list('flux').forEach((row) => book.markChecked(row, 1, null));
const use = (branch: 0 | 1, index: number): void => {
  const row = book.branch('flux', 'flux:44:0', branch)[index];
  if (row) book.markUsed('flux', row.address, 2);
};

test('a first look asks about every address', () => {
  expect(due('near')).toHaveLength(40);
});

test('later looks ask about what is handed out next, and about the rest of the gap now and then', () => {
  checkAll();
  expect(due('near')).toEqual(['0/0', '0/1', '0/2', '0/3', '1/0', '1/1', '1/2', '1/3']);
  expect(due('gap')).toHaveLength(40);
  use(0, 2);
  book.extend('flux');
  checkAll();
  expect(due('near').filter((place) => place.startsWith('0/'))).toEqual(['0/0', '0/1', '0/3', '0/4', '0/5', '0/6']);
  expect(due('gap').filter((place) => place.startsWith('0/'))).toHaveLength(22);
  expect(due('everything')).toHaveLength(43);
});

test('an address that somebody was given is asked about however deep it lies, and so is a new one', () => {
  use(0, 2);
  checkAll();
  const deep = book.branch('flux', 'flux:44:0', 0)[15];
  if (deep === undefined) throw new Error('no row');
  book.markHandedOut(deep, 3);
  expect(due('near')).toContain('0/15');
  book.extend('flux');
  expect(due('near')).toEqual(expect.arrayContaining(['0/20', '0/21', '0/22']));
});
