// Messages about apps on disk: kept once, newest first, saved from a damaged file; a row of another shape stops nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageStore } from '../../../../../main/wallet/cloud/message-store';
import type { MessageRecord } from '../../../../../main/wallet/cloud/record';
import { showMessage } from '../../../../../main/wallet/cloud/view';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import { salvage } from '../../../../../main/wallet/store/salvage';

const HOUR = 3_600_000;
const folders: string[] = [];
const opened: WalletDatabase[] = [];
function database(): WalletDatabase {
  const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-cloud-'));
  folders.push(dir);
  const { db } = openStore({ dir, network: 'practice', instance: 'one', now: 1_000 });
  opened.push(db);
  return db;
}
afterAll(() => {
  for (const db of opened) db.close();
  for (const dir of folders) rmSync(dir, { recursive: true, force: true });
});
const record = (hash: string, patch: Partial<MessageRecord> = {}): MessageRecord => ({
  hash: hash.repeat(32), type: 'fluxappregister', specification: '{}', timestamp: 1, signature: 's', name: 'myshop', instances: 3, expire: 88_000, node: 'n', usd: '1', pay: '2', payTo: 't1x', sentAt: 1_000, state: 'waiting', reason: null, hidden: false, ...patch,
});

test('kept once, changed, hidden, newest first', () => {
  const store = new MessageStore(database());
  store.add(record('01'));
  store.add(record('01', { name: 'other' }));
  store.add(record('02', { state: 'sending' }));
  store.put(record('02'));
  store.add(record('03', { hidden: true }));
  expect(store.shown()).toEqual([record('02'), record('01')]);
  expect([store.get('03'.repeat(32))?.hidden, store.get('04'.repeat(32))]).toEqual([true, null]);
});

test('saved from a damaged file; what cannot be read any more is kept and not shown', () => {
  const [from, to] = [database(), database()];
  new MessageStore(from).add(record('01'));
  from.run("INSERT INTO cloud_message (hash, record) VALUES ('x', '{\"hash\":1}')");
  from.run("INSERT INTO cloud_message (hash, record) VALUES ('y', 'no JSON')");
  expect(salvage(from, to)).toEqual({ rows: 3, complete: true });
  expect(new MessageStore(to).shown()).toEqual([record('01')]);
});

test.each<[string, Partial<MessageRecord>, number, string]>([
  ['on its way to the network', { state: 'sending' }, 1_000, 'unsure'], ['with time left', {}, 1_000 + HOUR - 300_000, 'unpaid'], ['at the end of its hour', {}, 1_000 + HOUR, 'lapsed'], ['never found', { state: 'sending' }, 1_000 + HOUR, 'lapsed'],
])('a message %s', (_, patch, now, kind) => {
  expect(showMessage(record('01', patch), [], { state: 'loading' }, now).state.kind).toBe(kind);
});
