// Servers that are down, slow, lie or contradict each other, seen from the window: a dash with its reason, a named need, never a zero that nobody said.
import type { Page } from 'playwright-core';
import { callApp } from './drive/bridge';
import { addressOf, held, stranger, type MoneyChain } from './drive/chain-figures';
import { fundWallet } from './drive/fund-wallet';
import { balance, MONEY_CHAINS } from './drive/ledger';
import { fillForm, goTo, pay } from './drive/money';
import { createWallet } from './drive/onboarding';
import { fault, noFaults, practiceAccess } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
const COIN = { flux: 'FLUX on Flux main chain', bitcoin: 'BTC on Bitcoin', base: 'ETH on Base' } as const;
/** How the portfolio names the row. */
const ROW = { flux: 'Flux main chain', bitcoin: 'Bitcoin', base: 'Base' } as const;
const somebody = stranger('paid on bad days');
let app: RunningApp;
let page: Page;
let payments = 0;

const payee = (chain: MoneyChain): string => addressOf(somebody, chain, (payments += 1));
const total = async (chain: MoneyChain): Promise<string | undefined> => (await balance(page, chain))?.total;
const syncNow = (): Promise<undefined> => callApp(page, 'sync.now', undefined);
/** Asks the servers again until it is so. */
const untilSynced = <T>(what: string, ask: () => Promise<T>) => until(what, async () => {
  await syncNow();
  return ask();
}, 60_000);
const shown = (text: string) => page.getByText(text, { exact: true }).first();
const mine = (chain: MoneyChain, blocks: number): Promise<undefined> => callApp(page, 'practice.mine', { chain, blocks });
const payment = async (txid: string) => (await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 5 })).entries.find((entry) => entry.txid === txid);

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Tough', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await fundWallet(page);
});
afterEach(async () => {
  await noFaults(profile);
  for (const chain of MONEY_CHAINS) await untilSynced(`${chain} to be known again`, () => total(chain));
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

describe.each(MONEY_CHAINS)('%s', (chain) => {
  it('both servers down: a dash with its reason in the portfolio and in the sum, never a zero', async () => {
    const before = await total(chain);
    await goTo(page, 'Portfolio');
    await fault(profile, chain, 'down');
    await untilSynced('an unknown balance', async () => (await balance(page, chain)) === null);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: ROW[chain] }) }).filter({ hasText: 'A server cannot be reached' });
    await row.first().waitFor();
    await page.getByTestId('total').waitFor({ state: 'detached' });
    await shown('A server is down').waitFor();
    await noFaults(profile, [chain]);
    await untilSynced('the balance again', async () => (await total(chain)) === before);
    await page.getByTestId('total').waitFor();
  });

  it('one server down, or slow: all goes on', async () => {
    const before = await total(chain);
    await fault(profile, chain, 'down', { only: 'a' });
    await fault(profile, chain, 'slow', { only: 'b', value: 100 });
    await syncNow();
    expect(await total(chain)).toBe(before);
    const to = payee(chain);
    const txid = await pay(app, page, { coin: COIN[chain], to, amount: '0.001' });
    await untilSynced('the payment at the server that is left', async () => (await payment(txid))?.state.kind !== 'waiting');
    await mine(chain, 13);
    await untilSynced('the payment in a block', async () => (await payment(txid))?.state.kind === 'confirmed');
    await noFaults(profile, [chain]);
    expect((await held(await practiceAccess(profile), chain, [to])).coins).toBe(1);
  });

  it('a server of another chain is named and not used', async () => {
    const before = await total(chain);
    await fault(profile, chain, 'wrongChain', { only: 'a' });
    await goTo(page, 'Portfolio');
    await untilSynced('the need', () => shown('A server said something false').isVisible());
    expect(await total(chain)).toBe(before);
  });

  it('a payment that every server refuses is kept, tried again, and made once', async () => {
    await fault(profile, chain, 'rejectBroadcast');
    const to = payee(chain);
    const txid = await pay(app, page, { coin: COIN[chain], to, amount: '0.001' });
    await shown('Signed and kept').waitFor();
    expect((await payment(txid))?.state.kind).toBe('waiting');
    await noFaults(profile, [chain]);
    await until('a server to take it', async () => (await payment(txid))?.state.kind !== 'waiting', 60_000);
    await mine(chain, 13);
    await untilSynced('the payment in a block', async () => (await payment(txid))?.state.kind === 'confirmed');
    expect((await held(await practiceAccess(profile), chain, [to])).coins).toBe(1);
  });

  it('a payment that servers take and forget is offered again until one keeps it', async () => {
    await fault(profile, chain, 'dropBroadcast');
    const to = payee(chain);
    const txid = await pay(app, page, { coin: COIN[chain], to, amount: '0.001' });
    expect((await held(await practiceAccess(profile), chain, [to])).coins).toBe(0);
    await noFaults(profile, [chain]);
    await untilSynced('the payment in a block', async () => {
      await mine(chain, 1);
      return (await held(await practiceAccess(profile), chain, [to])).coins === 1;
    });
    await mine(chain, 13);
    await untilSynced('its end', async () => (await payment(txid))?.state.kind === 'confirmed');
  });
});

describe.each(['flux', 'bitcoin'] as const)('%s: coins', (chain) => {
  it.each([['invents a coin', 'inventedCoin'], ['changes an amount', 'changedAmount'], ['tells a previous transaction that does not hash to its id', 'badPrevious']] as const)('a server that %s is caught and named; no figure follows it', async (_what, lie) => {
    const before = BigInt((await total(chain)) ?? '0');
    await fault(profile, chain, lie, { only: 'a' });
    await goTo(page, 'Portfolio');
    const { address } = await callApp(page, 'receive.fresh', { chain, scriptType: null });
    await callApp(page, 'practice.faucet', { chain, token: 'native', address, amount: '1000000' });
    await mine(chain, 1);
    await untilSynced('the new coin and the need', async () => (await total(chain)) === String(before + 1_000_000n) && shown('A server said something false').isVisible());
  });

  it('two servers that disagree are named', async () => {
    const before = await total(chain);
    await fault(profile, chain, 'missingCoin', { only: 'b' });
    await goTo(page, 'Portfolio');
    await mine(chain, 1);
    await untilSynced('the need', () => shown('Servers disagree').isVisible());
    expect(await total(chain)).toBe(before);
  });
});

const CONTINUE = { name: 'Continue to approval' } as const;
const ABSURD_FEE = 'A server reports a fee that is out of reason';

it('absurd fee estimates are named, nothing can be sent with them, and what was typed stays', async () => {
  await fault(profile, 'bitcoin', 'absurdFee');
  const to = payee('bitcoin');
  await fillForm(page, { coin: COIN.bitcoin, to, amount: '0.001' });
  await page.getByText(ABSURD_FEE).first().waitFor();
  expect(await page.getByRole('button', CONTINUE).isDisabled()).toBe(true);
  await noFaults(profile, ['bitcoin']);
  await page.getByLabel('Amount', { exact: true }).fill('0.0011');
  await until('a payment that can be reviewed', () => page.getByRole('button', CONTINUE).isEnabled(), 30_000);
  expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe(to);
});

it('an absurd gas price is named', async () => {
  await fault(profile, 'polygon', 'absurdFee');
  await fillForm(page, { coin: 'POL on Polygon', to: payee('base'), amount: '0.001' });
  await page.getByText(ABSURD_FEE).first().waitFor();
});

it.each([['of one server', 'a', 'Servers contradict each other'], ['of both servers', undefined, 'A server reports payments that nobody made']] as const)('an absurd nonce %s is named, and nothing can be signed', async (_who, only, words) => {
  await fault(profile, 'base', 'absurdNonce', { only });
  await fillForm(page, { coin: COIN.base, to: payee('base'), amount: '0.001' });
  await page.getByText(words).first().waitFor();
  expect(await page.getByRole('button', CONTINUE).isDisabled()).toBe(true);
});
