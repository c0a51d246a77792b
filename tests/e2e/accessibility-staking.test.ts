// The screens of staking: nothing for axe to find in both themes, nothing cut off in the smallest window with the largest text, whole in German.
import type { Page } from 'playwright-core';
import { findings, layoutProblems, LOOKS, missingWords, wear } from './drive/accessible';
import { approve, readyToSign } from './drive/approval';
import { callApp } from './drive/bridge';
import { clickAway } from './drive/click-away';
import { goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { fillStart, fund, openNode } from './drive/nodes';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';

jest.setTimeout(180_000);

const profile = freshProfile();
let app: RunningApp;
let page: Page;

const mainScreen = async (screen: string) => expect(await findings(app, 'main', screen)).toEqual([]);

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Main wallet', password: 'seven purple lanterns drift' });
  page = await app.window('main');
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('shows tiers without nodes', async () => {
  await goTo(page, 'Staking');
  await page.getByTestId('means-stratus').getByText('more').waitFor({ timeout: 60_000 });
  await mainScreen('staking without nodes');
});

it('starts a node', async () => {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await fund(page, address, 120_000_000_000n);
  await callApp(page, 'sync.now', undefined);
  await fillStart(page, { tier: 'Cumulus', name: 'cumulus-1' });
  await page.getByText('Advanced: delegates').click();
  await mainScreen('a new node');
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await readyToSign(app);
  expect(await findings(app, 'approval', 'approval of a start')).toEqual([]);
  await approve(app);
  await page.getByTestId('starting-steps').waitFor();
  await mainScreen('staking with a node that starts');
});

it('shows a node, and what its server needs', async () => {
  await openNode(page, 'cumulus-1');
  await mainScreen('a node');
  await page.getByRole('button', { name: 'Server settings', exact: true }).click();
  const settings = await app.window('secrets');
  await settings.getByTestId('node-values').waitFor();
  expect(await findings(app, 'secrets', 'settings for a server')).toEqual([]);
  await clickAway(settings.getByRole('button', { name: 'Done', exact: true }));
  await app.windowGone('secrets');
  await page.getByRole('button', { name: 'Close the node' }).click();
});

it('has the tools, and the way out', async () => {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await mainScreen('a computer');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Evacuate', exact: true }).click();
  await mainScreen('evacuate');
  await goTo(page, 'Staking');
});

it('has every word in German, in the smallest window with the largest text', async () => {
  await callApp(page, 'settings.set', { language: 'de' });
  await page.getByRole('heading', { level: 1, name: 'Staking' }).waitFor();
  await page.getByText('Ihre Knoten').first().waitFor();
  const [smallest] = LOOKS;
  if (!smallest) throw new Error('no looks');
  await wear(app, 'main', page, smallest);
  expect(await missingWords(page)).toEqual([]);
  expect(await layoutProblems(page)).toEqual([]);
});
