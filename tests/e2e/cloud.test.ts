// The Flux cloud in the real window: log in with the Flux ID, register an app, pay it, and see it run; and what a node does wrong, in plain words.
import type { Page } from 'playwright-core';
import { approve, readyToSign, refuse } from './drive/approval';
import { callApp } from './drive/bridge';
import { cloudStatus, cloudSwitch, fillApp } from './drive/cloud';
import { goTo } from './drive/money';
import { fund, mineFlux } from './drive/nodes';
import { createWallet, lock, unlock } from './drive/onboarding';
import { practiceControl } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const COIN = 100_000_000n;
const password = 'seven purple lanterns drift';
const profile = freshProfile();
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Keeper', password });
  page = await app.window('main');
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await fund(page, address, 500n * COIN);
  await until('coins', async () => {
    await callApp(page, 'sync.now', undefined);
    const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
    return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 0n;
  }, 60_000);
});
afterEach(() => cloudSwitch(profile, { switch: 'none' }));
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

const message = (state: string) => page.locator(`[data-testid="cloud-message"][data-state="${state}"]`);

it('says at each field what is wrong, and the price as soon as nothing is', async () => {
  await goTo(page, 'Cloud');
  await page.getByTestId('cloud-login').getByText('Not logged in').waitFor();
  await page.getByText('No app yet').waitFor();
  await fillApp(page, { name: 'fluxshop', description: 'A little shop', image: 'library/nginx', port: '22', inner: '80' });
  await page.getByText('Names that start with flux or zel are taken').waitFor();
  await page.getByText('An image with its tag, like library/nginx:1.27').waitFor();
  await page.getByText('Nodes keep port 22 for themselves').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('myshop');
  await page.getByLabel('Image', { exact: true }).fill('library/nginx:1.27');
  await page.getByLabel('On the node', { exact: true }).fill('31000');
  const dear = await until('a price', async () => (await page.getByTestId('cloud-price').count()) > 0 && page.getByTestId('cloud-price').textContent());
  await page.getByLabel('Instances', { exact: true }).fill('20');
  await until('another price', async () => (await page.getByTestId('cloud-price').count()) > 0 && await page.getByTestId('cloud-price').textContent() !== dear);
  await page.getByLabel('Instances', { exact: true }).fill('3');
});

it('logs in through the approval window, which says what the signature does', async () => {
  await page.getByRole('button', { name: 'Log in to sign' }).click();
  const approval = await readyToSign(app);
  expect(await approval.getByTestId('approval-cloud-head').textContent()).toBe('You log in to FluxOS');
  expect(await approval.getByTestId('approval-cloud').textContent()).toContain('lets your Flux ID in at the FluxOS node 127.0.0.1');
  await refuse(app);
  await page.getByRole('main').getByText('Not approved: nothing was signed.').waitFor();
  await page.getByRole('button', { name: 'Log in to sign' }).click();
  await approve(app);
  await page.getByRole('button', { name: 'Review and sign' }).waitFor();
});

it('an app is signed, paid, and appears with its instances and its end', async () => {
  await until('the form is ready', () => page.getByTestId('cloud-price').count());
  await page.getByRole('button', { name: 'Review and sign' }).click();
  const approval = await readyToSign(app);
  expect(await approval.getByTestId('approval-cloud-head').textContent()).toBe('You register the app myshop');
  expect(await approval.getByTestId('approval-cloud').textContent()).toMatch(/^3 instances of library\/nginx:1\.27, for 31 days \(88,000 blocks\)/);
  await approve(app);
  await message('unpaid').getByRole('button', { name: /^Pay / }).click();
  await approve(app);
  await message('paid').waitFor();
  const { waiting: [waiting] } = await cloudStatus(profile);
  await mineFlux(page, 1);
  await until('the app', async () => {
    await callApp(page, 'sync.now', undefined);
    return page.getByTestId('cloud-app').count();
  }, 60_000);
  expect((await cloudStatus(profile)).apps).toMatchObject([{ name: 'myshop', hash: waiting?.hash, instances: 3 }]);
  await message('done').waitFor();
  await mineFlux(page, 3);
  await until('all run', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await page.getByTestId('cloud-running').textContent())?.startsWith('3 of 3');
  }, 60_000);
  const card = page.getByTestId('cloud-app');
  expect(await card.textContent()).toMatch(/87,9\d\d blocks left/);
  expect(await card.textContent()).toMatch(/198\.51\.100\.\d+, 198\.51\.100\.\d+/);
  await until('what a renewal costs', async () => (await page.getByTestId('cloud-renewal').textContent())?.includes('FLUX now'));
});

it('a change is another message with a payment of its own', async () => {
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('heading', { name: 'Change myshop' }).waitFor();
  await page.getByLabel('Instances', { exact: true }).fill('5');
  await until('its price', () => page.getByTestId('cloud-price').count());
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await approve(app);
  await message('unpaid').getByText('Change of myshop').waitFor();
  await message('unpaid').getByRole('button', { name: /^Pay / }).click();
  await approve(app);
  await message('paid').waitFor();
  await mineFlux(page, 1);
  await until('five instances', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await page.getByTestId('cloud-running').textContent())?.endsWith('of 5 running');
  }, 60_000);
});

it('a name that is taken is said at its field; a node that refuses, in plain words', async () => {
  await fillApp(page, { name: 'myshop', description: 'Another shop', image: 'library/nginx:1.27', port: '31001', inner: '80' });
  await page.getByText('An app of this name is registered already').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('secondshop');
  await until('its price', () => page.getByTestId('cloud-price').count());
  await cloudSwitch(profile, { switch: 'registerRefused', value: 'Sorry, This Flux does not have enough outgoing peers for safe application registration' });
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await approve(app);
  await page.getByRole('alert').filter({ hasText: 'The node is not well connected and takes no apps now' }).waitFor();
});

it('an answer that is lost is looked for; what nobody pays lapses', async () => {
  await cloudSwitch(profile, { switch: 'registerLost', value: true, times: 1 });
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await approve(app);
  await message('unpaid').getByText('New app secondshop').waitFor();
  await practiceControl(profile, '/control/clock', { advanceMs: 57 * 60_000 });
  await until('too late', async () => {
    await callApp(page, 'cloud.look', undefined);
    return message('late').count();
  }, 30_000);
  await practiceControl(profile, '/control/clock', { advanceMs: 4 * 60_000 });
  await until('lapsed', async () => {
    await callApp(page, 'cloud.look', undefined);
    return message('lapsed').count();
  }, 30_000);
});

it('locking ends the login, and the apps are there again', async () => {
  await lock(app);
  page = await unlock(app, password);
  await goTo(page, 'Cloud');
  await page.getByTestId('cloud-login').getByText('Not logged in').waitFor();
  await page.getByTestId('cloud-app').waitFor();
});
