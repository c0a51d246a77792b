/** The bridge in the window: the way to it, what the portfolio and the palette say of it, and news of swaps on every screen. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../../renderer/app/app';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { fakeBridge, type Answers } from '../fake-bridge';
import { renderIn } from '../render';
import { portfolio, session, settings, wallet } from '../samples';
import { swapList, swaps } from '../samples-bridge';

const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge(answers);
  const view = await renderIn('main', bridge, <App />);
  await screen.findByTestId('total');
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const news = (kind: string, about: string, bridge: ReturnType<typeof fakeBridge>) => act(async () => bridge.emit('notify', { kind, about }));

it('is reached from the navigation and from the portfolio', async () => {
  const { user } = await show();
  const [inNavigation, inPortfolio] = screen.getAllByRole('button', { name: 'Bridge' });
  await user.click(inPortfolio as HTMLElement);
  expect(useNavigation.getState().screen).toBe('bridge');
  expect(await screen.findByText('Your FLUX, lane by lane')).toBeInTheDocument();
  expect(inNavigation).toHaveAttribute('aria-current', 'page');
});

it('opens the swap that needs the person', async () => {
  const { user } = await show({ 'portfolio.get': () => ({ ...portfolio, needs: [{ id: 's', kind: 'swap-needs-you', level: 'warn', context: { swap: swapList[7]?.id } }] }) });
  await user.click(screen.getByRole('button', { name: 'Look: A swap needs you' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'bridge', swap: swapList[7]?.id });
});

it('is in the palette: from each chain, and claims', async () => {
  const { user } = await show();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: /Type a command/ }), 'bridge ethereum{Enter}');
  expect(useNavigation.getState()).toMatchObject({ screen: 'bridge', bridge: { from: 'ethereum', to: 'main' }, palette: false });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: /Type a command/ }), 'claims{Enter}');
  expect(useNavigation.getState().bridgeTab).toBe('claims');
});

it.each([
  ['swap-arrived', swaps.arrived, '247 FLUX arrived on Base and are checked.'],
  ['swap-arrived', swaps.unchecked, 'A swap to Kadena is paid, says the operator.'],
  ['swap-arrived', null, 'A swap arrived and is checked.'],
  ['swap-needs-you', swaps.hold, 'A swap needs you: the bridge shows why.'],
])('says %s on whatever screen', async (kind, swap, words) => {
  const { bridge } = await show({ 'bridge.get': () => swap });
  await news(kind, swaps.arrived.id, bridge);
  await waitFor(() => expect(useAnnouncements.getState().text).toBe(words));
});

it('says no amount while amounts are hidden, and nothing of other news', async () => {
  const { bridge } = await show({ 'bridge.get': () => swaps.arrived, 'settings.get': () => ({ ...settings, hideAmounts: true }) });
  await news('received', '1', bridge);
  expect(useAnnouncements.getState().text).toBeNull();
  await news('swap-arrived', swaps.arrived.id, bridge);
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('A swap arrived and is checked.'));
});

it('is forgotten with the wallet: a lock leaves no swap and no typed amount', async () => {
  let locked = false;
  const { bridge } = await show({ 'app.session': () => (locked ? { state: 'locked', wallets: [wallet], at: 1 } : session) });
  act(() => { useNavigation.getState().openSwap('0'.repeat(32)); useNavigation.getState().editBridge({ amount: '5', recipient: 'x' }); });
  locked = true;
  await act(async () => bridge.emit('session.changed'));
  await screen.findByRole('button', { name: 'Unlock' });
  expect(useNavigation.getState()).toMatchObject({ swap: null, bridge: { amount: '', recipient: '' } });
});
