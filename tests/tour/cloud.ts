// The tour's stop at the Flux cloud: a login, an app in its form and in the approval window, apps that run, and one that waits for its payment.
import type { Page } from 'playwright-core';
import { approve, readyToSign, refuse } from '../e2e/drive/approval';
import { callApp } from '../e2e/drive/bridge';
import { fillApp, type TypedApp } from '../e2e/drive/cloud';
import { goTo } from '../e2e/drive/money';
import { mineFlux } from '../e2e/drive/nodes';
import type { RunningApp } from '../e2e/harness/app';
import { until } from '../e2e/harness/until';

export interface CloudEasel {
  picture(kind: 'main' | 'approval', name: string): Promise<void>;
  look(kind: 'main' | 'approval', theme?: 'dark' | 'light'): Promise<void>;
}

const SHOP: TypedApp = { name: 'myshop', description: 'A little shop with two shelves', image: 'library/nginx:1.27', port: '31000', inner: '80' };
const WEATHER: TypedApp = { name: 'weather', description: 'Readings from the balcony, once a minute', image: 'ghcr.io/keeper/weather:2.4', port: '31010', inner: '8080' };
const NOTES: TypedApp = { name: 'notes', description: 'Shared notes for the family', image: 'keeper/notes:0.9', port: '31020', inner: '3000' };

export async function cloud(app: RunningApp, page: Page, { picture, look }: CloudEasel): Promise<void> {
  /** Short notices go by themselves; a picture waits for that. */
  const quiet = () => page.locator('.shadow-float').first().waitFor({ state: 'detached' });
  const looked = async () => {
    await callApp(page, 'sync.now', undefined);
    await callApp(page, 'cloud.look', undefined);
  };
  const filled = async (typed: TypedApp) => {
    await fillApp(page, typed);
    await until('a price', () => page.getByTestId('cloud-price').count());
  };
  const registered = async (typed: TypedApp) => {
    await page.getByRole('button', { name: 'Review and sign' }).click();
    await approve(app);
    await page.getByRole('button', { name: /^Pay / }).click();
    await approve(app);
    await page.locator('[data-testid="cloud-message"][data-state="paid"]').waitFor();
    await mineFlux(page, 1);
    await until('the app', async () => {
      await looked();
      return page.getByTestId('cloud-app').getByRole('heading', { name: typed.name }).count();
    }, 60_000);
    await page.getByRole('button', { name: 'Hide' }).click();
  };
  await goTo(page, 'Cloud');
  await page.getByRole('button', { name: 'Log in' }).click();
  await approve(app);
  await filled(SHOP);
  await quiet();
  await picture('main', 'cloud-new');
  await page.getByRole('button', { name: 'Review and sign' }).click();
  const approval = await readyToSign(app);
  await look('approval');
  await approval.getByTestId('approval-review').evaluate((element) => element.scrollTo({ top: 0 }));
  await picture('approval', 'approval-app');
  await refuse(app);
  await registered(SHOP);
  await mineFlux(page, 2);
  await filled(WEATHER);
  await registered(WEATHER);
  await mineFlux(page, 1);
  await filled(NOTES);
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await approve(app);
  await page.locator('[data-testid="cloud-message"][data-state="unpaid"]').waitFor();
  await looked();
  await quiet();
  await picture('main', 'cloud');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'cloud-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
}
