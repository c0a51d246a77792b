// Price sources by their documented shapes, and what the book makes of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHttp } from '../../../../../main/wallet/chains/http';
import { chooseProvider } from '../../../../../main/wallet/prices/choose';
import { PriceBook } from '../../../../../main/wallet/prices/price-book';
import { geckoProvider, practiceProvider, soundPrice, type PriceProvider } from '../../../../../main/wallet/prices/provider';
import { zelcoreProvider } from '../../../../../main/wallet/prices/zelcore';
import { openStore } from '../../../../../main/wallet/store/open';
import { AppError } from '../../../../../shared/errors/app-error';
import { codeOf, replayServer, type ReplayServer } from '../replay-server';

const kept = nodeHttp();
let server: ReplayServer;
beforeAll(async () => {
  server = await replayServer({
    '/rates': { body: { asOfMs: 1, rates: { flux: { USD: '0.3012' }, bitcoin: { USD: '-5' } }, change24h: { flux: 1.25 } } },
    '/history?coin=flux&vs=USD&days=7': { body: { coin: 'flux', vs: 'USD', points: [[2, '0.31'], [1, '0.30'], [3, '0']] } },
    '/simple/price?ids=zelcash,bitcoin&vs_currencies=usd&include_24hr_change=true&precision=full': { body: '{"zelcash":{"usd":3.1e-1,"usd_24h_change":-2.5},"bitcoin":{"usd":null}}' },
    '/coins/zelcash/market_chart?vs_currency=usd&days=30': { body: { prices: [[1_700_000_000_000, 0.3], [1_700_000_360_000, 0.31]], market_caps: [] } },
  });
});
afterAll(async () => {
  kept.close();
  await server.close();
});

test('practice', async () => {
  const provider = practiceProvider(server.url, kept.http);
  expect(await provider.rates(['flux', 'bitcoin', 'bnb'], 'USD')).toEqual(new Map([['flux', { price: '0.3012', change: 1.25 }]]));
  expect(await provider.history('flux', 'USD', 7)).toEqual([{ at: 1, price: '0.3' }, { at: 2, price: '0.31' }]);
});
test('CoinGecko', async () => {
  const provider = geckoProvider(server.url, kept.http);
  expect(await provider.rates(['flux', 'bitcoin'], 'USD')).toEqual(new Map([['flux', { price: '0.31', change: -2.5 }]]));
  expect(await provider.history('flux', 'USD', 30)).toHaveLength(2);
  expect(await provider.history('unknown', 'USD', 30)).toEqual([]);
});
test('Zelcore: fiat per bitcoin times bitcoin per coin, exactly', async () => {
  const zelcore = await replayServer({
    '/rates': { body: '[[{"code":"USD","name":"US Dollar","rate":96000.5},{"code":"BAD","rate":"x"}],{"FLUX":0.00000321,"ETH":null},{"errors":{}}]' },
    '/marketsusd': { body: '[{"FLUX":{"supply":1,"change":"3.5"},"BTC":7},{"errors":{}}]' },
  });
  const provider = zelcoreProvider(zelcore.url, kept.http);
  expect(await provider.rates(['flux', 'bitcoin', 'ethereum'], 'USD')).toEqual(new Map([['flux', { price: '0.308161605', change: 3.5 }], ['bitcoin', { price: '96000.5', change: null }]]));
  expect(await provider.rates(['flux'], 'EUR')).toEqual(new Map());
  expect(await codeOf(provider.history('flux', 'USD', 7))).toBe('prices/no-history');
  await zelcore.close();
});
test.each([['0', null], ['-1', null], ['NaN', null], ['Infinity', null], ['1e-8', '0.00000001'], [0.5, '0.5'], ['<b>', null]])('%p as a price', (value, price) => expect(soundPrice(value)).toBe(price));
test('which source is asked is decided by network and host', async () => {
  const asked: string[] = [];
  const http = ({ url }: { url: string }) => {
    asked.push(url);
    return Promise.reject(new AppError('endpoint/unreachable', 'x'));
  };
  for (const [url, network] of [['http://127.0.0.1:9/', 'practice'], ['https://api.coingecko.com/api/v3', 'mainnet'], ['https://vipdrates.zelcore.io', 'mainnet'], ['https://notcoingecko.com', 'mainnet']] as const) await codeOf(chooseProvider(url, network, http, Date.now).rates(['flux'], 'USD'));
  expect(asked).toEqual(['http://127.0.0.1:9/rates', expect.stringContaining('/simple/price'), 'https://vipdrates.zelcore.io/rates', 'https://notcoingecko.com/rates']);
});

describe('the book', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-prices-'));
  const { db } = openStore({ dir, network: 'practice', instance: null, now: 0 });
  let now = 1_000_000;
  const fixed = (price: string): PriceProvider => ({ spare: false, rates: () => Promise.resolve(new Map([['flux', { price, change: null }]])), history: () => Promise.resolve([{ at: now, price }]) });
  const broken: PriceProvider = { spare: false, rates: () => Promise.reject(new AppError('endpoint/timeout', 'x')), history: () => Promise.reject(new AppError('endpoint/timeout', 'x')) };
  const book = new PriceBook({ db, clock: () => now, coins: ['flux'], changed: () => undefined });
  afterAll(() => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });
  test('no source, no answer yet, an answer, an old answer', async () => {
    expect(book.price('flux')).toMatchObject({ state: 'unknown', reason: { code: 'prices/none' } });
    book.configure([fixed('0.5')], 'USD');
    expect(book.price('flux')).toEqual({ state: 'loading' });
    await book.refresh();
    expect(book.price('flux')).toMatchObject({ state: 'known', value: '0.5', source: 'reported' });
    expect(book.price(null)).toMatchObject({ state: 'unknown', reason: { code: 'prices/not-priced' } });
    now += 16 * 60_000;
    book.configure([broken], 'USD');
    await book.refresh();
    expect(book.price('flux')).toMatchObject({ state: 'unknown', reason: { code: 'endpoint/timeout' } });
  });
  test('one of two sources is enough; two that contradict each other are not', async () => {
    book.configure([broken, fixed('0.6')], 'USD');
    await book.refresh();
    expect(book.price('flux')).toMatchObject({ state: 'known', value: '0.6' });
    book.configure([fixed('0.6'), fixed('600')], 'USD');
    await book.refresh();
    expect(book.contradicted).toBe(true);
    expect(book.price('flux')).toMatchObject({ state: 'unknown', reason: { code: 'servers/disagree' } });
    book.configure([fixed('0.6'), fixed('0.62')], 'USD');
    await book.refresh();
    expect(book.price('flux')).toMatchObject({ state: 'known', value: '0.6' });
  });
  test('history: the first source that has one, asked for once while it is fresh', async () => {
    let asked = 0;
    const counting: PriceProvider = { ...fixed('1'), history: () => Promise.resolve([{ at: now - 1_000, price: String((asked += 1)) }]) };
    book.configure([broken, counting], 'USD');
    expect(await book.history('flux', 1)).toEqual([{ at: now - 1_000, price: '1' }]);
    await book.history('flux', 1);
    expect(asked).toBe(1);
    book.configure([broken], 'USD');
    expect(await codeOf(book.history('flux', 1))).toBe('endpoint/timeout');
  });
});
