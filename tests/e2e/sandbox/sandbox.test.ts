// As an ordinary user the app runs with Chromium's sandbox on: through the main job every renderer of all three windows is under a system call filter.
import { readyToSign, refuse } from '../drive/approval';
import { callApp } from '../drive/bridge';
import { addressOf, stranger } from '../drive/chain-figures';
import { fillPayment, pay } from '../drive/money';
import { createWallet, lock, unlock } from '../drive/onboarding';
import { launchApp, removeProfile, type RunningApp } from '../harness/app';
import { processTree, seccompMode, type ProcessInfo } from '../harness/processes';
import { until } from '../harness/until';

jest.setTimeout(120_000);

const FILTERED = 2;
const PASSWORD = 'seven purple lanterns drift';
const payment = { coin: 'FLUX on Flux main chain', to: addressOf(stranger('a shop'), 'flux', 0), amount: '2' } as const;
let app: RunningApp;

const renderers = (): ProcessInfo[] => processTree(app.pid).filter(({ command }) => command.includes('--type=renderer'));
/** A renderer that Chromium has just forked, for a page to come, gets its filter before it gets anything else: only one that stays without is a finding. */
async function expectSandboxed(): Promise<void> {
  expect(renderers().length).toBeGreaterThan(0);
  await until('every renderer under the filter', () => renderers().every(({ pid }) => seccompMode(pid) === FILTERED), 5_000);
  expect(processTree(app.pid).filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
}

beforeAll(async () => {
  app = await launchApp();
});
afterAll(async () => {
  await app.quit();
  removeProfile(app.profile);
});

it('makes a wallet in a sandboxed secrets window', async () => {
  await app.window('secrets');
  await expectSandboxed();
  await createWallet(app, { name: 'Boxed', password: PASSWORD });
  const page = await app.window('main');
  await expectSandboxed();
  expect(await callApp(page, 'app.info', undefined)).toMatchObject({ sandboxed: true });
});

it('pays through a sandboxed approval window', async () => {
  const page = await app.window('main');
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: '1000000000' });
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 2 });
  await fillPayment(page, payment);
  const before = renderers().length;
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await readyToSign(app);
  expect(renderers().length).toBeGreaterThan(before);
  await expectSandboxed();
  await refuse(app);
  const txid = await pay(app, page, payment);
  await until('the payment in a list', async () => (await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 1 })).total === 1);
});

it('locks and opens again', async () => {
  await lock(app);
  await expectSandboxed();
  await unlock(app, PASSWORD);
});
