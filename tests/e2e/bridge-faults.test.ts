// Every way in which Fusion can fail a person, in the real window: what it says, what can be done, and that not a coin is unaccounted for.
import type { Page } from 'playwright-core';
import type { Swap } from '../../shared/contract/bridge';
import type { FusionSwitchRequest } from '../../shared/practice/fusion-control';
import { callApp } from './drive/bridge';
import { createWallet } from './drive/onboarding';
import { operatorStatus, operatorSwitch, releaseHeld } from './drive/operator';
import { fault, noFaults, practiceControl } from './drive/practice';
import { fillSoundSwap, fillSwap, fluxOnChain, fundForSwaps, fundToken, swap, untilState, untilSwap } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const FLUX = 100_000_000n;
const START = 2_000n * FLUX;
const profile = freshProfile();
/** The quickest pair of chains; the operator keeps 1 + 1 FLUX of 20. */
const WISH = { from: 'base', to: 'avax', amount: '20' } as const;
let app: RunningApp;
let page: Page;

const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();
const flip = (request: FusionSwitchRequest): Promise<unknown> => operatorSwitch(profile, request);
const word = (found: Swap): string | undefined => found.operator?.status;

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Tried', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await fundForSwaps(page, 10n * FLUX, ['base', 'avalanche']);
  await fundToken(page, 'base', START);
});
afterEach(async () => {
  await flip({ switch: 'none' });
  await noFaults(profile, ['fusion']);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('a chain under maintenance cannot be chosen without being told', async () => {
  await flip({ switch: 'maintenance', value: ['matic'] });
  await fillSwap(page, { ...WISH, to: 'matic' });
  await shows('Fusion has paused one of these chains.');
  expect(await page.getByRole('button', { name: 'Continue to approval' }).isDisabled()).toBe(true);
});

it.each([
  ['cannot be reached', 'Fusion cannot be reached', () => fault(profile, 'fusion', 'down')],
  ['answers with an error', 'Fusion\'s server failed', () => fault(profile, 'fusion', 'http500')],
  ['answers with half a sentence', 'Fusion answered something that cannot be right', () => fault(profile, 'fusion', 'malformedJson')],
  ['wants to be asked less often', 'Fusion asks to be asked less often', () => fault(profile, 'fusion', 'rateLimit')],
  ['refuses without a word', 'Fusion refused', () => flip({ switch: 'errorWithoutData', value: true })],
] as const)('an operator that %s is named before anything can be signed', async (_what, title, fails) => {
  await fillSoundSwap(page, { ...WISH, amount: '21' });
  await fails();
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await page.getByRole('alert').filter({ hasText: title }).waitFor();
  expect(await app.shows('approval')).toBe(false);
  expect(await page.getByLabel(/^Amount on/).inputValue()).toBe('21');
  expect((await callApp(page, 'bridge.list', { offset: 0, limit: 1 })).total).toBe(0);
});

it('a held swap says so, and goes on when it is released', async () => {
  await flip({ switch: 'hold', value: true, times: 1 });
  const id = await swap(app, page, WISH);
  await untilSwap(page, id, 'held', (found) => word(found) === 'hold');
  await shows('The operator holds this swap');
  await releaseHeld(profile);
  await untilState(page, id, 'arrived');
});

it('a deposit that Fusion does not register at first is told again until it does', async () => {
  await flip({ switch: 'createFails', value: true, times: 2 });
  const id = await swap(app, page, WISH);
  await untilState(page, id, 'arrived');
});

it('a registration whose answer is lost is found to have taken', async () => {
  await flip({ switch: 'createLost', value: true, times: 1 });
  const id = await swap(app, page, WISH);
  await untilState(page, id, 'arrived');
  expect((await operatorStatus(profile)).swaps.filter(({ id: own }) => own !== '').length).toBeGreaterThan(0);
});

it('a word that nobody knows is shown as it is', async () => {
  await flip({ switch: 'statusText', value: 'reticulating', times: 1 });
  const id = await swap(app, page, WISH);
  await untilSwap(page, id, 'the word', (found) => word(found) === 'reticulating');
  await shows(/reticulating/);
  await flip({ switch: 'none' });
  await untilState(page, id, 'arrived');
});

it.each([['dust', { switch: 'dust', value: true, times: 1 }, 'Fusion kept the deposit as its fee'], ['expired', { switch: 'expired', value: true, times: 1 }, 'Fusion says that the deposit came too late']] as const)('%s is an end with a way forward', async (how, request, title) => {
  await flip(request);
  const id = await swap(app, page, WISH);
  expect((await untilState(page, id, 'refused')).state).toMatchObject({ how });
  await shows(title);
  await page.getByRole('button', { name: 'Support text', exact: true }).click();
  const text = await page.getByTestId('support-text').innerText();
  expect(text).toContain(id);
  expect(text).not.toMatch(/xprv|seed|mnemonic/i);
  await page.keyboard.press('Escape');
});

it.each([['less than was agreed', 'less', 'wrong-amount'], ['without a transaction', 'none', 'no-payout'], ['with an invented transaction', 'invented', 'not-found'], ['to another address', 'elsewhere', 'wrong-recipient'], ['in another token', 'otherToken', 'wrong-token']] as const)('a payout %s is contradicted by the chain', async (_what, value, what) => {
  await flip({ switch: 'payout', value, times: 1 });
  const id = await swap(app, page, WISH);
  await untilSwap(page, id, 'paid, says the operator', (found) => word(found) === 'finished');
  // What is not there yet may still come: the wallet waits, by the network's time, before it calls that a contradiction.
  await practiceControl(profile, '/control/clock', { advanceMs: 600_000 });
  await untilSwap(page, id, what, ({ state }) => state.kind === 'contradicted' && state.what === what);
  await shows('Fusion and the chain do not say the same');
});

it('another deposit address than last time is said loudly', async () => {
  await flip({ switch: 'depositAddress', value: 'other' });
  await fillSwap(page, { ...WISH, amount: '22' });
  await shows('The address for the deposit is not the one of your last swap');
});

it('fees that change between the figures and the press begin nothing', async () => {
  await fillSwap(page, { ...WISH, amount: '23' });
  await until('a swap that can be reviewed', () => page.getByRole('button', { name: 'Continue to approval' }).isEnabled(), 30_000);
  await flip({ switch: 'feesShown', value: 2 });
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await shows('Fusion changed its figures');
  await shows('Fusion keeps 3 FLUX instead of 2 FLUX.');
});

it('ends with every coin accounted for on both chains', async () => {
  const { swaps, totals, books } = await operatorStatus(profile);
  const { swaps: mine } = await callApp(page, 'bridge.list', { offset: 0, limit: 50 });
  expect(mine.map(({ state }) => ('txid' in state ? state.txid : ''))).toEqual(expect.arrayContaining(swaps.map(({ txidFrom }) => txidFrom)));
  expect(mine).toHaveLength(swaps.length);
  const sent = BigInt(swaps.length) * 20n * FLUX;
  // A deposit that it says never to have seen stands in no total of the operator, and on the chain all the same.
  const unseen = BigInt(swaps.filter(({ amountFrom }) => amountFrom === null).length) * 20n * FLUX;
  expect(BigInt(totals.deposits)).toBe(sent - unseen);
  expect(BigInt(totals.payouts) + BigInt(totals.fees) + BigInt(totals.unpaid)).toBe(sent - unseen);
  expect(BigInt(books.find(({ chain }) => chain === 'base')?.onChain?.received ?? '0') - BigInt(books.find(({ chain }) => chain === 'base')?.funding ?? '0')).toBe(sent);
  await until('the sums', async () => {
    await callApp(page, 'sync.now', undefined);
    const arrived = mine.reduce((sum, { state }) => sum + (state.kind === 'arrived' ? BigInt(state.amount) : 0n), 0n);
    const short = BigInt(swaps.find(({ paid, txidFrom }) => mine.some(({ state }) => state.kind === 'contradicted' && state.what === 'wrong-amount' && state.txid === txidFrom) && paid !== null)?.paid ?? '0');
    return (await fluxOnChain(page, 'base')) === START - sent && (await fluxOnChain(page, 'avalanche')) === arrived + short;
  }, 60_000);
  for (const book of books) if (book.onChain) expect(BigInt(book.onChain.balance)).toBe(BigInt(book.onChain.received) - BigInt(book.onChain.sent) - BigInt(book.onChain.networkFees));
});
