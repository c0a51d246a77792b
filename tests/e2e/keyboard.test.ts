// The whole main job with the keyboard alone: no pointer is moved, no control is reached but by its keys.
import { callApp } from './drive/bridge';
import { addressOf, held, stranger } from './drive/chain-figures';
import { pressAway } from './drive/click-away';
import { command, tabAndPress, tabAndType, tabTo } from './drive/keyboard';
import { practiceAccess } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
const password = 'seven purple lanterns drift';
const shop = addressOf(stranger('a shop'), 'flux', 1);
let app: RunningApp;

beforeAll(async () => {
  app = await launchApp({ profile });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('makes a wallet', async () => {
  const page = await app.window('secrets');
  await page.getByRole('heading', { name: 'Where do you want to start?' }).waitFor();
  await tabAndPress(page, 'Continue');
  await page.getByRole('heading', { name: 'Your wallet' }).waitFor();
  await tabAndPress(page, 'Create a new wallet');
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  await tabAndType(page, /^Password$/, password);
  await tabAndType(page, 'Password again', password);
  await page.keyboard.press('Enter');
  await page.getByTestId('word-12').waitFor();
  const words = await page.getByTestId('words').locator('[data-testid^="word-"]').allTextContents();
  await tabAndPress(page, 'I have written them down');
  await page.getByRole('heading', { name: 'Check what you wrote' }).waitFor();
  for (const field of await page.getByRole('combobox').all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '');
    const place = Number(/\d+/.exec(label)?.[0]);
    await tabAndType(page, new RegExp(`^Word ${place}\\b`), words[place - 1] ?? '');
  }
  await tabAndPress(page, /^Check$/);
  await page.getByRole('button', { name: 'Open the wallet' }).waitFor();
  await tabTo(page, 'Open the wallet');
  await pressAway(page, 'Enter');
  await app.windowGone('secrets');
});

it('receives, and gets practice coins', async () => {
  const page = await app.window('main');
  await page.getByRole('heading', { name: 'Portfolio' }).waitFor();
  await command(page, 'Receive');
  await page.getByRole('heading', { level: 1, name: 'Receive' }).waitFor();
  await page.getByTestId('receive-address').waitFor();
  // The chains are one stop; arrows move between them.
  await tabTo(page, /^Flux$/);
  const shows = (prefix: string) => page.getByTestId('receive-address').locator(`[data-address^="${prefix}"]`).waitFor();
  await page.keyboard.press('ArrowRight');
  await shows('bcrt1');
  await page.keyboard.press('ArrowRight');
  await shows('0x');
  await page.keyboard.press('ArrowLeft');
  await shows('bcrt1');
  await page.keyboard.press('ArrowLeft');
  await shows('tm');
  await tabAndPress(page, /^FLUX$/);
  await until('a coin to spend', async () => {
    const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
    return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 200_000_000n;
  }, 60_000);
});

it('sends, and approves by holding the space bar', async () => {
  const page = await app.window('main');
  await command(page, 'Send');
  await page.getByRole('heading', { level: 1, name: 'Send' }).waitFor();
  await tabAndType(page, 'Coin', 'FLUX on Flux');
  await tabAndType(page, /^To\b/, shop);
  await tabAndType(page, /^Amount/, '1.25');
  await until('a payment that can be reviewed', () => page.getByRole('button', { name: 'Continue to approval' }).isEnabled(), 30_000);
  await tabAndPress(page, 'Continue to approval');

  const approval = await app.window('approval');
  await approval.getByTestId('hold-to-sign').waitFor();
  await approval.keyboard.press('End');
  await tabTo(approval, 'Hold to sign');
  await approval.locator('[data-testid="hold-to-sign"][data-ready="true"]').waitFor();
  await approval.keyboard.down('Space');
  await app.windowGone('approval');
  await page.getByTestId('sent-txid').waitFor();
  const access = await practiceAccess(profile);
  await until('the payment on the chain', async () => (await held(access, 'flux', [shop])).units === 125_000_000n);
});

it('looks at it in Activity', async () => {
  const page = await app.window('main');
  await tabAndPress(page, 'See it in Activity');
  await page.getByTestId('activity-detail').getByTestId('txid').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('activity-detail').waitFor({ state: 'detached' });
  await tabAndPress(page, /^Sent/);
  await page.getByTestId('activity-detail').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('locks with Ctrl+L and unlocks', async () => {
  await pressAway(await app.window('main'), 'Control+l');
  await app.windowGone('main');
  const page = await app.window('secrets');
  await tabAndType(page, /^Password$/, password);
  await pressAway(page, 'Enter');
  await app.windowGone('secrets');
  await (await app.window('main')).getByRole('heading', { name: 'Portfolio' }).waitFor();
});
