// Bad input on the send screen: each has its clear message, nothing that was typed is lost, and nothing can be approved.
import type { Page } from 'playwright-core';
import { refuse } from './drive/approval';
import { addressOf, stranger } from './drive/chain-figures';
import { fundWallet } from './drive/fund-wallet';
import { fillForm, goTo } from './drive/money';
import { createWallet } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
const somebody = stranger('typed on bad days');
const PAYEE = { flux: addressOf(somebody, 'flux', 0), bitcoin: addressOf(somebody, 'bitcoin', 0), base: addressOf(somebody, 'base', 0) };
const FLUX = 'FLUX on Flux main chain';
const BITCOIN = 'BTC on Bitcoin';
const BASE = 'ETH on Base';
/** The genesis address of Bitcoin's main chain, and an address of Flux's main chain. */
const MAINNET = { bitcoin: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', flux: 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF' };
let app: RunningApp;
let page: Page;

const mistyped = (address: string): string => address.slice(0, -1) + (address.endsWith('q') ? 'p' : 'q');

interface Bad {
  readonly what: string;
  readonly coin: string;
  readonly to: string;
  readonly amount: string;
  readonly words: string | RegExp;
}
const CASES: readonly Bad[] = [
  { what: 'an address of another chain', coin: FLUX, to: PAYEE.bitcoin, amount: '1', words: /This is an address of Bitcoin/ },
  { what: 'an EVM address on Bitcoin', coin: BITCOIN, to: PAYEE.base, amount: '0.001', words: /This is an address of / },
  { what: 'a Flux address of mainnet', coin: FLUX, to: MAINNET.flux, amount: '1', words: 'This address belongs to another network.' },
  { what: 'a Bitcoin address of mainnet', coin: BITCOIN, to: MAINNET.bitcoin, amount: '0.001', words: 'This address belongs to another network.' },
  { what: 'a Flux address with a typing error', coin: FLUX, to: mistyped(PAYEE.flux), amount: '1', words: 'This address has a typing error: its checksum does not fit.' },
  { what: 'a Bitcoin address with a typing error', coin: BITCOIN, to: mistyped(PAYEE.bitcoin), amount: '0.001', words: 'This address has a typing error: its checksum does not fit.' },
  { what: 'an EVM address with a typing error', coin: BASE, to: `${PAYEE.base.slice(0, -1)}${PAYEE.base.endsWith('0') ? '1' : '0'}`, amount: '0.001', words: 'This address has a typing error: its checksum does not fit.' },
  { what: 'no address at all', coin: FLUX, to: 'my friend', amount: '1', words: /This is not an address|There is a character in it that no address has/ },
  { what: 'too many decimals', coin: FLUX, to: PAYEE.flux, amount: '1.123456789', words: 'Too many decimals: at most 8.' },
  { what: 'no number', coin: FLUX, to: PAYEE.flux, amount: '1.2.3', words: 'Write it with digits and one decimal sign.' },
  { what: 'zero', coin: FLUX, to: PAYEE.flux, amount: '0', words: 'The amount must be more than zero.' },
  { what: 'more Flux than there is', coin: FLUX, to: PAYEE.flux, amount: '9999', words: 'There is not enough for this amount and its fee.' },
  { what: 'more bitcoin than there is', coin: BITCOIN, to: PAYEE.bitcoin, amount: '2', words: 'There is not enough for this amount and its fee.' },
  { what: 'more ether than there is', coin: BASE, to: PAYEE.base, amount: '400', words: 'There is not enough for this amount and its fee.' },
  { what: 'dust on Flux', coin: FLUX, to: PAYEE.flux, amount: '0.00000001', words: 'This is too little: the network would not carry it.' },
  { what: 'dust on Bitcoin', coin: BITCOIN, to: PAYEE.bitcoin, amount: '0.00000001', words: 'This is too little: the network would not carry it.' },
];

const CONTINUE = { name: 'Continue to approval' } as const;
const field = (label: string) => page.getByLabel(label, { exact: true });

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Careful', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await fundWallet(page);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it.each(CASES)('$what: $words', async ({ coin, to, amount, words }) => {
  await fillForm(page, { coin, to, amount });
  await page.getByText(words).first().waitFor();
  expect(await page.getByRole('button', CONTINUE).isDisabled()).toBe(true);
  // Another screen and back: all of it still stands.
  await goTo(page, 'Activity');
  await goTo(page, 'Send');
  expect([await field('To').inputValue(), await field('Amount').inputValue()]).toEqual([to, amount]);
  await page.getByText(words).first().waitFor();
});

it.each([['out of reason', '5000', 'This fee is above reason.'], ['too low', '0.01', 'The network does not carry a fee so low.'], ['no number', 'fast', 'Write it with digits and one decimal sign.']])('an own fee that is %s', async (_what, rate, words) => {
  await fillForm(page, { coin: BITCOIN, to: PAYEE.bitcoin, amount: '0.001' });
  await page.getByRole('radio', { name: 'Own' }).check({ force: true });
  await field('Own fee rate').fill(rate);
  await page.getByText(words).first().waitFor();
  expect(await page.getByRole('button', CONTINUE).isDisabled()).toBe(true);
  expect([await field('To').inputValue(), await field('Amount').inputValue(), await field('Own fee rate').inputValue()]).toEqual([PAYEE.bitcoin, '0.001', rate]);
});

it('a note that is too long', async () => {
  await fillForm(page, { coin: FLUX, to: PAYEE.flux, amount: '1', note: 'ä'.repeat(41) });
  await page.getByText('The note is longer than 80 bytes.').waitFor();
  expect(await page.getByRole('button', CONTINUE).isDisabled()).toBe(true);
  expect(await page.getByLabel('Public note (optional)').inputValue()).toBe('ä'.repeat(41));
});

it('mended, the same form leads to the approval window; refused there, it still stands', async () => {
  await page.getByLabel('Public note (optional)').fill('rent');
  await until('a payment that can be reviewed', () => page.getByRole('button', CONTINUE).isEnabled(), 30_000);
  await page.getByRole('button', CONTINUE).click();
  await refuse(app);
  await page.getByText('You did not approve it. Nothing was sent.').first().waitFor();
  expect([await field('To').inputValue(), await field('Amount').inputValue(), await page.getByLabel('Public note (optional)').inputValue()]).toEqual([PAYEE.flux, '1', 'rent']);
});
