// ONNX in the real window: digits are read by this app in its sandbox and by command line workers, and what they made has the same hash.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { findings } from './drive/accessible';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { appFolder } from './harness/runtime';
import { until } from './harness/until';

// Sandboxes have the lowest priority: beside other tests the runtime takes its time to be translated.
jest.setTimeout(420_000);

const profile = freshProfile();
const folders = mkdtempSync(join(tmpdir(), 'fluxkeep-workers-'));
const workers: ChildProcess[] = [];
/** Public keys of the command line workers. */
const keys: string[] = [];
let app: RunningApp;
let page: Page;

const work = () => callApp(page, 'usefulWork.get', undefined);
const coordinator = async () => (await work()).status?.coordinators[0] ?? null;
const batch = async (title: string) => (await coordinator())?.batches.find((each) => each.title === title) ?? null;

async function startWorker(name: string, url: string): Promise<void> {
  const child = spawn(process.execPath, [join(appFolder(), 'out/node/fluxkeep-node.cjs'), 'worker', '--coordinator', url, '--folder', join(folders, name), '--jobs', '1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  workers.push(child);
  const lines = createInterface(child.stdout);
  const [first] = (await once(lines, 'line')) as [string];
  keys.push((JSON.parse(first) as { node: string }).node);
}

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Main wallet', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await goTo(page, 'Useful work');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await until('a coordinator that knows this worker', async () => (await coordinator())?.account != null, 60_000);
  const url = (await coordinator())?.url ?? '';
  await Promise.all(['first', 'second'].map((name) => startWorker(name, url)));
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await app.quit();
  for (const folder of [profile, folders]) removeProfile(folder);
});

it('digits that were published from the window are read, and shown with what was read', async () => {
  await page.getByRole('button', { name: 'Publish work' }).click();
  await page.getByText('AI inference', { exact: true }).first().click();
  await page.getByLabel('Title').fill('My digits');
  await page.getByLabel('Digits', { exact: true }).selectOption({ label: 'All 4,500' });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.locator('[data-testid=batch][data-kind=onnx][data-state=finished] [data-testid=digits-read]').waitFor({ timeout: 360_000 });
  expect(await batch('My digits')).toMatchObject({ state: 'finished', own: true, jobs: 6, result: { media: 'application/x-digits-read+json' } });
  expect(await page.getByTestId('digits-read').textContent()).toMatch(/4,\d{3} of 4,500 digits read right/);
  // Each digit is drawn: some of its pixels have ink.
  const inked = await page.getByTestId('digits-read').locator('canvas').evaluateAll((all) => all.filter((each) => (each as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 14, 14).data.some((value, at) => at % 4 === 3 && value > 100)).length);
  expect(inked).toBe(await page.getByTestId('digit').count());
  expect(inked).toBeGreaterThan(30);
  expect(await findings(app, 'main', 'useful work, digits')).toEqual([]);
});

it('what this app made in its sandbox has the hash of what the command line workers made', async () => {
  const { url } = (await coordinator()) ?? { url: '' };
  const own = (await work()).status?.node ?? '';
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const jobsOf = async (node: string): Promise<string[]> => ((await get(`/v1/ledger?node=${node}`)) as { entries: { job: string; kind: string }[] }).entries.filter(({ kind }) => kind === 'onnx').map(({ job }) => job);
  const both = [own, ...keys];
  const jobs = [...new Set((await Promise.all(both.map(jobsOf))).flat())];
  const results = await Promise.all(jobs.map(async (job) => ((await get(`/v1/jobs/${job}`)) as { results: { node: string; output: string; standing: string }[] }).results));
  expect(results.flat().every(({ standing }) => standing === 'valid')).toBe(true);
  for (const each of results) expect(new Set(each.map(({ output }) => output)).size).toBe(1);
  expect(results.some((each) => each.some(({ node }) => node === own) && each.length > 1)).toBe(true);
  expect(results.some((each) => each.some(({ node }) => keys.includes(node)))).toBe(true);
  await until('a job of this app that counts', async () => (await work()).status?.history.some(({ kind, end }) => kind === 'onnx' && end === 'validated') === true, 60_000);
});
