/** A new swap: live figures, problems at their fields, warnings, gathering, and that nothing typed is lost. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { Bridge } from '../../../renderer/features/bridge/bridge';
import type { SwapQuote } from '../../../shared/contract/bridge';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { activities, contacts } from '../samples';
import { DEPOSIT, EVM_ADDRESS, quote, STRANGER, swapIntent, swaps } from '../samples-bridge';

const ID = swaps.reserved.id;
const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge({ 'bridge.list': () => ({ total: 0, swaps: [] }), ...answers });
  const view = await renderIn('main', bridge, <Bridge />);
  const user = userEvent.setup({ delay: null });
  act(() => useNavigation.getState().editBridge({ from: 'ethereum', to: 'base' }));
  return { bridge, view, user };
};
const amount = () => screen.getByLabelText('Amount on Ethereum');
const go = () => screen.getByRole('button', { name: 'Continue to approval' });
const fill = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.type(amount(), '250');
  await waitFor(() => expect(go()).toBeEnabled());
};
const saying = (patch: Partial<SwapQuote>): Answers => ({ 'bridge.quote': () => ({ ...quote, ...patch }) });
const problem = (field: SwapQuote['problems'][number]['field'], code: string, patch: Partial<SwapQuote> = {}): Answers => saying({ ready: false, problems: [{ field, code, context: {} }], ...patch });
const cost = () => screen.getByRole('region', { name: 'What it costs' });

it('shows what it costs with units and chains, in the order in which it is taken', async () => {
  const { bridge, view, user } = await show();
  await waitFor(() => expect(cost()).toHaveTextContent('You send on Ethereum—Unknown: No amount is typed yet'));
  expect(go()).toBeDisabled();
  await fill(user);
  expect(bridge.inputsOf('bridge.quote').at(-1)).toEqual({ from: 'ethereum', to: 'base', amount: '25000000000', recipient: null });
  for (const line of ['You send on Ethereum250 FLUX', 'Fusion fee2 FLUX', 'Percentage fee (0.4%)1 FLUX', 'Network fee on Ethereum0.00131 ETH', 'You receive on Base247 FLUX', 'Usual timeabout 3 minutes12 confirmations on Ethereum', 'Your ETH on Base0.004200 ETH']) expect(cost()).toHaveTextContent(line);
  expect(cost()).toHaveTextContent('Fusion is a custodial service: between the two chains it holds your coins, and it has no refund call.');
  expect(screen.getByTestId('swap-recipient').querySelector('[data-address]')).toHaveAttribute('data-address', EVM_ADDRESS);
  expect(screen.getByTestId('swap-curve')).toHaveTextContent('−250 FLUX+247 FLUX');
  expect(screen.getByText(/up to 3,120 FLUX from one address/)).toBeInTheDocument();
  await expectAccessible(view);
});

it('reserves what was shown, then takes the path of money, and opens the swap', async () => {
  const { bridge, user } = await show();
  await fill(user);
  await user.click(go());
  await waitFor(() => expect(useNavigation.getState().swap).toBe(ID));
  expect(bridge.inputsOf('bridge.begin')).toEqual([{ from: 'ethereum', to: 'base', amount: '25000000000', recipient: null, shown: { fee: '300000000', arrives: '24700000000', deposit: DEPOSIT } }]);
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: swapIntent }]);
  expect(await screen.findByRole('heading', { name: 'This swap' })).toHaveFocus();
  expect(useNavigation.getState().bridge.amount).toBe('');
});

it('moves nobody who went elsewhere before the answer came', async () => {
  let answer: (outcome: unknown) => void = () => undefined;
  const { bridge, user } = await show({ 'money.submit': () => new Promise((resolve) => (answer = resolve)) });
  await fill(user);
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toHaveLength(1));
  act(() => useNavigation.getState().go('receive'));
  await act(async () => answer({ kind: 'sent', id: 'x', txid: 'ab'.repeat(32) }));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('The swap has begun.'));
  expect(useNavigation.getState()).toMatchObject({ screen: 'receive', swap: null, bridge: { amount: '' } });
});

it('sends all that one address can, as the wallet counts it', async () => {
  const { bridge, user } = await show();
  await user.click(screen.getByRole('button', { name: 'All' }));
  await waitFor(() => expect(amount()).toHaveValue('250'));
  expect(amount()).toBeDisabled();
  expect(bridge.inputsOf('bridge.quote').at(-1)).toMatchObject({ amount: 'all' });
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('bridge.begin')).toMatchObject([{ amount: '25000000000' }]));
});

it.each([
  ['a cancelled approval', { 'money.submit': () => ({ kind: 'cancelled' }) }, 'You did not approve it. Nothing was sent.'],
  ['an error', { 'money.submit': refuse('plan/fee-above-limit') }, 'The fee rose above what you were shown'],
  ['a refusal by Fusion', { 'bridge.begin': refuse('fusion/refused', { said: 'pair is closed' }) }, 'Fusion refused'],
])('keeps what was typed after %s', async (_name, answers, words) => {
  const { user } = await show(answers);
  await fill(user);
  await user.click(go());
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  expect(amount()).toHaveValue('250');
  expect(useNavigation.getState().swap).toBeNull();
});

it('keeps what was typed when the screen is left', async () => {
  const { user, view } = await show();
  await fill(user);
  view.unmount();
  expect(useNavigation.getState().bridge).toMatchObject({ from: 'ethereum', to: 'base', amount: '250' });
});

it('shows the new figures beside the old ones when Fusion changed them meanwhile', async () => {
  let changed = false;
  const { bridge, user } = await show({
    'bridge.quote': () => (changed ? { ...quote, fee: { flat: '300000000', percent: '100000000', total: '400000000' }, arrives: '24600000000', deposit: { ...quote.deposit, address: STRANGER } } : quote),
    'bridge.begin': () => { changed = true; return refuse('bridge/quote-changed')(); },
  });
  await fill(user);
  await user.click(go());
  const notice = (await screen.findByText('Fusion keeps 4 FLUX instead of 3 FLUX.')).closest('[role=alert]');
  expect(notice).toHaveTextContent('246 FLUX arrive instead of 247 FLUX.');
  expect(notice).toHaveTextContent(/The address for the deposit changed from/);
  expect(bridge.inputsOf('money.submit')).toEqual([]);
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('bridge.begin').at(-1)).toMatchObject({ shown: { fee: '400000000', arrives: '24600000000', deposit: STRANGER } }));
});

it.each([
  ['bridge/amount-not-above-fee', 'The fee would take all of it. Send more than 3 FLUX.'],
  ['bridge/below-fee', 'The fee would take all of it. Send more than 3 FLUX.'],
  ['bridge/amount-above-ladder', 'Fusion takes at most 100,000 FLUX in one swap. Send it in parts.'],
  ['bridge/above-ladder', 'Fusion takes at most 100,000 FLUX in one swap. Send it in parts.'],
  ['plan/not-enough', 'No address of yours on Ethereum holds that much.'],
])('says %s at the amount', async (code, words) => {
  const { user } = await show(problem('amount', code));
  await user.type(amount(), '250');
  await waitFor(() => expect(amount()).toHaveAccessibleDescription(expect.stringContaining(words)));
  expect(go()).toBeDisabled();
});

it('says a number that is none, without asking the wallet for it', async () => {
  const { bridge, user } = await show();
  await user.type(amount(), '1.123456789');
  await waitFor(() => expect(amount()).toHaveAccessibleDescription(/Too many decimals: at most 8/));
  expect(bridge.inputsOf('bridge.quote').at(-1)).toMatchObject({ amount: null });
});

it.each([
  ['from', 'bridge/paused', 'Fusion has paused one of these chains. Choose another, or try again later.'],
  ['to', 'bridge/same-chain', 'It starts and arrives on the same chain. Choose two.'],
  ['from', 'plan/nothing-there', 'There is no FLUX on Ethereum that could be sent.'],
  ['gas', 'plan/fee-not-covered', 'There is not enough ETH on Ethereum to pay the network fee.'],
  ['gas', 'bridge/no-gas', 'There is not enough ETH on Ethereum to pay the network fee.'],
  ['service', 'fusion/unreachable', 'Fusion cannot be reached'],
  ['service', 'bridge/service-unknown', "Fusion's fees and limits are not known now"],
  ['service', 'bridge/too-many-open', 'Too many swaps are open at once'],
] as const)('says a problem with %s (%s)', async (field, code, words) => {
  const { user } = await show(problem(field, code));
  await user.type(amount(), '250');
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(go()).toBeDisabled();
});

it('asks again when it is told to', async () => {
  const { bridge, user } = await show(problem('service', 'fusion/unreachable'));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  const { length } = bridge.inputsOf('bridge.quote');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(bridge.inputsOf('bridge.quote').length).toBeGreaterThan(length));
});

describe('the recipient', () => {
  const other = async (answers: Answers = {}) => {
    const shown = await show(answers);
    await shown.user.type(amount(), '250');
    await shown.user.click(screen.getByRole('radio', { name: 'Another address' }));
    return { ...shown, field: screen.getByLabelText('Address on Base') };
  };

  it('is never an own address because a typed one is missing', async () => {
    await other();
    await waitFor(() => expect(screen.queryByTestId('swap-recipient')).toBeNull());
    expect(go()).toBeDisabled();
  });

  it('is shown whole when it is another’s, with the warning to compare it', async () => {
    const { bridge, field, user } = await other({ 'bridge.quote': ({ recipient }: { recipient: string | null }) => ({ ...quote, recipient: recipient ? { address: STRANGER, own: false } : quote.recipient }) });
    await user.type(field, ` ${STRANGER} `);
    expect(await screen.findByText(/Compare every group/)).toBeInTheDocument();
    expect(screen.getByTestId('swap-recipient').querySelector('[data-address]')).toHaveAttribute('data-address', STRANGER);
    await waitFor(() => expect(go()).toBeEnabled());
    await user.click(go());
    await waitFor(() => expect(bridge.inputsOf('bridge.begin')).toMatchObject([{ recipient: STRANGER }]));
  });

  it('is pasted, or taken from the contacts of that chain', async () => {
    const { field, user } = await other({ 'clipboard.read': () => ({ text: `${STRANGER}\n` }), 'contacts.list': () => [...contacts, { id: 'c3', name: 'Ben', chain: 'base', address: EVM_ADDRESS, note: '', createdAt: 1 }] });
    await user.click(screen.getByRole('button', { name: 'Paste' }));
    await waitFor(() => expect(field).toHaveValue(STRANGER));
    await user.selectOptions(screen.getByLabelText('Contacts'), 'Ben');
    expect(field).toHaveValue(EVM_ADDRESS);
  });

  it.each([
    ['address/bad-checksum', 'This address has a typing error: its checksum does not fit.'],
    ['address/malformed', 'This is not an address of Base. Check that all of it is there.'],
    ['bridge/bad-recipient', 'This is not an address of Base. Check that all of it is there.'],
    ['bridge/recipient-is-operator', 'This is an address of Fusion itself.'],
    ['bridge/recipient-is-token', 'This is the contract of FLUX itself: coins paid to it are lost.'],
  ])('says %s at its field', async (code, words) => {
    const { field, user } = await other(problem('recipient', code, { recipient: null }));
    await user.type(field, 'x');
    await waitFor(() => expect(field).toHaveAccessibleDescription(words));
  });

  it('may be a contract, which is said and stops nothing', async () => {
    const { field, user } = await other(saying({ problems: [{ field: 'recipient', code: 'bridge/recipient-is-contract', context: {} }], recipient: { address: STRANGER, own: false } }));
    await user.type(field, STRANGER);
    expect(await screen.findByText('A contract stands at this address')).toBeInTheDocument();
    await waitFor(() => expect(go()).toBeEnabled());
  });

  it('on a chain that is not held is typed, and marked as one that nobody checks', async () => {
    const { view, user } = await show(problem('recipient', 'bridge/foreign-address-form', { recipient: null, gasThere: null }));
    act(() => useNavigation.getState().editBridge({ to: 'sol' }));
    expect(screen.getByText('This wallet holds no keys on Solana')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Address on Solana'), 'abc');
    expect(await screen.findByText('This does not look like an address of Solana. Check that all of it is there.')).toBeInTheDocument();
    await expectAccessible(view);
  });
});

it.each([
  [{ address: DEPOSIT, listed: 'unlisted', last: null }, "This is not one of Fusion's known addresses", 1],
  [{ address: DEPOSIT, listed: 'listed', last: STRANGER }, 'The address for the deposit is not the one of your last swap', 2],
  [{ address: DEPOSIT, listed: 'no-list', last: STRANGER }, 'The address for the deposit is not the one of your last swap', 2],
] as const)('warns loudly of a strange address for the deposit: %j', async (deposit, words, addresses) => {
  const { user } = await show(saying({ deposit }));
  await user.type(amount(), '250');
  const notice = (await screen.findByText(words)).closest('[role=alert]') as HTMLElement;
  expect(notice.querySelectorAll('[data-address]')).toHaveLength(addresses);
});

it.each([
  [{ address: DEPOSIT, listed: 'listed', last: null }, "It is on the list of Fusion's known addresses."],
  [{ address: DEPOSIT.toUpperCase().replace('X', 'x'), listed: 'no-list', last: DEPOSIT }, 'It is the same as for your last swap.'],
  [{ address: DEPOSIT, listed: 'no-list', last: null }, 'This network has no list of known addresses.'],
] as const)('folds an ordinary address for the deposit away: %j', async (deposit, words) => {
  const { user } = await show(saying({ deposit }));
  await user.type(amount(), '250');
  expect(await screen.findByText(words)).toBeInTheDocument();
});

it('says before the swap that there is nothing to move it with on the other side', async () => {
  const { user } = await show(saying({ gasThere: { asset: 'base/native', balance: { state: 'known', value: '0', source: 'reported', at: 1 } } }));
  await user.type(amount(), '250');
  expect(await screen.findByText(/You have no ETH on Base. The FLUX arrives all the same/)).toBeInTheDocument();
});

it('gathers first when no single address holds enough, and goes on by itself afterwards', async () => {
  const gather = { intent: { ...swapIntent, kind: 'pay' as const, asset: 'flux/native' as const, to: 't1', amount: '1', all: false, feeLimit: '1', note: null }, fee: '339' };
  let state: unknown = { kind: 'confirming', confirmations: 2, of: 10 };
  let gathered = false;
  const { bridge, user } = await show({
    'bridge.quote': () => (gathered ? quote : { ...quote, ready: false, gather, problems: [{ field: 'amount', code: 'plan/gather-first', context: {} }] }),
    'activity.get': () => ({ ...activities[0], id: '1', state }),
  });
  act(() => useNavigation.getState().editBridge({ from: 'flux', to: 'base' }));
  await user.type(screen.getByLabelText('Amount on Flux main chain'), '250');
  expect(await screen.findByText(/no single address holds that much.*It costs 0.00000339 FLUX/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Gather, continue to approval' }));
  expect(await screen.findByText('Your FLUX is being gathered in one address')).toBeInTheDocument();
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: gather.intent }]);
  expect(screen.getByText('2 of 10 confirmations.')).toBeInTheDocument();
  expect(go()).toBeDisabled();
  expect(screen.getByLabelText('Amount on Flux main chain')).toHaveValue('250');
  gathered = true;
  state = { kind: 'confirmed', confirmations: 10 };
  await act(async () => { bridge.emit('portfolio.changed'); bridge.emit('activity.changed'); });
  await waitFor(() => expect(go()).toBeEnabled());
  expect(screen.queryByText('Your FLUX is being gathered in one address')).toBeNull();
});

it('says for what it waits when Fusion takes longer than a second', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const { user } = await show({ 'bridge.quote': () => new Promise((resolve) => { answer = resolve; }) });
  await user.type(amount(), '250');
  expect(await within(cost()).findByText('Asking Fusion')).toBeInTheDocument();
  await act(async () => answer(quote));
  await waitFor(() => expect(within(cost()).queryByText('Asking Fusion')).toBeNull());
});
