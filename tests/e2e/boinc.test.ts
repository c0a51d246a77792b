// A real BOINC client is watched and steered in the real window: nothing asks for it before it is connected; a missing, unreadable or wrong
// password says what to do; what is told on the screen is what BOINC itself then says; a BOINC that ends leaves no figure without its time.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBoinc, type BoincClient } from '../../node-core/pouw/boinc/client';
import { findBoincPassword } from '../../node-core/pouw/boinc/password';
import { dial, timers } from '../../node-core/p2p/dial';
import { endAll, PROJECT_URL, startBoinc, TASK, type BoincProcess } from '../integration/pouw/boinc-process';
import { findings } from './drive/accessible';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
/** Where the app looks for BOINC's password: at first nothing is there. */
const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-boinc-password-'));
const file = join(folder, 'gui_rpc_auth.cfg');
let boinc: BoincProcess;
let password: string;
/** The test's own connection: what BOINC itself says. */
let itself: BoincClient;
let app: RunningApp;
let page: Page;

/** Connections to a port of this computer that stand, from whatever process. */
const connectionsTo = (port: number): number =>
  readFileSync('/proc/net/tcp', 'utf8').split('\n').filter((line) => line.trim().split(/\s+/)[2]?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`) && line.trim().split(/\s+/)[3] === '01').length;
const phase = (name: string) => page.locator(`[data-testid=boinc-state][data-phase=${name}]`);
const lookAgain = () => page.getByRole('button', { name: 'Look again' }).click();
const processor = async () => (await itself.status()).processor;
const mode = (name: string) => page.getByTestId('boinc-processor').getByText(name, { exact: true });

beforeAll(async () => {
  boinc = await startBoinc();
  password = readFileSync(join(boinc.folder, 'gui_rpc_auth.cfg'), 'utf8').trim();
  app = await launchApp({ profile, env: { FLUXKEEP_BOINC_PORT: String(boinc.port), FLUXKEEP_BOINC_FOLDER: folder } });
  await createWallet(app, { name: 'Main wallet', password: 'seven purple lanterns drift' });
  page = await app.window('main');
});
afterAll(async () => {
  itself?.close();
  await app.quit();
  await endAll();
  for (const each of [profile, folder]) removeProfile(each);
});

it('is not asked for before it is connected', async () => {
  await goTo(page, 'Useful work');
  await page.getByRole('button', { name: 'Connect to BOINC' }).waitFor();
  expect(await callApp(page, 'boinc.get', undefined)).toEqual({ watching: false, process: null, reading: null });
  expect(connectionsTo(boinc.port)).toBe(0);
  expect(await findings(app, 'main', 'useful work with BOINC, not connected')).toEqual([]);
});

it('without its password file it says where that was looked for', async () => {
  await page.getByRole('button', { name: 'Connect to BOINC' }).click();
  await phase('no-password').waitFor();
  await page.getByText(folder, { exact: true }).waitFor();
});

it('a password file that may not be read is named with its group', async () => {
  // A folder in its place is unreadable for every user, root included.
  mkdirSync(file);
  await lookAgain();
  await phase('password-unreadable').waitFor();
  await page.getByText(/Members of the group boinc may read it/).waitFor();
  await page.getByText(file, { exact: true }).waitFor();
});

it('a wrong password is told as what it is', async () => {
  rmSync(file, { recursive: true });
  writeFileSync(file, 'not-the-password\n');
  await lookAgain();
  await phase('wrong-password').waitFor();
  await page.getByText(/start BOINC anew/).waitFor();
  expect(await findings(app, 'main', 'BOINC with a wrong password')).toEqual([]);
});

it('with the right one: version, mode, project and task as BOINC itself says them', async () => {
  writeFileSync(file, `${password}\n`);
  await lookAgain();
  await phase('idle').or(phase('paused')).waitFor();
  itself = await openBoinc({ dial, timers, password: () => findBoincPassword([folder], 'linux') }, { port: boinc.port });
  const { version, processor: { mode: now } } = await itself.status();
  expect(await page.getByTestId('boinc-state').textContent()).toContain(`Version ${version}.`);
  expect(await page.getByTestId('boinc-processor').getAttribute('data-mode')).toBe(now);
  expect(await page.getByTestId('boinc-project').textContent()).toMatch(/^Fish & Ships.*1,235 credits, 35 of them here/);
  expect(await page.getByTestId('boinc-task').textContent()).toContain(TASK);
  expect(await findings(app, 'main', 'BOINC connected')).toEqual([]);
});

it('paused on the screen, BOINC itself does nothing any more; then it goes on', async () => {
  await mode('Never').click();
  await page.locator('[data-testid=boinc-processor][data-mode=never]').waitFor();
  await phase('paused').waitFor();
  expect(await processor()).toMatchObject({ mode: 'never', lastingMode: 'never', modeEndsInSeconds: null });
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('[data-testid=boinc-processor][data-mode=auto]').waitFor();
  expect(await processor()).toMatchObject({ mode: 'auto', lastingMode: 'auto' });
});

it('pauses for an hour, and says until when', async () => {
  await page.getByRole('button', { name: 'Pause for an hour' }).click();
  await page.getByText(/^Until .+, then: By BOINC's preferences$/).waitFor();
  const timed = await processor();
  expect(timed).toMatchObject({ mode: 'never', lastingMode: 'auto' });
  expect(timed.modeEndsInSeconds).toBeGreaterThan(3_500);
  await mode('Always').click();
  await page.locator('[data-testid=boinc-processor][data-mode=always]').waitFor();
  expect(await processor()).toMatchObject({ mode: 'always', lastingMode: 'always', modeEndsInSeconds: null });
});

it('what another program tells BOINC is seen without a press', async () => {
  await itself.setGpuMode('never');
  await page.locator('[data-testid=boinc-gpu][data-mode=never]').waitFor();
});

it('a project is paused and takes new work as told', async () => {
  const project = async () => (await itself.status()).projects.find(({ url }) => url === PROJECT_URL);
  await page.getByRole('button', { name: 'Pause: Fish & Ships' }).click();
  await page.getByRole('button', { name: 'Go on: Fish & Ships' }).waitFor();
  expect(await project()).toMatchObject({ suspended: true, noMoreWork: true });
  await page.getByRole('button', { name: 'Go on: Fish & Ships' }).click();
  await page.getByRole('button', { name: 'Take new work: Fish & Ships' }).click();
  await page.getByRole('button', { name: 'No new work: Fish & Ships' }).waitFor();
  expect(await project()).toMatchObject({ suspended: false, noMoreWork: false });
});

it('a task is aborted after the question, and not before', async () => {
  const task = async () => (await itself.status()).tasks.find(({ name }) => name === TASK)?.state;
  await page.getByRole('button', { name: `Abort ${TASK}` }).click();
  await page.getByRole('dialog').getByText(/throws away what was computed/).waitFor();
  expect(await task()).not.toBe('aborted');
  await page.getByRole('button', { name: 'Abort the task' }).click();
  await page.locator('[data-testid=boinc-task][data-state=aborted]').waitFor();
  expect(await task()).toBe('aborted');
});

it('a BOINC that ended, and one that is not there at all, is told so; what was read keeps its time, and one that is back is found', async () => {
  itself.close();
  const { port } = boinc;
  await boinc.kill();
  await phase('not-running').waitFor();
  await page.getByText(/What stands here is from/).waitFor();
  expect(await page.getByRole('button', { name: 'Pause for an hour' }).or(page.getByRole('button', { name: 'Go on' })).first().isDisabled()).toBe(true);
  rmSync(folder, { recursive: true });
  await lookAgain();
  await phase('not-installed').waitFor();
  await page.getByText(/Install BOINC/).waitFor();
  mkdirSync(folder);
  boinc = await startBoinc(port);
  writeFileSync(file, readFileSync(join(boinc.folder, 'gui_rpc_auth.cfg')));
  await lookAgain();
  await phase('idle').or(phase('paused')).waitFor();
});

it('disconnecting ends the connection, connecting makes one again, and the choice is kept in the settings', async () => {
  await until('a connection', async () => connectionsTo(boinc.port) > 0, 10_000);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('button', { name: 'Connect to BOINC' }).waitFor();
  await until('no connection', async () => connectionsTo(boinc.port) === 0, 10_000);
  await page.getByRole('button', { name: 'Connect to BOINC' }).click();
  await phase('idle').or(phase('paused')).waitFor();
  expect(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'))).toMatchObject({ watchBoinc: true });
});

it('the password is in no log', () => {
  expect(password.length).toBeGreaterThan(8);
  expect(app.output()).not.toContain(password);
});
