// Mainnet's two price services as they answer: Zelcore for now, CoinGecko for the past, within what each bears, and without alarms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walletFeed } from '../../../../../main/session/wallet-feed';
import type { HttpAnswer } from '../../../../../main/wallet/chains/http';
import { chooseProvider } from '../../../../../main/wallet/prices/choose';
import { PriceBook } from '../../../../../main/wallet/prices/price-book';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import { zSettings } from '../../../../../shared/contract/settings';
import { AppError } from '../../../../../shared/errors/app-error';
import { codeOf } from '../replay-server';

const MINUTE = 60_000;
const DAY = 86_400_000;
const COINS = ['flux', 'bitcoin', 'ethereum', 'bnb', 'polygon', 'avalanche'];
const IDS: Record<string, string> = { flux: 'zelcash', bitcoin: 'bitcoin', ethereum: 'ethereum', bnb: 'binancecoin', polygon: 'polygon-ecosystem-token', avalanche: 'avalanche-2' };
const URLS = ['https://vipdrates.zelcore.io', 'https://api.coingecko.com/api/v3'];

let dir: string;
let db: WalletDatabase;
let now: number;
let asked: string[];
let down: Set<'zelcore' | 'gecko'>;
/** How many more requests CoinGecko takes before it says 429. */
let bears: number;
let book: PriceBook;
let changes: number;

const json = (body: unknown, status = 200): HttpAnswer => ({ status, text: JSON.stringify(body) });

function zelcore({ pathname }: URL): HttpAnswer {
  if (pathname === '/marketsusd') return json([{ FLUX: { supply: 1, change: '3.5' } }, { errors: {} }]);
  return json([[{ code: 'USD', name: 'US Dollar', rate: 100_000 }, { code: 'EUR', name: 'Euro', rate: 90_000 }], { FLUX: 0.000003, ETH: 0.03, BNB: 0.006, POL: 0.000002, AVAX: 0.0002 }, { errors: {} }]);
}

/** Real steps: 5 minutes for a day, an hour up to 90 days, a day beyond, and the price of now at the end. */
function gecko({ pathname, searchParams }: URL): HttpAnswer {
  bears -= 1;
  if (bears < 0) return json({ status: { error_code: 429, error_message: 'You have exceeded the Rate Limit.' } }, 429);
  if (pathname.endsWith('/simple/price')) {
    return json(Object.fromEntries((searchParams.get('ids') ?? '').split(',').map((id) => [id, { usd: id === 'zelcash' ? 0.31 : 1_000, usd_24h_change: -1.25 }])));
  }
  const days = Number(searchParams.get('days'));
  const step = days === 1 ? 5 * MINUTE : days <= 90 ? 60 * MINUTE : DAY;
  const prices: [number, number][] = [];
  for (let at = Math.ceil((now - days * DAY) / step) * step; at < now; at += step) prices.push([at, 0.3]);
  return json({ prices: [...prices, [now, 0.31]], market_caps: [], total_volumes: [] });
}

const http = ({ url }: { url: string }): Promise<HttpAnswer> => {
  const target = new URL(url);
  const service = target.hostname === 'api.coingecko.com' ? 'gecko' : 'zelcore';
  asked.push(`${service} ${target.pathname.replace('/api/v3', '')}${target.search}`);
  if (down.has(service)) return Promise.reject(new AppError('endpoint/unreachable', 'x'));
  return Promise.resolve(service === 'gecko' ? gecko(target) : zelcore(target));
};

function openBook(): PriceBook {
  const fresh = new PriceBook({ db, clock: () => now, coins: COINS, changed: () => void (changes += 1) });
  fresh.configure(URLS.map((url) => chooseProvider(url, 'mainnet', http, () => now)), 'USD');
  return fresh;
}
const ofGecko = () => asked.filter((one) => one.startsWith('gecko'));
const priceOf = (coin: string) => book.price(coin);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fluxkeep-mainnet-prices-'));
  ({ db } = openStore({ dir, network: 'mainnet', instance: null, now: 0 }));
  now = 1_760_000_000_000;
  asked = [];
  down = new Set();
  bears = 100;
  changes = 0;
  book = openBook();
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

test('main names these two, in this order', () => {
  expect(walletFeed('mainnet', zSettings.parse({}), { ready: null, clockOffset: () => 0 }).prices).toEqual(URLS);
});

describe('prices of now', () => {
  test('come from Zelcore alone while it answers: no comparison, no alarm, no request more', async () => {
    for (let round = 0; round < 4; round += 1) {
      await book.refresh();
      now += 2 * MINUTE;
    }
    expect(priceOf('flux')).toMatchObject({ state: 'known', value: '0.3' });
    expect(book.contradicted).toBe(false);
    expect(asked.filter((one) => one === 'zelcore /rates')).toHaveLength(4);
    expect(ofGecko()).toEqual([]);
  });

  test('a hiccup of Zelcore changes nothing; when it stays away CoinGecko fills in, and gives way again', async () => {
    await book.refresh();
    down.add('zelcore');
    now += 2 * MINUTE;
    await book.refresh();
    expect(ofGecko()).toEqual([]);
    expect(priceOf('flux')).toMatchObject({ value: '0.3' });
    now += 4 * MINUTE;
    await book.refresh();
    expect(ofGecko()).toHaveLength(1);
    expect(priceOf('flux')).toMatchObject({ state: 'known', value: '0.31' });
    expect(book.rate('flux')).toMatchObject({ value: { change: -1.25 } });
    expect(book.contradicted).toBe(false);
    down.clear();
    now += 2 * MINUTE;
    await book.refresh();
    expect(priceOf('flux')).toMatchObject({ value: '0.3' });
  });

  test('with Zelcore away from the start, and with a currency that it lacks, CoinGecko is asked at once', async () => {
    down.add('zelcore');
    await book.refresh();
    expect(priceOf('flux')).toMatchObject({ state: 'known', value: '0.31' });
    expect(ofGecko()).toEqual([`gecko /simple/price?ids=${COINS.map((coin) => IDS[coin]).join(',')}&vs_currencies=usd&include_24hr_change=true&precision=full`]);
  });

  test('only a coin that Zelcore leaves out is asked of CoinGecko; one that nobody has is unknown, not loading', async () => {
    const partial = new PriceBook({ db, clock: () => now, coins: [...COINS, 'other'], changed: () => undefined });
    partial.configure(URLS.map((url) => chooseProvider(url, 'mainnet', ({ url: one }) => (one.endsWith('/rates') ? Promise.resolve(json([[{ code: 'USD', rate: 100_000 }], { FLUX: 0.000003, ETH: 0.03, BNB: 0.006, POL: 0.000002 }, {}])) : http({ url: one })), () => now)), 'USD');
    await partial.refresh();
    expect(ofGecko()).toEqual(['gecko /simple/price?ids=avalanche-2&vs_currencies=usd&include_24hr_change=true&precision=full']);
    expect(partial.price('avalanche')).toMatchObject({ state: 'known', value: '1000' });
    expect(partial.price('other')).toMatchObject({ state: 'unknown', reason: { code: 'prices/none' } });
  });

  test('with both away it says so when the last price is old', async () => {
    await book.refresh();
    down.add('zelcore').add('gecko');
    now += 16 * MINUTE;
    await book.refresh();
    expect(priceOf('flux')).toMatchObject({ state: 'unknown', reason: { code: 'endpoint/unreachable' } });
  });
});

describe('the past', () => {
  test('comes from CoinGecko, one answer for 7 and 30 days, once while it is fresh', async () => {
    expect((await book.history('flux', 7)).length).toBeGreaterThan(7 * 23);
    expect((await book.history('flux', 30)).length).toBeGreaterThan(30 * 23);
    await Promise.all([book.history('flux', 1), book.history('flux', 1)]);
    await book.history('flux', 365);
    for (let look = 0; look < 50; look += 1) await book.history('flux', 30);
    expect(ofGecko()).toEqual([30, 1, 365].map((days) => `gecko /coins/zelcash/market_chart?vs_currency=usd&days=${days}`));
    now += 61 * MINUTE;
    await book.history('flux', 7);
    expect(ofGecko()).toHaveLength(4);
  });

  test('settings that change nothing of the sources ask for nothing again, nor does a lock or a restart', async () => {
    const providers = URLS.map((url) => chooseProvider(url, 'mainnet', http, () => now));
    book.configure(providers, 'USD');
    await book.history('flux', 30);
    book.configure(providers, 'USD');
    await book.history('flux', 30);
    now += 10 * MINUTE;
    book = openBook();
    await book.history('flux', 30);
    expect(ofGecko()).toHaveLength(1);
    now += 51 * MINUTE;
    await book.history('flux', 30);
    expect(ofGecko()).toHaveLength(2);
  });

  test('never asks more than five times a minute; the rest follows', async () => {
    const tries = await Promise.all(COINS.map((coin) => codeOf(book.history(coin, 30))));
    expect(tries).toEqual([...Array<string>(5).fill('no error'), 'endpoint/rate-limited']);
    expect(ofGecko()).toHaveLength(5);
    now += 2 * MINUTE;
    expect(await codeOf(book.history('avalanche', 30))).toBe('no error');
    expect(ofGecko()).toHaveLength(6);
  });

  test('after "too many requests" it rests, longer each time, however often a window looks', async () => {
    bears = 0;
    const minutes: number[] = [];
    for (let minute = 0; minute < 40; minute += 0.5) {
      const before = ofGecko().length;
      expect(await codeOf(book.history('flux', 30))).toBe('endpoint/rate-limited');
      if (ofGecko().length > before) minutes.push(minute);
      now += MINUTE / 2;
    }
    expect(minutes.length).toBeLessThanOrEqual(5);
    expect(minutes.slice(0, 2)).toEqual([0, expect.any(Number)]);
    const rests = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
    expect(rests.every((rest, index) => rest >= 2 && rest > (rests[index - 1] ?? 0))).toBe(true);
    bears = 100;
    now += 16 * MINUTE;
    expect(await codeOf(book.history('flux', 30))).toBe('no error');
  });

  test('while it rests or is down, what is kept is drawn as long as it covers the days', async () => {
    await book.history('flux', 30);
    await book.history('flux', 1);
    down.add('gecko');
    now += 2 * 60 * MINUTE;
    expect((await book.history('flux', 30)).length).toBeGreaterThan(600);
    expect((await book.history('flux', 1)).length).toBeGreaterThan(200);
    now += 60 * MINUTE;
    expect(await codeOf(book.history('flux', 1))).toBe('endpoint/unreachable');
    expect((await book.history('flux', 30)).length).toBeGreaterThan(600);
    // Nobody asked about the year before: a month of prices is not drawn as one.
    expect(await codeOf(book.history('flux', 365))).toMatch(/^endpoint\//);
  });

  test('CoinGecko refusing histories leaves the prices of now alone', async () => {
    bears = 0;
    expect(await codeOf(book.history('flux', 30))).toBe('endpoint/rate-limited');
    await book.refresh();
    expect(priceOf('flux')).toMatchObject({ state: 'known', value: '0.3' });
    expect(changes).toBe(1);
  });

  test('a clock that is set back does not make a rest of days', async () => {
    bears = 0;
    await codeOf(book.history('flux', 30));
    now -= 3 * DAY;
    bears = 100;
    expect(await codeOf(book.history('flux', 30))).toBe('no error');
  });
});
