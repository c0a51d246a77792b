/** The rule of "Proven": all of it or not at all. */
import fc from 'fast-check';
import type { Seen, Unproven } from '../../../../../shared/contract/evidence';
import type { NodeCoin } from '../../../../../shared/contract/light-node';
import { PROVEN_BLOCKS, PROVEN_PRODUCERS, YOUNG_TIP } from '../../../../../shared/flux/proof-rule';
import { judge } from '../../../../../main/wallet/evidence/judge';
import { nodeCoin, NOW, OTHER_SCRIPT, point, reported, seen, START, TIP } from './kit';

test('a coin of which every condition holds is proven', () => {
  expect(judge(reported(), nodeCoin(), seen(), 'reported', NOW)).toEqual({ mark: 'proven', why: null });
});

/** Everything that can be unmet, one at a time. */
const BREACHES: readonly [string, 'proven-as-of' | 'included' | 'agreed', Unproven, { coin?: Partial<NodeCoin>; status?: Partial<Seen['status']>; watched?: Partial<Seen['watched']>; now?: number }][] = [
  ['39 blocks on it', 'agreed', 'shallow', { coin: { block: point(TIP - PROVEN_BLOCKS + 1), above: { blocks: PROVEN_BLOCKS - 1, producers: 30, emergency: 0 } } }],
  ['more blocks claimed than the tip allows', 'agreed', 'shallow', { coin: { block: point(TIP - 3), above: { blocks: 90, producers: 30, emergency: 0 } }, status: { provenTo: point(TIP) } }],
  ['24 producers', 'agreed', 'few-producers', { coin: { above: { blocks: PROVEN_BLOCKS, producers: PROVEN_PRODUCERS - 1, emergency: 0 } } }],
  ['an emergency block on it', 'agreed', 'emergency', { coin: { above: { blocks: PROVEN_BLOCKS, producers: 30, emergency: 1 } } }],
  ['an emergency block that is its own', 'agreed', 'emergency', { status: { emergency: point(TIP - PROVEN_BLOCKS) } }],
  ['no point of finality', 'agreed', 'shallow', { status: { provenTo: null } }],
  ['a point of finality below it', 'agreed', 'shallow', { status: { provenTo: point(TIP - PROVEN_BLOCKS - 1) } }],
  ['a tip of ten minutes', 'proven-as-of', 'behind', { now: NOW + YOUNG_TIP }],
  ['a tip far ahead of the clock', 'proven-as-of', 'behind', { now: NOW - 300_001 }],
  ['a tip that the light node does not call verified', 'proven-as-of', 'behind', { status: { verified: false } }],
  ['coins that were looked through to another block than the tip', 'agreed', 'behind', { watched: { to: TIP - 1 } }],
  ['no tip', 'agreed', 'shallow', { status: { tip: null } }],
  ['no start', 'included', 'too-old', { status: { start: null } }],
  ['a block that is the start', 'included', 'too-old', { status: { start: point(TIP - PROVEN_BLOCKS) } }],
  ['a block before what was looked through', 'included', 'too-old', { watched: { from: TIP - PROVEN_BLOCKS + 1 } }],
  ['nothing looked through', 'included', 'too-old', { watched: { from: null, to: null } }],
  ['a spend', 'agreed', 'spent', { coin: { spent: { txid: 'aa'.repeat(32), block: point(TIP - 1) } } }],
  ['another amount', 'agreed', 'differs', { coin: { value: '1' } }],
  ['another script', 'agreed', 'differs', { coin: { script: OTHER_SCRIPT } }],
];
test.each(BREACHES)('%s: %s', (_what, mark, why, { coin, status, watched, now }) => {
  const node = nodeCoin(coin);
  const deep = reported(nodeCoin(coin?.block ? { block: coin.block } : {}));
  expect(judge(deep, node, seen([node], status, watched), 'agreed', now ?? NOW)).toEqual({ mark, why });
});

test('servers that know another block, or none, are no proof', () => {
  for (const height of [null, TIP - PROVEN_BLOCKS - 1]) expect(judge(reported(nodeCoin(), { height }), nodeCoin(), seen(), 'agreed', NOW)).toEqual({ mark: 'agreed', why: 'differs' });
});

test('what the light node did not see keeps the word of the servers, and says whether it could have', () => {
  expect(judge(reported(), undefined, seen([]), 'agreed', NOW)).toEqual({ mark: 'agreed', why: 'not-seen' });
  expect(judge(reported(nodeCoin(), { height: START }), undefined, seen([]), 'reported', NOW)).toEqual({ mark: 'reported', why: 'too-old' });
  expect(judge(reported(nodeCoin(), { height: null }), undefined, seen([]), 'reported', NOW)).toEqual({ mark: 'reported', why: 'not-seen' });
  expect(judge(reported(), nodeCoin(), null, 'agreed', NOW)).toEqual({ mark: 'agreed', why: 'off' });
});

test('whatever is seen: proven means that each condition holds, checked here anew', () => {
  const likely = <T>(usual: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
  const height = fc.integer({ min: START - 3, max: TIP + 3 });
  const block = height.map((at) => point(at));
  const anyCoin = fc.record({
    value: likely('350000000', fc.constant('350000001')), script: likely(nodeCoin().script, fc.constant(OTHER_SCRIPT)), block: fc.integer({ min: TIP - 44, max: TIP - 36 }).map((at) => point(at)),
    above: fc.record({ blocks: fc.integer({ min: 36, max: 44 }), producers: fc.integer({ min: 23, max: 27 }), emergency: likely(0, fc.constant(1)) }),
    spent: likely<{ txid: string; block: ReturnType<typeof point> } | null>(null, block.map((at) => ({ txid: 'aa'.repeat(32), block: at }))),
  });
  const anySeen = fc.record({ tip: likely<ReturnType<typeof point> | null>(point(TIP), fc.option(block)), verified: likely(true, fc.boolean()), provenTo: likely<ReturnType<typeof point> | null>(point(TIP), fc.option(block)), start: likely<ReturnType<typeof point> | null>(point(START), fc.option(block)), emergency: likely<ReturnType<typeof point> | null>(null, block) });
  const now = fc.integer({ min: -400_000, max: 700_000 }).map((shift) => NOW + shift);
  let proven = 0;
  fc.assert(fc.property(anyCoin, anySeen, likely(START + 1, height), likely<number | null>(TIP, fc.option(height)), likely<number | null>(0, fc.option(height)), now, (coin, status, from, to, told, at) => {
    const node = nodeCoin(coin);
    const all = seen([node], status, { from, to });
    const server = reported(nodeCoin(), { height: told === 0 ? node.block.height : told });
    if (judge(server, node, all, 'agreed', at).mark !== 'proven') return;
    proven += 1;
    const { tip, start, provenTo, emergency, verified } = status;
    expect(node.above.blocks).toBeGreaterThanOrEqual(40);
    expect(node.above.producers).toBeGreaterThanOrEqual(25);
    expect(node.above.emergency).toBe(0);
    expect(emergency === null || emergency.height < node.block.height).toBe(true);
    expect((tip?.height ?? 0) - node.block.height).toBeGreaterThanOrEqual(40);
    expect(at - (tip?.time ?? 0)).toBeLessThan(600_000);
    expect(verified).toBe(true);
    expect(node.block.height).toBeGreaterThan(start?.height ?? Infinity);
    expect(node.block.height).toBeGreaterThanOrEqual(all.watched.from ?? Infinity);
    expect(all.watched.to).toBe(tip?.height);
    expect(node.block.height).toBeLessThanOrEqual(provenTo?.height ?? -1);
    expect(node.spent).toBeNull();
    expect([node.value, node.script, node.block.height]).toEqual([String(server.value), server.script, server.height]);
  }), { numRuns: 20_000, seed: 5 });
  // A property that never meets the case proves nothing.
  expect(proven).toBeGreaterThan(50);
});
