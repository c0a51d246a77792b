// Drives receive, faucet, send and activity in the main window, by the names that a person reads.

import type { Page } from 'playwright-core';
import type { ChainId } from '../../../shared/chains/ids';
import type { RunningApp } from '../harness/app';
import { until } from '../harness/until';
import { approve } from './approval';

const TABS: Record<ChainId, string> = { flux: 'Flux', bitcoin: 'Bitcoin', ethereum: 'Ethereum', bsc: 'BNB Chain', polygon: 'Polygon', avalanche: 'Avalanche', base: 'Base' };

export async function goTo(page: Page, screen: 'Portfolio' | 'Activity' | 'Send' | 'Receive' | 'Bridge' | 'Staking' | 'Light node' | 'Useful work' | 'Cloud' | 'Governance' | 'Flux ID' | 'Address book' | 'Settings'): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/** Opens the chain's tab of Receive and reads the fresh address. */
export async function receiveAddress(page: Page, chain: ChainId): Promise<string> {
  await goTo(page, 'Receive');
  await page.getByRole('radio', { name: TABS[chain] }).check({ force: true });
  const prefix = { flux: 'tm', bitcoin: 'bcrt1', evm: '0x' }[chain === 'flux' || chain === 'bitcoin' ? chain : 'evm'];
  const shown = page.getByTestId('receive-address').locator(`[data-address^="${prefix}"]`);
  await shown.waitFor();
  return (await shown.getAttribute('data-address')) ?? '';
}

/** Asks the faucet for coins to the address on the receive screen. */
export async function faucet(page: Page, chain: ChainId, coin: string): Promise<void> {
  await receiveAddress(page, chain);
  await page.getByRole('region', { name: 'Get practice coins' }).or(page.getByLabel('Get practice coins')).getByRole('button', { name: coin, exact: true }).click();
  await page.getByText('Practice coins are on their way.').first().waitFor({ state: 'attached' });
}

export interface Payment {
  /** As the coin list of Send names it: "FLUX on Flux main chain". */
  readonly coin: string;
  readonly to: string;
  readonly amount: string | 'all';
  readonly note?: string;
}

/** Fills the form as it is, right or wrong. */
export async function fillForm(page: Page, payment: Payment): Promise<void> {
  await goTo(page, 'Send');
  await page.getByLabel('Coin', { exact: true }).selectOption({ label: payment.coin });
  await page.getByLabel('To', { exact: true }).fill(payment.to);
  if (payment.amount === 'all') await page.getByRole('button', { name: 'Send all' }).click();
  else await page.getByLabel('Amount', { exact: true }).fill(payment.amount);
  if (payment.note !== undefined) await page.getByLabel('Public note (optional)').fill(payment.note);
}

/** Fills the form and waits until the wallet finds nothing wrong with it. */
export async function fillPayment(page: Page, payment: Payment): Promise<void> {
  await fillForm(page, payment);
  await until('a payment that can be reviewed', () => page.getByRole('button', { name: 'Continue to approval' }).isEnabled(), 30_000);
}

/** Pays through the approval window; returns the txid on the screen. */
export async function pay(app: RunningApp, page: Page, payment: Payment): Promise<string> {
  await fillPayment(page, payment);
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await approve(app);
  const txid = page.getByTestId('sent-txid');
  await txid.waitFor();
  const text = (await txid.textContent()) ?? '';
  await page.getByRole('button', { name: 'Send another' }).click();
  return text;
}
