// The tour's stop at useful work: off in plain words; on, with a picture made, a model that learned, the digits that it reads, and work in progress.
import type { Page } from 'playwright-core';
import { callApp } from '../e2e/drive/bridge';
import { approve } from '../e2e/drive/approval';
import { goTo } from '../e2e/drive/money';
import type { RunningApp } from '../e2e/harness/app';
import { until } from '../e2e/harness/until';

export interface Easel {
  picture(kind: 'main', name: string): Promise<void>;
  look(kind: 'main', theme?: 'dark' | 'light'): Promise<void>;
}

export async function usefulWork(app: RunningApp, page: Page, { picture, look }: Easel): Promise<void> {
  const view = async () => (await callApp(page, 'usefulWork.get', undefined)).status;
  await goTo(page, 'Useful work');
  await page.getByRole('button', { name: 'Switch on' }).waitFor();
  await picture('main', 'useful-work-off');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await until('a coordinator', async () => (await view())?.coordinators[0]?.account != null, 60_000);
  await page.getByRole('button', { name: 'Let it work for me' }).click();
  await approve(app);
  const url = (await view())?.coordinators[0]?.url ?? '';
  const publish = (request: Parameters<typeof callApp<'usefulWork.submit'>>[2]['request']) => callApp(page, 'usefulWork.submit', { coordinator: url, request });
  await publish({ title: 'Digit model', work: { kind: 'train', rounds: 12, shards: 3, epochs: 2 } });
  await publish({ title: 'Galaxy volume', work: { kind: 'render', scene: 0, width: 640, height: 400, tile: 80, samples: 12 } });
  await until('both finished', async () => (await view())?.coordinators[0]?.batches.every(({ state }) => state === 'finished') === true, 240_000);
  const trained = (await view())?.coordinators[0]?.batches.find(({ kind }) => kind === 'train')?.id ?? null;
  await publish({ title: 'Handwritten digits', work: { kind: 'onnx', model: trained, digits: 'unseen', jobs: 2 } });
  await page.getByTestId('digits-read').waitFor({ timeout: 120_000 });
  await page.getByTestId('digits-read').scrollIntoViewIfNeeded();
  await picture('main', 'useful-work-digits');
  await until('a payout', async () => ((await view())?.coordinators[0]?.account?.payouts.length ?? 0) > 0, 120_000);
  await publish({ title: 'Argon in a box', work: { kind: 'molecules', particles: 500, steps: 40_000, replicas: 6 } });
  await until('work in progress', async () => (await view())?.jobs.some(({ kind, done }) => kind === 'molecules' && done > 0.3) === true, 120_000);
  await page.evaluate(() => { document.querySelector('main')?.scrollTo({ top: 0 }); });
  await picture('main', 'useful-work');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'useful-work-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
  await callApp(page, 'usefulWork.set', { enabled: false });
}
