/** The governance screen: what stands on a card, a stranger's text as text, the count beside the service's, votes and own proposals. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useNavigation } from '../../../renderer/app/navigation';
import { Governance } from '../../../renderer/features/governance/governance';
import { fakeBridge, type FakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { NOW } from '../samples';
import * as sample from '../samples-governance';

const show = (bridge: FakeBridge = fakeBridge(), language: 'en' | 'de' = 'en') => renderIn('main', bridge, <Governance />, language);
const card = (topic: string) => screen.findByRole('article', { name: topic });
/** The samples' own time. */
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => jest.restoreAllMocks());

const unknown = { state: 'unknown', reason: { code: 'xdao/server-failed', message: '', context: {} }, at: 1 };

test('a card has topic, shares, quorum, the own vote, and the acts that are possible', async () => {
  const result = await show();
  const open = await card('Lower the application registration fee');
  expect(within(open).getByTestId('tally')).toHaveTextContent('Yes 79% No 21%');
  expect(open).toHaveTextContent('62% of quorum reached, 2 days left');
  expect(within(open).getAllByRole('button').map((button) => button.textContent)).toEqual(['Read', 'No', 'Yes']);
  const voted = await card('Extend the parallel asset claim window');
  expect(within(voted).getByTestId('own-vote')).toHaveTextContent(/^You voted yes on/);
  expect(within(voted).getAllByRole('button')).toHaveLength(1);
  expect(within(await card('Rank nodes by uptime')).getByTestId('own-vote')).toHaveTextContent('You signed a no; the service does not list it yet');
  expect(await screen.findByTestId('voting-power')).toHaveTextContent('14.5 votes');
  expect(await screen.findByText('2 Cumulus nodes')).toBeInTheDocument();
  expect(screen.getByText('Cellar').closest('li')).toHaveTextContent('does not count: it is not confirmed.');
  await expectAccessible(result);
});

test('a proposal whose time is over and that was not counted yet takes no vote', async () => {
  await show(fakeBridge({ 'governance.list': () => ({ ...sample.list, value: { total: 1, counts: { open: 1, passed: 0, rejected: 0, unpaid: 0 }, rows: [{ ...sample.proposals.open, endsAt: NOW - 1 }], left: 2, ownKnown: false } }) }));
  const open = await card('Lower the application registration fee');
  expect(open).toHaveTextContent('voting is over, the service is counting');
  expect(open).toHaveTextContent('Your vote is not known now');
  expect(within(open).getAllByRole('button')).toHaveLength(1);
  expect(screen.getByText('2 entries of the service are not understood and left out.')).toBeInTheDocument();
});

test('a proposal is read as text: no markup of a stranger, nothing hidden', async () => {
  const result = await show();
  fireEvent.click(within(await card('Lower the application registration fee')).getByRole('button', { name: 'Read' }));
  const text = await screen.findByTestId('proposal-text');
  expect(text.querySelector('img')).toBeNull();
  expect(text).toHaveTextContent('<img src=x onerror=alert(1)> stays text');
  expect(text).toHaveTextContent('Send it ⟨U+202E⟩back.');
  expect(text.querySelector('strong')).toHaveTextContent('What changes');
  expect(text.querySelectorAll('li')).toHaveLength(2);
  expect(await screen.findByTestId('recount')).toHaveAttribute('data-agrees', 'true');
  await expectAccessible(result);
});

test('a service that miscounts, and a text that is not the one of the hash, are said loudly', async () => {
  const bridge = fakeBridge({ 'governance.recount': () => sample.known(sample.miscount), 'governance.get': () => sample.known({ ...sample.detail, hashFits: false }) });
  await show(bridge);
  fireEvent.click(within(await card('Lower the application registration fee')).getByRole('button', { name: 'Read' }));
  expect(await screen.findByTestId('recount')).toHaveTextContent('The service miscounts');
  expect(await screen.findByText('Yes: the service says 711, its single votes make 611.')).toBeInTheDocument();
  expect(screen.getByText('2 nodes were counted with 80 votes; their tiers have 2.')).toBeInTheDocument();
  expect(await screen.findByText('The text is not the one that was submitted')).toBeInTheDocument();
});

test('a vote says that it is final before it asks, and what became of it', async () => {
  const outcomes = [{ kind: 'cancelled' }, { kind: 'voted', yes: true, votes: 14.5 }];
  const bridge = fakeBridge({ 'money.submit': () => outcomes.shift() });
  const result = await show(bridge);
  fireEvent.click(within(await card('Lower the application registration fee')).getByRole('button', { name: 'Yes' }));
  const dialog = await screen.findByRole('dialog', { name: 'Vote yes' });
  expect(dialog).toHaveTextContent('One vote, and it is final');
  await expectAccessible(result);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
  await within(dialog).findByText('You did not approve it. Nothing was voted.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
  await within(dialog).findByText('The service lists it with 14.5 votes.');
  expect(within(dialog).queryByRole('button', { name: 'Continue' })).toBeNull();
});

test('without power nobody is led to a vote that would be refused', async () => {
  await show(fakeBridge({ 'governance.power': () => sample.known({ ...sample.power, power: 0, nodes: [] }) }));
  fireEvent.click(within(await card('Lower the application registration fee')).getByRole('button', { name: 'No' }));
  const dialog = await screen.findByRole('dialog', { name: 'Vote no' });
  await within(dialog).findByText('No node of yours counts for this proposal.');
  expect(within(dialog).getByRole('button', { name: 'Continue' })).toBeDisabled();
});

test('what cannot be read is an error with a way on, and no empty list or zero', async () => {
  await show(fakeBridge({ 'governance.list': () => unknown, 'governance.power': () => unknown, 'governance.price': () => unknown }));
  await waitFor(() => expect(screen.getAllByText('The vote service gave no usable answer')).toHaveLength(2));
  expect(screen.queryByText('No proposal is open')).toBeNull();
  expect(screen.queryByTestId('voting-power')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'New proposal' }));
  expect(screen.getByRole('button', { name: 'Submit' })).toBeDisabled();
});

test('a new proposal says its price and its hour, marks what is wrong, and keeps what was typed', async () => {
  const submitted: unknown[] = [];
  const faults = [[{ field: 'topic', code: 'too-short' }, { field: 'grantAddress', code: 'address/bad-checksum' }], []];
  const bridge = fakeBridge({ 'governance.check': () => faults.shift(), 'governance.submit': (input: unknown) => { submitted.push(input); return { hash: '5'.repeat(64) }; } });
  const result = await show(bridge);
  fireEvent.click(screen.getByRole('button', { name: 'New proposal' }));
  await waitFor(() => expect(screen.getByTestId('proposal-price')).toHaveTextContent('200 FLUX'));
  expect(screen.getByText('Exactly this, within an hour')).toBeInTheDocument();
  fireEvent.change(screen.getByLabelText('Topic'), { target: { value: 'My own' } });
  fireEvent.change(screen.getByLabelText('What you propose, and why'), { target: { value: 'It is long enough to be sent, and says nothing more.' } });
  await expectAccessible(result);
  fireEvent.click(screen.getByRole('button', { name: 'Submit' }));
  await screen.findByText('This is too short.');
  expect(screen.getByText(/checksum|character/i)).toBeInTheDocument();
  expect(useNavigation.getState().proposalForm.topic).toBe('My own');
  fireEvent.click(screen.getByRole('button', { name: 'Submit' }));
  await waitFor(() => expect(submitted).toEqual([{ text: { topic: 'My own', description: 'It is long enough to be sent, and says nothing more.', grantValue: 0, grantAddress: '', nickName: '' }, fee: '20000000000' }]));
  await screen.findByRole('article', { name: 'Lower the application registration fee' });
});

test('own proposals say what is to be paid until when, and are paid through the approval window', async () => {
  const paid: unknown[] = [];
  await show(fakeBridge({ 'money.submit': (input: unknown) => { paid.push(input); return { kind: 'cancelled' }; } }));
  const own = await screen.findAllByTestId('own-proposal');
  expect(own.map((row) => row.getAttribute('data-state'))).toEqual(['unpaid', 'listed', 'lapsed']);
  expect(own[0]).toHaveTextContent('200 FLUX are to be paid until');
  expect(own[2]).toHaveTextContent('Nothing was lost.');
  fireEvent.click(screen.getByRole('button', { name: 'Pay 200 FLUX' }));
  await screen.findByText('You did not approve it. Nothing was paid.');
  expect(paid).toEqual([{ intent: sample.feeIntent }]);
});

test('speaks German', async () => {
  await show(fakeBridge(), 'de');
  expect(await screen.findByTestId('voting-power')).toHaveTextContent('14.5 Stimmen');
  expect(await card('Lower the application registration fee')).toHaveTextContent('62% des Quorums erreicht');
});
