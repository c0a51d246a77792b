// Claims of parallel mining in the real window: one chain, then all of them to the main chain, signed through the approval window; and claims that are refused or get no answer.
import type { Page } from 'playwright-core';
import { approve, readyToSign } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { operatorStatus, operatorSwitch } from './drive/operator';
import { fault, noFaults, practiceControl } from './drive/practice';
import { fluxOnChain } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Earner', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await practiceControl(profile, '/control/mine', { chain: 'flux', blocks: 40, payTo: address });
  await until('an address that earned', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await callApp(page, 'claims.addresses', undefined)).includes(address);
  }, 60_000);
});
afterEach(async () => {
  await operatorSwitch(profile, { switch: 'none' });
  await noFaults(profile, ['fusion']);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

/** Presses the button of one chain and goes on to the approval window. */
async function beginOnBase(): Promise<void> {
  await page.getByRole('button', { name: 'Claim on Base' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continue to approval' }).click();
}

it('an operator that is slow is waited for, with a word', async () => {
  await fault(profile, 'fusion', 'slow', { value: 1_500 });
  await goTo(page, 'Bridge');
  await page.getByRole('tab', { name: 'Claims' }).click();
  await page.getByText('Asking Fusion', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Claim on Base' }).waitFor();
});

it.each([['as too large', 'refused', 'above the most that is allowed'], ['because the address mines', 'miner', 'have to be allowed by the operator first']] as const)('a claim that is refused %s says why, and can be tried again', async (_why, value, said) => {
  await operatorSwitch(profile, { switch: 'claims', value });
  await beginOnBase();
  await approve(app);
  const alert = page.getByRole('dialog').getByRole('alert').filter({ hasText: 'Fusion did not take the claim' });
  await alert.getByText('Details', { exact: true }).click();
  await alert.getByText(said).waitFor();
  await page.keyboard.press('Escape');
  // The list behind the dialog is asked for again after a claim, and says it before the next one.
  await page.getByText('This address mines').waitFor({ state: value === 'miner' ? 'visible' : 'hidden' });
});

it('a claim that got no answer is not called refused', async () => {
  await beginOnBase();
  await readyToSign(app);
  await fault(profile, 'fusion', 'down');
  await approve(app);
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'What became of the claim is not known' }).waitFor();
  await noFaults(profile, ['fusion']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('button', { name: 'Claim on Base' }).waitFor();
});

it('claims on one chain, and the chain pays it', async () => {
  await page.getByRole('button', { name: 'Claim on Base' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continue to approval' }).click();
  const review = await readyToSign(app);
  await review.getByText(/covers only/i).first().waitFor();
  await approve(app);
  await page.getByRole('dialog').getByText('Fusion took the claim and pays').waitFor();
  await page.keyboard.press('Escape');
  const paid = BigInt((await operatorStatus(profile)).books.find(({ chain }) => chain === 'base')?.claims ?? '0');
  expect(paid).toBeGreaterThan(0n);
  await until('the FLUX on Base', async () => {
    await callApp(page, 'practice.mine', { chain: 'base', blocks: 1 });
    await callApp(page, 'sync.now', undefined);
    return (await fluxOnChain(page, 'base')) === paid;
  }, 60_000);
});

it('claims the rest on the main chain, and lists what was claimed', async () => {
  await page.getByRole('button', { name: 'Claim all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continue to approval' }).click();
  await approve(app);
  await page.getByRole('dialog').getByText('Fusion took the claim and pays').waitFor();
  await page.keyboard.press('Escape');
  await until('past claims', () => page.getByText('paid on the main chain').first().isVisible(), 30_000);
});

it('ends with every claimed unit on its chain', async () => {
  const { books } = await operatorStatus(profile);
  for (const chain of ['flux', 'base'] as const) await callApp(page, 'practice.mine', { chain, blocks: 3 });
  const address = (await callApp(page, 'claims.addresses', undefined))[0] ?? '';
  const reading = await callApp(page, 'claims.get', { address });
  if (reading.state !== 'known') throw new Error('no figures of claims');
  const kept = reading.value.past.map(({ amount, fee }) => BigInt(amount) - BigInt(fee ?? '0'));
  const sent = books.reduce((sum, { onChain }) => sum + BigInt(onChain?.sent ?? '0'), 0n);
  expect(sent).toBe(kept.reduce((sum, units) => sum + units, 0n));
  expect(sent).toBe(books.reduce((sum, { claims }) => sum + BigInt(claims), 0n));
});
