// Activity on disk: pages, filters, search, labels, and that size does not matter.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toCsv } from '../../../../../main/wallet/history/csv';
import { EntryStore, type EntryQuery } from '../../../../../main/wallet/history/entry-store';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import type { Activity } from '../../../../../shared/contract/wallet';
import { entry } from '../samples';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-entries-'));
let db: WalletDatabase;
let store: EntryStore;
beforeAll(() => {
  ({ db } = openStore({ dir, network: 'practice', instance: null, now: 0 }));
  store = new EntryStore(db);
});
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => {
  db.run('DELETE FROM activity');
  db.run('DELETE FROM label');
});
const query = (more: Partial<EntryQuery> = {}): EntryQuery => ({ texts: [], chains: [], kinds: [], since: null, until: null, suspicious: false, ...more });
const ids = (more: Partial<EntryQuery> = {}, offset = 0, limit = 200): string[] => store.page(query(more), offset, limit).entries.map(({ id }) => id);

test('what is stored comes back as it was', () => {
  const full = entry({ amount: -(10n ** 30n), fee: 7n, note: 'for "rent"', counterparties: ['a', 'b'], state: { kind: 'failed', reason: { code: 'x/y', message: 'm', context: { n: 1 } } }, height: null, suspicious: true });
  expect(store.put(full, [])).toBe(true);
  expect(store.get(full.id)).toEqual(full);
  expect(store.put(full, [])).toBe(false);
  expect(store.put({ ...full, state: { kind: 'mined' } }, [])).toBe(true);
});
test('newest first, page by page, each entry once', () => {
  for (let index = 0; index < 25; index += 1) store.put(entry({ id: `e${index}`, time: 1_000 + (index % 5) }), []);
  const pages = [0, 10, 20].flatMap((offset) => ids({}, offset, 10));
  expect(new Set(pages).size).toBe(25);
  expect(store.page(query(), 0, 10).total).toBe(25);
  expect(store.get(pages[0] ?? '')?.time).toBe(1_004);
});
test('filters', () => {
  store.put(entry({ id: 'f', chain: 'flux', kind: 'received', time: 10 }), ['FLUX']);
  store.put(entry({ id: 'b', chain: 'bitcoin', asset: 'bitcoin/native', kind: 'sent', time: 20 }), ['BTC', 'Bitcoin']);
  store.put(entry({ id: 's', chain: 'base', asset: 'base/native', kind: 'received', time: 30, suspicious: true }), ['ETH']);
  expect(ids()).toEqual(['b', 'f']);
  expect(ids({ suspicious: true })).toEqual(['s', 'b', 'f']);
  expect(ids({ chains: ['flux', 'base'] })).toEqual(['f']);
  expect(ids({ kinds: ['sent'] })).toEqual(['b']);
  expect(ids({ since: 15 })).toEqual(['b']);
  expect(ids({ until: 15 })).toEqual(['f']);
  expect(ids({ texts: ['bitco'] })).toEqual(['b']);
  expect(ids({ texts: ['BT'] })).toEqual(['b']);
  expect(ids({ texts: ['nobody', 'flux'] })).toEqual(['f']);
});
test.each(['%', '_', '"', "'", '" OR 1=1', 'a* NOT b', '\\', '((', 'NEAR(a b)'])('search text %s is text', (text) => {
  store.put(entry({ id: 'plain' }), ['FLUX']);
  store.put(entry({ id: 'odd', note: `before ${text} after` }), []);
  expect(ids({ texts: [text] })).toEqual(['odd']);
});
test('labels are searched, kept when the entry changes, and removed when empty', () => {
  store.put(entry(), []);
  store.setLabel('flux:1', 'Holiday', []);
  store.put(entry({ height: 11 }), []);
  expect(ids({ texts: ['holid'] })).toEqual(['flux:1']);
  expect(store.label('flux:1')).toBe('Holiday');
  store.setLabel('flux:1', '', []);
  expect(ids({ texts: ['holid'] })).toEqual([]);
  expect(() => store.setLabel('none', 'x', [])).toThrow(expect.objectContaining({ code: 'activity/unknown' }));
});
test('a removed entry is not found by its words', () => {
  store.put(entry({ note: 'findable' }), []);
  store.remove('flux:1');
  store.put(entry({ id: 'other' }), []);
  expect(ids({ texts: ['findable'] })).toEqual([]);
});
test('lists are read by index: nothing is sorted, nothing scanned but what a page needs', () => {
  const plan = (more: Partial<EntryQuery>): string => {
    const where = more.chains ? 'suspicious = 0 AND chain IN (?)' : 'suspicious = 0';
    return db.all(`EXPLAIN QUERY PLAN SELECT seq FROM activity WHERE ${where} ORDER BY time DESC, seq DESC LIMIT 50 OFFSET 0`, more.chains ? ['flux'] : []).map((row) => String(row.detail)).join('\n');
  };
  for (const detail of [plan({}), plan({ chains: ['flux'] })]) {
    expect(detail).toMatch(/USING COVERING INDEX/);
    expect(detail).not.toMatch(/TEMP B-TREE/);
  }
});
describe('CSV', () => {
  const row = (more: Partial<Activity>): Activity => ({
    id: 'x', chain: 'flux', txid: 'e'.repeat(64), kind: 'sent', asset: 'flux/native', symbol: 'FLUX', decimals: 8, builtIn: true, amount: '-150000000', fee: { asset: 'flux/native', units: '250' },
    counterparties: ['t1a', 't1b'], label: null, note: null, time: 0, height: 1, state: { kind: 'pending' }, value: null, can: { speedUp: false, cancel: false }, suspicious: false, ...more,
  });
  const line = (more: Partial<Activity>): string => toCsv([row(more)]).split('\r\n')[1] ?? '';
  test('amounts are plain decimals', () => {
    expect(line({})).toBe(`1970-01-01T00:00:00.000Z,flux,sent,pending,FLUX,,-1.5,0.0000025,FLUX,t1a t1b,${'e'.repeat(64)},,`);
    expect(line({ decimals: null, amount: '12345' })).toContain(',12345,');
  });
  test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1'])('the formula %j is defused', (label) => {
    expect(line({ label })).toMatch(/,"?'[=+\-@\t\r]/);
  });
  test('quotes, commas and line breaks stay in their cell', () => {
    expect(line({ note: 'a "b", c' })).toMatch(/,"a ""b"", c"$/);
  });
});
