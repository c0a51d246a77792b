// The malice corpus in the app's real sandboxes, as an ordinary user, by the way that every job takes: leased from a coordinator, looked at,
// run, judged. Whatever the module does, the verdict is right, its process is gone, and the next job works.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { encodePrimes } from '../../../shared/pouw/kinds/primes';
import { corpus } from '../../pouw/corpus/corpus';
import { CORPUS_LIMITS } from '../../pouw/corpus/entry';
import { encode } from '../../pouw/corpus/encode';
import { jobModule, UNITS } from '../../pouw/corpus/job-module';
import { scriptedCoordinator, type ScriptedCoordinator, type ScriptedJob } from '../../pouw/scripted-coordinator';
import { callApp } from '../drive/bridge';
import { goTo } from '../drive/money';
import { createWallet } from '../drive/onboarding';
import { launchApp, removeProfile, type RunningApp } from '../harness/app';
import { processTree, usedTicks, type ProcessInfo } from '../harness/processes';
import { appFolder } from '../harness/runtime';
import { until } from '../harness/until';

jest.setTimeout(180_000);

const WALL_SECONDS = 2;
let app: RunningApp;
let page: Page;
let coordinator: ScriptedCoordinator;

const work = async () => (await callApp(page, 'usefulWork.get', undefined)).status;
const end = async (title: string) => (await work())?.history.find((each) => each.title === title) ?? null;
const job = (title: string, module: Uint8Array, more: Partial<ScriptedJob> = {}): ScriptedJob => ({
  title, module, output: 'bytes', units: UNITS, slices: 2, params: Uint8Array.of(1, 2, 3), inputs: [Uint8Array.of(4, 5)], seed: 7n, limits: { ...CORPUS_LIMITS, wallSeconds: WALL_SECONDS }, ...more,
});
/** The sandboxes' own processes. */
async function sandboxes(): Promise<ProcessInfo[]> {
  const pids = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.webContents.getURL().startsWith('app://work/')).map((window) => window.webContents.getOSProcessId()));
  return processTree(app.pid).filter(({ pid }) => pids.includes(pid));
}

beforeAll(async () => {
  coordinator = await scriptedCoordinator();
  app = await launchApp();
  await createWallet(app, { name: 'Boxed', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await goTo(page, 'Useful work');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await callApp(page, 'usefulWork.set', { unlistedModules: true, slots: 6, coordinators: [coordinator.url] });
});
afterAll(async () => {
  await app.quit();
  removeProfile(app.profile);
  await coordinator.stop();
});

it('contains every module of the corpus with the right verdict, and works on', async () => {
  // Those that never come back first, so that the others run beside them.
  const entries = corpus().sort((left, right) => Number(right.expect === 'runaway') - Number(left.expect === 'runaway'));
  for (const { name, bytes, output = 'bytes' } of entries) coordinator.give(job(name, bytes, { output }));
  // One that is not stopped by its job's limit but by its silence.
  coordinator.give(job('silent', corpus().find(({ name }) => name === 'loop-in-step')?.bytes ?? new Uint8Array(), { limits: { ...CORPUS_LIMITS, wallSeconds: 7_200 } }));
  coordinator.give(job('good', encode(jobModule())));
  const seen = new Map<string, number>();
  await until('every verdict', async () => {
    for (const { title } of (await work())?.history ?? []) if (!seen.has(title)) seen.set(title, performance.now());
    return seen.size === entries.length + 2;
  }, 120_000);
  const history = (await work())?.history ?? [];
  // Some runtimes leave the fault of an access behind the memory to the system, which ends the sandbox's process: no worse than the trap.
  const crashes = (title: string, code: string): string => (title === 'out-of-bounds' && code === 'pouw/job-crashed' ? 'pouw/job-trap' : code);
  const verdictOf = (title: string) => history.filter((each) => each.title === title).map((each) => crashes(title, each.error?.code ?? each.end));
  const expected = entries.map(({ name, code, expect: fate }) => [name, [fate === 'runaway' ? 'pouw/job-too-long' : code]]);
  expect(entries.map(({ name }) => [name, verdictOf(name)])).toEqual(expected);
  expect(verdictOf('silent')).toEqual(['pouw/job-runaway']);
  expect(history.find(({ title }) => title === 'good')).toMatchObject({ end: 'validated', error: null });
  // Nothing was handed in but the good one.
  expect(coordinator.taken.filter(({ committedAt }) => committedAt !== null).map(({ title }) => title)).toEqual(['good']);
  // All of them are gone: one sandbox stands ready, and it does nothing.
  await until('one sandbox', async () => (await sandboxes()).length === 1, 20_000);
});

it('a person’s pause stops the sandbox, and going on gives the right result', async () => {
  const primes = new Uint8Array(readFileSync(join(appFolder(), 'out/useful-work/modules/primes.wasm')));
  const count = 3_000_000_000n;
  coordinator.give(job('primes', primes, { params: encodePrimes({ from: 0n, count }), inputs: [], units: Math.ceil(Number(count) / 262_144), slices: 16, limits: { memPages: 64, wallSeconds: 600, outputBytes: 4_096 } }));
  await until('the job', async () => ((await work())?.jobs.find(({ title }) => title === 'primes')?.done ?? 0) > 0.02, 60_000);
  await callApp(page, 'usefulWork.set', { paused: true });
  await until('the pause', async () => { const state = (await work())?.state; return state?.run === false && state.reason === 'user-paused'; }, 5_000);
  const boxes = await sandboxes();
  const still = async (): Promise<boolean> => {
    const before = usedTicks(boxes);
    await until('half a second', (() => { const from = performance.now(); return () => performance.now() - from > 500; })(), 5_000);
    return usedTicks(boxes) - before <= 2;
  };
  expect(await until('quiet sandboxes', still, 10_000)).toBe(true);
  expect(await end('primes')).toBeNull();
  await callApp(page, 'usefulWork.set', { paused: false });
  await until('the result', async () => (await end('primes')) !== null, 90_000);
  expect(await end('primes')).toMatchObject({ end: 'validated' });
});
