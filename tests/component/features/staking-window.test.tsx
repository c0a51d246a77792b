/** Staking in the window: the ways to it, what the portfolio says of nodes, and news of nodes on every screen. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { App } from '../../../renderer/app/app';
import { useNavigation } from '../../../renderer/app/navigation';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { portfolio, session, wallet } from '../samples';
import { nodes, SERVER_KEY } from '../samples-staking';

const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge(answers);
  const view = await renderIn('main', bridge, <App />);
  await screen.findByTestId('total');
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};

it('is reached from the navigation, in its group', async () => {
  const { user, view } = await show();
  expect(screen.getByRole('list', { name: 'Flux network' })).toHaveTextContent('StakingLight nodeUseful workCloudGovernanceFlux ID');
  await user.click(screen.getByRole('button', { name: 'Staking' }));
  expect(await screen.findByTestId('nodes-sum')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Staking' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(view);
});

it('shows its list again on a second press, and keeps what was typed', async () => {
  const { user } = await show();
  act(() => useNavigation.getState().openStart({ name: 'attic' }));
  await user.click(screen.getByRole('button', { name: 'Staking' }));
  expect(await screen.findByTestId('nodes-sum')).toBeInTheDocument();
  expect(useNavigation.getState().start.name).toBe('attic');
});

it.each([['go staking', 'nodes'], ['start a fluxnode', 'start'], ['evacuate', 'evacuate']] as const)('is in the palette: %s', async (typed, stakingView) => {
  const { user } = await show();
  await user.keyboard('{Control>}k{/Control}');
  await user.click(await screen.findByRole('combobox', { name: /Type a command/ }));
  await user.paste(typed.replace('go ', ''));
  await user.keyboard('{Enter}');
  expect(useNavigation.getState()).toMatchObject({ screen: 'staking', stakingView, palette: false });
});

it.each([
  ['node-expiring', 'Look: A node expires soon: cumulus-2'],
  ['node-out', 'Look: A node has fallen out: cumulus-2'],
  ['node-needs-signature', 'Look: A node waits for your signature: cumulus-2'],
] as const)('%s is among what needs the person, and leads to the node', async (kind, name) => {
  const { user } = await show({ 'portfolio.get': () => ({ ...portfolio, needs: [{ id: 'n', kind, level: 'warn', context: { node: nodes.expiring.id, name: 'cumulus-2' } }] }) });
  await user.click(await screen.findByRole('button', { name }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'staking', node: nodes.expiring.id });
  expect(await screen.findByTestId('node-detail')).toHaveTextContent('Renewal is overdue');
});

it('leads to the list when a need names no node', async () => {
  const { user } = await show({ 'portfolio.get': () => ({ ...portfolio, needs: [{ id: 'n', kind: 'node-out', level: 'warn', context: {} }] }) });
  await user.click(await screen.findByRole('button', { name: 'Look: A node has fallen out' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'staking', node: null, stakingView: 'nodes' });
});

it.each([
  ['node-confirmed', 'cumulus-2 is confirmed and earns from now on.'],
  ['node-expiring', 'cumulus-2 expires soon: its server did not renew it.'],
  ['node-out', 'cumulus-2 has fallen out. It can be started again.'],
  ['node-needs-signature', 'cumulus-2 needs your signature to start.'],
])('says %s on whatever screen', async (kind, words) => {
  const { bridge } = await show();
  await act(async () => bridge.emit('notify', { kind, about: nodes.expiring.id }));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe(words));
});

it('says it without a name where none is known, and nothing of other news', async () => {
  const { bridge } = await show({ 'staking.nodes': refuse('process/gone') });
  await act(async () => bridge.emit('notify', { kind: 'received', about: '1' }));
  expect(useAnnouncements.getState().text).toBeNull();
  await act(async () => bridge.emit('notify', { kind: 'node-out', about: nodes.expiring.id }));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('A node has fallen out. It can be started again.'));
});

it('is forgotten with the wallet: a lock leaves no node and nothing typed', async () => {
  let locked = false;
  const { bridge } = await show({ 'app.session': () => (locked ? { state: 'locked', wallets: [wallet], at: 1 } : session) });
  act(() => { useNavigation.getState().openStart({ publicKey: SERVER_KEY, name: 'x' }); useNavigation.getState().editEvacuate({ flux: 't1' }); useNavigation.getState().openNode(nodes.confirmed.id); });
  locked = true;
  await act(async () => bridge.emit('session.changed'));
  await screen.findByRole('button', { name: 'Unlock' });
  expect(useNavigation.getState()).toMatchObject({ node: null, stakingView: 'nodes', start: { publicKey: '', name: null }, evacuate: { flux: '' } });
});
