// Claims on disk, by their one-time phrase: kept before the signature leaves the wallet, so that no answer that was lost is forgotten.

import { integer, text, textOrNull, units } from '../../store/columns';
import type { Db, Row } from '../../store/database';

export interface ClaimRecord {
  readonly phrase: string;
  /** Address on the main chain that earned. */
  readonly address: string;
  /** One of Fusion's keys, or "all". */
  readonly target: string;
  readonly receiver: string;
  /** 10⁻⁸ FLUX, as Fusion reported before. */
  readonly arrives: bigint;
  /** Null: the operator's answer is not known. */
  readonly txid: string | null;
  readonly at: number;
}

export class ClaimStore {
  constructor(private readonly db: Db) {}

  get(phrase: string): ClaimRecord | null {
    const row = this.db.get('SELECT * FROM claim WHERE phrase = ?', [phrase]);
    return row === null ? null : claimOf(row);
  }

  /** Adds a claim; one of the same phrase stays as it is. */
  add({ phrase, address, target, receiver, arrives, txid, at }: ClaimRecord): void {
    this.db.run('INSERT OR IGNORE INTO claim (phrase, address, target, receiver, arrives, txid, at) VALUES (?, ?, ?, ?, ?, ?, ?)', [phrase, address, target, receiver, arrives.toString(), txid, at]);
  }

  paid(phrase: string, txid: string): void {
    this.db.run('UPDATE claim SET txid = ? WHERE phrase = ?', [txid, phrase]);
  }

  /** Newest first. */
  of(address: string): ClaimRecord[] {
    return this.db.all('SELECT * FROM claim WHERE address = ? ORDER BY seq DESC LIMIT 200', [address]).map(claimOf);
  }
}

function claimOf(row: Row): ClaimRecord {
  return {
    phrase: text(row, 'phrase'), address: text(row, 'address'), target: text(row, 'target'), receiver: text(row, 'receiver'),
    arrives: units(row, 'arrives'), txid: textOrNull(row, 'txid'), at: integer(row, 'at'),
  };
}
