/** The staking screen: tiers, the table of nodes, the steps of a start, and starting all that need it. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNavigation } from '../../../renderer/app/navigation';
import { Staking } from '../../../renderer/features/staking/staking';
import type { FluxNode } from '../../../shared/contract/staking';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { settings } from '../samples';
import { HEIGHT, listOf, nodes, startIntent, tiers } from '../samples-staking';
import { useAnnouncements } from '../../../renderer/app/announce';

const unknown = { state: 'unknown', reason: { code: 'endpoint/unreachable', message: '', context: {} }, at: 1 };
const show = async (answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge(answers);
  const view = await renderIn('main', bridge, <Staking />, language);
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const listing = (...list: readonly FluxNode[]): Answers => ({ 'staking.nodes': () => listOf(...list) });
const row = async (name: string) => (await screen.findByRole('button', { name })).closest('[role=row]') as HTMLElement;
/** The last readings of the screen are there: nothing moves while it is looked at. */
const settled = async () => { await screen.findAllByTestId('practice-server'); await screen.findByDisplayValue('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'); };
const steps = (name: string) => within(screen.getByRole('region', { name: `Starting ${name}` }));

it('shows what each tier asks and gives, and what is missing for it', async () => {
  const { view } = await show();
  const cumulus = await screen.findByRole('region', { name: 'Cumulus' });
  for (const text of ['1.00 FLUX a turn', '1,000 FLUX', '2 cores, 8 GB, 220 GB', 'About 28 hours between payments, 3,376 nodes', '12,480.225 available']) expect(cumulus).toHaveTextContent(text);
  expect(screen.getByRole('button', { name: 'Start a node: Cumulus' })).toBeEnabled();
  expect(screen.getByTestId('means-nimbus')).toHaveTextContent('You need 19.775 more');
  expect(screen.getByRole('button', { name: 'Start a node: Nimbus' })).toBeDisabled();
  await settled();
  await expectAccessible(view);
});

it('can be started on a coin that lies ready, whatever is missing for a new one', async () => {
  const { user } = await show({ 'staking.tiers': () => tiers.map((one) => ({ ...one, coins: { state: 'known', value: 2, source: 'proven', at: 1 } })) });
  expect(await screen.findByTestId('means-stratus')).toHaveTextContent('2 coins of that size are ready');
  await user.click(screen.getByRole('button', { name: 'Start a node: Stratus' }));
  expect(useNavigation.getState()).toMatchObject({ stakingView: 'start', start: { tier: 'stratus', collateral: 'new' } });
});

it('has a dash with its reason for what is unknown, never a zero, and does not take it for "not enough"', async () => {
  await show({ 'staking.tiers': () => tiers.map((one) => ({ ...one, nodes: unknown, secondsBetween: unknown, coins: unknown, available: unknown, missing: unknown })), 'staking.nodes': () => ({ ...listOf(nodes.confirmed), height: unknown }) });
  expect(await screen.findByTestId('means-cumulus')).toHaveTextContent('—Unknown: A server cannot be reached');
  expect(screen.getByRole('button', { name: 'Start a node: Cumulus' })).toBeEnabled();
  expect(await row('cumulus-1')).toHaveTextContent('Unknown: A server cannot be reached');
});

it('lists nodes with their sum, how they stand and when they are paid', async () => {
  const { user } = await show();
  expect(await screen.findByTestId('nodes-sum')).toHaveTextContent('4 nodes, 14,500 FLUX locked, 21.6 FLUX in the past week');
  for (const text of ['Cumulus', '9c41…b7e1:0', '203.0.113.18:16127', 'Confirmed', '8 blocks ago', 'in about 9 hours']) expect(await row('cumulus-1')).toHaveTextContent(text);
  expect(await row('cumulus-2')).toHaveTextContent('Expiring');
  expect(await row('nimbus-home')).toHaveTextContent(/Started.*after first confirmation/);
  expect(screen.getByRole('table', { name: 'Your nodes' })).toHaveAttribute('aria-rowcount', '5');
  await user.click(screen.getByRole('button', { name: 'cumulus-2' }));
  expect(await screen.findByRole('complementary', { name: 'Node' })).toHaveTextContent('cumulus-2');
});

it.each([
  ['too-old', 'Needs you'], ['starting', 'Starting'], ['banned', 'On hold'], ['out', 'Fallen out'], ['ended', 'Ended'], ['failed', 'Failed'], ['reserved', 'Not approved'], ['unmined', 'Waiting'],
] as const)('says of a node that is %s: %s', async (kind, word) => {
  await show(listing(nodes[kind]));
  expect(await row(nodes[kind].name)).toHaveTextContent(word);
});

it('marks what may be old, and keeps the status that was known', async () => {
  await show(listing({ ...nodes.confirmed, trouble: { code: 'endpoint/timeout', message: '', context: {} } }));
  const shown = await row('cumulus-1');
  expect(shown).toHaveTextContent('Confirmed');
  expect(shown).toHaveTextContent('This may be old: A server did not answer in time');
});

it('hides amounts when asked to', async () => {
  await show({ 'settings.get': () => ({ ...settings, hideAmounts: true }) });
  expect(await screen.findByTestId('nodes-sum')).toHaveTextContent('4 nodes, •••• FLUX locked, •••• FLUX in the past week');
  expect(screen.getByTestId('means-cumulus')).not.toHaveTextContent('12,480');
});

it('says what will be here while there is nothing', async () => {
  await show(listing());
  expect(await screen.findByText('No nodes yet')).toBeInTheDocument();
});

it('offers to ask again when nodes or tiers cannot be read', async () => {
  let failing = true;
  const { user } = await show({ 'staking.nodes': () => { if (failing) refuse('process/gone')(); return listOf(nodes.confirmed); }, 'staking.tiers': refuse('process/gone') });
  await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
  failing = false;
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[1] as HTMLElement);
  expect(await row('cumulus-1')).toBeInTheDocument();
});

it('asks the network at once when told to', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Look now' }));
  expect(bridge.inputsOf('staking.look')).toHaveLength(1);
});

it('draws only rows that are in view', async () => {
  await show(listing(...Array.from({ length: 500 }, (_, at) => ({ ...nodes.confirmed, id: at.toString(16).padStart(32, '0'), name: `node-${at}` }))));
  expect(await screen.findByRole('table', { name: 'Your nodes' })).toHaveAttribute('aria-rowcount', '501');
  expect(screen.getAllByTestId('node-row').length).toBeLessThan(40);
});

describe('the steps of a start', () => {
  it('are drawn for a few nodes at first, for the one just begun whatever its place, and for more when asked', async () => {
    const many = Array.from({ length: 18 }, (_, at): FluxNode => ({ ...nodes.maturing, id: (at + 1).toString(16).padStart(32, 'f'), name: `n-${at + 1}` }));
    const { user } = await show(listing(...many));
    const names = () => screen.getAllByTestId('starting-steps').map((steps) => many.find(({ id }) => id === steps.dataset.node)?.name);
    await screen.findAllByTestId('starting-steps');
    act(() => useNavigation.getState().go('staking'));
    act(() => useNavigation.getState().showStarted(many[17]?.id ?? '', null));
    expect(names()).toEqual(['n-1', 'n-2', 'n-3', 'n-4', 'n-5', 'n-18']);
    await user.click(screen.getByRole('button', { name: 'Show 10 more starts of 12' }));
    expect(names()).toHaveLength(16);
    expect(screen.getByRole('heading', { name: 'Starting n-6' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Show 2 more starts of 2' }));
    expect([names().length, screen.queryByRole('button', { name: /more start/ })]).toEqual([18, null]);
    expect(screen.getByRole('heading', { name: 'Starting n-16' })).toHaveFocus();
  });
  it('follow the coin live', async () => {
    let confirmations = 64;
    const { bridge, view } = await show({ 'staking.nodes': () => listOf({ ...nodes.maturing, status: { kind: 'maturing', confirmations, of: 100, startAt: HEIGHT + 100 - confirmations } }) });
    expect(await screen.findByText('64 of 100, about 18 minutes')).toBeInTheDocument();
    const bar = steps('cumulus-3').getByRole('progressbar', { name: 'Wait 100 confirmations' });
    expect(bar).toHaveAttribute('aria-valuenow', '64');
    for (const text of ['Lock 1,000 FLUX: Done', 'Node identity: Done', 'Copy settings to the server: Needs you', 'Start: Not yet']) expect(steps('cumulus-3').getByRole('list')).toHaveTextContent(text);
    await expectAccessible(view);
    confirmations = 80;
    await act(async () => bridge.emit('staking.changed'));
    await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '80'));
  });

  it.each([
    ['unmined', 'On its way to the first block'],
    ['starting', 'Sent 2 times, waiting for a block'],
    ['started', 'In block 2,412,875'],
    ['too-old', 'The signature is too old'],
  ] as const)('say of a node that is %s: %s', async (kind, words) => {
    await show(listing(nodes[kind]));
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('open the server settings with all that a server needs', async () => {
    const { bridge, user } = await show(listing(nodes.maturing));
    await user.click(await screen.findByRole('button', { name: 'Server settings: cumulus-3' }));
    expect(bridge.inputsOf('app.secrets')).toEqual([{ purpose: 'node-settings', wallet: null, node: { name: 'cumulus-3', index: 4, collateral: nodes.maturing.collateral, fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' } }]);
  });

  it('have no settings to show for a server that has its own key', async () => {
    await show(listing(nodes.started));
    expect(await screen.findByText("The server's own key")).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Server settings/ })).toBeNull();
    expect(screen.getByText('The server confirms until block 2,413,115, about 105 minutes')).toBeInTheDocument();
  });

  it('ask for the signature again where it has aged out', async () => {
    const { bridge, user } = await show({ ...listing(nodes['too-old']), 'money.submit': () => ({ kind: 'nodes-started', nodes: [nodes['too-old'].id], txid: null, reason: null }) });
    await user.click(await screen.findByRole('button', { name: 'Sign the start: cumulus-5' }));
    await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: startIntent }]));
    expect(bridge.inputsOf('staking.restart')).toEqual([{ nodes: [nodes['too-old'].id] }]);
    await waitFor(() => expect(useAnnouncements.getState().text).toBe('One start is signed.'));
  });
});

it('offers a start again where servers refuse the one that was sent', async () => {
  const { bridge, user } = await show(listing({ ...nodes.starting, status: { kind: 'starting', attempts: 3, reason: { code: 'staking/bad-signature', message: '', context: {} } }, start: { allowed: true, from: null, problem: null } }));
  expect(await screen.findByText('The network does not take the signature of the start')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Sign the start: cumulus-6' }));
  await waitFor(() => expect(bridge.inputsOf('staking.restart')).toEqual([{ nodes: [nodes.starting.id] }]));
});

it('says why a signature cannot be given yet', async () => {
  await show(listing({ ...nodes['too-old'], start: { allowed: false, from: null, problem: 'staking/no-key' } }));
  expect(await screen.findByText('A start is not possible now: This wallet has no key for the coin of this node')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Sign the start: cumulus-5' })).toBeDisabled();
});

describe('starting all that need it', () => {
  const two: Answers = listing(nodes.confirmed, nodes.out, nodes['too-old']);
  const press = async (user: ReturnType<typeof userEvent.setup>) => user.click(await screen.findByRole('button', { name: 'Start all that need it' }));

  it('takes one approval, and names what was left out with its reason', async () => {
    const { bridge, user, view } = await show({ ...two, 'staking.restart': () => ({ intent: startIntent, left: [{ node: nodes.out.id, problem: 'staking/in-dos-list' }] }), 'money.submit': () => ({ kind: 'nodes-started', nodes: [nodes['too-old'].id], txid: null, reason: null }) });
    expect(await screen.findByText('2 nodes need a start')).toBeInTheDocument();
    await press(user);
    expect(await screen.findByText(/cumulus-8: The network holds this coin back/)).toBeInTheDocument();
    expect(bridge.inputsOf('staking.restart')).toEqual([{ nodes: [nodes.out.id, nodes['too-old'].id] }]);
    expect(bridge.inputsOf('money.submit')).toHaveLength(1);
    await expectAccessible(view);
  });

  it('asks for no approval when none can be started', async () => {
    const { bridge, user } = await show({ ...two, 'staking.restart': () => ({ intent: null, left: [{ node: nodes.out.id, problem: 'staking/already-confirmed' }] }) });
    await press(user);
    expect(await screen.findByText('None of them can be started now.')).toBeInTheDocument();
    expect(bridge.inputsOf('money.submit')).toEqual([]);
  });

  it('says that nothing was signed after a refusal in the approval window', async () => {
    const { user } = await show({ ...two, 'money.submit': () => ({ kind: 'cancelled' }) });
    await press(user);
    expect((await screen.findAllByText('Not approved. Nothing was signed.'))[0]).toBeInTheDocument();
  });

  it('is not offered for a single node', async () => {
    await show(listing(nodes.out));
    await row('cumulus-8');
    expect(screen.queryByRole('button', { name: 'Start all that need it' })).toBeNull();
  });
});

it('speaks German', async () => {
  const { view } = await show({}, 'de');
  expect(await screen.findByTestId('nodes-sum')).toHaveTextContent('4 Knoten, 14,500 FLUX gebunden');
  expect(screen.getByText('64 von 100, etwa 18 Minuten')).toBeInTheDocument();
  await settled();
  await expectAccessible(view);
});
