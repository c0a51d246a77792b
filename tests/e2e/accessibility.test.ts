// Every screen of the three windows: nothing for axe to find in both themes, nothing cut off in the smallest window with the largest text, whole in German.
import type { Page } from 'playwright-core';
import { findings, layoutProblems, LOOKS, missingWords, wear } from './drive/accessible';
import { approve, readyToSign, refuse } from './drive/approval';
import { callApp } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { clickAway } from './drive/click-away';
import { faucet, fillPayment, goTo, pay, receiveAddress } from './drive/money';
import { lock, pastePhrase, unlock } from './drive/onboarding';
import { openSettings } from './drive/settings';
import { fillSwap } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const profile = freshProfile();
const password = 'seven purple lanterns drift';
const shop = addressOf(stranger('a shop'), 'flux', 0);
let app: RunningApp;
let words: string[] = [];

const secretsScreen = async (screen: string) => expect(await findings(app, 'secrets', screen)).toEqual([]);
const mainScreen = async (screen: string) => expect(await findings(app, 'main', screen)).toEqual([]);

beforeAll(async () => {
  app = await launchApp({ profile });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

describe('the secrets window', () => {
  it('welcomes: network, and how to begin', async () => {
    const page = await app.window('secrets');
    await page.getByRole('heading', { name: 'Where do you want to start?' }).waitFor();
    await secretsScreen('network');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Your wallet' }).waitFor();
    await secretsScreen('start');
  });

  it('restores and imports', async () => {
    const page = await app.window('secrets');
    await page.getByRole('button', { name: 'Restore from words' }).click();
    await page.getByRole('heading', { name: 'Type your recovery phrase' }).waitFor();
    await page.getByText('I also used a passphrase (BIP39)').click();
    await pastePhrase(page, 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' '));
    await page.getByText('The phrase is complete.').waitFor();
    await secretsScreen('restore');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Import a private key' }).click();
    await page.getByText('SSP key', { exact: true }).click();
    await secretsScreen('import');
    await page.getByRole('button', { name: 'Back' }).click();
  });

  it('makes a wallet: password, words, check, ready', async () => {
    const page = await app.window('secrets');
    await page.getByRole('button', { name: 'Create a new wallet' }).click();
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await secretsScreen('password');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Use 24 words' }).click();
    await page.getByTestId('word-24').waitFor();
    words = await page.getByTestId('words').locator('[data-testid^="word-"]').allTextContents();
    await secretsScreen('words');
    await page.getByRole('button', { name: 'I have written them down' }).click();
    await page.getByRole('heading', { name: 'Check what you wrote' }).waitFor();
    await secretsScreen('check');
    for (const field of await page.getByRole('combobox').all()) await field.fill(words[Number(/\d+/.exec(await field.evaluate((input: HTMLInputElement) => input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? ''))?.[0]) - 1] ?? '');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Open the wallet' }).waitFor();
    await secretsScreen('ready');
    await clickAway(page.getByRole('button', { name: 'Open the wallet' }));
    await app.windowGone('secrets');
  });
});

describe('the main window', () => {
  it('shows an empty portfolio and an empty list', async () => {
    const page = await app.window('main');
    await page.getByRole('heading', { name: 'Portfolio' }).waitFor();
    await mainScreen('empty portfolio');
    await goTo(page, 'Activity');
    await mainScreen('empty activity');
    await goTo(page, 'Address book');
    await mainScreen('empty address book');
  });

  it('receives', async () => {
    const page = await app.window('main');
    for (const chain of ['base', 'bitcoin', 'flux'] as const) {
      await receiveAddress(page, chain);
      await mainScreen(`receive on ${chain}`);
    }
    await faucet(page, 'flux', 'FLUX');
    await until('a coin to spend', async () => {
      const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
      return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 300_000_000n;
    }, 60_000);
  });

  it('sends', async () => {
    const page = await app.window('main');
    await goTo(page, 'Send');
    await page.getByLabel('To', { exact: true }).fill('tmNotAnAddress');
    await page.getByLabel('Amount', { exact: true }).fill('0');
    await mainScreen('send, with mistakes');
    await fillPayment(page, { coin: 'FLUX on Flux main chain', to: shop, amount: '1.5', note: 'for the book' });
    await mainScreen('send');
    await page.getByRole('button', { name: 'Continue to approval' }).click();
    await readyToSign(app);
    expect(await findings(app, 'approval', 'approval of a payment')).toEqual([]);
    await mainScreen('send, waiting for approval');
    await refuse(app);
    await pay(app, page, { coin: 'FLUX on Flux main chain', to: shop, amount: '1.5' });
    await mainScreen('send, done');
  });

  it('lists and details', async () => {
    const page = await app.window('main');
    await goTo(page, 'Activity');
    await page.getByTestId('activity-row').first().waitFor();
    await mainScreen('activity');
    await page.getByTestId('activity-row').first().click();
    await page.getByTestId('txid').waitFor();
    await mainScreen('activity with a detail');
    await page.getByRole('button', { name: 'Close' }).first().click();
    await goTo(page, 'Portfolio');
    await mainScreen('portfolio');
  });

  it('votes and proposes', async () => {
    const page = await app.window('main');
    await goTo(page, 'Governance');
    const open = page.getByRole('article', { name: 'Lower the application registration fee' });
    await open.waitFor();
    await mainScreen('proposals');
    await open.getByRole('button', { name: 'Yes', exact: true }).click();
    await page.getByText('One vote, and it is final').waitFor();
    await mainScreen('a vote');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await open.getByRole('button', { name: 'Read' }).click();
    await page.getByText('The wallet counts the same as the service.').waitFor();
    await mainScreen('a proposal');
    await page.getByRole('button', { name: 'All proposals' }).click();
    await page.getByRole('button', { name: 'New proposal' }).click();
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByText('This is too short.').first().waitFor();
    await mainScreen('a new proposal, with mistakes');
  });

  it('swaps and claims', async () => {
    const page = await app.window('main');
    await fillSwap(page, { from: 'main', to: 'base', amount: '5' });
    await page.getByText('Fusion is a custodial service').first().waitFor();
    await mainScreen('a new swap');
    await page.getByRole('button', { name: 'Continue to approval' }).click();
    await readyToSign(app);
    expect(await findings(app, 'approval', 'approval of a swap')).toEqual([]);
    await approve(app);
    await page.getByRole('list', { name: 'Steps of this swap' }).waitFor();
    await mainScreen('a swap on its way');
    await page.getByRole('button', { name: 'Support text', exact: true }).click();
    await page.getByTestId('support-text').waitFor();
    await mainScreen('support text');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Claims' }).click();
    await page.getByText('Parallel mining').or(page.getByText('No address has earned yet')).first().waitFor();
    await mainScreen('claims');
  });

  it('keeps contacts', async () => {
    const page = await app.window('main');
    await goTo(page, 'Address book');
    await page.getByRole('button', { name: 'Add a contact' }).first().click();
    await page.getByRole('dialog').waitFor();
    await mainScreen('new contact');
    await page.keyboard.press('Escape');
    await callApp(page, 'contacts.put', { name: 'The shop', chain: 'flux', address: shop, note: 'books' });
    await page.getByText('The shop').waitFor();
    await mainScreen('address book');
  });

  it('signs with the Flux ID', async () => {
    const page = await app.window('main');
    await goTo(page, 'Flux ID');
    await mainScreen('Flux ID');
    await page.getByLabel('Message', { exact: true }).first().fill('It is me');
    await page.getByRole('button', { name: 'Continue to approval' }).click();
    await readyToSign(app);
    expect(await findings(app, 'approval', 'approval of a message')).toEqual([]);
    await refuse(app);
  });

  it.each(['General', 'Security', 'Network', 'Practice network', 'About'] as const)('has settings: %s', async (section) => {
    await openSettings(await app.window('main'), section);
    await mainScreen(`settings, ${section}`);
  });

  it('floats a palette and a menu', async () => {
    const page = await app.window('main');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await mainScreen('palette');
    await page.keyboard.press('Escape');
    await page.getByRole('banner').getByRole('button', { name: /Main wallet/ }).click();
    await page.getByRole('menu').waitFor();
    await mainScreen('wallet menu');
    await page.keyboard.press('Escape');
  });
});

describe('the secrets window of an open wallet', () => {
  const TASKS = [
    ['Change password', 'Change the password'], ['Show recovery phrase', 'Show the recovery phrase'], ['Check recovery phrase', 'Check your recovery phrase'],
    ['Import a key', 'Import a private key'], ['Remove Main wallet', 'Remove Main wallet from this computer'],
  ] as const;

  it.each(TASKS)('%s', async (button, title) => {
    const main = await app.window('main');
    await openSettings(main, 'Security');
    await main.getByRole('button', { name: button, exact: true }).click();
    const page = await app.window('secrets');
    await page.getByRole('heading', { name: title }).waitFor();
    await secretsScreen(title);
    if (button === 'Show recovery phrase') {
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Show the words' }).click();
      await page.getByTestId('word-24').waitFor();
      await secretsScreen('the phrase again');
      await clickAway(page.getByRole('button', { name: 'Hide and close' }));
    } else await clickAway(page.getByRole('button', { name: 'Cancel' }));
    await app.windowGone('secrets');
  });

  it('unlocks', async () => {
    await lock(app);
    const page = await app.window('secrets');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('That password does not open this wallet').waitFor();
    await secretsScreen('unlock');
    await unlock(app, password);
  });
});

describe('in German', () => {
  const small = LOOKS[0];

  async function whole(kind: 'main' | 'secrets' | 'approval', screen: string): Promise<void> {
    const page: Page = await app.window(kind);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    if (small) await wear(app, kind, page, small);
    expect({ screen, missing: await missingWords(page), layout: await layoutProblems(page) }).toEqual({ screen, missing: [], layout: [] });
  }

  it('has every word in place, in the smallest window with the largest text', async () => {
    const page = await app.window('main');
    await callApp(page, 'settings.set', { language: 'de' });
    await page.getByRole('button', { name: 'Sperren' }).waitFor();
    for (const name of ['Übersicht', 'Aktivität', 'Senden', 'Empfangen', 'Brücke', 'Flux-ID', 'Adressbuch', 'Einstellungen']) {
      await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await whole('main', name);
    }
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await whole('main', (await tab.textContent()) ?? '');
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await whole('main', 'palette');
    await page.keyboard.press('Escape');
    await clickAway(page.getByRole('button', { name: 'Sperren' }));
    await app.windowGone('main');
    await (await app.window('secrets')).getByRole('button', { name: 'Entsperren' }).waitFor();
    await whole('secrets', 'unlock');
  });
});
