// The client of BOINC's GUI RPC against a real BOINC 7.20: log in, read, steer, and what it says when BOINC refuses or goes.
import { openBoinc, type BoincClient, type BoincDeps } from '../../../node-core/pouw/boinc/client';
import { findBoincPassword } from '../../../node-core/pouw/boinc/password';
import { dial, timers } from '../../../node-core/p2p/dial';
import { boincHostSchema, boincStatusSchema } from '../../../shared/pouw/boinc';
import { endAll, PROJECT_URL, startBoinc, TASK, type BoincProcess } from './boinc-process';

jest.setTimeout(60_000);

let boinc: BoincProcess;
let client: BoincClient;
const depsFor = (folder: string): BoincDeps => ({ dial, timers, password: () => findBoincPassword([folder], 'linux') });

beforeAll(async () => {
  boinc = await startBoinc();
  client = await openBoinc(depsFor(boinc.folder), { port: boinc.port });
});

afterAll(async () => {
  client?.close();
  await endAll();
});

test('the status names version, modes, projects and tasks', async () => {
  const status = boincStatusSchema.parse(await client.status());
  expect(status.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(status.processor).toMatchObject({ mode: 'auto', lastingMode: 'auto', modeEndsInSeconds: null });
  expect(status.projects).toEqual([{ name: expect.stringMatching(/^Fish & Ships$/), url: PROJECT_URL, credit: { user: { total: 1234.5, perDay: 7.25 }, host: { total: 34.5, perDay: 1.25 } }, suspended: false, noMoreWork: true }]);
  expect(status.tasks).toEqual([expect.objectContaining({ name: TASK, project: 'Fish & Ships', projectUrl: PROJECT_URL, state: 'downloading', fractionDone: 0, elapsedSeconds: 0, deadline: 4_000_000_000 })]);
  expect(status.tasks[0]?.remainingSeconds).toBeGreaterThan(0);
});

test('the computer is the one this runs on', async () => {
  const host = boincHostSchema.parse(await client.host());
  expect(host.processors).toBeGreaterThan(0);
  expect(host.memoryBytes).toBeGreaterThan(1e8);
});

test('mode never is applied, for a time and for good', async () => {
  await client.setRunMode('never', 600);
  const timed = (await client.status()).processor;
  expect(timed).toMatchObject({ mode: 'never', lastingMode: 'auto', paused: { reason: 'user-request' } });
  expect(timed.modeEndsInSeconds).toBeGreaterThan(500);
  await client.setRunMode('never');
  expect((await client.status()).processor).toMatchObject({ mode: 'never', lastingMode: 'never', modeEndsInSeconds: null });
  await client.setRunMode('always');
  expect((await client.status()).processor).toMatchObject({ mode: 'always', lastingMode: 'always' });
  await client.setGpuMode('never');
  expect((await client.status()).gpu).toMatchObject({ mode: 'never', paused: { reason: 'user-request' } });
});

test('a project is suspended, resumed, told to take work and to take none', async () => {
  const project = async () => (await client.status()).projects[0];
  await client.projectOp(PROJECT_URL, 'suspend');
  expect(await project()).toMatchObject({ suspended: true });
  await client.projectOp(PROJECT_URL, 'resume');
  await client.projectOp(PROJECT_URL, 'allowmorework');
  expect(await project()).toMatchObject({ suspended: false, noMoreWork: false });
  await client.projectOp(PROJECT_URL, 'nomorework');
  await client.projectOp(PROJECT_URL, 'update');
  expect(await project()).toMatchObject({ noMoreWork: true });
});

test('a task is suspended and resumed', async () => {
  const state = async () => (await client.status()).tasks[0]?.state;
  await client.taskOp(PROJECT_URL, TASK, 'suspend');
  expect(await state()).toBe('suspended');
  await client.taskOp(PROJECT_URL, TASK, 'resume');
  expect(await state()).toBe('downloading');
});

test('a task is aborted', async () => {
  await client.taskOp(PROJECT_URL, TASK, 'abort');
  expect((await client.status()).tasks[0]?.state).toBe('aborted');
});

test('an unknown project is refused in words, and the connection goes on', async () => {
  await expect(client.projectOp('http://127.0.0.1:9/<other>&/', 'suspend')).rejects.toMatchObject({ code: 'boinc/refused', context: { reason: 'request', said: expect.stringMatching(/project/i) } });
  await expect(client.status()).resolves.toHaveProperty('version');
});

test('a wrong password is refused', async () => {
  const deps: BoincDeps = { dial, timers, password: () => ({ state: 'found', path: '', password: 'wrong' }) };
  await expect(openBoinc(deps, { port: boinc.port })).rejects.toMatchObject({ code: 'boinc/refused', context: { reason: 'password' } });
});

test('without a password file BOINC is there and says so', async () => {
  await expect(openBoinc(depsFor('/nowhere'), { port: boinc.port })).rejects.toMatchObject({ code: 'boinc/no-password', context: { reason: 'missing' } });
});

test('a BOINC that ends is closed, then not found', async () => {
  const other = await startBoinc();
  const deps = depsFor(other.folder);
  const second = await openBoinc(deps, { port: other.port });
  await other.kill();
  await expect(second.status()).rejects.toMatchObject({ code: 'boinc/closed' });
  await expect(openBoinc(deps, { port: other.port })).rejects.toMatchObject({ code: 'boinc/not-found' });
});
