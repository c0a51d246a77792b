/** The screen of the Flux cloud: the login, messages in all their states, apps with what is known of them, and the form with its problems and its price. */
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Cloud } from '../../../renderer/features/cloud/cloud';
import { EMPTY_APP, useCloudForm, wishOfForm } from '../../../renderer/features/cloud/form-store';
import { useNavigation } from '../../../renderer/app/navigation';
import type { Language } from '../../../renderer/i18n/start';
import type { CloudState } from '../../../shared/contract/cloud';
import { problemsOf } from '../../../shared/fluxos/limits';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { apps, appIntent, check, loginIntent, messages, state, wish } from '../samples-cloud';

beforeEach(() => act(() => useCloudForm.getState().finish()));
async function show(patch: Partial<CloudState> = {}, replace: Answers = {}, language: Language = 'en') {
  const bridge = fakeBridge({ 'cloud.state': () => ({ ...state, ...patch }), ...replace });
  return { bridge, view: await renderIn('main', bridge, <Cloud />, language), user: userEvent.setup({ delay: null }) };
}
const known = <T,>(value: T) => ({ state: 'known' as const, value, source: 'reported' as const, at: 0 });
const card = async (name: string): Promise<HTMLElement> => (await screen.findAllByTestId('cloud-app')).find((each) => each.dataset.app === name) ?? document.body;

test.each(['en', 'de'] as const)('in %s: nothing for axe, and no key instead of a word', async (language) => {
  const { view } = await show({ messages: Object.values(messages) }, {}, language);
  await card('myshop');
  await expectAccessible(view);
  expect(view.container.textContent).not.toMatch(/cloud\.|errors\./);
});

test('logged out: what a login is for, and what becomes of it', async () => {
  const { bridge, user } = await show({ session: null }, { 'money.submit': () => ({ kind: 'logged-in', node: '5.9.10.11' }) });
  expect(await screen.findByText(/Your apps are shown without it/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Log in' }));
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: loginIntent }]);
  expect(await screen.findByText('Logged in to 5.9.10.11')).toBeInTheDocument();
});

test('a node that lets nobody in is said in plain words', async () => {
  const { user } = await show({ session: null }, { 'cloud.login': refuse('fluxos/unhealthy') });
  await user.click(await screen.findByRole('button', { name: 'Log in' }));
  expect(await screen.findByText('The node is not well and lets nobody in')).toBeInTheDocument();
});

test.each([
  ['unpaid', 'Waits for its payment', /Pay 10\.41 FLUX within 50 minutes/], ['late', 'Too late to pay', /Sign it again/], ['paid', 'Payment on its way', /As soon as a block/], ['mined', 'Paid', /in a block/],
  ['done', 'Registered', /its nodes start it/], ['lapsed', 'Lapsed', /Nothing was spent/], ['unsure', 'Not known whether the network has it', /Do not pay it yet/],
] as const)('a message that is %s', async (key, title, text) => {
  await show({ messages: [messages[key]] });
  const row = await screen.findByTestId('cloud-message');
  expect(row).toHaveAttribute('data-state', key);
  expect(within(row).getByText(title)).toBeInTheDocument();
  expect(within(row).getByText(text)).toBeInTheDocument();
  expect(within(row).queryAllByRole('button', { name: /^Pay / })).toHaveLength(key === 'unpaid' ? 1 : 0);
});

test('a message is paid by its hash; a no changes nothing', async () => {
  const { bridge, user } = await show({}, { 'money.submit': () => ({ kind: 'cancelled' }) });
  await user.click(await screen.findByRole('button', { name: 'Pay 10.41 FLUX' }));
  expect(bridge.inputsOf('cloud.pay')).toEqual([{ hash: messages.unpaid.hash }]);
  expect(within(screen.getByTestId('cloud-message')).getByText('Not approved: nothing was paid.')).toBeInTheDocument();
});

test('the payment of a message opens in Activity', async () => {
  const { user } = await show({ messages: [messages.paid] });
  await user.click(await screen.findByRole('button', { name: 'Show the payment' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'activity', activity: `flux:${'ef'.repeat(32)}` });
});

test('an app: how many run and where, its end as blocks and date, what a renewal costs', async () => {
  await show();
  const shop = within(await card('myshop'));
  expect(shop.getByText('2 of 3 running')).toBeInTheDocument();
  expect(shop.getByText('198.51.100.7, 198.51.100.21')).toBeInTheDocument();
  expect(shop.getByText('87,900 blocks left')).toBeInTheDocument();
  expect(shop.getByText(/block 2,188,000/)).toBeInTheDocument();
  expect(shop.getByText('10.41 FLUX now')).toBeInTheDocument();
});

test('an app of an older version is shown, and not changed here; where it runs is not known, and says why', async () => {
  await show();
  const old = within(await card('oldgame'));
  expect(old.getByText('Ends soon')).toBeInTheDocument();
  expect(old.getByText(/version 4/)).toBeInTheDocument();
  expect(old.getByText(/The node did not answer in time/)).toBeInTheDocument();
  expect(old.queryByRole('button')).toBeNull();
});

test('apps that cannot be read are never an empty list', async () => {
  await show({ apps: { state: 'unknown', reason: { code: 'fluxos/unreachable', message: '', context: {} }, at: 0 } });
  expect(await screen.findByText('The node cannot be reached')).toBeInTheDocument();
  expect(screen.queryByText('No app yet')).toBeNull();
});

test('no app: what one is, and the way to it', async () => {
  const { user } = await show({ apps: known([]) });
  await user.click(await screen.findByRole('button', { name: 'Register an app' }));
  expect(screen.getByRole('heading', { name: 'Register an app' })).toHaveFocus();
});

test('the form says problems once it is asked for more than was typed, and asks for the price of what stands there', async () => {
  const problems = problemsOf({ version: 8, ...wishOfForm(EMPTY_APP), owner: '1', nodes: [], enterprise: '' }).map((each) => ({ ...each, context: { ...each.context } }));
  const { bridge, user, view } = await show({}, { 'cloud.check': ({ wish: typed }: { wish: { name: string } }) => (typed.name === 'myshop' ? check : { problems, price: null, refusal: null }) });
  await user.click(await screen.findByRole('button', { name: 'Register an app' }));
  expect(screen.queryByText('Give it a name')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Review and sign' }));
  expect(await screen.findByText('Give it a name')).toBeInTheDocument();
  expect(screen.getByText('Name an image')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Review and sign' })).toBeDisabled();
  await expectAccessible(view);
  await user.type(screen.getByLabelText('Name'), 'myshop');
  expect(await screen.findByTestId('cloud-price')).toHaveTextContent('10.41 FLUX');
  await user.click(await screen.findByRole('button', { name: 'Review and sign' }));
  expect(bridge.inputsOf('cloud.begin')).toMatchObject([{ wish: { name: 'myshop', expire: 88_000, instances: 3 }, update: false }]);
});

test('a change fills the form with the app as it is, and its name stays', async () => {
  const { bridge, user } = await show({}, { 'money.submit': () => ({ kind: 'app-registered', hash: 'ab'.repeat(32), name: 'myshop', deadline: 0, reason: null }) });
  await user.click(within(await card('myshop')).getByRole('button', { name: 'Change' }));
  expect(screen.getByLabelText('Name')).toHaveAttribute('readonly');
  await screen.findByTestId('cloud-price');
  await user.click(screen.getByRole('button', { name: 'Review and sign' }));
  expect(bridge.inputsOf('cloud.begin')).toEqual([{ wish, update: true }]);
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: appIntent }]);
  // Back on the overview, where its payment waits.
  expect(await screen.findByTestId('cloud-message')).toBeInTheDocument();
});

test('without a login the form leads to it, and nothing typed is lost', async () => {
  const { bridge, user } = await show({ session: null }, { 'money.submit': () => ({ kind: 'cancelled' }) });
  await user.click(await screen.findByRole('button', { name: 'Register an app' }));
  await user.type(screen.getByLabelText('Name'), 'myshop');
  await user.click(screen.getByRole('button', { name: 'Log in to sign' }));
  expect(bridge.inputsOf('cloud.begin')).toEqual([]);
  expect(screen.getByLabelText('Name')).toHaveValue('myshop');
});

test('a node that asks for far more than the rule is told of', async () => {
  const dear = { ...check, price: known({ usd: '900000000', flux: '1', pay: '1', estimate: '336000000' }) };
  const { user } = await show({}, { 'cloud.check': () => dear });
  await user.click(await screen.findByRole('button', { name: 'Register an app' }));
  expect(await screen.findByText(/far more than the published rule/)).toBeInTheDocument();
});

test('components and ports come and go', async () => {
  const { user } = await show({ apps: known(apps) });
  await user.click(await screen.findByRole('button', { name: 'Register an app' }));
  await user.click(screen.getByRole('button', { name: 'Add a component' }));
  expect(screen.getByRole('heading', { name: 'Component 2' })).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Add a port' })[0] ?? document.body);
  expect(useCloudForm.getState().form.components.map(({ ports }) => ports.length)).toEqual([2, 1]);
  await user.click(screen.getAllByRole('button', { name: 'Remove this component' })[0] ?? document.body);
  await user.click(screen.getByRole('button', { name: 'Remove port 1' }));
  expect(useCloudForm.getState().form.components.map(({ ports }) => ports.length)).toEqual([0]);
});
