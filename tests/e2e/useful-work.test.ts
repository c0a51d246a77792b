// Useful work in the real window: switched on, a picture and a training run are made by this app and two command line workers; credits
// and a payout arrive; unplugging pauses with its reason; a dispute is settled at the slice of the one that cheated.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findings } from './drive/accessible';
import { approve } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { appFolder } from './harness/runtime';
import { until } from './harness/until';

jest.setTimeout(240_000);

const profile = freshProfile();
/** Stands for `/` where the worker reads of power and heat. */
const system = mkdtempSync(join(tmpdir(), 'fluxkeep-system-'));
const folders = mkdtempSync(join(tmpdir(), 'fluxkeep-workers-'));
const workers: ChildProcess[] = [];
let app: RunningApp;
let page: Page;

/** What the system says of its battery. */
function power(status: 'Charging' | 'Discharging'): void {
  for (const [name, text] of [['type', 'Battery'], ['status', status], ['scope', 'System']]) writeFileSync(join(system, 'sys/class/power_supply/BAT0', name ?? ''), `${text}\n`);
}

const work = () => callApp(page, 'usefulWork.get', undefined);
const coordinator = async () => (await work()).status?.coordinators[0] ?? null;
const batch = async (title: string) => (await coordinator())?.batches.find((each) => each.title === title) ?? null;

function startWorker(name: string, url: string): void {
  const child = spawn(process.execPath, [join(appFolder(), 'out/node/fluxkeep-node.cjs'), 'worker', '--coordinator', url, '--folder', join(folders, name), '--jobs', '1'], { stdio: ['ignore', 'ignore', 'ignore'] });
  workers.push(child);
}

beforeAll(async () => {
  mkdirSync(join(system, 'sys/class/power_supply/BAT0'), { recursive: true });
  power('Charging');
  app = await launchApp({ profile, env: { FLUXKEEP_SYSTEM_ROOT: system } });
  await createWallet(app, { name: 'Main wallet', password: 'seven purple lanterns drift' });
  page = await app.window('main');
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await app.quit();
  for (const folder of [profile, system, folders]) removeProfile(folder);
});

it('is off until it is switched on, and says what it costs and does not earn', async () => {
  await goTo(page, 'Useful work');
  await page.getByText('What it costs').waitFor();
  expect(await findings(app, 'main', 'useful work, off')).toEqual([]);
  expect((await work()).process).toBeNull();
});

it('switched on, it works for the Flux ID of the wallet once that was approved', async () => {
  await page.getByRole('button', { name: 'Switch on' }).click();
  await until('a coordinator that knows this worker', async () => (await coordinator())?.account != null, 60_000);
  await page.getByRole('button', { name: 'Let it work for me' }).click();
  await approve(app);
  await until('the delegation', async () => (await work()).delegation !== null, 30_000);
});

it('a picture and a training run come back from several workers', async () => {
  const url = (await coordinator())?.url ?? '';
  for (const name of ['first', 'second']) startWorker(name, url);
  await page.getByRole('button', { name: 'Publish work' }).click();
  await page.getByLabel('Title').fill('My galaxy');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await until('the picture published', async () => (await batch('My galaxy')) !== null, 30_000);
  await page.getByRole('button', { name: 'Publish work' }).click();
  await page.getByText('AI training step', { exact: true }).first().click();
  await page.getByLabel('Title').fill('My model');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.locator('[data-testid=batch][data-kind=render][data-state=finished] [data-testid=picture]').waitFor({ timeout: 120_000 });
  await page.locator('[data-testid=batch][data-kind=train][data-state=finished] [data-testid=curve]').waitFor({ timeout: 120_000 });
  const [picture, model] = [await batch('My galaxy'), await batch('My model')];
  expect(picture).toMatchObject({ state: 'finished', own: true });
  expect(picture?.workers).toBeGreaterThanOrEqual(2);
  expect(model?.curve).toHaveLength(6);
  expect(model?.curve.at(-1)?.accuracy).toBeGreaterThan(0.85);
  // Part of it was done here, in a sandbox of this app.
  await until('a job of this app that counts', async () => (await work()).status?.history.some(({ end }) => end === 'validated') === true, 60_000);
  // The picture is drawn: it has more than one colour.
  const colours = await page.getByTestId('picture').evaluate((canvas) => new Set((canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 320, 200).data).size);
  expect(colours).toBeGreaterThan(50);
});

it('credits are counted, and paid in FLUX to the address that was signed', async () => {
  await until('credits that are final', async () => ((await coordinator())?.account?.credits ?? 0) > 0, 60_000);
  await until('a payout', async () => ((await coordinator())?.account?.payouts.length ?? 0) > 0, 60_000);
  const payout = (await coordinator())?.account?.payouts[0];
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 1 });
  await until('the payout in Activity', async () => {
    await callApp(page, 'sync.now', undefined);
    const { entries } = await callApp(page, 'activity.list', { filter: {}, offset: 0, limit: 50 });
    return entries.some(({ txid }) => txid === payout?.txid);
  }, 60_000);
  expect(await findings(app, 'main', 'useful work')).toEqual([]);
});

it('pauses at once when unplugged, with the reason, and when the person says so', async () => {
  await page.locator('[data-testid=work-state]:not([data-phase=paused])').waitFor();
  power('Discharging');
  await page.locator('[data-testid=work-state][data-phase=paused][data-reason=on-battery]').waitFor();
  expect(await page.getByTestId('work-state').textContent()).toMatch(/on battery since/);
  power('Charging');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('[data-testid=work-state][data-reason=user-paused]').waitFor();
});
