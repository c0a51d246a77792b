import { AppError } from '../../../../../shared/errors/app-error';
import { Endpoints } from '../../../../../main/wallet/chains/endpoints';
import { agreedTip } from '../../../../../main/wallet/chains/utxo-backend';
import { codeOf } from '../replay-server';

const fail = (code: string) => Promise.reject(new AppError(code, 'x'));
let now = 0;
const setUp = (identify: (client: string) => Promise<void> = () => Promise.resolve()) => new Endpoints(['a', 'b', 'c'].map((url) => ({ url, client: url })), identify, { now: () => now, random: () => 0.5 });
beforeEach(() => {
  now = 0;
});

test('fails over, remembers who failed, and comes back after the wait', async () => {
  const endpoints = setUp();
  const bad = new Set(['a']);
  const ask = (client: string) => (bad.has(client) ? fail('endpoint/unreachable') : Promise.resolve(client));
  expect((await endpoints.use(ask)).url).toBe('b');
  expect(endpoints.healthOf('a')).toMatchObject({ state: 'down', failures: 1, retryAt: 1_000, reason: { code: 'endpoint/unreachable' } });
  bad.clear();
  now = 500;
  expect((await endpoints.use(ask)).url).toBe('b');
  now = 1_500;
  expect((await endpoints.all(ask)).map(({ url }) => url).sort()).toEqual(['a', 'b', 'c']);
  expect(endpoints.healthOf('a')).toMatchObject({ state: 'ok', failures: 0 });
});
test('those without a known fault are witnesses against another', () => {
  const endpoints = setUp();
  endpoints.blame('b', new AppError('endpoint/timeout', 'x'));
  expect(endpoints.witnesses('a').map(({ url }) => url)).toEqual(['c']);
  expect(endpoints.health().map(({ url, health }) => [url, health.state])).toEqual([['a', 'unknown'], ['b', 'down'], ['c', 'unknown']]);
});
test('the wait doubles up to two minutes', async () => {
  const endpoints = new Endpoints([{ url: 'a', client: 'a' }], () => Promise.resolve(), { now: () => now, random: () => 0.5 });
  const waits: number[] = [];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await codeOf(endpoints.use(() => fail('endpoint/timeout')));
    waits.push(endpoints.healthOf('a').retryAt - now);
    now = endpoints.healthOf('a').retryAt;
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000]);
});
test('a liar is left alone even when nobody else answers, and its lie is the reason', async () => {
  const endpoints = setUp();
  for (const url of ['a', 'b', 'c']) endpoints.blame(url, new AppError('endpoint/lies', 'x', { context: { what: 'coin-amount' } }));
  expect(await codeOf(endpoints.use(() => Promise.resolve(1)))).toBe('endpoint/lies');
  now = 700_000;
  expect((await endpoints.use(() => Promise.resolve(1))).value).toBe(1);
});
test('a server of another chain is never asked anything else', async () => {
  const asked: string[] = [];
  const endpoints = setUp((client) => (client === 'a' ? fail('endpoint/wrong-chain') : Promise.resolve()));
  await endpoints.use((client) => {
    asked.push(client);
    return Promise.resolve(client);
  });
  expect(asked).toEqual(['b']);
  expect(endpoints.healthOf('a').state).toBe('wrong-chain');
});
test('an error that is no server fault is not tried elsewhere', async () => {
  const asked: string[] = [];
  const endpoints = setUp();
  expect(await codeOf(endpoints.use((client) => {
    asked.push(client);
    return fail('evm/would-revert');
  }))).toBe('evm/would-revert');
  expect(asked).toEqual(['a']);
  expect(endpoints.healthOf('a').state).not.toBe('down');
});
test('slow answers rank after quick ones', async () => {
  const endpoints = setUp();
  await endpoints.on({ url: 'a', client: 'a' }, async () => {
    now += 5_000;
    return 1;
  }, () => 77);
  expect(endpoints.healthOf('a')).toMatchObject({ state: 'slow', height: 77, milliseconds: 5_000 });
  expect(endpoints.inOrder().map(({ url }) => url)).toEqual(['b', 'c', 'a']);
});
test('none configured is said', async () => {
  expect(await codeOf(new Endpoints<string>([], () => Promise.resolve(), { now: () => 0, random: () => 0 }).use(() => Promise.resolve(1)))).toBe('endpoint/none');
});
test.each([[[100], 1, 100, true], [[100], 2, 100, false], [[100, 99], 2, 99, true], [[1_000_000, 99], 2, 99, false]])('tips %p of %p servers', (heights, configured, height, agreed) => {
  expect(agreedTip(heights, configured)).toEqual({ height, agreed });
});
