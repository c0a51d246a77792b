// Heights and waits of a FluxNode's life, tiers, queue and benchmark keys.
import fc from 'fast-check';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { MAINNET_BENCHMARK_KEYS, PRACTICE_BENCHMARK_KEYS, benchmarkKeyAt } from '../../../../shared/flux/benchmark-keys';
import { expiryHeight, firstStartHeight, firstUpdateHeight, lastConfirmHeight, nodeTimes, restartTip } from '../../../../shared/flux/node-times';
import { FLUX_MAINNET, FLUX_REGTEST } from '../../../../shared/flux/params';
import { comparePlaces, payoutIn, payoutInterval, type QueuePlace } from '../../../../shared/flux/payment-queue';
import { FLUX_TIERS, tierName, tierNumber } from '../../../../shared/flux/tiers';
import { PRACTICE_BENCHMARK_PUBLIC } from '../../../../node-core/practice/flux/nodes/benchmark';

test('heights after Proof of Node', () => {
  expect([firstStartHeight(1000), lastConfirmHeight(1000), restartTip(1000), expiryHeight(1000)]).toEqual([1100, 1240, 1720, 1641]);
  expect([firstUpdateHeight(1000, false), firstUpdateHeight(1000, true)]).toEqual([1501, 1005]);
});

test('each era has its own spans, and an address could not be changed before the third', () => {
  const spans = (height: number): number[] => {
    const times = nodeTimes(height, FLUX_MAINNET);
    return [times.confirmWithin, times.dosFor, times.updateAfter, times.expiresAfter, firstUpdateHeight(0, true, times)];
  };
  expect([2_020_000, 2_019_999, 1_000_000, 600_000].map(spans)).toEqual([[240, 720, 500, 640, 5], [60, 180, 120, 160, 5], [60, 180, 40, 80, 5], [60, 180, 40, 60, 41]]);
  expect(nodeTimes(5, FLUX_REGTEST).confirmWithin).toBe(60);
});

test('tiers', () => {
  expect(FLUX_TIERS.map((tier) => [tierNumber(tier), tierName(tier)])).toEqual([[1, 'CUMULUS'], [2, 'NIMBUS'], [3, 'STRATUS']]);
});

test('a turn takes as many blocks as the tier has nodes', () => {
  expect([payoutInterval(3376, FLUX_MAINNET), payoutInterval(0, FLUX_MAINNET), payoutIn(0, FLUX_MAINNET), payoutIn(9, FLUX_MAINNET)]).toEqual([101_280, 30, 30, 300]);
});

const place: fc.Arbitrary<QueuePlace> = fc.record({
  collateral: fc.record({ txid: fc.constantFrom('01'.repeat(32), `${'01'.repeat(31)}02`, `02${'01'.repeat(31)}`), index: fc.nat(2) }), confirmedHeight: fc.integer({ min: 1, max: 5 }), lastPaidHeight: fc.nat(5),
});

test('the order of a queue is an order', () => {
  fc.assert(fc.property(place, place, place, (one, two, three) => {
    expect(Math.sign(comparePlaces(one, two))).toBe(-Math.sign(comparePlaces(two, one)) + 0);
    if (comparePlaces(one, two) <= 0 && comparePlaces(two, three) <= 0) expect(comparePlaces(one, three)).toBeLessThanOrEqual(0);
  }));
  const at = (txid: string, index: number, confirmedHeight: number, lastPaidHeight: number): QueuePlace => ({ collateral: { txid, index }, confirmedHeight, lastPaidHeight });
  const same = '01'.repeat(32);
  expect(comparePlaces(at(same, 9, 7, 0), at(same, 1, 2, 7))).toBeLessThan(0);
  expect(comparePlaces(at(same, 1, 7, 0), at(same, 2, 7, 0))).toBeLessThan(0);
  // By the wire: the last pair of digits of the display form comes first.
  expect(comparePlaces(at(`02${'01'.repeat(31)}`, 0, 7, 0), at(`${'01'.repeat(31)}02`, 0, 7, 0))).toBeLessThan(0);
});

test('the benchmark key is the last one that had begun', () => {
  const index = (time: number): number => MAINNET_BENCHMARK_KEYS.findIndex((key) => key.publicKey === toHex(benchmarkKeyAt(MAINNET_BENCHMARK_KEYS, time)));
  expect([0, 1_618_113_599, 1_618_113_600, 1_700_000_000, 1_706_209_200, 1_800_000_000].map(index)).toEqual([0, 0, 1, 2, 3, 4]);
  expect(benchmarkKeyAt(PRACTICE_BENCHMARK_KEYS, 0)).toEqual(PRACTICE_BENCHMARK_PUBLIC);
  expect(fromHex(PRACTICE_BENCHMARK_KEYS[0]?.publicKey ?? '')).toHaveLength(65);
});
