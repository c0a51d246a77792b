// Drives the secrets window as a person does: makes a wallet, restores one, unlocks one.

import type { Page } from 'playwright-core';
import type { RunningApp } from '../harness/app';
import { clickAway } from './click-away';

export interface NewWallet {
  readonly name?: string;
  readonly password: string;
  readonly words?: 12 | 24;
}

/** From the welcome (or "add") to the open wallet. Returns the words that the screen showed. */
export async function createWallet(app: RunningApp, wallet: NewWallet): Promise<string[]> {
  const page = await app.window('secrets');
  await chooseNetwork(page);
  await page.getByRole('button', { name: 'Create a new wallet' }).click();
  await choosePassword(page, wallet);
  if (wallet.words === 24) await page.getByRole('button', { name: 'Use 24 words' }).click();
  await page.getByTestId(`word-${wallet.words ?? 12}`).waitFor();
  const words = await page.getByTestId('words').locator('[data-testid^="word-"]').allTextContents();
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await answerCheck(page, words);
  await openReady(app, page);
  return words;
}

/** From the welcome to the open wallet, with words typed by pasting the whole phrase. */
export async function restoreWallet(app: RunningApp, words: readonly string[], wallet: NewWallet & { passphrase?: string }): Promise<void> {
  const page = await app.window('secrets');
  await chooseNetwork(page);
  await page.getByRole('button', { name: 'Restore from words' }).click();
  await pastePhrase(page, words);
  if (wallet.passphrase !== undefined) {
    await page.getByText('I also used a passphrase (BIP39)').click();
    await page.getByLabel('Passphrase', { exact: true }).fill(wallet.passphrase);
  }
  await page.getByText('The phrase is complete.').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await choosePassword(page, wallet);
  await openReady(app, page);
}

export async function unlock(app: RunningApp, password: string): Promise<Page> {
  const page = await app.window('secrets');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await clickAway(page.getByRole('button', { name: 'Unlock' }));
  await app.windowGone('secrets');
  return app.window('main');
}

/** Pastes into the first field, which takes the whole phrase apart. */
export async function pastePhrase(page: Page, words: readonly string[]): Promise<void> {
  const first = page.getByRole('combobox', { name: 'Word 1', exact: true });
  await first.focus();
  await first.evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, words.join(' '));
}

async function chooseNetwork(page: Page): Promise<void> {
  const title = page.getByRole('heading', { name: 'Where do you want to start?' });
  await title.or(page.getByRole('heading', { name: 'Your wallet' })).waitFor();
  if (await title.isVisible()) await page.getByRole('button', { name: 'Continue' }).click();
}

async function choosePassword(page: Page, { name, password }: NewWallet): Promise<void> {
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  if (name !== undefined) await page.getByLabel('Wallet name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function answerCheck(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('heading', { name: 'Check what you wrote' }).waitFor();
  for (const field of await page.getByRole('combobox').all()) {
    const place = Number(/\d+/.exec((await field.getAttribute('aria-label')) ?? (await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '')))?.[0]);
    await field.fill(words[place - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

async function openReady(app: RunningApp, page: Page): Promise<void> {
  await clickAway(page.getByRole('button', { name: 'Open the wallet' }));
  await app.windowGone('secrets');
  await (await app.window('main')).getByRole('heading', { name: 'Portfolio' }).waitFor();
}

/** Locks by the button and waits for the password window. */
export async function lock(app: RunningApp): Promise<void> {
  await clickAway((await app.window('main')).getByRole('button', { name: 'Lock' }));
  await app.windowGone('main');
}

/** Opens another wallet of the menu: the password of that one is asked. */
export async function switchTo(app: RunningApp, from: string, to: string, password: string): Promise<Page> {
  const page = await app.window('main');
  await page.getByRole('banner').getByRole('button', { name: new RegExp(from) }).click();
  await clickAway(page.getByRole('menuitemradio', { name: to, exact: true }));
  return unlock(app, password);
}

/** The menu's way to a further wallet. */
export async function addWallet(app: RunningApp, from: string): Promise<void> {
  const page = await app.window('main');
  await page.getByRole('banner').getByRole('button', { name: new RegExp(from) }).click();
  await page.getByRole('menuitem', { name: 'Add a wallet' }).click();
}
