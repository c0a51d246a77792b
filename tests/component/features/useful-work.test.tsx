/** The screen of useful work: off in plain words; on with its state, its reason, its jobs, what they made, and honest words about what they earn. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UsefulWork } from '../../../renderer/features/useful-work/useful-work';
import type { UsefulWorkView, WorkStatus } from '../../../shared/contract/useful-work';
import type { Language } from '../../../renderer/i18n/start';
import { PAUSE_REASONS } from '../../../shared/pouw/policy';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { COORDINATOR, digitsResult, workOff, workOn, workStatus } from '../samples-work';

async function show(view: UsefulWorkView = workOn, replace: Answers = {}, language: Language = 'en') {
  const bridge = fakeBridge({ 'usefulWork.get': () => view, ...replace });
  return { bridge, view: await renderIn('main', bridge, <UsefulWork />, language), user: userEvent.setup({ delay: null }) };
}
// Nothing is drawn without a screen; what stands beside it says the same in words.
jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);

const state = () => screen.findByTestId('work-state');
const withStatus = (patch: Partial<WorkStatus>): UsefulWorkView => ({ ...workOn, status: { ...workStatus, ...patch } });

test('off: what it costs, what it earns and does not earn, and the switch', async () => {
  const { bridge, view, user } = await show(workOff);
  expect(await screen.findByText(/It is not a FluxNode and earns no block reward/)).toBeInTheDocument();
  await expectAccessible(view);
  await user.click(screen.getByRole('button', { name: 'Switch on' }));
  expect(bridge.inputsOf('usefulWork.set')).toEqual([{ enabled: true }]);
});

test('off: without its package it cannot be switched on, and says why', async () => {
  await show({ ...workOff, installed: false });
  expect(await screen.findByText(/is not installed with this copy/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Switch on' })).toBeDisabled();
});

test.each(['en', 'de'] as const)('on, in %s: nothing for axe, and no key instead of a word', async (language) => {
  const { view } = await show(workOn, {}, language);
  await state();
  await expectAccessible(view);
  expect(view.container.textContent).not.toMatch(/usefulWork\./);
});

test('on: jobs with progress and time left, what waits for its check, and what was accepted', async () => {
  await show();
  expect(await state()).toHaveTextContent('WorkingOne job at work.');
  const [working, waiting] = screen.getAllByTestId('work-job');
  expect(working).toHaveTextContent('Galaxy volume, tile 311');
  expect(screen.getByRole('progressbar', { name: 'Galaxy volume, tile 311' })).toHaveAttribute('aria-valuenow', '72');
  expect(waiting).toHaveTextContent('Done; waits for the check');
  expect(screen.getByText('50% accepted')).toBeInTheDocument();
  expect(screen.getByText(/the coordinator did the part in question again/)).toBeInTheDocument();
  expect(screen.getByTestId('payout')).toHaveTextContent('0.1204 FLUX');
});

test.each(PAUSE_REASONS)('paused for %s: the reason, since when, and what ends it', async (reason) => {
  await show(withStatus({ state: { run: false, reason, since: 1_790_000_000_000, resumesWhen: 'calm', notes: [] } }));
  expect(await state()).toHaveAttribute('data-reason', reason);
  expect(await state()).toHaveTextContent(/^PausedPaused: .+ since .+\. Goes on after a minute of calm\.$/);
});

test('what a batch made: figures by their names, a curve in words, nothing that it only claims to be', async () => {
  await show();
  expect(await screen.findByTestId('tally')).toHaveTextContent('Primes78,498');
  expect(screen.getByTestId('curve')).toHaveTextContent('88% after 2 rounds, loss 0.4');
});

test('a result that is not what it says is not shown', async () => {
  await show(workOn, { 'usefulWork.result': () => ({ media: 'application/x-primes+json', bytes: new TextEncoder().encode('<b>no</b>') }) });
  expect(await screen.findByText('There is nothing to show of it.')).toBeInTheDocument();
  expect(screen.queryByTestId('tally')).toBeNull();
});

test.each(['en', 'de'] as const)('digits that were read, in %s: how many right, each digit, and the misread ones by name', async (language) => {
  const { view } = await show(workOn, { 'usefulWork.result': () => digitsResult }, language);
  expect(await screen.findByTestId('digits-read')).toHaveTextContent(language === 'en' ? '90%9 of 10 digits read right' : '90%9 von 10 Ziffern richtig gelesen');
  const [wrong, right] = screen.getAllByTestId('digit');
  expect(wrong).toHaveAttribute('data-right', 'false');
  expect(wrong).toHaveTextContent('4 → 9');
  expect(right).toHaveAttribute('data-right', 'true');
  if (language === 'en') expect(screen.getByRole('img', { name: 'A 4, read as 9, 61% sure' })).toBeInTheDocument();
  await expectAccessible(view);
});

test('digits whose pixels are something else are not shown', async () => {
  await show(workOn, { 'usefulWork.result': () => ({ ...digitsResult, bytes: new TextEncoder().encode('{"digits":1,"right":1,"each":[],"shown":[]}') }) });
  expect(await screen.findByText('There is nothing to show of it.')).toBeInTheDocument();
});

test('publishes a batch of digits with the network of a training run that is finished', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Publish work' }));
  await user.click(screen.getByRole('radio', { name: 'AI inference' }));
  expect(screen.queryByLabelText('Size')).toBeNull();
  await user.selectOptions(screen.getByLabelText('Network'), 'Digit model');
  await user.selectOptions(screen.getByLabelText('Digits'), 'All 4,500');
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(bridge.inputsOf('usefulWork.submit')).toEqual([{ coordinator: COORDINATOR, request: { title: 'Handwritten digits', work: { kind: 'onnx', model: '5'.repeat(32), digits: 'all', jobs: 6 } } }]);
});

test('before a coordinator was reached, earnings are a dash with a reason, never a zero', async () => {
  const [first] = workStatus.coordinators;
  await show(withStatus({ coordinators: first ? [{ ...first, account: null, batches: [], error: { code: 'pouw/unreachable', message: '', context: {} } }] : [] }));
  expect(await screen.findAllByText('no coordinator reached yet')).toHaveLength(2);
  expect(screen.getByText('The coordinator cannot be reached')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Publish work' })).toBeDisabled();
});

test('publishes work of the chosen kind, and keeps what was typed when that fails', async () => {
  const { bridge, user } = await show(workOn, { 'usefulWork.submit': refuse('pouw/unreachable') });
  await user.click(await screen.findByRole('button', { name: 'Publish work' }));
  await user.type(screen.getByLabelText('Title'), 'My model');
  await user.click(screen.getByRole('radio', { name: 'AI training step' }));
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(bridge.inputsOf('usefulWork.submit')).toEqual([{ coordinator: COORDINATOR, request: { title: 'My model', work: { kind: 'train', rounds: 6, shards: 4, epochs: 2 } } }]);
  expect((await screen.findAllByText(/The coordinator cannot be reached/)).length).toBeGreaterThan(0);
  expect(screen.getByLabelText('Title')).toHaveValue('My model');
});

test('limits are saved one by one; without Chromium’s lock the screen says so', async () => {
  const { bridge, user } = await show({ ...workOn, lockedUp: false });
  await user.click(await screen.findByRole('switch', { name: 'Only 22:00 to 07:00' }));
  await user.click(screen.getByRole('switch', { name: 'Pause on battery' }));
  expect(bridge.inputsOf('usefulWork.set')).toEqual([{ hours: { from: 22, to: 7 } }, { pauseOnBattery: false }]);
  expect(screen.getByText(/without the lock of Chromium/)).toBeInTheDocument();
});
