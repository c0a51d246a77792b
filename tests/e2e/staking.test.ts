// Staking in the real window: from the faucet to a confirmed node that is paid, closed and opened on the way; its server goes away, it falls out, and starts again.
import type { Page } from 'playwright-core';
import { approve } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet, unlock } from './drive/onboarding';
import { fund, identityKeyOf, mineFlux, mineTo, nodeNamed, openNode, runServer, startNode, untilNode } from './drive/nodes';
import { clickNotice, focusApp, isFocused, shownNotices, watchNotices } from './drive/notices';
import { fluxOnChain } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const password = 'seven purple lanterns drift';
const profile = freshProfile();
const COIN = 100_000_000n;
let app: RunningApp;
let page: Page;

/** Closes the app and opens it again, at the staking screen. */
async function reopen(): Promise<void> {
  await app.quit();
  app = await launchApp({ profile });
  page = await unlock(app, password);
  await goTo(page, 'Staking');
}
const needs = async (): Promise<string[]> => (await callApp(page, 'portfolio.get', undefined)).needs.map(({ kind }) => kind);

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Keeper', password });
  page = await app.window('main');
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('says what a tier asks for, and what is missing', async () => {
  await goTo(page, 'Staking');
  await until('what is missing', async () => (await page.getByTestId('means-cumulus').textContent())?.startsWith('You need 1,000'), 60_000);
  expect(await page.getByRole('button', { name: 'Start a node: Cumulus' }).isDisabled()).toBe(true);
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await fund(page, address, 1_100n * COIN);
  await callApp(page, 'sync.now', undefined);
  await until('enough for one', async () => (await page.getByTestId('means-cumulus').textContent())?.includes('1,100'), 60_000);
  expect(await page.getByTestId('means-nimbus').textContent()).toContain('You need 11,400');
});

it('takes one decision and one approval, and goes on by itself after the app was closed', async () => {
  await startNode(app, page, { tier: 'Cumulus', name: 'cumulus-1' });
  await page.getByRole('heading', { name: 'Starting cumulus-1' }).waitFor();
  await reopen();
  await mineFlux(page, 60);
  await untilNode(page, 'cumulus-1', 'maturing', ({ status }) => status.confirmations !== null && status.confirmations >= 58);
  await page.getByTestId('starting-steps').getByText(/^\d+ of 100, about/).waitFor();
  await mineFlux(page, 45);
  await untilNode(page, 'cumulus-1', 'starting');
  await mineFlux(page, 1);
  const { status } = await untilNode(page, 'cumulus-1', 'started');
  expect(status.confirmBy).toBe(status.height + 240);
});

it('shows the server what it needs, and is confirmed by it', async () => {
  const key = await identityKeyOf(app, page, 'cumulus-1');
  expect(key).toMatch(/^c[1-9A-HJ-NP-Za-km-z]{51}$/);
  await runServer(page, key);
  await reopen();
  await mineFlux(page, 2);
  const node = await untilNode(page, 'cumulus-1', 'confirmed');
  expect(node.status).toMatchObject({ ip: '203.0.113.18:16127', expiring: false });
  const row = page.getByRole('row').filter({ has: page.getByText('cumulus-1', { exact: true }) });
  await row.getByText('Confirmed', { exact: true }).waitFor();
  await row.getByRole('cell', { name: '203.0.113.18:16127' }).waitFor();
});

it('is paid in its turn', async () => {
  await mineFlux(page, 65);
  await callApp(page, 'sync.now', undefined);
  await until('the first reward', async () => (await nodeNamed(page, 'cumulus-1')).rewards.count > 0, 60_000);
  expect((await nodeNamed(page, 'cumulus-1')).rewards).toMatchObject({ count: 1, total: String(COIN) });
  await openNode(page, 'cumulus-1');
  await page.getByText('1 FLUX', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Close the node' }).click();
});

it('keeps its coin out of a payment of everything', async () => {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  const all = await callApp(page, 'send.preview', { asset: 'flux/native', to: address, note: '', amount: { kind: 'all' }, fee: { kind: 'preset', preset: 'normal' } });
  expect(BigInt(all.amount ?? 0)).toBeLessThan(101n * COIN);
  expect(await fluxOnChain(page, 'flux')).toBeGreaterThan(1_100n * COIN);
});

it('falls out when its server is stopped, says so, and starts again', async () => {
  const { collateral, status } = await untilNode(page, 'cumulus-1', 'confirmed');
  if (!collateral) throw new Error('no collateral');
  await page.getByRole('button', { name: 'Stop the server at 203.0.113.18:16127' }).click();
  await until('a stopped server', async () => (await callApp(page, 'practice.server', { act: 'list' })).every(({ running }) => !running));
  await watchNotices(app);
  await focusApp(app, false);
  await until('no focus', async () => !(await isFocused(app)));
  await mineTo(page, status.lastConfirmed + 575);
  await untilNode(page, 'cumulus-1', 'confirmed', (node) => node.status.expiring);
  await until('the word that it expires', async () => (await needs()).includes('node-expiring'), 30_000);
  const expiring = { title: 'A node is about to fall out', body: 'The server of cumulus-1 did not renew it in time. Look at the server.' };
  await until('a notification that it expires', async () => (await shownNotices(app)).length > 0);
  await goTo(page, 'Portfolio');
  await page.getByText('cumulus-1').first().waitFor();
  await mineTo(page, status.expiresAt);
  const fallen = await untilNode(page, 'cumulus-1', 'out');
  expect(fallen.status.was).toBe('confirmed');
  expect(fallen.start).toMatchObject({ allowed: true });
  await until('the word that it is out', async () => (await needs()).includes('node-out'), 30_000);
  await until('a notification that it is out', async () => (await shownNotices(app)).length > 1);
  expect(await shownNotices(app)).toEqual([expiring, { title: 'A node is out', body: 'cumulus-1 earns nothing any more. Its coin is where it was. Start it again in Fluxkeep.' }]);
  await clickNotice(app);
  await page.getByRole('heading', { level: 1, name: 'Staking' }).waitFor();
  await until('the focus', () => isFocused(app));

  await openNode(page, 'cumulus-1');
  await page.getByRole('button', { name: 'Start again', exact: true }).click();
  await approve(app);
  await untilNode(page, 'cumulus-1', 'starting');
  await page.getByRole('button', { name: 'Close the node' }).click();
  await page.getByRole('button', { name: 'Start the server at 203.0.113.18:16127' }).click();
  await mineFlux(page, 3);
  await untilNode(page, 'cumulus-1', 'confirmed');
  expect(await needs()).not.toContain('node-out');
});
