// What only the person and this computer know is taken over from a damaged or outdated file: labels, the outbox, swaps, claims, FluxNodes, votes, proposals, signed texts, messages about apps, handed-out addresses.
// Everything else comes from the chains again.

import type { Db, Row } from './database';

/** Tables whose rows are worth saving, with their columns in order. */
const OWN_RECORDS: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'label', columns: ['kind', 'ref', 'text'] },
  { table: 'outbox', columns: ['seq', 'id', 'chain', 'txid', 'raw', 'entry', 'kind', 'state', 'nonce_from', 'nonce'] },
  { table: 'outbox_spend', columns: ['id', 'chain', 'txid', 'vout'] },
  { table: 'swap', columns: ['seq', 'id', 'chain', 'txid', 'to_chain', 'txid_to', 'state', 'open', 'record'] },
  { table: 'claim', columns: ['seq', 'phrase', 'address', 'target', 'receiver', 'arrives', 'txid', 'at'] },
  { table: 'node', columns: ['seq', 'id', 'collateral', 'address', 'record'] },
  { table: 'vote', columns: ['seq', 'phrase', 'hash', 'flux_id', 'topic', 'yes', 'service', 'state', 'said', 'at'] },
  { table: 'proposal', columns: ['seq', 'hash', 'record'] },
  { table: 'released', columns: ['txid', 'vout', 'at'] },
  { table: 'signed_text', columns: ['seq', 'text', 'address', 'scheme', 'host', 'url', 'state', 'said', 'at'] },
  { table: 'cloud_message', columns: ['seq', 'hash', 'record'] },
  { table: 'address', columns: ['chain', 'address', 'script', 'script_type', 'key', 'key_bytes', 'account', 'branch', 'idx', 'path', 'used', 'handed_out', 'last_used'] },
];

/** Copies what can be read. @returns how many rows were saved, and whether every table could be read to its end */
export function salvage(from: Db, to: Db): { rows: number; complete: boolean } {
  const tables = tablesOf(from);
  if (tables === null) return { rows: 0, complete: false };
  let rows = 0;
  let complete = true;
  to.transaction(() => {
    for (const { table, columns } of OWN_RECORDS.filter(({ table }) => tables.has(table))) {
      const read = readTable(from, table, columns);
      complete &&= read.complete;
      for (const row of read.rows) if (copyRow(to, table, columns, row)) rows += 1;
    }
  });
  return { rows, complete };
}

/** Names of the tables that a file has; an older schema has not every one. Null: they cannot be read, and then no statement can. */
function tablesOf(from: Db): ReadonlySet<unknown> | null {
  try {
    return new Set(from.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name));
  } catch {
    return null;
  }
}

/** Reads in small pages, so that a bad page costs the rows near it only. */
function readTable(from: Db, table: string, columns: readonly string[]): { rows: Row[]; complete: boolean } {
  const rows: Row[] = [];
  let misses = 0;
  const page = 20;
  for (let offset = 0; misses < 50; offset += page) {
    try {
      const part = from.all(`SELECT ${columns.join(', ')} FROM ${table} LIMIT ${page} OFFSET ${offset}`);
      rows.push(...part);
      if (part.length < page) return { rows, complete: misses === 0 };
    } catch {
      misses += 1;
    }
  }
  return { rows, complete: false };
}

function copyRow(to: Db, table: string, columns: readonly string[], row: Row): boolean {
  try {
    to.run(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, columns.map((column) => row[column] ?? null));
    return true;
  } catch {
    return false;
  }
}
