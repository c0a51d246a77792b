/** Starts of nodes in the approval window: the coin, the server's key, the time and the delegates in words. */
import { fireEvent, screen, within } from '@testing-library/react';
import { ApprovalWindow } from '../../../renderer/approval/approval-window';
import { zReview, type Review } from '../../../shared/contract/money-path';
import { fakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, review as payment } from '../samples';

type Start = Review['starts'][number];
const [KEY, OTHER] = [`02${'3d'.repeat(32)}`, `03${'7a'.repeat(32)}`];
const TXID = '9c41'.padEnd(64, 'e0');
const startOf = (more: Partial<Start> = {}): Start => ({
  name: 'North', tier: 'cumulus', collateral: { txid: TXID, vout: 3 }, address: FLUX_ADDRESS, identity: { publicKey: KEY, path: "m/48'/1'/0'/0'/12/4" },
  version: 5, sigTime: 1_795_353_514, delegates: { kind: 'none' }, asDelegate: false, multisig: false, ...more,
});
const reviewOf = (starts: Start[], more: Partial<Review> = {}): Review => ({
  ...payment, action: 'start-nodes', recipients: [], amount: null, fee: null, change: [], expiry: null, warnings: [], checks: ['does-what-was-asked', 'moves-no-coins', 'collateral-exact'], starts, ...more,
});
const paid = { ...(payment.recipients[0]?.amount ?? { asset: 'flux/native', symbol: 'FLUX', decimals: 8, decimalsFrom: 'built-in' }), units: '100000000000' } as const;
const funded = (): Review => reviewOf([startOf({ collateral: null })], { recipients: [{ address: FLUX_ADDRESS, amount: paid, contact: null, script: null }], amount: { ...paid, units: '0' }, fee: payment.fee, change: payment.change, expiry: payment.expiry });
const show = (review: Review, language: 'en' | 'de' = 'en') =>
  renderIn('approval', fakeBridge(), <ApprovalWindow approval={{ review: zReview.parse(review), language, theme: 'dark', textScale: 100, value: '$0.00', feeValue: null }} />, language);

beforeEach(() => {
  jest.spyOn(document, 'hasFocus').mockReturnValue(false);
});
afterEach(() => jest.restoreAllMocks());

test('one node on a coin that exists: the coin, its address whole, the key, the time, and that nothing is paid', async () => {
  const result = await show(reviewOf([startOf()]));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Start a Cumulus node$/);
  expect(screen.getByTestId('approval-starts')).toHaveTextContent('Nothing is paid and there is no fee.');
  const card = within(screen.getByTestId('approval-start'));
  expect(card.getByRole('heading', { name: 'North' })).toBeInTheDocument();
  expect(card.getByTestId('approval-collateral')).toHaveTextContent('1,000.00 FLUX');
  expect(card.getByText(`${TXID.slice(0, 6)}…${TXID.slice(-6)}:3`)).toBeInTheDocument();
  expect(screen.getByTestId('approval-start').querySelector('[data-address]')?.textContent).toBe(FLUX_ADDRESS);
  expect(card.getByText("m/48'/1'/0'/0'/12/4, yours")).toBeInTheDocument();
  expect(card.getByText(/2026/)).toBeInTheDocument();
  expect(card.queryByText('Delegates')).toBeNull();
  expect(screen.getByText(/moves no coins/)).toBeInTheDocument();
  expect(screen.getByText(/exactly the amount of its tier/)).toBeInTheDocument();
  // Nothing leaves the wallet, and nothing has a price.
  expect(screen.queryByTestId('approval-amount')).toBeNull();
  expect(screen.queryByText(/\$0\.00/)).toBeNull();
  await expectAccessible(result);
});

test('the identity key is short, and whole on demand', async () => {
  await show(reviewOf([startOf()]));
  const short = screen.getByText(`${KEY.slice(0, 6)}…${KEY.slice(-6)}`);
  expect(screen.getByText(KEY)).not.toBeVisible();
  fireEvent.click(short);
  expect(screen.getByText(KEY)).toBeVisible();
});

test('with a payment: its amount, its fee, the change, and that the coin comes from it', async () => {
  const result = await show(funded());
  expect(screen.getByTestId('approval-starts')).toHaveTextContent('exactly 1,000.00 FLUX');
  expect(screen.getByText('the coin that this payment makes')).toBeInTheDocument();
  expect(screen.getByTestId('approval-fee')).toHaveTextContent('0.00000339 FLUX');
  expect(screen.getByText("m/44'/1'/0'/1/14, yours")).toBeInTheDocument();
  expect(screen.getByText('block 2,412,945')).toBeInTheDocument();
  await expectAccessible(result);
});

test('several nodes are counted, and each has its card', async () => {
  await show(reviewOf([startOf(), startOf({ name: 'South', tier: 'stratus', multisig: true, version: 6 }), startOf({ name: 'East', tier: 'nimbus' })]));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Start 3 nodes');
  const cards = screen.getAllByTestId('approval-start');
  expect(cards.map((card) => within(card).getByTestId('approval-collateral').textContent)).toEqual(['1,000.00 FLUX', '40,000.00 FLUX', '12,500.00 FLUX']);
  expect(within(cards[1] ?? document.body).getByText('Multisig')).toBeInTheDocument();
});

test('delegates are named, or said to be gone', async () => {
  const { unmount } = await show(reviewOf([startOf({ version: 6, delegates: { kind: 'update', keys: [KEY, OTHER] } })], { warnings: [{ id: 'delegates-replaced', level: 'warn', context: { nodes: 'North', count: 1 } }] }));
  expect(screen.getByText(/may start this node from now on/)).toBeInTheDocument();
  expect(screen.getByText(OTHER)).toBeInTheDocument();
  expect(screen.getByText(/^North: the delegates that the network keeps are replaced/)).toBeInTheDocument();
  unmount();
  await show(reviewOf([startOf({ version: 6, delegates: { kind: 'update', keys: [] } })], { warnings: [{ id: 'delegates-erased', level: 'warn', context: { nodes: 'North', count: 1 } }] }));
  expect(screen.getByText('None: only you start it from now on')).toBeInTheDocument();
  expect(screen.getByText(/^North: the delegates that the network keeps are erased/)).toBeInTheDocument();
});

test('a delegate\'s start says whose coin it is, and what was not checked', async () => {
  await show(reviewOf([startOf({ asDelegate: true, address: null, version: 6, identity: { publicKey: OTHER, path: null } })], {
    checks: ['does-what-was-asked', 'moves-no-coins'],
    warnings: [{ id: 'collateral-not-ours', level: 'warn', context: { nodes: 'North', count: 1 } }, { id: 'identity-not-ours', level: 'warn', context: { nodes: 'North', count: 1 } }],
  }));
  expect(screen.getByText('You start as a delegate')).toBeInTheDocument();
  expect(screen.getByText(/Neither amount nor owner is checked/)).toBeInTheDocument();
  expect(screen.getByText(/^North: the collateral belongs to somebody else/)).toBeInTheDocument();
  expect(screen.getByText(/^North: the identity key is not one of this wallet/)).toBeInTheDocument();
  expect(screen.getByText('of a server that has its own key')).toBeInTheDocument();
  expect(screen.queryByText(/exactly the amount of its tier/)).toBeNull();
});

test('in German', async () => {
  await show(funded(), 'de');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Einen Cumulus-Node starten');
  expect(screen.getByText('die Münze, die diese Zahlung macht')).toBeInTheDocument();
  expect(screen.getByText(/bewegt keine Münzen/)).toBeInTheDocument();
});
