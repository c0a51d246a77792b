// An imported key in the real window: brought along, watched with what it holds, removed after the password, and gone for good.
import { encodeWif } from '../../shared/flux/wif';
import { FLUX_REGTEST } from '../../shared/flux/params';
import { callApp } from './drive/bridge';
import { balance } from './drive/ledger';
import { createWallet, unlock } from './drive/onboarding';
import { importKey, openSettings, removeKey } from './drive/settings';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const password = 'seven purple lanterns drift';
const profile = freshProfile();
let app: RunningApp;
let address = '';

const total = async () => (await balance(await app.window('main'), 'flux'))?.total;
const imported = async () => {
  const session = await callApp(await app.window('main'), 'app.session', undefined);
  return session.state === 'unlocked' ? session.unlocked.imported : [];
};

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Savings', password });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('is watched with what it holds', async () => {
  const page = await app.window('main');
  await importKey(app, { wif: encodeWif({ privateKey: new Uint8Array(32).fill(9), compressed: true }, FLUX_REGTEST), name: 'Paper', password });
  address = (await imported())[0]?.address ?? '';
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: '500000000' });
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 1 });
  await until('its coins', async () => (await total()) === '500000000', 60_000);
});

it('is removed after the password, by name and whole address', async () => {
  expect(await removeKey(app, 'Paper', password)).toBe(address);
  const page = await app.window('main');
  expect(await imported()).toEqual([]);
  await page.getByRole('button', { name: 'Remove Paper' }).waitFor({ state: 'detached' });
  await until('a balance without it', async () => (await total()) === '0', 60_000);
  expect((await callApp(page, 'receive.list', { chain: 'flux' })).some((row) => row.address === address)).toBe(false);
  expect((await callApp(page, 'activity.list', { filter: {}, offset: 0, limit: 10 })).entries).toEqual([]);
});

it('stays away after a start', async () => {
  await app.quit();
  app = await launchApp({ profile });
  const page = await unlock(app, password);
  expect(await imported()).toEqual([]);
  await callApp(page, 'sync.now', undefined);
  await until('the same balance', async () => (await total()) === '0', 60_000);
  await openSettings(page, 'Security');
  await page.getByText('Private keys that you bring along are listed here.').waitFor();
});
