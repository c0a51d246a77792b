// The tour's stop at governance: proposals with their tallies, a vote by two nodes, and the wallet's own count of one.
import type { Page } from 'playwright-core';
import { approve, readyToSign } from '../e2e/drive/approval';
import { callApp } from '../e2e/drive/bridge';
import { goTo } from '../e2e/drive/money';
import { mineFlux } from '../e2e/drive/nodes';
import { practiceControl } from '../e2e/drive/practice';
import type { RunningApp, WindowKind } from '../e2e/harness/app';

export interface Easel {
  picture(kind: WindowKind, name: string): Promise<void>;
  look(kind: 'main', theme?: 'dark' | 'light'): Promise<void>;
}

const TREES = 'Plant a tree for each node';
const PROPOSED = [
  { topic: 'Publish benchmark results of every tier', description: 'Operators see their own results only. Medians of each tier, published weekly, would help to choose hardware.' },
  { topic: TREES, description: 'Each node would pay for one tree a year, planted where it stands.\n\n**How**\n- a partner plants and photographs\n- the foundation pays from its fund\n- the list of trees is public\n\nNothing else about nodes changes.' },
];

export async function governance(app: RunningApp, page: Page, profile: string, { picture, look }: Easel): Promise<void> {
  for (const proposal of PROPOSED) {
    await practiceControl(profile, '/control/xdao/propose', proposal);
    await mineFlux(page, 1);
    // Its payment is seen before the hour is over; then others vote for two hours.
    await practiceControl(profile, '/control/xdao/refresh', {});
    await mineFlux(page, 250);
  }
  await practiceControl(profile, '/control/xdao/refresh', {});
  await callApp(page, 'governance.look', undefined);
  await goTo(page, 'Governance');
  await page.getByRole('article', { name: TREES }).getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await readyToSign(app);
  await (await app.window('approval')).getByTestId('approval-review').evaluate((box) => { box.scrollTop = 0; });
  await picture('approval', 'approval-vote');
  await approve(app);
  await page.getByText('Your vote is recorded').first().waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await mineFlux(page, 12);
  await practiceControl(profile, '/control/xdao/refresh', {});
  await callApp(page, 'governance.look', undefined);
  await page.getByText(/^You voted yes on/).waitFor();
  await page.getByText('Your vote is recorded').first().waitFor({ state: 'detached' });
  await picture('main', 'governance');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'governance-light');
  await page.getByRole('article', { name: TREES }).getByRole('button', { name: 'Read' }).click();
  await page.getByText('The wallet counts the same as the service.').waitFor();
  await picture('main', 'governance-proposal-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
}
