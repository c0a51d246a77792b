/** The light node under main: off by default, started with what was set, told of changes, asked before it ends, and gone without harm. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zLightNodeStart, type LightNodeStatus } from '../../../../shared/contract/light-node';
import { zLightNodeView } from '../../../../shared/contract/light-node-window';
import type { Settings } from '../../../../shared/contract/settings';
import { AppError } from '../../../../shared/errors/app-error';
import { LightNode, type LightNodeDeps, type NodeChild } from '../../../../main/light-node/light-node';
import type { ProcessState } from '../../../../main/processes/supervisor';
import { SettingsFile } from '../../../../main/settings/settings-file';
import { INSTANCE, practiceReady, status } from './kit';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-light-node-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let serial = 0;

function world(more: { network?: Settings['network']; ready?: LightNodeDeps['practice']['ready'] } = {}) {
  serial += 1;
  const profile = join(dir, String(serial));
  mkdirSync(profile);
  const heard: string[] = [];
  const here = { ready: more.ready === undefined ? practiceReady() : more.ready, offset: 0, rate: 1, now: 0, state: { state: 'running' } as ProcessState, alive: false, deaf: false };
  const settings = new SettingsFile(join(profile, 'settings.json'));
  settings.set({ network: more.network ?? 'practice' });
  const say = (name: string) => async (input: unknown) => {
    if (here.deaf && name === 'stop') throw new AppError('process/gone', 'the node process stopped');
    heard.push(input === undefined ? name : `${name} ${JSON.stringify(input)}`);
  };
  const child: NodeChild = {
    get calls() {
      if (!here.alive) throw new AppError('process/gone', 'the node process stopped');
      return { 'node.pause': say('pause'), 'node.limits': say('limits'), 'node.clock': say('clock'), 'node.stop': say('stop') } as unknown as NodeChild['calls'];
    },
    get state() { return here.state; },
    start: () => {
      here.alive = true;
      heard.push('start');
      node.fresh();
    },
    end: async () => {
      here.alive = false;
      heard.push('end');
      node.gone();
    },
  };
  const node: LightNode = new LightNode({
    settings, folder: join(profile, 'light-node'), child, now: () => here.now, log: () => undefined,
    practice: { get ready() { return here.ready; }, clockOffset: () => here.offset, time: () => ({ nowMs: 0, readAt: 0, rate: here.rate }) },
    onFresh: () => heard.push('fresh'), onSeen: () => heard.push('seen'), onOff: () => heard.push('off'), onChange: () => undefined,
  });
  return { node, settings, heard, here, profile, start: () => zLightNodeStart.parse(node.startMessage().start), view: async () => zLightNodeView.parse(await node.view()) };
}
/** Settings change at once; the process follows. */
async function set(all: ReturnType<typeof world>, patch: Parameters<LightNode['set']>[0]): Promise<void> {
  await all.node.set(patch);
  await all.node.adjust();
}

test('off until it is switched on: no process, no folder', async () => {
  const all = world();
  await all.node.adjust();
  expect(all.heard).toEqual([]);
  expect(await all.view()).toMatchObject({ process: null, status: null, settings: { enabled: false }, folder: { chosen: false } });
  expect(existsSync(join(all.profile, 'light-node'))).toBe(false);
});

test('switched on, it starts with the practice network’s peer and sources; off again, it is asked before it ends', async () => {
  const all = world();
  await set(all, { enabled: true });
  expect(all.heard).toEqual(['start', 'fresh']);
  expect(all.start()).toEqual({
    network: 'practice', folder: join(all.profile, 'light-node', 'practice', INSTANCE), peers: ['127.0.0.1:4001'], clockOffset: 0, paused: false, limits: { diskMegabytes: 500, kilobytesPerSecond: null },
    tableSources: [{ kind: 'insight', url: 'http://127.0.0.1:31001/api' }, { kind: 'insight', url: 'http://127.0.0.1:31002/api' }],
  });
  expect((await all.view()).process).toEqual({ state: 'running' });
  all.heard.length = 0;
  await set(all, { enabled: false });
  expect(all.heard).toEqual(['stop', 'end', 'off']);
  expect(await all.view()).toMatchObject({ process: null, status: null });
});

test('one that does not answer is ended all the same', async () => {
  const all = world();
  await set(all, { enabled: true });
  all.here.deaf = true;
  await set(all, { enabled: false });
  expect(all.heard).toEqual(['start', 'fresh', 'end', 'off']);
});

test('pause, limits and the clock are told; peers begin anew; what did not change is not told', async () => {
  const all = world();
  await set(all, { enabled: true });
  all.heard.length = 0;
  await set(all, { paused: true });
  await set(all, { diskMegabytes: 100, kilobytesPerSecond: 64 });
  all.here.offset = 7_000;
  await all.node.adjust();
  await all.node.adjust();
  expect(all.heard).toEqual(['pause {"paused":true}', 'limits {"diskMegabytes":100,"kilobytesPerSecond":64}', 'clock {"clockOffset":7000}']);
  all.heard.length = 0;
  await set(all, { peers: ['flux.example:16125'] });
  expect(all.heard).toEqual(['stop', 'end', 'off', 'start', 'fresh']);
  // A process that died and starts again gets what was set since.
  expect(all.start()).toMatchObject({ peers: ['127.0.0.1:4001', 'flux.example:16125'], paused: true, limits: { diskMegabytes: 100, kilobytesPerSecond: 64 }, clockOffset: 7_000 });
});

test('it waits for the practice network, and outlives its restart; a reset is another chain, and the old one’s data goes', async () => {
  const all = world({ ready: null });
  await set(all, { enabled: true });
  expect((await all.view()).process).toEqual({ state: 'waiting' });
  all.here.ready = practiceReady();
  await all.node.adjust();
  all.here.ready = null;
  await all.node.adjust();
  expect(all.heard).toEqual(['start', 'fresh']);
  writeFileSync(join(all.profile, 'light-node', 'practice', INSTANCE, 'chain'), 'x');
  all.here.ready = practiceReady({ instanceId: 'b'.repeat(32) });
  await all.node.adjust();
  expect(readdirSync(join(all.profile, 'light-node', 'practice'))).toEqual(['b'.repeat(32)]);
});

test('each network has settings of its own, and a process of another network does not stay', async () => {
  const all = world();
  await set(all, { enabled: true });
  all.heard.length = 0;
  all.settings.set({ network: 'mainnet' });
  await all.node.adjust();
  expect(all.heard).toEqual(['stop', 'end', 'off']);
  await set(all, { enabled: true, kilobytesPerSecond: 16 });
  expect(all.start()).toMatchObject({ network: 'mainnet', folder: join(all.profile, 'light-node', 'mainnet'), peers: [], clockOffset: 0 });
  expect(all.start().tableSources).toEqual(expect.arrayContaining([{ kind: 'fluxos', url: 'https://api.runonflux.io' }, { kind: 'insight', url: 'https://explorer.runonflux.io/api' }]));
  expect(new SettingsFile(join(all.profile, 'settings.json')).get().lightNode).toMatchObject({ practice: { enabled: true, kilobytesPerSecond: null }, mainnet: { enabled: true, kilobytesPerSecond: 16 } });
});

test('what it says is shown and passed on when it matters; when it is gone nothing is called verified', async () => {
  const all = world();
  await set(all, { enabled: true });
  all.heard.length = 0;
  const tell = (patch: Partial<LightNodeStatus> = {}) => all.node.event({ event: 'node.status', payload: { ...status, ...patch } });
  tell();
  tell({ rate: 7 });
  all.node.event({ event: 'node.watched', payload: { to: 5 } });
  all.node.event({ event: 'node.status', payload: { phase: 'nonsense' } });
  expect(all.heard).toEqual(['seen', 'seen']);
  expect((await all.view()).status).toMatchObject({ verified: true, rate: 7 });
  all.node.gone();
  expect((await all.view()).status).toMatchObject({ verified: false, rate: null, peers: [], tip: status.tip });
});

test('after it gave up it starts again when asked to, and not otherwise', async () => {
  const all = world();
  all.node.startAgain();
  await set(all, { enabled: true });
  all.node.startAgain();
  expect(all.heard).toEqual(['start', 'fresh']);
  all.here.state = { state: 'stopped', reason: { code: 'process/gone', message: '', context: {} } };
  all.node.startAgain();
  expect(all.heard).toEqual(['start', 'fresh', 'start', 'fresh']);
});

test('the data moves with the folder, and nothing of the person’s is touched', async () => {
  const all = world();
  await set(all, { enabled: true });
  const file = join('practice', INSTANCE, 'chain');
  writeFileSync(join(all.profile, 'light-node', file), 'held');
  const chosen = join(all.profile, 'big');
  mkdirSync(chosen);
  writeFileSync(join(chosen, 'mine'), 'x');
  all.heard.length = 0;
  await all.node.moveTo(chosen);
  expect(all.heard).toEqual(['stop', 'end', 'off', 'start', 'fresh']);
  expect(readFileSync(join(chosen, 'fluxkeep-light-node', file), 'utf8')).toBe('held');
  expect(existsSync(join(all.profile, 'light-node', 'practice'))).toBe(false);
  expect(all.start().folder).toBe(join(chosen, 'fluxkeep-light-node', 'practice', INSTANCE));
  await all.node.moveTo(null);
  expect(readFileSync(join(all.profile, 'light-node', file), 'utf8')).toBe('held');
  expect(readdirSync(chosen).sort()).toEqual(['fluxkeep-light-node', 'mine']);
});

test('a folder that cannot be used is refused, and it goes on where it was', async () => {
  const all = world();
  await set(all, { enabled: true });
  const before = all.start().folder;
  await expect(all.node.moveTo(join(all.profile, 'not-there'))).rejects.toMatchObject({ code: 'light-node/folder-refused' });
  await expect(all.node.set({ diskMegabytes: 100_000_000 })).rejects.toMatchObject({ code: 'light-node/no-room', context: { neededMegabytes: 100_000_000 } });
  expect(all.start().folder).toBe(before);
  expect((await all.view()).settings.diskMegabytes).toBe(500);
});

test('while the app quits it ends and does not start again', async () => {
  const all = world();
  await set(all, { enabled: true });
  await all.node.quit();
  await all.node.adjust();
  expect(all.heard).toEqual(['start', 'fresh', 'stop', 'end', 'off']);
});
