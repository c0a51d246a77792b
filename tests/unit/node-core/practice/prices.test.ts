// Practice prices: repeatable, gentle, of the documented shape.
import { PRICE_CURRENCIES, historySchema, ratesSchema } from '../../../../shared/practice/control-api';
import { allChains } from '../../../../shared/chains/registry';
import { FaultSwitches } from '../../../../node-core/practice/http/faults';
import { pricesHandler } from '../../../../node-core/practice/http/prices';
import type { ServiceReply } from '../../../../node-core/practice/http/server';
import { isPricedCoin, priceAt, pricedCoins } from '../../../../node-core/practice/prices/walk';

const NOW = 1_795_000_000_000;
const ask = (path: string, query = '', faults = new FaultSwitches(), nowMs = NOW): ServiceReply | Promise<ServiceReply> =>
  pricesHandler(() => ({ seed: 's', nowMs }), faults)({ method: 'GET', path, query: new URLSearchParams(query), headers: {}, body: '' });
const valueOf = async (reply: ServiceReply | Promise<ServiceReply>): Promise<unknown> => {
  const settled = await reply;
  return settled.kind === 'json' ? settled.value : null;
};

test('every native coin of the registry has a price in every currency', async () => {
  const { rates } = ratesSchema.parse(await valueOf(ask('/rates')));
  for (const { native } of allChains()) {
    expect(isPricedCoin(native.priceId ?? '')).toBe(true);
    expect(Object.keys(rates[native.priceId ?? ''] ?? {})).toEqual([...PRICE_CURRENCIES]);
  }
});
test('the same moment always has the same price, another seed another', () => {
  expect(priceAt('s', 'flux', 'USD', NOW)).toBe(priceAt('s', 'flux', 'USD', NOW));
  expect(priceAt('s', 'flux', 'USD', NOW)).not.toBe(priceAt('t', 'flux', 'USD', NOW));
});
test('prices are gentle: never far from the middle, no jump from one hour to the next', () => {
  for (const coin of pricedCoins()) {
    let before = Number(priceAt('s', coin, 'USD', NOW));
    for (let hour = 1; hour <= 24 * 30; hour += 1) {
      const now = Number(priceAt('s', coin, 'USD', NOW + hour * 3_600_000));
      expect(Math.abs(now / before - 1)).toBeLessThan(0.03);
      before = now;
    }
  }
});
test.each([[1, 288], [30, 720], [365, 365]])('a history of %d days lies on a grid, and its last point is now', async (days, least) => {
  const { points } = historySchema.parse(await valueOf(ask('/history', `coin=flux&vs=EUR&days=${days}`)));
  expect(points.length).toBeGreaterThanOrEqual(least);
  expect(points[points.length - 1]).toEqual([NOW, priceAt('s', 'flux', 'EUR', NOW)]);
  expect(points.every(([time], index) => index === 0 || time > (points[index - 1]?.[0] ?? 0))).toBe(true);
  const again = historySchema.parse(await valueOf(ask('/history', `coin=flux&vs=EUR&days=${days}`, new FaultSwitches(), NOW + 1000)));
  expect(again.points[0]).toEqual(points[0]);
});
test.each([['coin=doge', 'prices/unknown-coin'], ['coin=flux&vs=XXX', 'prices/unknown-currency'], ['coin=flux&days=0', 'prices/bad-days'], ['coin=flux&days=1.5', 'prices/bad-days']])('%s is refused', async (query, error) => {
  expect(await valueOf(ask('/history', query))).toMatchObject({ error });
});
test('a stale service goes on telling the old moment', async () => {
  const faults = new FaultSwitches();
  faults.set('stale', true, { height: 0, nowMs: NOW });
  expect(ratesSchema.parse(await valueOf(ask('/rates', '', faults, NOW + 86_400_000))).asOfMs).toBe(NOW);
});
