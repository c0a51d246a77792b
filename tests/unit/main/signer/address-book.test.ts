// The sealed address book: what it remembers survives the vault, and books of before the bridge still open.

import { AddressBook } from '../../../../main/signer/address-book';
import { decodePayload, encodePayload } from '../../../../main/signer/vault/payload';
import type { WalletLibrary } from '../../../../main/signer/vault/library';
import { MemoryDisk } from './support/memory-disk';
import { fillVault, libraryOn, PASSWORD, seededRandom } from './support/vault-tools';

const [ONE, OTHER] = ['0x98f17e2d8C09F637A236d067191E0d11656A7dF0', '0x134E4C74C670AdEfDCb2476dF6960D9297bC7DAd'];
const bookOf = (library: WalletLibrary) => new AddressBook(library, seededRandom(), () => 1_790_000_000_000);

test('the operator’s last deposit address on each chain is sealed, and the one before it goes', async () => {
  const library = libraryOn(new MemoryDisk());
  const { vault } = await library.create(PASSWORD, 'Savings', false, fillVault);
  const book = bookOf(library);
  expect(book.deposit('base')).toBeNull();
  await book.rememberDeposit(ONE, 'base');
  await book.rememberDeposit(ONE, 'ethereum');
  await book.rememberDeposit(OTHER, 'base');
  const { generation } = library.open.vault;
  await book.rememberDeposit(OTHER, 'base');
  expect(library.open.vault.generation).toBe(generation);
  await book.rememberPaid('t1abc', 'flux');
  await library.close();
  await library.unlock(vault.id, PASSWORD, false, () => undefined);
  const again = bookOf(library);
  expect([again.deposit('base'), again.deposit('ethereum'), again.deposit('flux')]).toEqual([OTHER, ONE, null]);
  expect(again.paid()).toHaveLength(1);
});

test('a book of before the bridge opens, and stays as it was until something is remembered', () => {
  const before = { contacts: [], paid: [{ chain: 'flux' as const, address: 't1abc', at: 1 }] };
  const bytes = encodePayload('book', { meta: before, secret: new Uint8Array(0) });
  expect(new TextDecoder().decode(bytes.slice(4))).toBe('{"contacts":[],"paid":[{"address":"t1abc","at":1,"chain":"flux"}]}');
  const { meta } = decodePayload('book', bytes);
  expect(meta).toEqual(before);
  expect(encodePayload('book', { meta, secret: new Uint8Array(0) })).toEqual(bytes);
});
