// Drives the approval window with its real button: there is no other way to a signature, for a test either.

import type { Page } from 'playwright-core';
import type { RunningApp } from '../harness/app';
import { clickAway } from './click-away';

/** Reads to the end, confirms warnings that ask for it, holds the button until the window is gone. */
export async function approve(app: RunningApp): Promise<void> {
  const page = await readyToSign(app);
  const button = page.getByTestId('hold-to-sign');
  await button.hover();
  await page.mouse.down();
  await app.windowGone('approval');
}

export async function refuse(app: RunningApp): Promise<void> {
  const page = await app.window('approval');
  await clickAway(page.getByRole('button', { name: 'Cancel' }));
  await app.windowGone('approval');
}

/** Waits for the review and for the button to be armed. */
export async function readyToSign(app: RunningApp): Promise<Page> {
  const page = await app.window('approval');
  await page.getByTestId('hold-to-sign').waitFor();
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, 20_000);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  const typed = page.getByRole('textbox');
  if (await typed.count()) await typed.fill('SPEND');
  await page.locator('[data-testid="hold-to-sign"][data-ready="true"]').waitFor();
  return page;
}
