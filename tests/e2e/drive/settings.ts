// Drives the security section of the settings and the tasks of the secrets window that it opens.

import type { Page } from 'playwright-core';
import type { RunningApp } from '../harness/app';
import { clickAway } from './click-away';
import { goTo } from './money';

/** Opens a tab of the settings. */
export async function openSettings(page: Page, section: 'General' | 'Security' | 'Network' | 'Practice network' | 'About'): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: section, exact: true }).click();
  await page.getByRole('tabpanel', { name: section, exact: true }).waitFor();
}

async function openTask(app: RunningApp, button: string): Promise<Page> {
  const page = await app.window('main');
  await openSettings(page, 'Security');
  await page.getByRole('button', { name: button, exact: true }).click();
  return app.window('secrets');
}

/** Shows the phrase after the password and hides it again; returns the words that the screen showed. */
export async function revealPhrase(app: RunningApp, password: string): Promise<string[]> {
  const page = await openTask(app, 'Show recovery phrase');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Show the words' }).click();
  await page.getByTestId('word-12').waitFor();
  const words = await page.getByTestId('words').locator('[data-testid^="word-"]').allTextContents();
  await clickAway(page.getByRole('button', { name: 'Hide and close' }));
  await app.windowGone('secrets');
  return words;
}

export async function changePassword(app: RunningApp, from: string, to: string): Promise<void> {
  const page = await openTask(app, 'Change password');
  await page.getByLabel('Current password').fill(from);
  await page.getByLabel('Password', { exact: true }).fill(to);
  await page.getByLabel('Password again').fill(to);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByRole('heading', { name: 'The password is changed' }).waitFor();
  await clickAway(page.getByRole('button', { name: 'Close' }));
  await app.windowGone('secrets');
}

/** Brings a private key into the open wallet, for the Flux chain. */
export async function importKey(app: RunningApp, { wif, name, password }: { wif: string; name: string; password: string }): Promise<void> {
  const page = await openTask(app, 'Import a key');
  await page.getByLabel('Private key (WIF)').fill(wif);
  await page.getByRole('checkbox', { name: /^Flux/ }).check();
  await page.getByLabel('Name of the key').fill(name);
  await page.getByLabel('Password of this wallet').fill(password);
  await clickAway(page.getByRole('button', { name: 'Import', exact: true }));
  await app.windowGone('secrets');
  await (await app.window('main')).getByText(name).first().waitFor();
}

/** Brings one key of a multisig script and the script into the open wallet, as an SSP user does. */
export async function importScript(app: RunningApp, { wif, redeemScript, name, password }: { wif: string; redeemScript: string; name: string; password: string }): Promise<void> {
  const page = await openTask(app, 'Import a key');
  await page.getByText('SSP key', { exact: true }).click();
  await page.getByLabel('Private key (WIF)').fill(wif);
  await page.getByLabel('Redeem script (hex)').fill(redeemScript);
  await page.getByLabel('Name of the key').fill(name);
  await page.getByLabel('Password of this wallet').fill(password);
  await clickAway(page.getByRole('button', { name: 'Import', exact: true }));
  await app.windowGone('secrets');
  await (await app.window('main')).getByText(name).first().waitFor();
}

/** Removes an imported key in the secrets window; returns the whole address that it showed. */
export async function removeKey(app: RunningApp, name: string, password: string): Promise<string | null> {
  const page = await openTask(app, `Remove ${name}`);
  await page.getByRole('heading', { name: `Remove the key ${name}` }).waitFor();
  const address = await page.locator('[data-address]').textContent();
  await page.getByRole('checkbox').check();
  await page.getByLabel('Password of this wallet').fill(password);
  await page.getByRole('button', { name: 'Remove the key' }).click();
  await page.getByRole('heading', { name: `${name} is removed` }).waitFor();
  await clickAway(page.getByRole('button', { name: 'Close' }));
  await app.windowGone('secrets');
  return address;
}
