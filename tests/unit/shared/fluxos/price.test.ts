// Prices: the published rule worked by hand, the floor, and what is credited when an app is changed.
import { fluxFloor, fluxForUsd, usdEstimate, type PriceTable } from '../../../../shared/fluxos/price';
import { component, spec } from './samples';

const CENT = 1_000_000n;
const FLUX_TABLE: PriceTable = { cpu: 15n * CENT, ram: 5n * CENT, hdd: 2n * CENT, port: 200n * CENT, scope: 600n * CENT, staticip: 300n * CENT, least: CENT };
const large = { ...spec, compose: [{ ...component, cpu: 4, ram: 8_000, hdd: 100 }] };

test('a small app on three nodes costs the least', () => {
  // 5 × 0.15 + 5 × 0.05 + 5 × 0.02 = 1.10 for three; 0.37 each, 1.11 for three; four fifths of it is less than the least.
  expect(usdEstimate(spec)).toBe(99n * CENT);
});

test('a larger one, by hand', () => {
  // 40 × 0.15 + 80 × 0.05 + 100 × 0.02 = 12.00; 4.00 each; 12.00 for three; a tenth less for its size.
  expect(usdEstimate(large)).toBe(1_080n * CENT);
  // Five nodes: 20.00 and no discount for size.
  expect(usdEstimate({ ...large, instances: 5 })).toBe(2_000n * CENT);
  // Half a year: six times 12.00, a tenth less, six per cent less.
  expect(usdEstimate({ ...large, expire: 6 * 88_000 })).toBe(6_091n * CENT);
});

test('costly ports and static addresses count for three instances at once', () => {
  const costly = { ...large, staticip: true, compose: [{ ...component, cpu: 4, ram: 8_000, hdd: 100, ports: [443], containerPorts: [443] }] };
  // 12.00 + 2.00 + 2.00 = 16.00; 5.34 each; 16.02, a tenth less.
  expect(usdEstimate(costly)).toBe(1_442n * CENT);
});

test('many very small instances cost a flat half each', () => {
  expect(usdEstimate({ ...spec, instances: 10 })).toBe(37n * CENT + 9n * 50n * CENT);
});

test('the floor is without discounts, and never below the least', () => {
  expect(fluxFloor(large, FLUX_TABLE)).toBe(1_200n * CENT);
  expect(fluxFloor({ ...spec, expire: 100 }, FLUX_TABLE)).toBe(CENT);
});

test('what is not used up is credited', () => {
  const previous = { spec: large, height: 1_000, tip: 1_000 + 44_000 };
  // Half of 12.00 is left: the new month costs the other half, a tenth less.
  expect(usdEstimate(large, previous)).toBe(540n * CENT);
  expect(fluxFloor(large, FLUX_TABLE, previous)).toBe(600n * CENT);
  expect(fluxFloor(large, FLUX_TABLE, { ...previous, tip: 1_000_000 })).toBe(1_200n * CENT);
  expect(fluxFloor(large, FLUX_TABLE, { ...previous, tip: 1_000 })).toBe(CENT);
});

test('dollars in FLUX, five per cent less', () => {
  expect(fluxForUsd(1_000n * CENT, 50n * CENT)).toBe(1_900n * CENT);
  expect(fluxForUsd(1_000n * CENT, 0n)).toBe(0n);
});
