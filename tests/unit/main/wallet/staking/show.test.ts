// What windows are shown: rewards by node and as CSV, the next payment, this or a pasted computer against the tiers.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeHardware, readBenchmark } from '../../../../../main/wallet/staking/show/hardware';
import { rewardsByNode, rewardsCsv, rewardsOf, sumOf } from '../../../../../main/wallet/staking/show/rewards';
import { showNode, type ViewDeps, type ViewFacts } from '../../../../../main/wallet/staking/show/view';
import { thisComputer } from '../../../../../main/wallet/staking/show/this-computer';
import { nodeParams } from '../../../../../main/wallet/staking/rules';
import type { StoredReward } from '../../../../../main/wallet/store/utxo-store';
import { tierReward } from '../../../../../shared/flux/subsidy';
import { zNode } from '../../../../../shared/contract/staking';
import { confirmedPlace, node, NOW, OUTAGE, PARAMS } from './samples';

const DAY = 86_400_000;
const reward = (more: Partial<StoredReward> = {}): StoredReward => ({ txid: '1'.repeat(64), vout: 1, address: 'tmAttic', value: tierReward(1_500, 'cumulus', PARAMS), height: 1_500, time: NOW - DAY, ...more });

describe('rewards', () => {
  const attic = node({ was: 'confirmed' });
  test('belong to the node whose address and tier they fit', () => {
    const nimbus = node({ id: 'b'.repeat(32), name: 'Cellar', tier: 'nimbus', was: 'confirmed' });
    const rewards = rewardsOf([reward(), reward({ value: tierReward(1_500, 'nimbus', PARAMS) }), reward({ value: 5n }), reward({ address: 'tmMiner' })], [attic, nimbus], PARAMS);
    expect(rewards.map(({ node: id, name }) => [id, name])).toEqual([[attic.id, 'Attic'], [nimbus.id, 'Cellar'], [null, 'tmAttic'], [null, 'tmMiner']]);
  });
  test('of two nodes of a tier on one address nobody can tell apart', () => {
    expect(rewardsOf([reward()], [attic, node({ id: 'b'.repeat(32), was: 'confirmed' })], PARAMS)[0]?.node).toBeNull();
  });
  test('come in the amount of their height: the tier is told by it after a reduction, too', () => {
    const params = nodeParams('mainnet');
    const height = 3_071_200;
    expect(tierReward(height, 'cumulus', params)).toBe(90_000_000n);
    expect(rewardsOf([reward({ height, value: 90_000_000n })], [attic], params)[0]?.node).toBe(attic.id);
    expect(rewardsOf([reward({ height, value: 100_000_000n })], [attic], params)[0]?.node).toBeNull();
  });
  test('add up, those of the last week apart', () => {
    expect(sumOf(rewardsOf([reward(), reward({ time: NOW - 8 * DAY })], [attic], PARAMS), NOW)).toEqual({ count: 2, total: 200_000_000n, week: 100_000_000n, last: NOW - DAY });
    expect(sumOf([], NOW)).toEqual({ count: 0, total: 0n, week: 0n, last: null });
  });
  test('as CSV: exact amounts, formulas defused', () => {
    const csv = rewardsCsv(rewardsOf([reward()], [node({ was: 'confirmed', name: '=HYPERLINK("x"),1' })], PARAMS));
    expect(csv.split('\r\n').slice(0, 2)).toEqual(['time,node,amount,symbol,height,address,transaction', `${new Date(NOW - DAY).toISOString()},"'=HYPERLINK(""x""),1",1,FLUX,1500,tmAttic,${'1'.repeat(64)}`]);
  });
});

test('rewards are sorted by their nodes, those of nobody left out', () => {
  const all = rewardsOf([reward(), reward({ address: 'tmMiner' }), reward({ vout: 2 })], [node({ was: 'confirmed' })], PARAMS);
  expect([...rewardsByNode(all)].map(([id, list]) => [id, list.map(({ vout }) => vout)])).toEqual([['ab'.repeat(16), [1, 2]]]);
});

describe('a node', () => {
  const view = (more: Partial<ViewDeps> = {}): ViewDeps => ({
    store: { fate: () => ({ address: 'tmAttic', value: 100_000_000_000n, seen: true, height: 1_000, spentBy: null }) }, outbox: { get: () => null }, tip: () => 2_000, clock: () => NOW, params: PARAMS,
    hasKey: () => true, released: () => new Set<string>(), trouble: () => null, ...more,
  });
  const facts = (more: Partial<ViewFacts> = {}): ViewFacts => ({ rewards: [], counts: { state: 'unknown', reason: OUTAGE, at: NOW }, ...more });
  const confirmed = node({ place: confirmedPlace, was: 'confirmed' });
  const counted = { state: 'known', value: { cumulus: 100, nimbus: 1, stratus: 1 }, source: 'reported', at: NOW } as const;
  test('keeps the shape that windows are promised', () => {
    const shown = showNode(confirmed, facts({ rewards: rewardsOf([reward()], [confirmed], PARAMS) }), view());
    expect(zNode.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ rewards: { count: 1, total: '100000000' }, released: false, trouble: null });
  });
  test('is paid by its place in the queue, else by the number of nodes, else nobody can tell', () => {
    expect(showNode(confirmed, facts(), view()).nextPayment).toBe(4 * 30);
    const unranked = { ...confirmed, place: { ...confirmedPlace, rank: null, lastPaid: 1_960 } };
    expect(showNode(unranked, facts({ counts: counted }), view()).nextPayment).toBe((100 - 40) * 30);
    expect(showNode({ ...unranked, place: { ...unranked.place, lastPaid: 1_000 } }, facts({ counts: counted }), view()).nextPayment).toBe(30);
    expect(showNode(unranked, facts(), view()).nextPayment).toBeNull();
    expect(showNode(node(), facts({ counts: counted }), view()).nextPayment).toBeNull();
  });
  test('says why it may be old, and that its coin was freed', () => {
    expect(showNode(confirmed, facts(), view({ trouble: () => OUTAGE }))).toMatchObject({ trouble: OUTAGE, status: { kind: 'confirmed' } });
    expect(showNode({ ...confirmed, misses: 1 }, facts(), view()).trouble?.code).toBe('staking/lists-disagree');
    expect(showNode(confirmed, facts(), view({ released: () => new Set([`${'d'.repeat(64)}:0`]) })).released).toBe(true);
  });
});

describe('hardware', () => {
  const checks = (text: string, tier: number) => Object.fromEntries((judgeHardware(readBenchmark(text), 'pasted').tiers[tier]?.checks ?? []).map(({ what, have, ok }) => [what, [have, ok]]));
  const BENCH = { status: 'CUMULUS', real_cores: 2, cores: 4, ram: 7.6, totalstorage: 250, ddwrite: 181.5, eps: 239.9, download_speed: 30, upload_speed: '24' };
  test('of a pasted result against each tier, in any of its wrappings', () => {
    const good = { 'cores': [4, true], 'memory': [7.6, true], 'disk': [250, true], 'speed': [239.9, false], 'disk-speed': [181.5, true], 'download': [30, true], 'upload': [24, false] };
    for (const text of [JSON.stringify(BENCH), JSON.stringify({ status: 'success', data: BENCH }), JSON.stringify({ status: 'success', data: JSON.stringify(BENCH) })]) expect(checks(text, 0)).toEqual(good);
    expect(checks(JSON.stringify(BENCH), 1)).toMatchObject({ cores: [4, false], memory: [7.6, false] });
  });
  test('by the names of the node service', () => {
    expect(checks('{"vcores":16,"ram":64,"disk":900,"diskwritespeed":500,"eps":1600,"download_speed":200,"upload_speed":200}', 2)).toMatchObject({ 'cores': [16, true], 'disk-speed': [500, true], 'speed': [1600, true] });
  });
  test('what was not measured is neither good nor bad', () => expect(checks('{"cores":4}', 0)).toMatchObject({ cores: [4, true], memory: [null, null] }));
  test.each(['', 'no', '[]', '{}', '{"data":{"data":{"data":1}}}', '{"cores":"many"}', 'null'])('%s is no result', (text) => {
    expect(() => readBenchmark(text)).toThrow(expect.objectContaining({ code: 'staking/not-a-benchmark' }));
  });
  test('of this computer: what can be measured in a moment', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-speed-'));
    try {
      const figures = await thisComputer(dir);
      for (const what of ['cores', 'memory', 'disk', 'speed', 'disk-speed'] as const) expect(figures[what]).toBeGreaterThan(0);
      expect([figures.download, figures.upload]).toEqual([null, null]);
      // What was written to measure is gone.
      expect(readdirSync(dir)).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true });
    }
    const absent = await thisComputer('/no/such/folder');
    expect([absent.disk, absent['disk-speed']]).toEqual([null, null]);
  });
});
