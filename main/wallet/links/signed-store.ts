// Texts that were signed, on disk: kept before the signature leaves the wallet, so that the record never lacks one that did.

import type { SignedEntry } from '../../../shared/contract/links';
import { integer, text, textOrNull } from '../store/columns';
import type { Db, Row } from '../store/database';

export type SignedRecord = Omit<SignedEntry, 'id' | 'state'> & { readonly state: 'shown' | 'sending' | 'delivered' | 'failed' };

export class SignedStore {
  constructor(private readonly db: Db) {}

  /** @returns its number. The same text for the same place that is still on its way is not kept twice. */
  add(record: SignedRecord): number {
    const { text: signed, address, scheme, host, url, state, said, at } = record;
    const open = state === 'sending' ? this.db.get("SELECT seq FROM signed_text WHERE state = 'sending' AND text = ? AND url = ?", [signed, url]) : null;
    if (open !== null) return integer(open, 'seq');
    this.db.run('INSERT INTO signed_text (text, address, scheme, host, url, state, said, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [signed, address, scheme, host, url, state, said, at]);
    const row = this.db.get('SELECT MAX(seq) AS seq FROM signed_text');
    return row === null ? 0 : integer(row, 'seq');
  }

  ended(id: number, state: 'delivered' | 'failed', said: string): void {
    this.db.run('UPDATE signed_text SET state = ?, said = ? WHERE seq = ?', [state, said, id]);
  }

  /** Newest first. */
  list(offset: number, limit: number): { total: number; entries: SignedEntry[] } {
    const count = this.db.get('SELECT COUNT(*) AS count FROM signed_text');
    return { total: count === null ? 0 : integer(count, 'count'), entries: this.db.all('SELECT * FROM signed_text ORDER BY seq DESC LIMIT ? OFFSET ?', [limit, offset]).map(entryOf) };
  }
}

const STATES = { shown: 'shown', delivered: 'delivered', failed: 'failed' } as const;

function entryOf(row: Row): SignedEntry {
  const state = text(row, 'state');
  return {
    id: integer(row, 'seq'), text: text(row, 'text'), address: text(row, 'address'), scheme: text(row, 'scheme') === 'flux' ? 'flux' : 'bitcoin', host: textOrNull(row, 'host'), url: textOrNull(row, 'url'),
    // One that is still marked as being sent was never answered: the wallet ended in between.
    state: state in STATES ? STATES[state as keyof typeof STATES] : 'unknown', said: text(row, 'said'), at: integer(row, 'at'),
  };
}
