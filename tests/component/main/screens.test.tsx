/** Every screen of the main window stands, says what it should, and gives axe nothing to find, in both languages. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../../renderer/app/app';
import { PAGE } from '../../../renderer/features/activity/use-window';
import { useNavigation, SCREENS } from '../../../renderer/app/navigation';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import * as sample from '../samples';

const show = async (answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge({ 'settings.get': () => ({ ...sample.settings, language }), ...answers });
  const result = await renderIn('main', bridge, <App />, language);
  return { bridge, result, user: userEvent.setup({ delay: null }) };
};
const settled = () => waitFor(() => expect(screen.queryByText('Loading')).not.toBeInTheDocument());

describe.each(['en', 'de'] as const)('in %s', (language) => {
  test.each(SCREENS)('%s', async (name) => {
    const { result } = await show({}, language);
    await act(async () => useNavigation.getState().go(name));
    await screen.findByRole('main');
    await settled();
    await expectAccessible(result);
    expect(result.container.textContent).not.toMatch(/\b(shell|portfolio|activity|send|receive|settings|contacts|fluxId|errors|common)\.[a-z]/);
  });
});

test('the practice network is named at all times', async () => {
  await show();
  for (const name of SCREENS) {
    await act(async () => useNavigation.getState().go(name));
    expect(screen.getByTestId('practice-banner')).toHaveTextContent('Practice network');
  }
});

test('the portfolio says the unit, the source and the reason for what is unknown', async () => {
  await show();
  expect(await screen.findByTestId('total')).toHaveTextContent('$9,284.51');
  expect(screen.getByTestId('balance-flux/native')).toHaveTextContent('12,480.2250 FLUX');
  expect(screen.getByText('Proven')).toBeInTheDocument();
  expect(screen.getAllByText(/Unknown: A server cannot be reached/).length).toBeGreaterThan(0);
});

test('hidden amounts are hidden everywhere', async () => {
  const { result } = await show({ 'settings.get': () => ({ ...sample.settings, hideAmounts: true }) });
  for (const name of ['portfolio', 'activity', 'receive', 'send'] as const) {
    await act(async () => useNavigation.getState().go(name));
    await settled();
    expect(result.container.textContent).not.toMatch(/12,480|9,284|3\.5000|3,200/);
  }
});

test('a failed reading is an error with a way to try again, never an empty list', async () => {
  const list = jest.fn(refuse('store/damaged'));
  const { user } = await show({ 'activity.list': list });
  await act(async () => useNavigation.getState().go('activity'));
  expect((await screen.findAllByText('The local database could not be used')).length).toBeGreaterThan(0);
  expect(screen.queryByText('Nothing here yet')).not.toBeInTheDocument();
  list.mockImplementation((() => ({ total: 0, entries: [] })) as never);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing here yet')).toBeInTheDocument();
});

test('a part that stopped is named in words', async () => {
  await show({ 'app.processes': () => ({ signer: { state: 'stopped', reason: { code: 'process/gone', message: '', context: {} } }, wallet: { state: 'restarting', attempt: 2, reason: { code: 'process/gone', message: '', context: {} } }, practice: { state: 'running' } }) });
  expect(await screen.findByText('The signer stopped and was not started again.')).toBeInTheDocument();
  expect(screen.getByText('The wallet process stopped and is starting again (try 2).')).toBeInTheDocument();
});

test('locked: nothing of the wallet is left in the window', async () => {
  const session = jest.fn(() => sample.session as unknown);
  const { bridge, result } = await show({ 'app.session': session });
  await screen.findByTestId('total');
  await act(async () => useNavigation.getState().openSend({ to: sample.FLUX_ADDRESS }));
  session.mockReturnValue({ state: 'locked', wallets: [sample.wallet], at: sample.NOW });
  await act(async () => bridge.emit('session.changed'));
  expect(await screen.findByRole('button', { name: 'Unlock' })).toBeInTheDocument();
  expect(useNavigation.getState().send.to).toBe('');
  expect(result.container.textContent).not.toContain('9,284');
  await expectAccessible(result);
});

test('an event makes the window read again', async () => {
  const { bridge } = await show();
  await screen.findByTestId('total');
  const before = bridge.inputsOf('portfolio.get').length;
  await act(async () => bridge.emit('portfolio.changed'));
  await waitFor(() => expect(bridge.inputsOf('portfolio.get').length).toBe(before + 1));
});

test('receive: whole address, code, copy with its notice, and the signer’s check', async () => {
  const { bridge, user } = await show();
  await act(async () => useNavigation.getState().go('receive'));
  expect(await screen.findByTestId('qr')).toHaveAttribute('data-text', sample.FLUX_ADDRESS);
  expect(within(screen.getByTestId('receive-address')).getByText((_t, element) => element?.getAttribute('data-address') === sample.FLUX_ADDRESS).textContent).toBe(sample.FLUX_ADDRESS);
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect((await screen.findAllByText('Copied. The clipboard is cleared in a minute.')).length).toBeGreaterThan(0);
  await user.click(screen.getByRole('button', { name: 'Check with the signer' }));
  expect(await screen.findByText(/derives the same address at/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'FLUX' }));
  expect(bridge.inputsOf('practice.faucet')).toEqual([{ chain: 'flux', token: 'native', address: sample.FLUX_ADDRESS, amount: null }]);
  await user.type(screen.getByLabelText('Amount (optional)'), '250');
  await waitFor(() => expect(screen.getByTestId('qr')).toHaveAttribute('data-text', `flux:${sample.FLUX_ADDRESS}?amount=250`));
});

test('receive: an address that the signer does not derive is called out', async () => {
  const { user } = await show({ 'receive.verify': () => ({ matches: false, path: 'm' }) });
  await act(async () => useNavigation.getState().go('receive'));
  await user.click(await screen.findByRole('button', { name: 'Check with the signer' }));
  expect(await screen.findByText(/Do not use this one/)).toBeInTheDocument();
});

test('activity: an entry opens its detail, and is sped up through the approval window', async () => {
  const { bridge, result, user } = await show();
  await act(async () => useNavigation.getState().openActivity('2'));
  const detail = await screen.findByTestId('activity-detail');
  expect(await within(detail).findByText('1 of 2')).toBeInTheDocument();
  await expectAccessible(result);
  await user.click(within(detail).getByRole('button', { name: 'Speed up' }));
  const go = await screen.findByRole('button', { name: 'Continue to approval' });
  await waitFor(() => expect(go).toBeEnabled());
  await user.click(go);
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: expect.objectContaining({ kind: 'replace', mode: 'speed-up' }) }]));
});

test('activity: the deposit of a swap leads to the swap, another payment to none', async () => {
  const entry = { ...sample.activities.find(({ id }) => id === '2'), swap: '0f'.repeat(16) };
  const { user } = await show({ 'activity.get': () => entry });
  await act(async () => useNavigation.getState().openActivity('2'));
  await user.click(await screen.findByRole('button', { name: 'See the swap' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'bridge', bridgeTab: 'swap', swap: entry.swap });
});

test('Ctrl+K opens the palette; typing and Enter go to a screen; Esc closes it', async () => {
  const { result, user } = await show();
  await screen.findByTestId('total');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: /Type a command/ }), 'addr');
  await expectAccessible(result);
  await user.keyboard('{Enter}');
  expect(useNavigation.getState().screen).toBe('contacts');
  expect(useNavigation.getState().palette).toBe(false);
});

test('activity: fifty thousand entries are a handful of rows and of questions', async () => {
  const { bridge } = await show({
    'activity.list': ({ offset, limit }: { offset: number; limit: number }) => ({ total: 50_000, entries: Array.from({ length: limit }, (_, at) => ({ ...sample.activities[0], id: `e${offset + at}`, time: sample.NOW - (offset + at) * 3_600_000 })) }),
  });
  await act(async () => useNavigation.getState().go('activity'));
  expect((await screen.findAllByTestId('activity-row')).length).toBeLessThan(60);
  const asked = bridge.inputsOf('activity.list').filter((input) => (input as { limit: number }).limit === PAGE);
  expect(asked).toEqual([expect.objectContaining({ offset: 0 })]);
});
