/** One swap and the list of all: every state has its words, its proofs and a way forward, in both languages. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Swap } from '../../../shared/contract/bridge';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { PAGE } from '../../../renderer/features/activity/use-window';
import { Bridge } from '../../../renderer/features/bridge/bridge';
import { progressOf } from '../../../renderer/features/bridge/swap/progress';
import { appCalls } from '../../../shared/contract/app';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { supportText, swap, swapList, swaps } from '../samples-bridge';

const show = async (shown: Swap | null, answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge({ 'bridge.get': () => shown, 'bridge.list': () => ({ total: 0, swaps: [] }), ...answers });
  const view = await renderIn('main', bridge, <Bridge />, language);
  await act(async () => useNavigation.getState().openSwap(swaps.reserved.id));
  if (shown) await screen.findByRole('list', { name: language === 'en' ? 'Steps of this swap' : 'Schritte dieses Tauschs' });
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const card = () => screen.getByRole('region', { name: 'This swap' });
const steps = () => within(screen.getByRole('list', { name: 'Steps of this swap' })).getAllByRole('listitem').map((step) => step.textContent);

/** What each state shows of its four steps, beyond the reservation, and what it says as a whole. */
const WORDS: readonly [keyof typeof swaps, readonly RegExp[], readonly (string | RegExp)[]][] = [
  ['reserved', [/Not approved yet.*Nothing is signed.*Needs you/, /Fusion pays out on Base.*Waiting/, /Arrived and checked by this wallet.*Waiting/], ['This swap was not approved yet', 'Give it up']],
  ['abandoned', [/Not sent on Ethereum.*Ended/, /Ended/, /Ended/], ['Nothing was sent', /Your coins are on Ethereum, where they were/]],
  ['depositing', [/Signed for Ethereum, being sent.*0 of 12 confirmations.*about 2 minutes more.*try 3.*Working/, /Waiting/, /Waiting/], ['Fusion cannot be reached']],
  ['told', [/Sent on Ethereum.*1 confirmation.*Working/, /Waiting/, /Waiting/], []],
  ['waiting', [/2 of 12 confirmations.*Working/, /Fusion has not seen the deposit yet.*Fusion said so/, /Waiting/], []],
  ['confirming', [/7 of 12 confirmations.*about 1 minute more.*Working/, /Fusion counts its confirmations/, /Waiting/], []],
  ['exchanging', [/Sent on Ethereum.*12 of 12 confirmations.*Done/, /Fusion is paying out on Base.*Working/, /Waiting/], [/You can close the app. The swap goes on/]],
  ['hold', [/Done/, /Held by the operator.*Held/, /Waiting/], ['The operator holds this swap', /Mostly this is a review that its rules ask for.*support\.runonflux\.io/, 'Show the support text']],
  ['strange', [/Done/, /Fusion says: "<b>frobnicating<\/b>".*Working/, /Waiting/], []],
  ['checking', [/Done/, /Fusion has paid out on Base.*Done/, /This wallet checks the arrival on Base.*3 of 10 confirmations.*Working/], []],
  ['arrived', [/Done/, /Done/, /Arrived and checked by this wallet.*247 FLUX on Base, in block 18,204,771.*Done/], []],
  ['unchecked', [/Done/, /Fusion has paid out on Kadena.*Done/, /The arrival cannot be checked.*This wallet holds no keys on Kadena.*Not checked/], ['Paid, says the operator', /Fusion says that it paid 247 FLUX on Kadena/]],
  ['contradicted', [/Done/, /Fusion has paid out on Base.*Done/, /Base does not say so.*Not so/], ['Fusion and the chain do not say the same', 'Fusion says', 'It paid 247 FLUX on Base.', 'Agreed recipient', 'Base says', 'What Fusion names does not pay the address that was agreed.']],
  ['dust', [/Done/, /Fusion ended it without a payout.*Failed/, /Ended/], ['Fusion kept the deposit as its fee', 'Show the support text']],
  ['expired', [/Done/, /Fusion ended it without a payout.*too late.*Failed/, /Ended/], ['Fusion ended this swap as too late', 'Show the support text']],
  ['cancelled', [/Cancelled on Ethereum.*Ended/, /Ended/, /Ended/], ['You cancelled this swap', /Fusion was not told of the deposit and holds nothing of yours/]],
  ['failed', [/The deposit failed on Ethereum.*Failed/, /Ended/, /Ended/], ['Your coins are where they were', 'The chain would refuse this transfer']],
];

it('has words for every state of the samples', () => expect(WORDS.map(([name]) => name).sort()).toEqual(Object.keys(swaps).sort()));

it.each(WORDS)('%s: every step and what it means', async (name, rest, whole) => {
  await show(swaps[name]);
  const [reserved, ...others] = steps();
  expect(reserved).toMatch(/Reserved with Fusion.*7f3a…c21e.*Done/);
  expect(others).toHaveLength(3);
  rest.forEach((words, at) => expect(others[at]).toMatch(words));
  for (const words of whole) expect(within(card()).getByText(words)).toBeInTheDocument();
});

it.each(Object.keys(swaps) as (keyof typeof swaps)[])('%s in German has no key and no blank left', async (name) => {
  const { view } = await show(swaps[name], {}, 'de');
  expect(view.container.textContent).not.toMatch(/\b(bridge|errors|common)\.[a-z]|\{\{/);
});

it.each(['exchanging', 'contradicted', 'unchecked'] as const)('%s is accessible', async (name) => {
  const { view } = await show(swaps[name]);
  await expectAccessible(view);
});

it('says all of it to a screen reader in one sentence, and each change of its state', async () => {
  await show(swaps.exchanging);
  expect(screen.getByRole('img', { name: '250 FLUX from Ethereum, 247 FLUX on Base. Paying out.' })).toBeInTheDocument();
  expect(within(card()).getByText('Now: Paying out')).toHaveAttribute('role', 'status');
});

it('shows a txid in short, whole on demand, and copies it', async () => {
  const { bridge, user } = await show(swaps.checking);
  const proof = screen.getByRole('button', { name: /^Transaction id of the payout: 0x/ });
  const txid = proof.getAttribute('data-txid') ?? '';
  expect(proof.textContent).not.toBe(txid);
  await user.click(proof);
  expect(proof).toHaveTextContent(txid);
  expect(proof).toHaveAttribute('aria-expanded', 'true');
  await user.click(screen.getByRole('button', { name: 'Copy: Transaction id of the payout' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: txid }]);
});

it('names what went unanswered and that it is asked again', async () => {
  await show({ ...swaps.exchanging, trouble: { code: 'fusion/timeout', message: '', context: { next: Date.now() + 20_000 } } });
  expect(within(card()).getByText('Fusion did not answer in time.')).toBeInTheDocument();
  expect(within(card()).getByText(/It is asked again in/)).toBeInTheDocument();
});

it('asks the person when Fusion does not take note of the deposit', async () => {
  await show(swap({ kind: 'depositing', txid: 'ab'.repeat(32), attempts: 7, reason: { code: 'fusion/refused', message: '', context: { said: 'unknown pair' } } }));
  expect(within(card()).getByText('Fusion does not take note of the deposit')).toBeInTheDocument();
  expect(within(card()).getByText(/It said: "unknown pair"/)).toBeInTheDocument();
});

it.each([
  ['no-payout', 'There is no payout: Fusion names no transaction on Base.'],
  ['not-found', 'No server of Base knows that transaction.'],
  ['wrong-amount', 'The transaction is there, but it pays another amount.'],
  ['wrong-token', 'The transaction is there, but what it pays is not FLUX.'],
  ['reverted', 'The transaction is there, but Base undid it.'],
] as const)('contradicted by the chain: %s', async (what, words) => {
  await show(swap({ kind: 'contradicted', txid: 'ab'.repeat(32), txidTo: null, what }));
  expect(within(card()).getByText(words)).toBeInTheDocument();
});

it('looks now, and says that it does', async () => {
  const { bridge, user } = await show(swaps.exchanging);
  await user.click(screen.getByRole('button', { name: 'Look now' }));
  expect(bridge.inputsOf('bridge.look')).toEqual([{ id: swaps.exchanging.id }]);
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('Looking now.'));
});

it('shows the support text before it is saved or copied', async () => {
  const { bridge, user, view } = await show(swaps.hold);
  await user.click(screen.getByRole('button', { name: 'Show the support text' }));
  expect(await screen.findByTestId('support-text')).toHaveTextContent(/deposit 0x83b1/);
  await expectAccessible(view);
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: supportText }]);
  await user.click(within(dialog).getByRole('button', { name: 'Save as a file' }));
  expect(bridge.inputsOf('files.saveText')).toEqual([{ name: 'fluxkeep-swap-7f3a.txt', text: supportText }]);
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('The text is saved.'));
});

it('the longest support text is copied whole', async () => {
  const text = 'x'.repeat(100_000);
  const { bridge, user } = await show(swaps.hold, { 'bridge.support': () => ({ name: 'x.txt', text }) });
  await user.click(screen.getByRole('button', { name: 'Support text' }));
  await user.click(await within(screen.getByRole('dialog')).findByRole('button', { name: 'Copy' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text }]);
  expect(appCalls['clipboard.copy'].in.safeParse({ text }).success).toBe(true);
});

it('gives up what was not approved, and begins anew with the same figures', async () => {
  const { bridge, user } = await show(swaps.reserved);
  await user.click(screen.getByRole('button', { name: 'Give it up' }));
  expect(bridge.inputsOf('bridge.abandon')).toEqual([{ swap: swaps.reserved.id }]);
  await user.click(screen.getByRole('button', { name: 'New swap with these figures' }));
  expect(await screen.findByLabelText('Amount on Ethereum')).toHaveValue('250');
  expect(useNavigation.getState()).toMatchObject({ swap: null, bridge: { from: 'ethereum', to: 'base', elsewhere: false } });
});

it('leads to the deposit in Activity', async () => {
  const { user } = await show(swaps.exchanging);
  await user.click(screen.getByRole('button', { name: 'See it in Activity' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'activity', activity: '3' });
});

it('says when Fusion keeps more than was agreed', async () => {
  await show({ ...swaps.exchanging, operator: { ...(swaps.exchanging.operator as NonNullable<Swap['operator']>), fee: '500000000', amountTo: '24500000000' } });
  const cost = screen.getByRole('region', { name: 'What it costs' });
  expect(cost).toHaveTextContent('Fusion keeps5 FLUX');
  expect(cost).toHaveTextContent('You receive on Base245 FLUX');
  expect(cost).toHaveTextContent('When you approved, it was: Fusion keeps 3 FLUX, 247 FLUX arrive.');
});

it('a swap that is gone, or could not be read, says so', async () => {
  await show(null);
  expect(await screen.findByText('This swap is no longer in the list.')).toBeInTheDocument();
});

it('a failed reading can be tried again', async () => {
  const { user, bridge } = await show(null, { 'bridge.get': refuse('process/gone') });
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(bridge.inputsOf('bridge.get').length).toBeGreaterThan(1);
});

describe('the list', () => {
  const rows = () => screen.getAllByTestId('swap-row');
  const list = (swapsShown: readonly Swap[]) => ({ 'bridge.list': ({ offset, limit }: { offset: number; limit: number }) => ({ total: swapsShown.length, swaps: swapsShown.slice(offset, offset + limit) }), 'bridge.get': ({ id }: { id: string }) => swapsShown.find((entry) => entry.id === id) ?? null });

  it('shows each with its state, and opens one by a click', async () => {
    const bridge = fakeBridge(list(swapList));
    const view = await renderIn('main', bridge, <Bridge />);
    await screen.findByText('17 swaps');
    expect(rows().length).toBeGreaterThan(6);
    expect(rows()[0]).toHaveTextContent(/Ethereum to Base.*Not approved.*250 FLUX/);
    expect(rows()[1]).toHaveTextContent(/Given up/);
    await expectAccessible(view);
    await userEvent.click(rows()[6] as HTMLElement);
    expect(await screen.findByText('Fusion is paying out on Base')).toBeInTheDocument();
    expect(rows()[6]).toHaveAttribute('aria-current', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'New swap' }));
    expect(await screen.findByLabelText(/^Amount on/)).toBeInTheDocument();
  });

  it('leads to those on their way from above', async () => {
    await renderIn('main', fakeBridge(list(swapList)), <Bridge />);
    await userEvent.click(await screen.findByRole('button', { name: '9 swaps on their way' }));
    expect(useNavigation.getState().swap).toBe(swapList[2]?.id);
  });

  it('of ten thousand is a handful of rows and of questions', async () => {
    const bridge = fakeBridge({ 'bridge.list': ({ offset, limit }: { offset: number; limit: number }) => ({ total: 10_000, swaps: Array.from({ length: limit }, (_, at) => ({ ...swaps.arrived, id: (offset + at).toString(16).padStart(32, '0') })) }) });
    await renderIn('main', bridge, <Bridge />);
    await screen.findByText('10000 swaps');
    expect(rows().length).toBeLessThan(40);
    expect(bridge.inputsOf('bridge.list')).toEqual([{ offset: 0, limit: PAGE }]);
  });

  it('is an error and not empty when it could not be read', async () => {
    await renderIn('main', fakeBridge({ 'bridge.list': refuse('store/damaged') }), <Bridge />);
    const history = await screen.findByRole('region', { name: 'Your swaps' });
    expect(await within(history).findByText('The local database could not be used')).toBeInTheDocument();
    expect(screen.queryByText(/Every swap stands here/)).toBeNull();
  });
});

it('the dot stands where the swap stands, and never goes back on the usual way', () => {
  const way = ['depositing', 'waiting', 'confirming', 'exchanging', 'checking', 'arrived'] as const;
  const places = way.map((name) => progressOf(swaps[name]) ?? -1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(places.at(-1)).toBe(1);
  for (const name of ['reserved', 'abandoned', 'failed'] as const) expect(progressOf(swaps[name])).toBeNull();
});
