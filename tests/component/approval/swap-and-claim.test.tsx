/** Swaps and claims in the approval window: both sides of a swap, whole addresses, and in words what no byte says. */
import { fireEvent, screen, within } from '@testing-library/react';
import { ApprovalWindow } from '../../../renderer/approval/approval-window';
import { zReview, type MessagePurpose, type Review, type Warning } from '../../../shared/contract/money-path';
import { fakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, review as payment } from '../samples';

const [OPERATOR, ACCOUNT] = ['t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', '0x52908400098527886E0F7030069857D2E4169EE7'];
const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const custodial: Warning = { id: 'custodial', level: 'info', context: {} };
type Side = NonNullable<Review['swap']>;

const swapOf = (side: Partial<Side> = {}, warnings: Warning[] = [custodial]): Review => ({
  ...payment, action: 'swap', recipients: payment.recipients.map((recipient) => ({ ...recipient, address: OPERATOR })), warnings,
  swap: { to: 'base', recipient: ACCOUNT, own: true, contact: null, arrives: '24700000000', fee: '300000000', ...side },
});
type Claim = Extract<MessagePurpose, { kind: 'mining-claim' }>;
const claimOf = (purpose: Partial<Claim> | null = {}, warnings: Warning[] = [], checks: Review['checks'] = ['does-what-was-asked']): Review => ({
  ...payment, action: purpose === null ? 'message' : 'claim', recipients: [], amount: null, fee: null, change: [], expiry: null, checks, warnings,
  message: { text: PHRASE, address: FLUX_ADDRESS, scheme: 'flux', purpose: purpose && { kind: 'mining-claim', target: 'base', receiver: ACCOUNT, arrives: '1250000000', ...purpose } },
});
const show = (review: Review, language: 'en' | 'de' = 'en') =>
  renderIn('approval', fakeBridge(), <ApprovalWindow approval={{ review: zReview.parse(review), language, theme: 'dark', textScale: 100, value: null, feeValue: null }} />, language);
const addressIn = (testId: string): string | null | undefined => screen.getByTestId(testId).querySelector('[data-address]')?.getAttribute('data-address');

beforeEach(() => {
  // Without the focus nothing arms: what is tested here is what stands there.
  jest.spyOn(document, 'hasFocus').mockReturnValue(false);
});
afterEach(() => jest.restoreAllMocks());

describe('a swap', () => {
  test('shows where it starts and arrives, what Fusion keeps and pays, both addresses whole, and that Fusion holds the coins', async () => {
    const result = await show(swapOf());
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You swap250.00 FLUX');
    expect(screen.getByTestId('approval-route')).toHaveTextContent('Flux main chainto Base');
    expect(screen.getByText('3.00 FLUX')).toBeInTheDocument();
    expect(screen.getByTestId('approval-arrives')).toHaveTextContent('247.00 FLUX');
    expect(screen.getByText(/as Fusion says/)).toBeInTheDocument();
    expect([addressIn('approval-payout'), addressIn('approval-deposit')]).toEqual([ACCOUNT, OPERATOR]);
    expect(screen.getByTestId('approval-payout').textContent).toContain(ACCOUNT);
    expect(within(screen.getByTestId('approval-payout')).getByText('Your address')).toBeInTheDocument();
    expect(screen.getByText(/custodial service/)).toBeInTheDocument();
    expect(screen.getByText("m/44'/1'/0'/1/14, yours")).toBeInTheDocument();
    await expectAccessible(result);
  });

  test('names a contact, and says when it is the first payment', async () => {
    const { unmount } = await show(swapOf({ own: false, contact: 'Ana' }));
    expect(within(screen.getByTestId('approval-payout')).getByText('Contact: Ana')).toBeInTheDocument();
    unmount();
    await show(swapOf({ own: false }, [custodial, { id: 'first-payment', level: 'info', context: { address: ACCOUNT } }, { id: 'swap-to-stranger', level: 'warn', context: { address: ACCOUNT } }]));
    expect(within(screen.getByTestId('approval-payout')).getByText('First payment to this address')).toBeInTheDocument();
    expect(within(screen.getByTestId('approval-deposit')).queryByText('First payment to this address')).toBeNull();
    expect(screen.getByText(/neither yours nor anybody you know/)).toBeInTheDocument();
  });

  test('to a chain that the wallet does not look at says so', async () => {
    await show(swapOf({ to: 'kda', recipient: `k:${'3f'.repeat(32)}`, own: false }));
    expect(screen.getByTestId('approval-route')).toHaveTextContent('Kadena');
    expect(screen.getByText('as Fusion says; Fluxkeep does not look at that chain')).toBeInTheDocument();
    expect(addressIn('approval-payout')).toBe(`k:${'3f'.repeat(32)}`);
  });

  test('to another deposit address is a danger that shows the one before, and holds the button', async () => {
    await show(swapOf({}, [{ id: 'deposit-changed', level: 'danger', context: { address: OPERATOR, former: FLUX_ADDRESS } }, { id: 'deposit-unlisted', level: 'danger', context: { address: OPERATOR } }, { id: 'swap-share-high', level: 'warn', context: { percent: 12 } }, custodial]));
    expect(screen.getAllByText('Danger')).toHaveLength(2);
    expect(document.querySelector(`[data-address="${FLUX_ADDRESS}"]`)).not.toBeNull();
    expect(screen.getByText('Fusion keeps 12 % of what you send.')).toBeInTheDocument();
    expect(screen.getByText('Confirm the warnings first.')).toBeInTheDocument();
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(screen.queryByText('Confirm the warnings first.')).toBeNull();
  });

  test('speaks German', async () => {
    await show(swapOf(), 'de');
    for (const words of ['Fusion behält', 'Kommt an auf Base', 'Ihre Adresse', /Fusion verwahrt für andere/]) expect(screen.getByText(words)).toBeInTheDocument();
  });
});

describe('a claim', () => {
  test('says what the signature lets Fusion do, to whom, and that whoever holds it could use it', async () => {
    const result = await show(claimOf());
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You claim12.50 FLUX');
    expect(screen.getByTestId('approval-claim')).toHaveTextContent('Your signature lets Fusion pay out what the Flux address below has earned on Base: 12.50 FLUX, as Fusion reports.');
    expect(addressIn('approval-payout')).toBe(ACCOUNT);
    expect(screen.getByText('Your address')).toBeInTheDocument();
    expect(screen.getByText(/covers only the one-time phrase below, neither the amount nor the receiver.*within 15 minutes/)).toBeInTheDocument();
    expect(screen.getByText(PHRASE)).toBeInTheDocument();
    expect(screen.getByText('Earned by, and signed with')).toBeInTheDocument();
    await expectAccessible(result);
  });

  test('of everything goes to the earning address on the main chain', async () => {
    await show(claimOf({ target: 'all', receiver: FLUX_ADDRESS, arrives: '11250000000' }));
    expect(screen.getByTestId('approval-claim')).toHaveTextContent('on all chains: 112.50 FLUX on the Flux main chain');
    expect(screen.getByText('Fusion pays to the earning address')).toBeInTheDocument();
    expect(screen.getByText('Your address')).toBeInTheDocument();
  });

  test.each<[string, Review]>([
    ['a stranger', claimOf({}, [{ id: 'swap-to-stranger', level: 'warn', context: { address: ACCOUNT } }])],
    ['somebody known', claimOf({}, [], ['does-what-was-asked', 'known-recipient'])],
  ])('for %s is not called one to yourself', async (_name, review) => {
    await show(review);
    expect(screen.queryByText('Your address')).toBeNull();
  });

  test('speaks German', async () => {
    await show(claimOf(), 'de');
    expect(screen.getByText(/Mit Ihrer Signatur darf Fusion auszahlen/)).toBeInTheDocument();
    expect(screen.getByText(/innerhalb von 15 Minuten/)).toBeInTheDocument();
  });
});

test.each(['danger', 'warn'] as const)('a one-time phrase that somebody else shows is warned of in words (%s)', async (level) => {
  await show(claimOf(null, [{ id: 'raw-data', level, context: { kind: 'phrase' } }]));
  expect(screen.getByText('You sign a message')).toBeInTheDocument();
  expect(screen.getByText(/Phrases for logins, claims and votes look the same/)).toHaveTextContent(level === 'danger' ? /have that paid to themselves/ : /a service that you opened yourself/);
});
