/** A new node: the live preview, problems at their fields, one approval, and that nothing typed is lost. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { Staking } from '../../../renderer/features/staking/staking';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { session, unlocked } from '../samples';
import { candidates, DELEGATE_KEY, nodes, preview, SERVER_KEY, startIntent } from '../samples-staking';

const STARTED = { kind: 'nodes-started', nodes: [nodes.maturing.id], txid: 'ab'.repeat(32), reason: null };
const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge({ 'money.submit': () => STARTED, ...answers });
  const view = await renderIn('main', bridge, <Staking />);
  await act(async () => useNavigation.getState().openStart());
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const go = () => screen.getByRole('button', { name: 'Continue to approval' });
const ready = () => waitFor(() => expect(go()).toBeEnabled());
const problem = (field: string, code: string): Answers => ({ 'staking.preview': () => ({ ...preview, ready: false, problems: [{ field, code, context: {} }] }) });
const OWN = { tier: 'cumulus', collateral: 'new', identity: 'own', delegates: { kind: 'none' } };
/** The first name that no node of the sample has. */
const NAME = 'cumulus-4';

it('previews what the approval will be about', async () => {
  const { bridge, view } = await show();
  await ready();
  const summary = screen.getByRole('region', { name: 'What happens' });
  for (const line of ['Collateral1,000 FLUX', 'Network fee0.00000339 FLUX', 'Until the startabout 50 minutes', 'A payment1 FLUX']) expect(summary).toHaveTextContent(line);
  expect(screen.getByLabelText('Name')).toHaveValue(NAME);
  expect(bridge.inputsOf('staking.preview').at(-1)).toEqual({ ...OWN, name: '' });
  expect(screen.getByRole('heading', { name: 'Start a node' })).toHaveFocus();
  await expectAccessible(view);
});

it('keeps a record, takes the path of money, and shows the steps with what comes next', async () => {
  const { bridge, user } = await show();
  await user.clear(screen.getByLabelText('Name'));
  await user.paste('at home');
  await ready();
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: startIntent }]));
  expect(bridge.inputsOf('staking.begin')).toEqual([{ ...OWN, name: 'at home' }]);
  expect(await screen.findByRole('heading', { name: 'Starting cumulus-3' })).toHaveFocus();
  expect(screen.getByRole('button', { name: 'Server settings: cumulus-3' })).toBeEnabled();
  expect(screen.getByText(/Fluxkeep may be closed or locked meanwhile/)).toBeInTheDocument();
  expect(useAnnouncements.getState().text).toBe('at home is on its way. Next: copy the settings to the server.');
  expect(useNavigation.getState().start).toMatchObject({ name: null, collateral: 'new' });
});

it('moves nobody who went elsewhere before the answer came', async () => {
  let answer: (outcome: unknown) => void = () => undefined;
  const { bridge, user } = await show({ 'money.submit': () => new Promise((resolve) => (answer = resolve)) });
  await ready();
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toHaveLength(1));
  act(() => useNavigation.getState().go('receive'));
  await act(async () => answer(STARTED));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe(`${NAME} is on its way. Next: copy the settings to the server.`));
  expect(useNavigation.getState()).toMatchObject({ screen: 'receive', freshNode: null, start: { name: null, collateral: 'new' } });
});

it('says why no server took the payment yet', async () => {
  const { user } = await show({ 'money.submit': () => ({ ...STARTED, reason: { code: 'endpoint/unreachable', message: '', context: {} } }) });
  await ready();
  await user.click(go());
  expect(await screen.findByText('The coin is not on its way yet')).toBeInTheDocument();
  expect(screen.getByText('A server cannot be reached')).toBeInTheDocument();
});

it('offers no key of its own where there is no phrase to take it from', async () => {
  const { bridge, view, user } = await show({ 'app.session': () => ({ ...session, unlocked: { ...unlocked, nodeKeys: null } }) });
  expect(await screen.findByText('This wallet has no recovery phrase, and so no keys for servers')).toBeInTheDocument();
  expect(screen.queryByRole('radio', { name: /A new key from this wallet/ })).toBeNull();
  expect(go()).toBeDisabled();
  await user.click(screen.getByLabelText("The server's public key"));
  await user.paste(SERVER_KEY);
  await waitFor(() => expect(bridge.inputsOf('staking.preview').at(-1)).toMatchObject({ identity: SERVER_KEY }));
  await ready();
  await expectAccessible(view);
});

it('keeps what was typed after a refusal in the approval window', async () => {
  const { user } = await show({ 'money.submit': () => ({ kind: 'cancelled' }) });
  await user.clear(screen.getByLabelText('Name'));
  await user.paste('at home');
  await ready();
  await user.click(go());
  expect(await screen.findByText('Not approved. Nothing was signed, and no node was kept.', { selector: '.min-w-0 *, .min-w-0' })).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveValue('at home');
  expect(go()).toBeEnabled();
});

it('keeps what was typed after an error, over refreshes and over another screen', async () => {
  const { bridge, user } = await show({ 'staking.begin': refuse('plan/not-enough') });
  await user.click(screen.getByRole('radio', { name: /The key of a server that has one/ }));
  await user.click(screen.getByLabelText("The server's public key"));
  await user.paste(SERVER_KEY);
  await ready();
  await user.click(go());
  expect(await screen.findByText('There is not enough for this payment and its fee')).toBeInTheDocument();
  await act(async () => { bridge.emit('staking.changed'); bridge.emit('portfolio.changed'); });
  expect(screen.getByLabelText("The server's public key")).toHaveValue(SERVER_KEY);
  await user.click(screen.getByRole('button', { name: 'Back to your nodes' }));
  await act(async () => useNavigation.getState().openStart());
  expect(screen.getByLabelText("The server's public key")).toHaveValue(SERVER_KEY);
  expect(bridge.inputsOf('money.submit')).toEqual([]);
});

it('offers coins that lie ready, with what they are and why some cannot be taken', async () => {
  const { bridge, user } = await show();
  const [plain, multisig] = candidates;
  const coin = await screen.findByRole('radio', { name: /b2b2…c0de:1/ });
  expect(coin.closest('label')).toHaveTextContent(/230 confirmations.*Imported: SSP key.*Multisig/);
  expect(screen.getByRole('radio', { name: /c3c3…c0de:1/ })).toBeDisabled();
  expect(screen.getByText('The coin is too young: it needs 100 confirmations first')).toBeInTheDocument();
  expect(screen.getByText('One of your nodes stands on this coin already')).toBeInTheDocument();
  await user.click(coin);
  await waitFor(() => expect(bridge.inputsOf('staking.preview').at(-1)).toMatchObject({ collateral: multisig?.outpoint }));
  expect(await screen.findByText('One approval is for the start. It moves no coins.')).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: /a1a1…c0de:1/ }));
  await ready();
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('staking.begin')).toMatchObject([{ collateral: plain?.outpoint }]));
});

it('says that coins of the size cannot be looked for, with the reason', async () => {
  await show({ 'staking.candidates': () => ({ state: 'unknown', reason: { code: 'endpoint/unreachable', message: '', context: {} }, at: 1 }) });
  expect(await screen.findByText('A server cannot be reached')).toBeInTheDocument();
  expect(screen.getByRole('radio', { name: /A new coin/ })).toBeChecked();
});

it('chooses a new coin again, and another name, with another tier', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('radio', { name: /a1a1…c0de:1/ }));
  await user.click(screen.getByRole('radio', { name: 'Nimbus' }));
  await waitFor(() => expect(bridge.inputsOf('staking.preview').at(-1)).toMatchObject({ tier: 'nimbus', collateral: 'new' }));
  expect(screen.getByLabelText('Name')).toHaveValue('nimbus-1');
  expect(bridge.inputsOf('staking.candidates').at(-1)).toEqual({ tier: 'nimbus' });
});

it('says a key that is none at its field, without asking the wallet for it', async () => {
  const { bridge, user } = await show();
  await ready();
  const { length } = bridge.inputsOf('staking.preview');
  await user.click(screen.getByRole('radio', { name: /The key of a server that has one/ }));
  await user.click(screen.getByLabelText("The server's public key"));
  await user.paste('02abc');
  await waitFor(() => expect(screen.getByLabelText("The server's public key")).toHaveAccessibleDescription(/This is not a public key/));
  expect(go()).toBeDisabled();
  expect(bridge.inputsOf('staking.preview')).toHaveLength(length);
});

it.each([
  ['plan/not-enough', 'There is not enough for this payment and its fee'],
  ['staking/wrong-amount', 'This coin is not exactly the amount of a tier'],
  ['staking/too-young', 'The coin is too young: it needs 100 confirmations first'],
  ['staking/already-started', 'A node on this coin is started already'],
  ['staking/already-confirmed', 'A node on this coin is running already'],
  ['staking/in-dos-list', 'The network holds this coin back, because no server confirmed its last start in time'],
  ['staking/wrong-key', 'This key or script does not own the coin'],
  ['plan/fee-above-limit', 'The fee rose above what you were shown'],
])('says %s at the collateral', async (code, words) => {
  await show({ ...problem('collateral', code), 'staking.candidates': () => ({ state: 'known', value: [], source: 'proven', at: 1 }) });
  await waitFor(() => expect(screen.getByTestId('collateral-problem')).toHaveTextContent(words));
  expect(go()).toBeDisabled();
});

it('says a problem with the network, and asks again when told to', async () => {
  const { bridge, user } = await show(problem('network', 'endpoint/unreachable'));
  expect(await screen.findByText('A server cannot be reached')).toBeInTheDocument();
  const { length } = bridge.inputsOf('staking.preview');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(bridge.inputsOf('staking.preview').length).toBeGreaterThan(length));
});

it('says a problem with the identity under it', async () => {
  await show(problem('identity', 'staking/bad-identity'));
  expect(await screen.findByText('This is not a public key that a server can have')).toBeInTheDocument();
});

describe('delegates', () => {
  const add = async (user: ReturnType<typeof userEvent.setup>, key: string, number: number) => {
    await user.click(screen.getByRole('button', { name: 'Add a delegate' }));
    await user.click(screen.getByLabelText(`Delegate ${number}`));
    await user.paste(key);
  };
  const unfold = () => {
    const details = screen.getByText('Advanced: delegates').closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
  };

  it('are told with the start, each checked in its field', async () => {
    const { bridge, user, view } = await show(problem('delegates', 'staking/bad-delegates'));
    unfold();
    await add(user, 'nonsense', 1);
    expect(screen.getByLabelText('Delegate 1')).toHaveAccessibleDescription(/not a compressed public key/);
    await user.clear(screen.getByLabelText('Delegate 1'));
    await user.paste(` ${DELEGATE_KEY.toUpperCase()} `);
    await waitFor(() => expect(bridge.inputsOf('staking.preview').at(-1)).toMatchObject({ delegates: { kind: 'update', keys: [DELEGATE_KEY] } }));
    expect(await screen.findByText(/at most four different compressed keys/)).toBeInTheDocument();
    await add(user, DELEGATE_KEY, 2);
    expect(screen.getByLabelText('Delegate 2')).toHaveAccessibleDescription(/there twice/);
    await expectAccessible(view);
    await user.click(screen.getByRole('button', { name: 'Remove delegate 2' }));
    await user.click(screen.getByRole('button', { name: 'Remove delegate 1' }));
    expect(screen.queryByLabelText(/^Delegate/)).toBeNull();
    expect(useNavigation.getState().start.delegates).toEqual([]);
  });

  it('are at most four', async () => {
    const { user } = await show();
    unfold();
    for (let number = 1; number <= 4; number += 1) await user.click(screen.getByRole('button', { name: 'Add a delegate' }));
    expect(screen.queryByRole('button', { name: 'Add a delegate' })).toBeNull();
  });
});
