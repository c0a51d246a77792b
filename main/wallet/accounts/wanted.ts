// Account discovery (BIP44): when the last account of a kind was used, the next one has to be looked at, too.

import type { ChainId } from '../../../shared/chains/ids';
import { chainsOf, type AddressBook } from './address-book';

/** Accounts beyond this are not looked for by themselves. */
const MOST_ACCOUNTS = 20;

/** The next account of the chain's family, when the wallet's last one shows activity. EVM has one account. */
export function wantedAccounts(book: AddressBook, chain: ChainId): { family: 'flux' | 'bitcoin'; index: number }[] {
  if (chain !== 'flux' && chain !== 'bitcoin') return [];
  const accounts = book.descriptors.filter((descriptor) => chainsOf(descriptor).includes(chain));
  const indexOf = (account: string) => Number(account.split(':')[2]);
  const last = Math.max(-1, ...accounts.map(({ account }) => indexOf(account)));
  const used = book.list(chain).some((row) => row.used && row.account !== null && indexOf(row.account) === last);
  return used && last + 1 < MOST_ACCOUNTS ? [{ family: chain, index: last + 1 }] : [];
}
