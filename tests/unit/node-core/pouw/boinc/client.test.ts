// The client of BOINC's GUI RPC on a wire that a test holds: logging in, answers of every kind, and a BOINC that is none.
import { openBoinc } from '../../../../../node-core/pouw/boinc/client';
import { loopbackAddress } from '../../../../../node-core/pouw/boinc/connection';
import { boincAnswers, depsOf, opened, reply, TestTimers, TestWire } from './kit';

const MODES = '<cc_status><task_suspend_reason>1</task_suspend_reason><task_mode>2</task_mode><task_mode_perm>1</task_mode_perm><task_mode_delay>59.5</task_mode_delay><gpu_suspend_reason>99</gpu_suspend_reason><gpu_mode>1</gpu_mode><gpu_mode_perm>1</gpu_mode_perm><gpu_mode_delay>0.000000</gpu_mode_delay></cc_status>';
const PROJECTS = '<projects><project><master_url>http://a/</master_url><project_name></project_name><user_total_credit>-1</user_total_credit><suspended_via_gui/><gui_urls><gui_url><name>Help</name></gui_url></gui_urls></project></projects>';
const task = (inside: string): string => `<result><name>t</name><project_url>http://a/</project_url><estimated_cpu_time_remaining>60.000000</estimated_cpu_time_remaining>${inside}</result>`;
const answering = (results: string) => (request: string): string | null => {
  if (request.includes('<get_cc_status/>')) return reply(MODES);
  if (request.includes('<get_project_status/>')) return reply(PROJECTS);
  if (request.includes('<get_results>')) return reply(`<results>${results}</results>`);
  return null;
};

test('the status in the words of a person', async () => {
  const { client } = await opened(answering(task('<state>2</state><active_task><active_task_state>1</active_task_state><scheduler_state>2</scheduler_state><fraction_done>1.25</fraction_done><elapsed_time>5</elapsed_time></active_task>')));
  expect(await client.status()).toEqual({
    version: '7.20.5',
    processor: { mode: 'auto', lastingMode: 'always', modeEndsInSeconds: 59.5, paused: { reason: 'battery', words: 'the computer runs on battery' } },
    gpu: { mode: 'always', lastingMode: 'always', modeEndsInSeconds: null, paused: { reason: 'other', words: expect.any(String) } },
    projects: [{ name: 'http://a/', url: 'http://a/', credit: { user: { total: 0, perDay: 0 }, host: { total: 0, perDay: 0 } }, suspended: true, noMoreWork: false }],
    tasks: [{ name: 't', project: 'http://a/', projectUrl: 'http://a/', state: 'running', fractionDone: 1, remainingSeconds: 60, elapsedSeconds: 5, deadline: 0 }],
  });
});

test.each([
  ['<state>0</state>', 'new', 0],
  ['<state>1</state>', 'downloading', 0],
  ['<state>2</state>', 'waiting', 0],
  ['<state>2</state><active_task><active_task_state>9</active_task_state><scheduler_state>1</scheduler_state><fraction_done>0.5</fraction_done></active_task>', 'waiting', 0.5],
  ['<state>2</state><suspended_via_gui/>', 'suspended', 0],
  ['<state>2</state><project_suspended_via_gui>1</project_suspended_via_gui>', 'suspended', 0],
  ['<state>3</state>', 'failed', 0],
  ['<state>4</state>', 'uploading', 1],
  ['<state>5</state>', 'finished', 1],
  ['<state>6</state>', 'aborted', 0],
  ['<state>7</state>', 'upload-failed', 0],
  ['<state>77</state>', 'other', 0],
])('a task with %s is %s', async (inside, state, fractionDone) => {
  const { client } = await opened(answering(task(inside)));
  expect((await client.status()).tasks).toMatchObject([{ state, fractionDone }]);
});

test.each([
  ['no list', (): string => reply('<results/>')],
  ['a mode that BOINC does not have', (): string => reply(MODES.replace('<task_mode>2', '<task_mode>9'))],
  ['a number that is none', (): string => reply(MODES.replace('59.5', 'nan'))],
  ['a number without end', (): string => reply(MODES.replace('59.5', '9'.repeat(400)))],
  ['another root', (): string => '<html></html>\x03'],
  ['no XML', (): string => 'HTTP/1.1 400 Bad Request\r\n\r\n\x03'],
  ['two answers at once', (): string => reply(MODES) + reply(MODES)],
  ['bytes behind the end', (): string => `${reply(MODES)}x`],
])('%s is a bad answer', async (_, answer) => {
  const { client } = await opened(answer);
  await expect(client.status()).rejects.toMatchObject({ code: 'boinc/bad-answer' });
});

test('an answer that never ends is cut off at 4 MiB', async () => {
  const { client, wire, timers } = await opened(() => null);
  const asked = client.host();
  for (let mib = 0; mib < 4; mib += 1) wire.say(new Uint8Array(1024 * 1024).fill(97));
  expect(wire.destroyed).toBe(false);
  wire.say('a');
  await expect(asked).rejects.toMatchObject({ code: 'boinc/bad-answer' });
  expect(wire.destroyed).toBe(true);
  expect(timers.count).toBe(0);
});

test('an answer in pieces is one answer', async () => {
  const { client, wire } = await opened(() => null);
  const done = client.setRunMode('always');
  for (const character of reply('<success/>')) wire.say(character);
  await done;
});

test('silence ends after ten seconds, and an answer that comes late reaches nobody', async () => {
  const { client, wire, timers } = await opened(() => null);
  const [first, second] = [client.host(), client.status()];
  first.catch(() => undefined);
  second.catch(() => undefined);
  timers.pass(9_999);
  expect(wire.destroyed).toBe(false);
  timers.pass(1);
  wire.say(reply('<success/>'));
  await expect(first).rejects.toMatchObject({ code: 'boinc/closed' });
  await expect(second).rejects.toMatchObject({ code: 'boinc/closed' });
  await expect(client.host()).rejects.toMatchObject({ code: 'boinc/closed' });
});

test('words that nobody asked for end the connection', async () => {
  const { client, wire } = await opened(() => null);
  wire.say(reply('<success/>'));
  await expect(client.host()).rejects.toMatchObject({ code: 'boinc/bad-answer' });
});

test('requests wait for each other', async () => {
  const { client, wire } = await opened(() => null);
  const both = Promise.all([client.setRunMode('never', 60), client.setGpuMode('auto')]);
  expect(wire.asked.at(-1)).toContain('<set_run_mode><never/><duration>60.000</duration></set_run_mode>');
  wire.say(reply('<success/>'));
  expect(wire.asked.at(-1)).toContain('<set_gpu_mode><auto/><duration>0.000</duration></set_gpu_mode>');
  wire.say(reply('<success/>'));
  await both;
});

test('BOINC says no: in a line, and in letters that a log can hold', async () => {
  const { client } = await opened(() => reply(`<error>No\nsuch \u001b[31m${'x'.repeat(500)}</error>`));
  await expect(client.projectOp('http://a/', 'update')).rejects.toMatchObject({ code: 'boinc/refused', context: { reason: 'request', said: expect.stringMatching(/^No such  \[31mx{140,}$/) } });
});

test.each(['', 'http://a/\x03<quit/>', 'a\nb', 'x'.repeat(2001)])('the name %j is not sent', async (name) => {
  const { client, wire } = await opened(() => reply('<success/>'));
  const before = wire.asked.length;
  await expect(client.projectOp(name, 'suspend')).rejects.toMatchObject({ code: 'boinc/refused' });
  await expect(client.taskOp('http://a/', name, 'suspend')).rejects.toMatchObject({ code: 'boinc/refused' });
  expect(wire.asked.length).toBe(before);
});

test('markup in a name stays text', async () => {
  const { client, wire } = await opened(() => reply('<success/>'));
  await client.taskOp('http://a/?x=1&y=2', '</name><quit/>', 'resume');
  expect(wire.asked.at(-1)).toContain('<project_url>http://a/?x=1&amp;y=2</project_url><name>&lt;/name&gt;&lt;quit/&gt;</name>');
});

test.each([-1, Number.NaN, Infinity, 8 * 86_400])('a mode for %d seconds is refused', async (seconds) => {
  const { client } = await opened(() => reply('<success/>'));
  await expect(client.setRunMode('never', seconds)).rejects.toMatchObject({ code: 'boinc/refused' });
});

describe('logging in', () => {
  const open = (answer: (request: string) => string | null) => {
    const [wire, timers] = [new TestWire(answer), new TestTimers()];
    return { wire, timers, outcome: openBoinc(depsOf(wire, timers)) };
  };

  test('nobody there', async () => {
    const { wire, outcome } = open(() => null);
    wire.hangUp(new Error('ECONNREFUSED'));
    await expect(outcome).rejects.toMatchObject({ code: 'boinc/not-found' });
  });

  test('somebody who says nothing', async () => {
    const { timers, outcome } = open(() => null);
    timers.pass(10_000);
    await expect(outcome).rejects.toMatchObject({ code: 'boinc/not-found' });
  });

  test('a wrong password', async () => {
    const wire = new TestWire(boincAnswers(() => null));
    await expect(openBoinc({ ...depsOf(wire, new TestTimers()), password: () => ({ state: 'found', path: '', password: 'wrong' }) })).rejects.toMatchObject({ code: 'boinc/refused', context: { reason: 'password' } });
    expect(wire.destroyed).toBe(true);
  });

  test('a password that may not be read: where it is, and nothing more is sent', async () => {
    const wire = new TestWire(boincAnswers(() => null));
    await expect(openBoinc({ ...depsOf(wire, new TestTimers()), password: () => ({ state: 'unreadable', path: '/p', group: 'boinc' }) })).rejects.toMatchObject({ code: 'boinc/no-password', context: { reason: 'unreadable', path: '/p' } });
    expect(wire.asked).toHaveLength(1);
  });

  test('neither yes nor no', async () => {
    const { outcome } = open((request) => reply(request.includes('auth1') ? '<nonce>1</nonce>' : '<success/>'));
    await expect(outcome).rejects.toMatchObject({ code: 'boinc/bad-answer' });
  });

  test('no nonce', async () => {
    await expect(open(() => reply('<nonce/>')).outcome).rejects.toMatchObject({ code: 'boinc/bad-answer' });
  });
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s is this computer', (host) => {
  expect(loopbackAddress(host)).toMatch(/^(127\.|::1)/);
});

test.each(['192.168.1.2', '0.0.0.0', 'boinc.example', '127.0.0.1.example.org', '127.0.0.01', '127.0.0.256', '::', 'LOCALHOST', ''])('%s is not this computer', async (host) => {
  const deps = { ...depsOf(new TestWire(() => null), new TestTimers()), dial: () => { throw new Error('dialled'); } };
  await expect(openBoinc(deps, { host })).rejects.toMatchObject({ code: 'boinc/not-loopback' });
});
