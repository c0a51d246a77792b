// The watch over BOINC on wires that a test holds: every state with its reason, what was last seen with its time, orders as BOINC's own requests.
import type { Wire } from '../../../../../node-core/p2p/connection';
import type { BoincPassword } from '../../../../../node-core/pouw/boinc/password';
import { BoincWatch } from '../../../../../node-core/pouw/boinc/watch';
import { zBoincReading, type BoincOrder } from '../../../../../shared/contract/boinc';
import { boincAnswers, reply, TestTimers, TestWire } from './kit';

const MODES = '<cc_status><task_suspend_reason>0</task_suspend_reason><task_mode>2</task_mode><task_mode_perm>2</task_mode_perm><task_mode_delay>0</task_mode_delay><gpu_suspend_reason>0</gpu_suspend_reason><gpu_mode>2</gpu_mode><gpu_mode_perm>2</gpu_mode_perm><gpu_mode_delay>0</gpu_mode_delay></cc_status>';
const healthy = (request: string): string => {
  if (request.includes('<get_cc_status/>')) return reply(MODES);
  if (request.includes('<get_project_status/>')) return reply('<projects></projects>');
  if (request.includes('<get_results>')) return reply('<results></results>');
  return reply('<success/>');
};

class Place {
  readonly wires: TestWire[] = [];
  time = 1_000;
  installed = true;
  /** Null: nothing listens. */
  answer: ((request: string) => string | Uint8Array | null) | null = healthy;
  password: BoincPassword = { state: 'found', path: '/data/gui_rpc_auth.cfg', password: 'secret' };
  readonly dialled: [string, number][] = [];
  readonly watch = new BoincWatch({
    dial: (host, port) => this.#dial(host, port), timers: new TestTimers(), port: null, folders: ['/data', '/other'],
    password: () => this.password, installed: () => this.installed, now: () => this.time,
  });
  #dial(host: string, port: number): Wire {
    this.dialled.push([host, port]);
    const { answer } = this;
    const wire = new TestWire(answer === null ? () => null : boincAnswers(answer));
    if (answer === null) queueMicrotask(() => wire.hangUp(new Error('ECONNREFUSED')));
    this.wires.push(wire);
    return wire;
  }
  async look() {
    return zBoincReading.parse(await this.watch.look());
  }
}

test('connected: one connection to loopback for many looks, read at its time', async () => {
  const place = new Place();
  expect(place.dialled).toEqual([]);
  expect(await place.look()).toMatchObject({ state: 'connected', at: 1_000, status: { version: '7.20.5', processor: { mode: 'auto' }, projects: [], tasks: [] } });
  place.time = 4_000;
  expect(await place.look()).toMatchObject({ state: 'connected', at: 4_000 });
  expect(place.dialled).toEqual([['127.0.0.1', 31_416]]);
});

test('looks at once share one reading', async () => {
  const place = new Place();
  const [first, second] = await Promise.all([place.watch.look(), place.watch.look()]);
  expect(first).toBe(second);
  expect(place.dialled).toHaveLength(1);
});

test('nothing answers: told apart by whether BOINC is installed, with the first look that failed for that reason', async () => {
  const place = new Place();
  place.answer = null;
  expect(await place.look()).toEqual({ state: 'not-running', at: 1_000, since: 1_000, last: null });
  place.time = 5_000;
  expect(await place.look()).toEqual({ state: 'not-running', at: 5_000, since: 1_000, last: null });
  place.installed = false;
  place.time = 8_000;
  expect(await place.look()).toEqual({ state: 'not-installed', at: 8_000, since: 8_000, last: null });
});

test('a BOINC that ends keeps what was last seen with its time, and is found again when it is back', async () => {
  const place = new Place();
  await place.look();
  place.wires[0]?.hangUp();
  place.answer = null;
  place.time = 9_000;
  expect(await place.look()).toMatchObject({ state: 'not-running', at: 9_000, since: 9_000, last: { at: 1_000, status: { version: '7.20.5' } } });
  place.answer = healthy;
  place.time = 12_000;
  expect(await place.look()).toMatchObject({ state: 'connected', at: 12_000 });
});

test('a BOINC that started anew between two looks is read in the next one', async () => {
  const place = new Place();
  await place.look();
  place.wires[0]?.hangUp();
  expect(await place.look()).toMatchObject({ state: 'connected' });
  expect(place.dialled).toHaveLength(2);
});

test('no password file: where it was looked for', async () => {
  const place = new Place();
  place.password = { state: 'missing' };
  expect(await place.look()).toEqual({ state: 'no-password', folders: ['/data', '/other'], at: 1_000, since: 1_000, last: null });
});

test('a password file that may not be read: its path, and who may', async () => {
  const place = new Place();
  place.password = { state: 'unreadable', path: '/data/gui_rpc_auth.cfg', group: 'boinc' };
  expect(await place.look()).toMatchObject({ state: 'password-unreadable', path: '/data/gui_rpc_auth.cfg', group: 'boinc' });
});

test('a wrong password names its file; the password itself is in nothing that leaves', async () => {
  const place = new Place();
  place.password = { state: 'found', path: '/data/gui_rpc_auth.cfg', password: 'not-the-one' };
  const reading = await place.look();
  expect(reading).toMatchObject({ state: 'wrong-password', path: '/data/gui_rpc_auth.cfg' });
  expect(JSON.stringify(reading)).not.toContain('not-the-one');
  place.password = { state: 'found', path: '/data/gui_rpc_auth.cfg', password: 'secret' };
  const good = await place.look();
  expect(good.state).toBe('connected');
  expect(JSON.stringify(good)).not.toContain('secret');
});

test('an answer that cannot be read is a failure with its code, never an empty BOINC', async () => {
  const place = new Place();
  place.answer = (request) => (request.includes('<get_results>') ? reply('<nothing/>') : healthy(request));
  expect(await place.look()).toMatchObject({ state: 'failed', error: { code: 'boinc/bad-answer' }, last: null });
});

test.each<[string, BoincOrder, string]>([
  ['pause for an hour', { act: 'processor', mode: 'never', seconds: 3_600 }, '<set_run_mode><never/><duration>3600.000</duration></set_run_mode>'],
  ['a lasting mode', { act: 'processor', mode: 'auto', seconds: null }, '<set_run_mode><auto/><duration>0.000</duration></set_run_mode>'],
  ['the GPU', { act: 'gpu', mode: 'always', seconds: null }, '<set_gpu_mode><always/><duration>0.000</duration></set_gpu_mode>'],
  ['a project', { act: 'project', url: 'http://a/?b&c', op: 'nomorework' }, '<project_nomorework><project_url>http://a/?b&amp;c</project_url></project_nomorework>'],
  ['a task', { act: 'task', projectUrl: 'http://a/', name: 'wu_1', op: 'abort' }, '<abort_result><project_url>http://a/</project_url><name>wu_1</name></abort_result>'],
])('an order without a connection makes one: %s', async (_name, order, request) => {
  const place = new Place();
  await place.watch.order(order);
  expect(place.wires[0]?.asked.at(-1)).toContain(request);
});

test('what BOINC refuses is told, and the connection goes on', async () => {
  const place = new Place();
  place.answer = (request) => (request.includes('project_update') ? reply('<error>no such project</error>') : healthy(request));
  await expect(place.watch.order({ act: 'project', url: 'http://gone/', op: 'update' })).rejects.toMatchObject({ code: 'boinc/refused', context: { reason: 'request', said: 'no such project' } });
  expect(await place.look()).toMatchObject({ state: 'connected' });
  expect(place.dialled).toHaveLength(1);
});

test('an order on a connection that ended fails in words, and the next one connects anew', async () => {
  const place = new Place();
  await place.look();
  place.wires[0]?.hangUp();
  const order: BoincOrder = { act: 'processor', mode: 'never', seconds: null };
  await expect(place.watch.order(order)).rejects.toMatchObject({ code: 'boinc/closed' });
  await place.watch.order(order);
  expect(place.dialled).toHaveLength(2);
});

test('a look after an order reads anew, also while an earlier one is under way', async () => {
  const place = new Place();
  await place.look();
  const before = place.watch.look();
  await place.watch.order({ act: 'processor', mode: 'never', seconds: null });
  place.time = 8_000;
  expect(await place.watch.look()).toMatchObject({ at: 8_000 });
  expect(await before).toMatchObject({ state: 'connected' });
  expect(place.wires[0]?.asked.filter((request) => request.includes('get_cc_status'))).toHaveLength(3);
});

test('closing ends the connection', async () => {
  const place = new Place();
  await place.look();
  place.watch.close();
  expect(place.wires[0]?.destroyed).toBe(true);
});
