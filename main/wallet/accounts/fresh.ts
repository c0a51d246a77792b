// Fresh addresses (BIP44): the next place of a branch that nothing has paid and nobody was given.

import type { ChainId } from '../../../shared/chains/ids';
import type { ScriptType } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import { GAP_LIMIT, type AddressBook } from './address-book';
import type { OwnRow } from './own-address';

/**
 * The next address of a branch.
 * @param taken tells addresses that must not be given although no transaction used them (outbox, labelled ones)
 * @returns null when the wallet has no account of that script type
 */
export function freshAddress(book: AddressBook, chain: ChainId, scriptType: ScriptType | null, branch: 0 | 1, taken: (row: OwnRow) => boolean): OwnRow | null {
  const account = book.defaultAccount(chain, scriptType);
  if (!account) return null;
  const rows = book.branch(chain, account.account, branch);
  if (account.family === 'evm') return rows[0] ?? null;
  const lastUsed = rows.reduce((last, row) => (row.used ? Math.max(last, row.index ?? 0) : last), -1);
  // Never beyond what a restore would find: the last place inside the gap is given again rather than one outside.
  const window = rows.slice(lastUsed + 1, lastUsed + GAP_LIMIT);
  return window.find((row) => !taken(row)) ?? window.at(-1) ?? null;
}

/** As freshAddress for branch 0. @throws AppError accounts/none */
export function freshReceive(book: AddressBook, chain: ChainId, scriptType: ScriptType | null, taken: (row: OwnRow) => boolean): OwnRow {
  const row = freshAddress(book, chain, scriptType, 0, taken);
  if (!row) throw new AppError('accounts/none', 'the wallet has no account for this', { context: { chain } });
  return row;
}
