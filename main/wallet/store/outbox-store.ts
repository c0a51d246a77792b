// The outbox on disk (OutboxRepository): a signed transaction, the coins or the nonce that it takes, and its entry of Activity, at once.

import { z } from 'zod';
import type { ChainId } from '../../../shared/chains/ids';
import { zChain, zError } from '../../../shared/contract/base';
import { zIntent, zKeyRef, zScriptType } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import type { OutboxEntry, OutboxRepository, OutboxState } from '../plans/ports';
import { blob, json, parse, text } from './columns';
import type { Db, Row } from './database';

const zWhole = z.string().regex(/^\d{1,78}$/).transform((digits) => BigInt(digits));
const zOwn = z.object({ address: z.string(), key: zKeyRef, scriptType: zScriptType });
const zEntry = z.object({
  chain: zChain, txid: z.string(), intent: zIntent, createdAt: z.number(),
  spends: z.array(z.object({ txid: z.string(), vout: z.number().int() })),
  ownOutputs: z.array(z.object({ vout: z.number().int(), value: zWhole, own: zOwn })),
  nonce: z.object({ from: z.string(), value: z.number().int() }).nullable(),
  expiry: z.number().int().nullable(), fee: zWhole, replaces: z.string().nullable(),
});
const zState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), attempts: z.number(), nextAt: z.number(), reason: zError.nullable() }),
  z.object({ kind: z.literal('pending'), since: z.number(), attempts: z.number(), nextAt: z.number() }),
  z.object({ kind: z.literal('mined'), height: z.number().int(), ok: z.boolean() }),
  z.object({ kind: z.literal('confirmed'), height: z.number().int() }),
  z.object({ kind: z.literal('expired'), height: z.number().int() }),
  z.object({ kind: z.literal('replaced'), by: z.string().nullable() }),
  z.object({ kind: z.literal('failed'), reason: zError }),
]);

const LIVE = "('waiting', 'pending', 'mined')";

export class OutboxStore implements OutboxRepository {
  /** @param written is called inside the transaction that adds or changes an entry */
  constructor(private readonly db: Db, private readonly written: (entry: OutboxEntry) => void) {}

  add(entry: OutboxEntry): void {
    this.db.transaction(() => {
      if (this.get(entry.id)) throw new AppError('outbox/known', 'this transaction is in the outbox already');
      const { id, raw, state, ...rest } = entry;
      const body = JSON.stringify(rest, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
      this.db.run(
        'INSERT INTO outbox (id, chain, txid, raw, entry, kind, state, nonce_from, nonce) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [id, entry.chain, entry.txid, raw, body, state.kind, JSON.stringify(state), entry.nonce?.from.toLowerCase() ?? null, entry.nonce?.value ?? null],
      );
      for (const spend of entry.spends) this.db.run('INSERT INTO outbox_spend (id, chain, txid, vout) VALUES (?, ?, ?, ?)', [id, entry.chain, spend.txid, spend.vout]);
      this.written(entry);
    });
  }

  get(id: string): OutboxEntry | null {
    const row = this.db.get('SELECT * FROM outbox WHERE id = ?', [id]);
    return row === null ? null : entryOf(row);
  }

  live(): OutboxEntry[] {
    return this.db.all(`SELECT * FROM outbox WHERE kind IN ${LIVE} ORDER BY seq`).map(entryOf);
  }

  all(): OutboxEntry[] {
    return this.db.all('SELECT * FROM outbox ORDER BY seq').map(entryOf);
  }

  /** Deposits of swaps, oldest first. */
  deposits(): OutboxEntry[] {
    return this.db.all("SELECT * FROM outbox WHERE json_extract(entry, '$.intent.kind') = 'swap' ORDER BY seq").map(entryOf);
  }

  /** Own addresses of a chain that transactions on their way pay. */
  paid(chain: ChainId): ReadonlySet<string> {
    return new Set(this.live().filter((entry) => entry.chain === chain).flatMap((entry) => entry.ownOutputs.map(({ own }) => own.address)));
  }

  rivals(entry: OutboxEntry): OutboxEntry[] {
    const rows = this.db.all(
      `SELECT * FROM outbox WHERE id <> ?1 AND chain = ?2 AND (
         id IN (SELECT o.id FROM outbox_spend o JOIN outbox_spend mine ON mine.chain = o.chain AND mine.txid = o.txid AND mine.vout = o.vout WHERE mine.id = ?1)
         OR (?3 IS NOT NULL AND nonce_from = ?3 AND nonce = ?4)) ORDER BY seq`,
      [entry.id, entry.chain, entry.nonce?.from.toLowerCase() ?? null, entry.nonce?.value ?? null],
    );
    return rows.map(entryOf);
  }

  setState(id: string, state: OutboxState): void {
    this.db.transaction(() => {
      if (this.db.run('UPDATE outbox SET kind = ?, state = ? WHERE id = ?', [state.kind, JSON.stringify(state), id]) === 0) throw new AppError('outbox/unknown', 'no such transaction in the outbox');
      const entry = this.get(id);
      if (entry) this.written(entry);
    });
  }
}

function entryOf(row: Row): OutboxEntry {
  return { id: text(row, 'id'), raw: blob(row, 'raw'), state: parse(zState, json(row, 'state')), ...parse(zEntry, json(row, 'entry')) };
}
