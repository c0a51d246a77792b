// Messages about apps on disk.

import { json, parse } from '../store/columns';
import type { Db, Row } from '../store/database';
import { zMessageRecord, type MessageRecord } from './record';

const MOST_SHOWN = 100;

export class MessageStore {
  constructor(private readonly db: Db) {}

  get(hash: string): MessageRecord | null {
    const row = this.db.get('SELECT record FROM cloud_message WHERE hash = ?', [hash]);
    return row === null ? null : recordOf(row);
  }

  /** Adds a message; one of the same hash stays as it is. */
  add(record: MessageRecord): void {
    this.db.run('INSERT OR IGNORE INTO cloud_message (hash, record) VALUES (?, ?)', [record.hash, JSON.stringify(record)]);
  }

  put(record: MessageRecord): void {
    this.db.run('UPDATE cloud_message SET record = ? WHERE hash = ?', [JSON.stringify(record), record.hash]);
  }

  /** Those that are not hidden, newest first. */
  shown(): MessageRecord[] {
    return this.db.all('SELECT record FROM cloud_message WHERE json_valid(record) ORDER BY seq DESC').flatMap(readable).filter(({ hidden }) => !hidden).slice(0, MOST_SHOWN);
  }
}

/** Rows out of a damaged file may be of another shape: they are kept and not shown. */
function readable(row: Row): MessageRecord[] {
  const parsed = zMessageRecord.safeParse(json(row, 'record'));
  return parsed.success ? [parsed.data] : [];
}

function recordOf(row: Row): MessageRecord {
  return parse(zMessageRecord, json(row, 'record'));
}
