/** Servers' lists against what the light node saw: marks, sums, contradictions with both sides, and what needs the person. */
import { PROVEN_BLOCKS } from '../../../../../shared/flux/proof-rule';
import { zEvidence, type Seen } from '../../../../../shared/contract/evidence';
import { Evidence } from '../../../../../main/wallet/evidence/evidence';
import { overhear, type Claim } from '../../../../../main/wallet/evidence/overhear';
import type { StoredCoin } from '../../../../../main/wallet/store/utxo-store';
import type { UtxoClient } from '../../../../../main/wallet/chains/utxo-client';
import { ADDRESS, hash, nodeCoin, NOW, OTHER_SCRIPT, point, SCRIPT, seen, TIP } from './kit';

const SERVER = 'http://127.0.0.1:1/api';
const stored = (patch: Partial<StoredCoin> = {}): StoredCoin => ({ txid: hash(7), vout: 0, address: ADDRESS, value: 350_000_000n, height: TIP - PROVEN_BLOCKS, coinbase: false, ...patch });
const listed = (coin: StoredCoin): Claim['coins'][number] => ({ txid: coin.txid, vout: coin.vout, value: coin.value, address: coin.address, script: null, height: coin.height });
const claim = (coins: readonly StoredCoin[], patch: Partial<Claim> = {}): Claim => ({ url: SERVER, tip: TIP, addresses: [ADDRESS], coins: coins.map(listed), ...patch });

function world(coins: StoredCoin[] = [stored()]) {
  const heard: string[] = [];
  const here = { coins, spent: new Set<string>(), now: NOW, source: 'agreed' as 'agreed' | 'reported', own: [{ address: ADDRESS, script: SCRIPT }] };
  const evidence = new Evidence({
    coins: () => here.coins, own: () => here.own, spentHere: (txid, vout) => here.spent.has(`${txid}:${vout}`), source: () => here.source, clock: () => here.now,
    looked: () => heard.push('looked'), marked: () => heard.push('marked'),
  });
  const { fingerprint } = evidence.scripts();
  const take = (what: Seen) => evidence.take({ ...what, scripts: fingerprint });
  return { evidence, here, heard, take };
}

test('a proven coin is proven, with its block, and the whole with it; switched off, all is the servers’ word again', () => {
  const { evidence, here, take } = world();
  expect(evidence.view()).toMatchObject({ on: false, asOf: null });
  expect(evidence.proven(here.coins)).toBe(false);
  take(seen());
  expect(evidence.proven(here.coins)).toBe(true);
  const view = zEvidence.parse(evidence.view());
  expect(view.coins).toEqual([expect.objectContaining({ mark: 'proven', why: null, seen: { block: nodeCoin().block, above: nodeCoin().above } })]);
  expect(view).toMatchObject({ on: true, sums: { proven: '350000000', agreed: '0' }, asOf: { height: TIP }, more: 0 });
  evidence.take(null);
  expect(evidence.view()).toMatchObject({ on: false, sums: { proven: '0', agreed: '350000000' } });
});

test('one coin that is not proven keeps the whole from it; no coins are no proof', () => {
  const shallow = stored({ txid: hash(8), height: TIP - 5, value: 5n });
  const { evidence, here, take } = world([stored(), shallow]);
  take(seen([nodeCoin(), nodeCoin({ txid: hash(8), value: '5', above: { blocks: 5, producers: 5, emergency: 0 } }, TIP - 5)]));
  expect(evidence.proven(here.coins)).toBe(false);
  expect(evidence.proven([stored()])).toBe(true);
  expect(evidence.proven([])).toBe(false);
  expect(evidence.view().sums).toMatchObject({ proven: '350000000', agreed: '5' });
});

test('a mark grows old by itself, and says so once', () => {
  const { evidence, here, heard, take } = world();
  take(seen());
  expect(evidence.tick()).toBe(point(TIP).time + 600_000);
  heard.length = 0;
  here.now = NOW + 600_000;
  expect(evidence.tick()).toBeNull();
  expect(heard).toEqual(['looked', 'marked']);
  expect(evidence.view().coins[0]?.mark).toBe('proven-as-of');
  heard.length = 0;
  evidence.tick();
  expect(heard).toEqual([]);
});

describe('a server that contradicts', () => {
  const deepSpend = nodeCoin({ spent: { txid: hash(9), block: point(TIP - 3) } });
  it.each([
    ['changes an amount', 'amount', claim([stored({ value: 700_000_000n })]), seen(), { told: { value: '700000000' }, node: { value: '350000000' } }],
    ['puts a coin into another block', 'block', claim([stored({ height: TIP - 50 })]), seen(), { told: { height: TIP - 50 }, node: { height: TIP - PROVEN_BLOCKS } }],
    ['lists a coin that was spent', 'spent', claim([stored()]), seen([deepSpend]), { node: { spentAt: TIP - 3 } }],
    ['invents a coin', 'invented', claim([stored(), stored({ txid: hash(8), height: TIP - 3 })]), seen(), { told: { height: TIP - 3 }, node: null }],
  ] as const)('%s: both sides are shown, nothing is proven, and the person is told', (_what, kind, list, saw, sides) => {
    const { evidence, here, take } = world();
    take(saw);
    evidence.hear(list);
    expect(zEvidence.parse(evidence.view()).contradictions).toEqual([expect.objectContaining({ server: SERVER, kind, address: ADDRESS })]);
    expect(evidence.view().contradictions[0]).toMatchObject(sides);
    expect(evidence.proven(here.coins)).toBe(false);
    expect(evidence.needs()).toEqual([expect.objectContaining({ kind: 'node-contradicts', level: 'danger', context: expect.objectContaining({ server: SERVER, what: kind }) })]);
  });

  it('hides a coin: believed at its second list, since one may come in the moment of a spend', () => {
    const { evidence, take } = world();
    take(seen());
    evidence.hear(claim([]));
    expect(evidence.view().contradictions).toEqual([]);
    evidence.hear(claim([]));
    expect(evidence.view().contradictions).toEqual([expect.objectContaining({ kind: 'missing', told: null, node: { value: '350000000', height: TIP - PROVEN_BLOCKS, spentAt: null } })]);
    expect(evidence.view().coins[0]?.mark).toBe('contradicted');
    evidence.hear(claim([stored()]));
    expect(evidence.view()).toMatchObject({ contradictions: [], coins: [{ mark: 'proven' }] });
  });

  it('is heard before the light node looks, and judged when it has', () => {
    const { evidence, take } = world();
    evidence.hear(claim([stored({ value: 1n })]));
    expect(evidence.needs()).toEqual([]);
    take(seen());
    expect(evidence.view().contradictions).toHaveLength(1);
  });

  it('counts while it is asked: a server that was taken out of the list has no say', () => {
    const { evidence, take } = world();
    take(seen());
    evidence.hear(claim([stored({ value: 1n })]));
    evidence.useServers(['https://another.example/api']);
    expect(evidence.view().contradictions).toEqual([]);
  });
});

describe('no contradiction', () => {
  const quiet = (list: Claim, saw: Seen, before: (here: ReturnType<typeof world>) => void = () => undefined) => {
    const all = world();
    before(all);
    all.take(saw);
    all.evidence.hear(list);
    all.evidence.hear(list);
    expect(all.evidence.view().contradictions).toEqual([]);
  };
  it('within three blocks of either tip: another branch, or a block on its way', () => {
    quiet(claim([stored({ txid: hash(8), height: TIP - 2 }), stored()]), seen());
    quiet(claim([stored()], { tip: TIP - 1 }), seen([nodeCoin({ spent: { txid: hash(9), block: point(TIP - 3) } })]));
    quiet(claim([], { tip: TIP - PROVEN_BLOCKS + 2 }), seen());
  });
  it('in a coin that the wallet knows to be spent', () => quiet(claim([]), seen(), ({ here }) => here.spent.add(`${hash(7)}:0`)));
  it('in a coin older than what was looked through', () => quiet(claim([stored(), stored({ txid: hash(8), height: 900 })]), seen()));
  it('about addresses that were not asked for, or are not the wallet’s', () => {
    quiet(claim([], { addresses: ['tmAnother'] }), seen());
    quiet(claim([]), seen([nodeCoin({ script: OTHER_SCRIPT })]));
  });
  it('while nothing was looked through', () => quiet(claim([stored({ value: 1n })]), seen([nodeCoin()], {}, { from: null, to: null })));
  it('about scripts that the light node was not told of yet', () => {
    const { evidence, here, take } = world();
    take(seen());
    here.own = [...here.own, { address: 'tmNew', script: OTHER_SCRIPT }];
    evidence.hear(claim([stored(), stored({ txid: hash(8), height: TIP - 10, address: 'tmNew' })]));
    expect(evidence.view().contradictions).toEqual([]);
  });
});

test('an emergency block is told loudly', () => {
  const { evidence, take } = world();
  take(seen([], { emergency: point(TIP - 1) }));
  expect(evidence.needs()).toEqual([{ id: `node-emergency:${TIP - 1}`, kind: 'node-emergency', level: 'danger', context: { height: TIP - 1 } }]);
});

test('a fingerprint names a set of scripts, in any order, and no other', () => {
  const { evidence, here } = world();
  const one = evidence.scripts().fingerprint;
  here.own = [{ address: 'b', script: OTHER_SCRIPT }, ...here.own];
  const two = evidence.scripts();
  expect(two.fingerprint).not.toBe(one);
  here.own = [...here.own].reverse();
  expect(evidence.scripts()).toEqual(two);
});

test('many coins: the largest are listed, the others counted, all are in the sums', () => {
  const coins = Array.from({ length: 203 }, (_, at) => stored({ txid: at.toString(16).padStart(64, '0'), value: BigInt(at * 7 + 1) }));
  const { evidence } = world(coins);
  const view = zEvidence.parse(evidence.view());
  expect(view.coins.map(({ value }) => BigInt(value))).toEqual(coins.map(({ value }) => value).sort((left, right) => Number(right - left)).slice(0, 200));
  expect(view.more).toBe(3);
  expect(view.sums.agreed).toBe(String(coins.reduce((sum, { value }) => sum + value, 0n)));
});

describe('a transaction', () => {
  it('that made a coin of ours is proven by that coin’s block', () => {
    const { evidence, take } = world();
    expect(evidence.transaction(hash(7))).toBeNull();
    take(seen());
    expect(evidence.transaction(hash(7))).toMatchObject({ mark: 'proven', why: null, block: { height: TIP - PROVEN_BLOCKS }, above: { blocks: PROVEN_BLOCKS, producers: 25 }, contradicted: false });
    expect(evidence.transaction(hash(8))).toBeNull();
  });
  it('that spent one of ours is final by the light node’s own point', () => {
    const { evidence, here, take } = world();
    const spender = (height: number) => take(seen([nodeCoin({ spent: { txid: hash(9), block: point(height) } }, TIP - 200)]));
    spender(TIP - PROVEN_BLOCKS);
    expect(evidence.transaction(hash(9))).toMatchObject({ mark: 'proven', above: { blocks: PROVEN_BLOCKS, producers: null } });
    spender(TIP - 3);
    expect(evidence.transaction(hash(9))).toMatchObject({ mark: 'seen', why: 'shallow', above: { blocks: 3 } });
    spender(TIP - PROVEN_BLOCKS);
    here.now = NOW + 600_000;
    expect(evidence.transaction(hash(9))).toMatchObject({ mark: 'proven-as-of', why: 'behind', asOf: { height: TIP } });
  });
  it('of before the start is included at best, and one that a server contradicts is not proven', () => {
    const { evidence, take } = world();
    take(seen([nodeCoin()], { start: point(TIP - 10) }));
    expect(evidence.transaction(hash(7))).toMatchObject({ mark: 'included', why: 'too-old' });
    take(seen());
    evidence.hear(claim([stored({ value: 1n })]));
    expect(evidence.transaction(hash(7))).toMatchObject({ mark: 'seen', why: 'contradicted', contradicted: true });
  });
});

test('lists are overheard with the tip that their server named before', async () => {
  const told: Claim[] = [];
  const coins = [listed(stored())];
  const client = overhear({ tip: async () => ({ height: 12, hash: hash(1) }), coins: async () => coins } as unknown as UtxoClient, SERVER, (one) => told.push(one));
  expect(await client.coins([ADDRESS])).toBe(coins);
  expect(told).toEqual([]);
  expect(await client.tip()).toEqual({ height: 12, hash: hash(1) });
  await client.coins([ADDRESS]);
  expect(told).toEqual([{ url: SERVER, tip: 12, addresses: [ADDRESS], coins }]);
});
