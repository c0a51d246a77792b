// Balances say of each coin what Send will do with it: collateral, shared and immature coins are locked, and the parts add up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScriptType } from '../../../../../shared/contract/money-path';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { Balances, type Balance } from '../../../../../main/wallet/portfolio/balances';
import { openStore } from '../../../../../main/wallet/store/open';
import { TokenStore } from '../../../../../main/wallet/store/token-store';
import { UtxoStore, type StoredCoin } from '../../../../../main/wallet/store/utxo-store';
import { outboxEntry } from '../samples';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-balances-'));
const { db } = openStore({ dir, network: 'practice', instance: null, now: 1 });
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
const stores = { flux: new UtxoStore(db, 'flux'), bitcoin: new UtxoStore(db, 'bitcoin') };
const TIP = 1_000;
let serial = 0;

/** An own coin in a block; one transaction each. */
function hold(value: bigint, more: { chain?: 'flux' | 'bitcoin'; scriptType?: ScriptType; coinbase?: boolean; height?: number | null } = {}): string {
  serial += 1;
  const { chain = 'flux', scriptType = 'p2pkh', coinbase = false, height = 500 } = more;
  const txid = serial.toString(16).padStart(64, '0');
  const address = `${scriptType} ${serial}`;
  db.run('INSERT INTO address (chain, address, script, script_type, key, key_bytes, path) VALUES (?, ?, ?, ?, ?, 33, ?)', [chain, address, new Uint8Array(1), scriptType, '{}', '']);
  const output = { value, address, script: new Uint8Array(1) };
  stores[chain].add({ txid, coinbase, inputs: [], outputs: [output], expiry: null, note: null }, new Uint8Array(1), 1, (found) => found);
  stores[chain].list(txid, { height, blockHash: null, time: 1 });
  return `${txid}:0`;
}
function balance(chain: 'flux' | 'bitcoin', more: { released?: readonly string[]; live?: ReturnType<typeof outboxEntry>[] } = {}): Balance {
  return reading(chain, more).value;
}
function reading(chain: 'flux' | 'bitcoin', more: { released?: readonly string[]; live?: ReturnType<typeof outboxEntry>[]; proven?: (coins: readonly StoredCoin[]) => boolean } = {}) {
  const balances = new Balances({
    settled: () => ({ kind: 'good', height: TIP, source: 'agreed', at: 1 }), tokens: new TokenStore(db), stores, live: () => more.live ?? [], released: () => new Set(more.released),
    scriptType: (_chain, address) => address.split(' ')[0] as ScriptType,
    proven: more.proven ?? (() => false),
  });
  const known = balances.of(chain, `${chain}/native`);
  if (known.state !== 'known') throw new Error('not known');
  return known;
}
afterEach(() => {
  for (const table of ['coin', 'spend', 'tx', 'address']) db.run(`DELETE FROM ${table}`);
});

test('coins that several keys sign are not spendable: Send leaves them out', () => {
  hold(5n);
  hold(7n, { scriptType: 'p2sh-multisig' });
  hold(11n, { chain: 'bitcoin', scriptType: 'p2sh-multisig' });
  expect(balance('flux')).toEqual({ total: 12n, pending: 0n, spendable: 5n, locked: 7n });
  expect(balance('bitcoin')).toEqual({ total: 11n, pending: 0n, spendable: 0n, locked: 11n });
});
test('collateral is locked until it is freed; the same amount is money on Bitcoin', () => {
  const point = hold(TIER_COLLATERAL.cumulus);
  hold(TIER_COLLATERAL.cumulus + 1n);
  hold(TIER_COLLATERAL.cumulus, { chain: 'bitcoin' });
  expect(balance('flux')).toMatchObject({ spendable: TIER_COLLATERAL.cumulus + 1n, locked: TIER_COLLATERAL.cumulus });
  expect(balance('flux', { released: [point] })).toMatchObject({ spendable: 2n * TIER_COLLATERAL.cumulus + 1n, locked: 0n });
  expect(balance('bitcoin')).toMatchObject({ spendable: TIER_COLLATERAL.cumulus, locked: 0n });
});
test('freed collateral of several keys stays locked: other keys have to sign', () => {
  const point = hold(TIER_COLLATERAL.nimbus, { scriptType: 'p2sh-multisig' });
  expect(balance('flux', { released: [point] })).toMatchObject({ spendable: 0n, locked: TIER_COLLATERAL.nimbus });
});
// The hundredth block after it is the first that may spend it.
test.each([[TIP + 1 - 99, 0n, 3n], [TIP + 1 - 100, 3n, 0n]])('a reward of block %s at height 1,000: spendable %s, locked %s', (height, spendable, locked) => {
  hold(3n, { coinbase: true, height });
  expect(balance('flux')).toEqual({ total: 3n, pending: 0n, spendable, locked });
});
test('what comes in is pending, whatever it will be; what the outbox spends is gone', () => {
  hold(TIER_COLLATERAL.stratus, { height: null });
  const leaving = hold(9n);
  const [txid = '', vout = ''] = leaving.split(':');
  const live = [outboxEntry({ spends: [{ txid, vout: Number(vout) }], ownOutputs: [] })];
  expect(balance('flux', { live })).toEqual({ total: TIER_COLLATERAL.stratus, pending: TIER_COLLATERAL.stratus, spendable: 0n, locked: 0n });
});

test('what the light node has proven is proven, on the Flux main chain and nowhere else', () => {
  hold(5n);
  hold(7n, { chain: 'bitcoin' });
  const asked: string[][] = [];
  const proven = (coins: readonly StoredCoin[]) => {
    asked.push(coins.map(({ value }) => String(value)));
    return true;
  };
  expect(reading('flux', { proven }).source).toBe('proven');
  expect(reading('bitcoin', { proven }).source).toBe('agreed');
  expect(reading('flux').source).toBe('agreed');
  expect(asked).toEqual([['5']]);
});
test('change that no block holds yet keeps the whole from being proven; a coin that left does not', () => {
  hold(5n);
  const leaving = hold(9n);
  const [txid = '', vout = ''] = leaving.split(':');
  const spends = [{ txid, vout: Number(vout) }];
  const proven = (coins: readonly StoredCoin[]) => coins.length === 1 && coins[0]?.value === 5n;
  expect(reading('flux', { proven, live: [outboxEntry({ spends, ownOutputs: [] })] }).source).toBe('proven');
  expect(reading('flux', { proven, live: [outboxEntry({ spends, ownOutputs: outboxEntry({}).ownOutputs })] }).source).toBe('agreed');
});
