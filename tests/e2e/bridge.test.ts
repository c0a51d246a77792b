// FLUX moves main chain -> Ethereum -> Base -> main chain in the real window, with the app closed on the way; every sum is the chains'.
import type { Page } from 'playwright-core';
import { approve, readyToSign, refuse } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet, unlock } from './drive/onboarding';
import { operatorStatus } from './drive/operator';
import { fillSwap, fluxOnChain, fundForSwaps, swap, untilState } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const FLUX = 100_000_000n;
const PASSWORD = 'seven purple lanterns drift';
const profile = freshProfile();
let app: RunningApp;
let page: Page;
/** What the practice operator keeps of each swap: its flat fee for the receiving chain, and a thousandth rounded up to whole FLUX. */
const KEPT = { eth: 10n * FLUX, base: 2n * FLUX, main: (3n * FLUX) / 2n };
const amounts = { first: 1_000n * FLUX, second: 990n * FLUX, third: 988n * FLUX };

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Bridged', password: PASSWORD });
  page = await app.window('main');
  await fundForSwaps(page, 1_400n * FLUX, ['ethereum', 'base']);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('moves FLUX from the main chain to Ethereum, and shows each step', async () => {
  const id = await swap(app, page, { from: 'main', to: 'eth', amount: '1000' });
  await page.getByText('You can close the app.').waitFor();
  const steps = page.getByRole('list', { name: 'Steps of this swap' });
  await steps.getByText('Reserved with Fusion').waitFor();
  await steps.getByText('Sent on Flux main chain').waitFor();
  const arrived = await untilState(page, id, 'arrived');
  expect(arrived).toMatchObject({ amount: amounts.first.toString(), arrives: amounts.second.toString(), own: true, state: { amount: amounts.second.toString() } });
  await steps.getByText('Arrived and checked by this wallet').waitFor();
  await until('the FLUX on Ethereum', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await fluxOnChain(page, 'ethereum')) === amounts.second;
  }, 60_000);
});

it('goes on after the app was closed in the middle of a swap', async () => {
  const id = await swap(app, page, { from: 'eth', to: 'base', amount: '990' });
  await app.quit();
  app = await launchApp({ profile });
  page = await unlock(app, PASSWORD);
  await goTo(page, 'Bridge');
  await untilState(page, id, 'arrived');
  await until('the FLUX on Base', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await fluxOnChain(page, 'base')) === amounts.third && (await fluxOnChain(page, 'ethereum')) === 0n;
  }, 60_000);
});

it('brings it back to the main chain', async () => {
  const before = (await fluxOnChain(page, 'flux')) ?? 0n;
  const id = await swap(app, page, { from: 'base', to: 'main', amount: '988' });
  const arrived = await untilState(page, id, 'arrived');
  const home = amounts.third - KEPT.main;
  expect(arrived.state).toMatchObject({ amount: home.toString() });
  await until('the FLUX at home', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await fluxOnChain(page, 'flux')) === before + home;
  }, 60_000);
});

it('lists all three, marks them in Activity, and the books of the operator balance to the unit', async () => {
  const { swaps } = await callApp(page, 'bridge.list', { offset: 0, limit: 10 });
  expect(swaps.map(({ from, to, state }) => [from, to, state.kind])).toEqual([['base', 'main', 'arrived'], ['ethereum', 'base', 'arrived'], ['flux', 'eth', 'arrived']]);
  const { totals } = await operatorStatus(profile);
  expect(totals).toMatchObject({
    deposits: (amounts.first + amounts.second + amounts.third).toString(),
    fees: (KEPT.eth + KEPT.base + KEPT.main).toString(),
    unpaid: '0',
  });
  const deposit = swaps[2];
  expect(deposit?.activity).not.toBeNull();
  await goTo(page, 'Activity');
  await page.getByTestId('activity-row').first().waitFor();
});

it('gathers FLUX that lies on several addresses in one of them, as a step of its own', async () => {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: (1_500n * FLUX).toString() });
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 2 });
  await until('both coins', async () => {
    await callApp(page, 'sync.now', undefined);
    return ((await fluxOnChain(page, 'flux')) ?? 0n) > 2_600n * FLUX;
  }, 60_000);
  await fillSwap(page, { from: 'main', to: 'base', amount: '2000' });
  await page.getByText('Gather it in one address first').waitFor();
  await page.getByRole('button', { name: 'Gather, continue to approval' }).click();
  await approve(app);
  await until('an address that holds enough', async () => {
    await callApp(page, 'practice.mine', { chain: 'flux', blocks: 3 });
    await callApp(page, 'sync.now', undefined);
    return page.getByRole('button', { name: 'Continue to approval' }).isEnabled();
  }, 60_000);
  expect(await page.getByLabel(/^Amount on/).inputValue()).toBe('2000');
});

it('keeps what was typed when the deposit is not approved, and nothing is sent', async () => {
  const before = await operatorStatus(profile);
  const held = await fluxOnChain(page, 'flux');
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  const review = await readyToSign(app);
  await review.getByText('Fusion').first().waitFor();
  await refuse(app);
  await page.getByText('You did not approve it. Nothing was sent.').first().waitFor();
  expect(await page.getByLabel(/^Amount on/).inputValue()).toBe('2000');
  expect((await callApp(page, 'bridge.list', { offset: 0, limit: 10 })).total).toBe(3);
  expect((await operatorStatus(profile)).swaps).toHaveLength(before.swaps.length);
  expect(await fluxOnChain(page, 'flux')).toBe(held);
});
