/** The lanes: two groups of radio buttons for keyboard and reader, clicks and drawn lines for the mouse, words for what is unknown or paused. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNavigation } from '../../../renderer/app/navigation';
import { Bridge } from '../../../renderer/features/bridge/bridge';
import { END_X, START_X, trackOf } from '../../../renderer/features/bridge/lanes/geometry';
import { fakeBridge, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { portfolio, settings } from '../samples';
import { service, serviceReading } from '../samples-bridge';

const show = async (answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge({ 'bridge.list': () => ({ total: 0, swaps: [] }), ...answers });
  const view = await renderIn('main', bridge, <Bridge />, language);
  await screen.findByText('12,480.2250');
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const from = () => screen.getByRole('group', { name: 'Where it starts' });
const to = () => screen.getByRole('group', { name: 'Where it arrives' });
const form = () => useNavigation.getState().bridge;

it('names every lane with its balance, and every control', async () => {
  const { view } = await show();
  expect(within(from()).getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
    'Flux main chain12,480.2250 FLUX', 'Ethereum3,120.0000 FLUX', 'BNB Smart Chain2,004.5000 FLUX', 'Polygon1,250.0000 FLUX', 'Avalanche800.0000 FLUX', 'Base460.7500 FLUX',
  ]);
  expect(within(from()).getByRole('radio', { name: /^Flux main chain/ })).toBeChecked();
  expect(within(to()).getAllByRole('radio')).toHaveLength(7);
  expect(within(to()).getByRole('radio', { name: 'Ethereum' })).toBeChecked();
  await expectAccessible(view);
});

it('is chosen by arrow keys alone, and passes over the lane that the other end has', async () => {
  const { bridge, user } = await show();
  within(from()).getByRole('radio', { name: /^Flux main chain/ }).focus();
  await user.keyboard('{ArrowDown}');
  // Ethereum is where it arrives: the next free lane is BNB Smart Chain.
  expect(form()).toMatchObject({ from: 'bsc', to: 'eth' });
  await user.tab();
  expect(within(to()).getByRole('radio', { name: 'Ethereum' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(form().to).toBe('matic');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(form().to).toBe('kda');
  expect(screen.getByLabelText('Arrives on')).toHaveValue('kda');
  await waitFor(() => expect(bridge.inputsOf('bridge.quote').at(-1)).toMatchObject({ from: 'bsc', to: 'kda', amount: null, recipient: '' }));
});

it('turns the direction round by a button and by a click on the taken end', async () => {
  const { user } = await show();
  await user.click(screen.getByRole('button', { name: 'Reverse the direction' }));
  expect(form()).toMatchObject({ from: 'ethereum', to: 'main' });
  await user.click(screen.getByText('12,480.2250'));
  expect(form()).toMatchObject({ from: 'flux', to: 'eth' });
  await user.click(screen.getByText('Another chain'));
  expect(form().to).toBe('kda');
  expect(screen.getByRole('button', { name: 'Reverse the direction' })).toBeDisabled();
});

it('is drawn from one lane to another with the mouse; on the far half the end moves', async () => {
  await show();
  const lanes = screen.getByTestId('lanes');
  lanes.getBoundingClientRect = () => ({ top: 0, left: 0, width: 1000, height: 700, right: 1000, bottom: 700, x: 0, y: 0, toJSON: () => '' });
  const drag = (start: [number, number], end: [number, number]) => {
    fireEvent.pointerDown(lanes, { button: 0, clientX: start[0], clientY: start[1] });
    fireEvent.pointerMove(window, { clientX: end[0], clientY: end[1] });
    expect(screen.getByTestId('swap-curve')).toBeInTheDocument();
    fireEvent.pointerUp(window, { clientX: end[0], clientY: end[1] });
  };
  drag([300, 350], [800, 150]);
  expect(form()).toMatchObject({ from: 'polygon', to: 'eth' });
  drag([900, 150], [900, 550]);
  expect(form()).toMatchObject({ from: 'polygon', to: 'base' });
  drag([300, 550], [900, 650]);
  expect(form()).toMatchObject({ from: 'base', to: 'kda' });
  // Let go where it began, and given up by the system: nothing is chosen.
  fireEvent.pointerDown(lanes, { button: 0, clientX: 300, clientY: 50 });
  fireEvent.pointerUp(window, { clientX: 300, clientY: 50 });
  fireEvent.pointerDown(lanes, { button: 0, clientX: 300, clientY: 50 });
  fireEvent.pointerMove(window, { clientX: 300, clientY: 450 });
  fireEvent.pointerCancel(window);
  expect(form()).toMatchObject({ from: 'base', to: 'kda' });
});

it('says what is unknown with a dash and its reason, and what is paused in a word', async () => {
  const polygon = (row: (typeof portfolio.assets)[number]) => (row.chain === 'polygon' && row.symbol === 'FLUX' ? { ...row, balance: { state: 'unknown', reason: { code: 'endpoint/unreachable', message: '', context: {} }, at: 1 } } : row);
  await show({
    'portfolio.get': () => ({ ...portfolio, assets: portfolio.assets.map(polygon) }),
    'bridge.service': () => ({ ...serviceReading, value: { ...service, open: service.open.filter((key) => key !== 'base') } }),
  });
  expect(within(from()).getByRole('radio', { name: /^Polygon/ }).closest('label')).toHaveTextContent('Polygon— Unknown: A server cannot be reached');
  expect(await within(from()).findByRole('radio', { name: /^Base .*Paused$/ })).toBeInTheDocument();
  expect(within(to()).getByRole('radio', { name: 'Base, Paused' })).toBeInTheDocument();
});

it('hides amounts when asked to', async () => {
  const bridge = fakeBridge({ 'settings.get': () => ({ ...settings, hideAmounts: true }) });
  const view = await renderIn('main', bridge, <Bridge />);
  await userEvent.setup({ delay: null }).type(await screen.findByLabelText(/^Amount on/), '250');
  expect(await screen.findAllByText('•••• FLUX')).not.toHaveLength(0);
  expect(view.container.textContent).not.toMatch(/12,480|3,120|247/);
});

describe('the curve', () => {
  it('begins at the start, ends at the end, and its dot goes only forward', () => {
    const dots = Array.from({ length: 21 }, (_, at) => trackOf(10, 90, at / 20).dot);
    expect(dots[0]).toEqual({ x: START_X, y: 10 });
    expect(dots.at(-1)).toEqual({ x: END_X, y: 90 });
    for (const [at, dot] of dots.entries()) {
      const before = dots[at - 1];
      if (!before) continue;
      expect(dot.x).toBeGreaterThan(before.x);
      expect(dot.y).toBeGreaterThanOrEqual(before.y);
    }
  });
  it('is one line cut in two at the dot', () => {
    const numbers = (path: string) => (path.match(/-?[\d.]+/g) ?? []).map(Number);
    for (const progress of [0.2, 0.5, 0.8]) {
      const { done, ahead, dot } = trackOf(80, 20, progress);
      expect(numbers(done).slice(-2)).toEqual([Number(dot.x.toFixed(2)), Number(dot.y.toFixed(2))]);
      expect(numbers(ahead).slice(0, 2)).toEqual(numbers(done).slice(-2));
    }
    expect(trackOf(80, 20, 0).done).toBe('');
    expect(trackOf(80, 20, 1).ahead).toBe('');
  });
});
