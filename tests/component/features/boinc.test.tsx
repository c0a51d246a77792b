/** The card of BOINC: an offer while it is not connected; every state with its reason; modes, projects and tasks; nothing stale without its time. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BoincCard } from '../../../renderer/features/useful-work/boinc/boinc-card';
import { UsefulWork } from '../../../renderer/features/useful-work/useful-work';
import type { Language } from '../../../renderer/i18n/start';
import type { BoincUnread, BoincView } from '../../../shared/contract/boinc';
import { boincPauseSchema } from '../../../shared/pouw/boinc';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { AT, boincOff, boincStatus, connectedTo, unread, watched } from '../samples-boinc';
import { workOff, workOn } from '../samples-work';

async function show(view: BoincView = connectedTo(), replace: Answers = {}, language: Language = 'en') {
  const bridge = fakeBridge({ 'boinc.get': () => view, ...replace });
  return { bridge, view: await renderIn('main', bridge, <BoincCard />, language), user: userEvent.setup({ delay: null }) };
}
const state = () => screen.findByTestId('boinc-state');
const states = Object.keys(unread) as BoincUnread['state'][];
const row = (name: string) => screen.getAllByTestId('boinc-task').find((each) => within(each).queryByText(name)) as HTMLElement;

test('not connected: what connecting does, that it is outside the sandbox and no FLUX, and the button', async () => {
  const { bridge, view, user } = await show(boincOff);
  expect(await screen.findByText(/asks BOINC on this computer only/)).toBeInTheDocument();
  expect(screen.getByText(/outside Fluxkeep's sandbox/)).toBeInTheDocument();
  expect(screen.getByText(/the projects', not FLUX\. Projects are joined in BOINC itself/)).toBeInTheDocument();
  await expectAccessible(view);
  await user.click(screen.getByRole('button', { name: 'Connect to BOINC' }));
  expect(bridge.inputsOf('boinc.watch')).toEqual([{ on: true }]);
});

test.each([['off', workOff], ['on', workOn]] as const)('it is on the screen whether useful work is %s', async (_name, work) => {
  await renderIn('main', fakeBridge({ 'usefulWork.get': () => work }), <UsefulWork />);
  expect(await screen.findByRole('button', { name: 'Connect to BOINC' })).toBeEnabled();
});

test.each(['en', 'de'] as const)('connected, in %s: nothing for axe, and no key instead of a word', async (language) => {
  const { view } = await show(connectedTo(), {}, language);
  await state();
  await expectAccessible(view);
  expect(view.container.textContent).not.toMatch(/boinc\./);
});

test.each(states.flatMap((name) => [[name, 'en'], [name, 'de']] as const))('%s, in %s: a reason and what to do, since when, and neither tasks nor projects', async (name, language) => {
  const { view } = await show(watched(unread[name]), {}, language);
  expect(await state()).toHaveAttribute('data-phase', name);
  expect(view.container.textContent).not.toMatch(/boinc\.(unread|advice|phase|line)/);
  expect(view.container).toHaveTextContent(language === 'en' ? /Since .+; looked last at / : /Seit .+; zuletzt nachgesehen um /);
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByText(language === 'en' ? 'BOINC has no tasks now.' : 'BOINC hat gerade keine Aufgaben.')).toBeNull();
  await expectAccessible(view);
});

test.each([
  ['password-unreadable', /group boinc may read it.*sudo usermod -aG boinc/], ['wrong-password', /start BOINC anew/], ['not-running', /sudo systemctl start boinc-client/],
  ['not-installed', /Install BOINC/], ['no-password', /copy the file to one of these/], ['failed', /does not speak like BOINC/],
] as const)('%s says what to do', async (name, words) => {
  const { view } = await show(watched(unread[name]));
  await state();
  expect(view.container).toHaveTextContent(words);
});

test('the paths are said whole: of the file, and of the folders', async () => {
  await show(watched(unread['password-unreadable']));
  expect(await screen.findByText('/var/lib/boinc-client/gui_rpc_auth.cfg')).toBeInTheDocument();
});

test('without a group that may read it, somebody has to be asked', async () => {
  await show(watched({ state: 'password-unreadable', path: 'C:\\ProgramData\\BOINC\\gui_rpc_auth.cfg', group: null, at: AT, since: AT, last: null }));
  expect(await screen.findByText(/Ask whoever looks after this computer/)).toBeInTheDocument();
});

test('looks again at once when asked to', async () => {
  const { bridge, user } = await show(watched(unread['not-running']));
  await state();
  const before = bridge.inputsOf('boinc.get').length;
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(bridge.inputsOf('boinc.get')).toHaveLength(before + 1);
});

test('gone since the last reading: what was seen stays with its time, and nothing can be told to it', async () => {
  await show(watched({ ...unread['not-running'], last: { status: boincStatus, at: AT - 180_000 } }));
  expect(await screen.findByText(/What stands here is from .+ It may have changed since/)).toBeInTheDocument();
  expect(screen.getByText('LATeah4021_running_1')).toBeInTheDocument();
  for (const name of ['Pause for an hour', 'Contact now: Einstein@Home', 'Abort LATeah4021_running_1']) expect(screen.getByRole('button', { name })).toBeDisabled();
  for (const radio of screen.getAllByRole('radio')) expect(radio).toBeDisabled();
});

test('a look that fails on the way is said, and the last reading is marked with its time', async () => {
  let fail = false;
  const { bridge } = await show(undefined, { 'boinc.get': () => (fail ? refuse('process/gone')() : connectedTo()) });
  await state();
  fail = true;
  await act(async () => bridge.emit('boinc.changed'));
  expect(await screen.findByText(/What stands here is from/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Pause for an hour' })).toBeDisabled();
});

test.each([
  [{ state: 'starting' }, 'BOINC on this computer is asked'], [{ state: 'restarting', attempt: 2, reason: { code: 'process/gone', message: '', context: {} } }, 'starting again (try 2)'],
  [{ state: 'stopped', reason: { code: 'process/gone', message: '', context: {} } }, 'was not started again'],
] as const)('its process %j: in words, and no figures', async (process, words) => {
  await show(watched(null, process));
  expect(await state()).toHaveTextContent(words);
  expect(screen.queryByText('Tasks')).toBeNull();
});

test('a process that stopped for good starts again by looking again', async () => {
  const { bridge, user } = await show(watched(null, { state: 'stopped', reason: { code: 'process/gone', message: '', context: {} } }));
  await user.click(await screen.findByRole('button', { name: 'Look again' }));
  expect(bridge.inputsOf('boinc.watch')).toEqual([{ on: true }]);
});

test('connected: version, what it does, its modes with their end', async () => {
  await show();
  expect(await state()).toHaveTextContent('BOINC computesOne task at work. Version 7.20.5.');
  expect(screen.getByTestId('boinc-processor')).toHaveAttribute('data-mode', 'auto');
  expect(within(screen.getByTestId('boinc-gpu')).getByText(/^Until .+, then: By BOINC's preferences$/)).toBeInTheDocument();
});

test.each(boincPauseSchema.options.filter((reason) => reason !== 'user-request'))('paused for %s: the reason in words', async (reason) => {
  await show(connectedTo({ tasks: [], processor: { ...boincStatus.processor, paused: { reason, words: '' } } }));
  expect(await state()).toHaveTextContent(/^BOINC pausesThe reason: \w.+\. Version 7\.20\.5\.$/);
});

test('told to pause for an hour: until when, and going on gives the mode back that it had', async () => {
  const { bridge, user } = await show(connectedTo({ tasks: [], processor: { mode: 'never', lastingMode: 'always', modeEndsInSeconds: 3_500, paused: { reason: 'user-request', words: '' } } }));
  expect(await state()).toHaveTextContent(/It was told to, until \d.+\. Version/);
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  expect(bridge.inputsOf('boinc.order')).toEqual([{ act: 'processor', mode: 'always', seconds: null }]);
});

test('told to pause for good: going on means by its preferences', async () => {
  const { bridge, user } = await show(connectedTo({ tasks: [], processor: { mode: 'never', lastingMode: 'never', modeEndsInSeconds: null, paused: { reason: 'user-request', words: '' } } }));
  expect(await state()).toHaveTextContent('It was told to, until it is told otherwise.');
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  expect(bridge.inputsOf('boinc.order')).toEqual([{ act: 'processor', mode: 'auto', seconds: null }]);
});

test('pauses for an hour, sets lasting modes, and reads anew after each', async () => {
  const { bridge, user } = await show();
  await state();
  const before = bridge.inputsOf('boinc.get').length;
  await user.click(screen.getByRole('button', { name: 'Pause for an hour' }));
  await user.click(within(screen.getByTestId('boinc-processor')).getByRole('radio', { name: 'Never' }));
  await user.click(within(screen.getByTestId('boinc-gpu')).getByRole('radio', { name: 'Always' }));
  expect(bridge.inputsOf('boinc.order')).toEqual([{ act: 'processor', mode: 'never', seconds: 3_600 }, { act: 'processor', mode: 'never', seconds: null }, { act: 'gpu', mode: 'always', seconds: null }]);
  expect(bridge.inputsOf('boinc.get')).toHaveLength(before + 3);
});

test('projects: credit that is theirs, their state, and what can be told to each', async () => {
  const { bridge, user } = await show();
  await state();
  const [einstein, rosetta] = screen.getAllByTestId('boinc-project');
  expect(einstein).toHaveTextContent('128,450 credits, 40,112 of them here · 812 a day');
  expect(rosetta).toHaveTextContent(/Rosetta@homePausedNo new work3,020 credits, 0 of them here · 4\.3 a day/);
  for (const name of ['Pause: Einstein@Home', 'No new work: Einstein@Home', 'Contact now: Einstein@Home', 'Go on: Rosetta@home', 'Take new work: Rosetta@home']) await user.click(screen.getByRole('button', { name }));
  expect(bridge.inputsOf('boinc.order')).toMatchObject([{ op: 'suspend' }, { op: 'nomorework' }, { op: 'update' }, { op: 'resume' }, { op: 'allowmorework' }]);
});

test('no project and no task are said as what they are', async () => {
  await show(connectedTo({ projects: [], tasks: [] }));
  expect(await state()).toHaveTextContent('No project is joined yet. Join one in BOINC itself.');
  expect(screen.getByText('BOINC has no tasks now.')).toBeInTheDocument();
});

test('tasks: those at work first, with progress and time left; the rest folded', async () => {
  const { user } = await show();
  await state();
  const rows = screen.getAllByTestId('boinc-task');
  expect(rows.map((each) => each.dataset['state'])).toEqual(['running', 'suspended', 'suspended', 'waiting', 'waiting', 'finished']);
  expect(rows[0]).toHaveTextContent(/^LATeah4021_running_1ComputingEinstein@Home42\.3%65 minutesdue /);
  expect(screen.getByRole('progressbar', { name: 'LATeah4021_running_1' })).toHaveAttribute('aria-valuenow', '42');
  await user.click(screen.getByRole('button', { name: 'Show all 7' }));
  expect(row('LATeah4021_bad_4')).toHaveTextContent('Failed');
  expect(within(row('LATeah4021_bad_4')).queryByRole('button')).toBeNull();
});

test('a task is paused and goes on; one whose project is paused goes on with its project', async () => {
  const { bridge, user } = await show();
  await state();
  await user.click(screen.getByRole('button', { name: 'Pause LATeah4021_running_1' }));
  await user.click(screen.getByRole('button', { name: 'Let LATeah4021_suspended_2 go on' }));
  expect(bridge.inputsOf('boinc.order')).toMatchObject([{ act: 'task', name: 'LATeah4021_running_1', op: 'suspend' }, { name: 'LATeah4021_suspended_2', op: 'resume' }]);
  expect(screen.queryByRole('button', { name: 'Let rb_12_suspended_0 go on' })).toBeNull();
});

test('aborting asks first, and says what is lost', async () => {
  const { bridge, user } = await show();
  await state();
  await user.click(screen.getByRole('button', { name: 'Abort LATeah4021_running_1' }));
  const dialog = screen.getByRole('dialog');
  expect(dialog).toHaveTextContent(/throws away what was computed of it \(42\.3%\) and tells Einstein@Home/);
  expect(bridge.inputsOf('boinc.order')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Keep the task' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Abort LATeah4021_running_1' }));
  await user.click(screen.getByRole('button', { name: 'Abort the task' }));
  expect(bridge.inputsOf('boinc.order')).toEqual([{ act: 'task', projectUrl: 'https://einsteinathome.org/', name: 'LATeah4021_running_1', op: 'abort' }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what BOINC refuses is said with its words in the details', async () => {
  const { user } = await show(undefined, { 'boinc.order': refuse('boinc/refused', { reason: 'request', said: 'no such project' }) });
  await state();
  await user.click(screen.getByRole('button', { name: 'Contact now: Einstein@Home' }));
  expect(await screen.findByText('BOINC does not do that')).toBeInTheDocument();
  expect(screen.getByText('said: no such project')).toBeInTheDocument();
});

test('disconnecting is one press', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
  expect(bridge.inputsOf('boinc.watch')).toEqual([{ on: false }]);
});

describe('while it is on the screen', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

  test.each([['connected', connectedTo(), 3_000], ['not there', watched(unread['not-running']), 10_000]] as const)('%s: asked again in its time, and no more once it is closed', async (_name, answer, every) => {
    const { bridge, view } = await show(answer);
    const asked = () => bridge.inputsOf('boinc.get').length;
    const before = asked();
    await pass(every - 1);
    expect(asked()).toBe(before);
    await pass(1);
    expect(asked()).toBe(before + 1);
    view.unmount();
    await pass(60_000);
    expect(asked()).toBe(before + 1);
  });

  test('not connected: never asked again', async () => {
    const { bridge } = await show(boincOff);
    const before = bridge.inputsOf('boinc.get').length;
    await pass(60_000);
    expect(bridge.inputsOf('boinc.get')).toHaveLength(before);
  });
});
