// Contacts, paid addresses and the bridge operator's deposit addresses under the vault's seal: decisions of a review hang on them, so no other process may write them.

import type { ChainId } from '../../shared/chains/ids';
import type { Contact } from '../../shared/contract/money-path';
import { AppError } from '../../shared/errors/app-error';
import type { SealedAddresses } from './review/ports';
import type { WalletLibrary } from './vault/library';
import type { RecordMeta } from './vault/payload';
import type { Vault } from './vault/vault';

type Book = RecordMeta<'book'>;

/** Oldest paid addresses are forgotten beyond this: the vault file has a largest size. */
const MAX_PAID = 3000;
const MAX_CONTACTS = 1000;

const readBook = (vault: Vault): Book => vault.readSingle('book')?.meta ?? { contacts: [], paid: [] };
const writeBook = (vault: Vault, book: Book): void => vault.putSingle('book', { meta: book, secret: new Uint8Array(0) });

export class AddressBook implements SealedAddresses {
  private book: Book;

  /** @param now milliseconds since 1970 */
  constructor(private readonly library: WalletLibrary, private readonly random: (length: number) => Uint8Array, private readonly now: () => number) {
    this.book = readBook(library.open.vault);
  }

  contacts(): readonly Contact[] {
    return this.book.contacts;
  }

  paid(): readonly { readonly chain: ChainId; readonly address: string }[] {
    return this.book.paid;
  }

  async rememberPaid(address: string, chain: ChainId): Promise<void> {
    if (this.book.paid.some((one) => one.chain === chain && one.address === address)) return;
    await this.change((book) => ({ ...book, paid: [...book.paid, { chain, address, at: this.now() }].slice(-MAX_PAID) }));
  }

  deposit(chain: ChainId): string | null {
    return this.book.deposits?.find((one) => one.chain === chain)?.address ?? null;
  }

  async rememberDeposit(address: string, chain: ChainId): Promise<void> {
    if (this.deposit(chain) === address) return;
    await this.change((book) => ({ ...book, deposits: [...(book.deposits ?? []).filter((one) => one.chain !== chain), { chain, address, at: this.now() }] }));
  }

  /** Adds a contact, or replaces the one with this id. @throws AppError contacts/too-many, contacts/unknown */
  async put(contact: Omit<Contact, 'id' | 'createdAt'> & { id?: string; createdAt?: number }): Promise<Contact> {
    const known = this.book.contacts.find(({ id }) => id === contact.id);
    if (contact.id !== undefined && !known) throw new AppError('contacts/unknown', 'no such contact');
    if (!known && this.book.contacts.length >= MAX_CONTACTS) throw new AppError('contacts/too-many', 'the address book is full', { context: { most: MAX_CONTACTS } });
    const { name, chain, address, note } = contact;
    const made: Contact = { id: known?.id ?? Buffer.from(this.random(8)).toString('hex'), name, chain, address, note, createdAt: known?.createdAt ?? this.now() };
    await this.change((book) => ({ ...book, contacts: known ? book.contacts.map((one) => (one.id === made.id ? made : one)) : [...book.contacts, made] }));
    return made;
  }

  /** @throws AppError contacts/unknown */
  async remove(id: string): Promise<void> {
    if (!this.book.contacts.some((one) => one.id === id)) throw new AppError('contacts/unknown', 'no such contact');
    await this.change((book) => ({ ...book, contacts: book.contacts.filter((one) => one.id !== id) }));
  }

  /** Memory follows the disk: when the write fails, nothing has changed. */
  private async change(change: (book: Book) => Book): Promise<void> {
    this.book = await this.library.update((vault) => {
      const next = change(readBook(vault));
      writeBook(vault, next);
      return next;
    });
  }
}
