// The rest of what an operator can do wrong, in the real window, and the system's notification of a swap's end. On one running app; at the end every coin is accounted for.
import type { Page } from 'playwright-core';
import type { Swap } from '../../shared/contract/bridge';
import type { FusionSwitchRequest } from '../../shared/practice/fusion-control';
import { approve } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { clickNotice, focusApp, isFocused, shownNotices, watchNotices } from './drive/notices';
import { createWallet } from './drive/onboarding';
import { operatorStatus, operatorSwitch, registerElsewhere, releaseHeld, reopen, type Registration } from './drive/operator';
import { fault, noFaults, practiceControl } from './drive/practice';
import { fluxOnChain, fundForSwaps, fundToken, swap, untilState, untilSwap } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const FLUX = 100_000_000n;
const START = 1_000n * FLUX;
/** The operator keeps 1 + 1 FLUX of it. */
const WISH = { from: 'base', to: 'avax', amount: '20' } as const;
const STRANGER = '0x00000000000000000000000000000000c0ffee00';
const profile = freshProfile();
let app: RunningApp;
let page: Page;

const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();
const flip = (request: FusionSwitchRequest): Promise<unknown> => operatorSwitch(profile, request);
const word = (found: Swap): string | undefined => found.operator?.status;
const txidOf = ({ state }: Swap): string => ('txid' in state ? state.txid : '');

/** Begins a swap of whose deposit Fusion hears from somebody else first. @returns its id and what that somebody would register */
async function swapThatFusionHearsOfLate(): Promise<{ id: string; registration: Registration }> {
  const id = await swap(app, page, WISH, () => fault(profile, 'fusion', 'down', { only: 'a' }));
  const found = await untilState(page, id, 'depositing');
  return { id, registration: { chainFrom: 'base', chainTo: 'avax', addressFrom: found.sender, addressTo: found.recipient, txidFrom: txidOf(found), amountFrom: 20 } };
}

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Switched', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await watchNotices(app);
  await fundForSwaps(page, 10n * FLUX, ['base', 'avalanche']);
  await fundToken(page, 'base', START);
});
afterEach(async () => {
  await flip({ switch: 'none' });
  await noFaults(profile, ['fusion', 'base']);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('an operator that counts slowly, asks for less questions and keeps its payout back is shown as it is; who watches gets no notification', async () => {
  await flip({ switch: 'slowConfirmations', value: 1_000 });
  await flip({ switch: 'payout', value: 'unsent' });
  const id = await swap(app, page, WISH);
  await untilSwap(page, id, 'deep enough by the wallet\'s own count', (found) => word(found) === 'confirming' && found.depositDepth !== null && found.depositDepth.have >= (found.depositDepth.want ?? Infinity));
  await shows('Fusion counts its confirmations');
  await fault(profile, 'fusion', 'rateLimit');
  await untilSwap(page, id, 'asked for less questions', ({ trouble }) => trouble?.code === 'fusion/rate-limited');
  await shows(/^Fusion asks to be asked less often/);
  await noFaults(profile, ['fusion']);
  await flip({ switch: 'slowConfirmations', value: false });
  await untilSwap(page, id, 'about to be paid', (found) => word(found) === 'exchanging' && found.trouble === null);
  await shows('Fusion is paying out on Avalanche');
  expect((await operatorStatus(profile)).swaps.map(({ payout }) => payout?.state)).toEqual(['signed']);
  await focusApp(app, true);
  await until('the focus', () => isFocused(app));
  await flip({ switch: 'none' });
  await untilState(page, id, 'arrived');
  expect(await shownNotices(app)).toEqual([]);
});

it('a slow operator that pays more than was agreed: what came is said, by a notification to who looks elsewhere, which leads to the bridge', async () => {
  await flip({ switch: 'payout', value: 'more', times: 1 });
  await fault(profile, 'fusion', 'slow', { value: 700 });
  const id = await swap(app, page, WISH);
  await goTo(page, 'Portfolio');
  await focusApp(app, false);
  await until('no focus', async () => !(await isFocused(app)));
  expect((await untilState(page, id, 'arrived')).state).toMatchObject({ amount: (36n * FLUX).toString() });
  expect(await until('a notification', async () => (await shownNotices(app))[0])).toEqual({ title: 'Your swap arrived', body: '36 FLUX on Avalanche, found there by Fluxkeep itself.' });
  expect(await shownNotices(app)).toHaveLength(1);
  await clickNotice(app);
  await page.getByRole('heading', { level: 1, name: 'Bridge' }).waitFor();
  await until('the focus', () => isFocused(app));
  await shows('You received on Avalanche');
  await shows('When you approved, it was: Fusion keeps 2 FLUX, 18 FLUX arrive.');
});

it('an operator that takes another fee than it showed is contradicted, with both figures', async () => {
  await flip({ switch: 'feesAtCreate', value: 2 });
  const id = await swap(app, page, WISH);
  await untilSwap(page, id, 'too little', ({ state }) => state.kind === 'contradicted' && state.what === 'wrong-amount');
  await shows('The transaction is there, but it pays another amount.');
  await shows('When you approved, it was: Fusion keeps 2 FLUX, 18 FLUX arrive.');
});

it('a deposit that is registered with another amount is held, and paid by what really came', async () => {
  await flip({ switch: 'otherAmount', value: 'hold', times: 1 });
  const { id, registration } = await swapThatFusionHearsOfLate();
  expect(await registerElsewhere(profile, { ...registration, amountFrom: 19 })).toBe('success');
  await noFaults(profile, ['fusion']);
  await untilSwap(page, id, 'held', (found) => word(found) === 'hold');
  await shows('The operator holds this swap');
  expect((await operatorStatus(profile)).swaps.at(-1)).toMatchObject({ held: 'other-amount', txidFrom: registration.txidFrom });
  await releaseHeld(profile);
  expect((await untilState(page, id, 'arrived')).state).toMatchObject({ amount: (18n * FLUX).toString() });
});

it('somebody else\'s registration of a deposit is refused while reservations count, and said at once when they do not', async () => {
  const { id, registration } = await swapThatFusionHearsOfLate();
  const theirs = { ...registration, addressTo: STRANGER };
  expect(await registerElsewhere(profile, theirs)).toBe('fusion/not-reserved');
  await flip({ switch: 'reservationOptional', value: true });
  expect(await registerElsewhere(profile, theirs)).toBe('success');
  await noFaults(profile, ['fusion']);
  await untilSwap(page, id, 'another recipient', ({ state }) => state.kind === 'contradicted' && state.what === 'wrong-recipient');
  await shows('What Fusion names does not pay the address that was agreed.');
  await until('the payout', async () => {
    await callApp(page, 'practice.mine', { chain: 'base', blocks: 2 });
    return (await operatorStatus(profile)).swaps.find(({ txidFrom }) => txidFrom === registration.txidFrom)?.status === 'finished';
  }, 60_000);
});

it('a deposit that came too late for Fusion is paid out once its support opens the swap again', async () => {
  await flip({ switch: 'expireAfterMs', value: 1 });
  const id = await swap(app, page, WISH, () => fault(profile, 'base', 'dropBroadcast'));
  const refused = await untilState(page, id, 'refused');
  expect(refused).toMatchObject({ state: { how: 'expired' }, depositDepth: { have: 0 } });
  await shows('Fusion ended this swap as too late');
  await flip({ switch: 'none' });
  await noFaults(profile, ['base']);
  // The wallet offers a deposit again that no server has, after a while by the network's time.
  await practiceControl(profile, '/control/clock', { advanceMs: 600_000 });
  await reopen(profile, txidOf(refused));
  await untilSwap(page, id, 'its end', ({ state }) => state.kind === 'arrived');
});

it('a stuck deposit is sped up, and the swap goes on under the transaction that a block has', async () => {
  const id = await swap(app, page, WISH, () => fault(profile, 'base', 'dropBroadcast'));
  const stuck = await untilState(page, id, 'following');
  expect(stuck.depositDepth?.have).toBe(0);
  await page.getByRole('button', { name: 'See it in Activity' }).click();
  const detail = page.getByTestId('activity-detail');
  await detail.getByRole('button', { name: 'Speed up' }).click();
  // Fusion was told of it: it cannot be called off any more.
  await detail.getByRole('button', { name: 'Cancel payment' }).waitFor({ state: 'detached' });
  await page.getByRole('dialog').getByRole('button', { name: 'Continue to approval' }).click();
  await approve(app);
  // Servers forget until the replacement stands in the old one's place: before that either could come first.
  await until('the replacement', async () => (await callApp(page, 'activity.get', { id: stuck.activity ?? '' }))?.state.kind === 'replaced', 30_000);
  await noFaults(profile, ['base']);
  const arrived = await untilState(page, id, 'arrived');
  expect(txidOf(arrived)).not.toBe(txidOf(stuck));
  const { swaps } = await operatorStatus(profile);
  expect(swaps.slice(-2).map(({ txidFrom, amountFrom }) => [txidFrom, amountFrom])).toEqual([[txidOf(stuck), null], [txidOf(arrived), (20n * FLUX).toString()]]);
  await detail.getByRole('button', { name: 'See the swap' }).click();
  await shows('Arrived and checked by this wallet');
});

it('ends with every coin accounted for on both chains', async () => {
  const { swaps, totals, books } = await operatorStatus(profile);
  const { swaps: mine } = await callApp(page, 'bridge.list', { offset: 0, limit: 50 });
  expect(mine.map(({ state }) => (state.kind === 'contradicted' ? state.what : state.kind))).toEqual(['arrived', 'arrived', 'wrong-recipient', 'arrived', 'wrong-amount', 'arrived', 'arrived']);
  // What Fusion was told of and no block ever had is no deposit.
  expect(mine.map(txidOf).sort()).toEqual(swaps.filter(({ amountFrom }) => amountFrom !== null).map(({ txidFrom }) => txidFrom).sort());
  const sent = BigInt(mine.length) * 20n * FLUX;
  expect(BigInt(totals.deposits)).toBe(sent);
  expect(BigInt(totals.payouts) + BigInt(totals.fees) + BigInt(totals.unpaid)).toBe(sent);
  const [base, avax] = ['base', 'avax'].map((chain) => books.find((book) => book.chain === chain));
  expect(BigInt(base?.onChain?.received ?? '0') - BigInt(base?.funding ?? '0')).toBe(sent);
  const paid = swaps.reduce((sum, swapped) => sum + BigInt(swapped.paid ?? '0'), 0n);
  expect(BigInt(avax?.onChain?.sent ?? '0')).toBe(paid);
  const toStranger = 18n * FLUX;
  await until('the sums', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await fluxOnChain(page, 'base')) === START - sent && (await fluxOnChain(page, 'avalanche')) === paid - toStranger;
  }, 60_000);
  expect(paid).toBe((18n + 36n + 17n + 18n + 18n + 18n + 18n) * FLUX);
});
