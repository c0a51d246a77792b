// Links in the real window: a page is logged in to, and a hostile set is refused or shown for what it is. Nothing is signed without the approval window.
import type { Page } from 'playwright-core';
import { approve, refuse } from './drive/approval';
import { callApp } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { closeDialog, handOver, linkOn, loginPage, openCopied, openTyped, visit, type LoginPage } from './drive/links';
import { goTo } from './drive/money';
import { createWallet, lock, unlock } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const PASSWORD = 'seven purple lanterns drift';
const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const enc = encodeURIComponent;
const sign = (message: string, callback?: string): string => `zel:?action=sign&message=${enc(message)}${callback === undefined ? '' : `&callback=${enc(callback)}`}`;
const profile = freshProfile();
let app: RunningApp;
let page: Page;
let site: LoginPage;

beforeAll(async () => {
  site = await loginPage();
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Linked', password: PASSWORD });
  page = await app.window('main');
});
afterAll(async () => {
  await app.quit();
  await site.close();
  removeProfile(profile);
});

it('logs a web page in, by a link that the system hands over', async () => {
  expect(await handOver(profile, await linkOn(site))).toBe(0);
  const dialog = page.getByRole('dialog', { name: 'A link asks you to sign' });
  await dialog.waitFor();
  await expect(dialog.getByTestId('link-text').textContent()).resolves.toBe(site.phrase);
  await expect(dialog.getByTestId('link-host').textContent()).resolves.toContain(`127.0.0.1:${new URL(site.url).port}`);
  await dialog.getByTestId('link-warning-phrase-elsewhere').waitFor();
  expect(site.posted).toEqual([]);
  await dialog.getByRole('button', { name: 'Continue to approval' }).click();
  const approval = await app.window('approval');
  await expect(approval.getByTestId('approval-link').textContent()).resolves.toContain('/login?session=7');
  await approve(app);
  await dialog.getByText('took it').waitFor();
  const { address } = (await callApp(page, 'app.session', undefined) as { unlocked: { fluxId: { address: string } } }).unlocked.fluxId;
  expect(site.posted).toMatchObject([{ type: 'application/x-www-form-urlencoded', form: { address, message: site.phrase } }]);
  expect(await visit(site)).toContain(`Logged in as ${address}`);
  await closeDialog(page);
});

it('keeps what was signed, and for whom', async () => {
  await goTo(page, 'Flux ID');
  const history = page.getByRole('region', { name: 'What you signed, and for whom' });
  await history.getByText(site.phrase).waitFor();
  await history.getByText(`127.0.0.1:${new URL(site.url).port}`).waitFor();
  await history.getByText('Taken').waitFor();
});

it('signs nothing that is not approved', async () => {
  const dialog = await openCopied(app, page, await linkOnAgain());
  await dialog.getByRole('button', { name: 'Continue to approval' }).click();
  await refuse(app);
  await dialog.getByText('You did not approve it.').waitFor();
  expect(site.posted).toHaveLength(1);
  await closeDialog(page);
});

it('a link that comes while the wallet is locked waits, and is said to', async () => {
  await lock(app);
  const password = await app.window('secrets');
  await handOver(profile, sign('after unlocking'));
  await password.getByText('A link waits.').waitFor();
  page = await unlock(app, PASSWORD);
  const dialog = page.getByRole('dialog', { name: 'A link asks you to sign' });
  await expect(dialog.getByTestId('link-text').textContent()).resolves.toBe('after unlocking');
  await closeDialog(page);
});

it('one that comes while another is looked at changes nothing on the screen, and follows it', async () => {
  await handOver(profile, sign('first'));
  const text = page.getByRole('dialog').getByTestId('link-text');
  await text.getByText('first').waitFor();
  await handOver(profile, sign('second'));
  await expect(text.textContent()).resolves.toBe('first');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await text.getByText('second').waitFor();
  await closeDialog(page);
});

it('gives an address when the person says so', async () => {
  const dialog = await openTyped(page, `zel:?action=getaddress&coin=zelcash&callback=${enc(`${site.url}address`)}`);
  const shown = await dialog.getByTestId('link-address').locator('[data-address]').getAttribute('data-address');
  expect(site.told).toEqual([]);
  await dialog.getByRole('button', { name: 'Give this address' }).click();
  await dialog.getByText('It says: Thank you').waitFor();
  expect(site.told).toEqual([{ path: '/address', form: { address: shown } }]);
  await closeDialog(page);
});

it('pays what a link asks for, and tells the host of it because the person agreed', async () => {
  const { address: own } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address: own, amount: (10n * 100_000_000n).toString() });
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 1 });
  await callApp(page, 'sync.now', undefined);
  const to = addressOf(stranger('A shop'), 'flux', 0);
  const dialog = await openCopied(app, page, `zel:?action=pay&coin=zelcash&address=${to}&amount=3.5&message=Invoice%207&callback=${enc(`${site.url}paid?paymentid=1`)}`);
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Fill in the send form' }).click();
  await page.getByText('is told of this payment once it is sent.').waitFor();
  await until('a payment that can be reviewed', () => page.getByRole('button', { name: 'Continue to approval' }).isEnabled(), 30_000);
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await approve(app);
  const txid = await page.getByTestId('sent-txid').textContent();
  await page.getByText('It says: Thank you').waitFor();
  expect(site.told.slice(1)).toEqual([{ path: '/paid?paymentid=1', form: { transaction_id: txid, coin: 'zelcash', chain: 'flux', amount: '3.5', to_address: to } }]);
});

describe('hostile links', () => {
  it.each<[string, string, RegExp]>([
    ['a private host', sign(PHRASE, 'https://192.168.1.1/login'), /private network or to a bare number/],
    ['a private host in other digits', sign(PHRASE, 'https://0x7f.1/login'), /private network or to a bare number/],
    ['a callback without encryption', sign(PHRASE, 'http://example.org/login'), /without encryption/],
    ['a hidden host', sign(PHRASE, 'https://runonflux.io@evil.example/'), /hides where it leads/],
    ['a huge message', sign('x'.repeat(5_000)), /too long to be shown whole/],
    ['a huge link', `zel:?action=sign&message=${'x'.repeat(60_000)}`, /longer than any/],
    ['a foreign storage', sign('FLUX_URL=https://evil.example/v1/public/a'), /does not fetch from/],
    ['an unknown act', 'zel:?action=send-everything', /does not know/],
  ])('%s is refused', async (_name, link, words) => {
    const dialog = await openCopied(app, page, link);
    await dialog.getByText(words).waitFor();
    await expect(dialog.getByRole('button', { name: 'Continue to approval' }).count()).resolves.toBe(0);
    await closeDialog(page);
  });

  it('a relayed vote phrase is named, with what could be done with it', async () => {
    const dialog = await openTyped(page, sign(PHRASE, 'https://cheap-nfts.example.org/in'));
    await dialog.getByTestId('link-meaning').getByText('a login, a claim or a vote').waitFor();
    await expect(dialog.getByTestId('link-warning-phrase-elsewhere').textContent()).resolves.toMatch(/vote in the xDAO/);
    await dialog.getByRole('button', { name: 'Continue to approval' }).click();
    const approval = await app.window('approval');
    await approval.getByText(/log in as you, claim what you earned, or vote/).waitFor();
    await refuse(app);
    await closeDialog(page);
  });

  it('a look-alike host is named', async () => {
    const dialog = await openTyped(page, sign('Hello', 'https://runonflux.io.login.example/'));
    await dialog.getByText('Looks like runonflux.io and is not').waitFor();
    await dialog.getByTestId('link-warning-look-alike').waitFor();
    await closeDialog(page);
  });

  it('control characters and right-to-left text are shown for what they are', async () => {
    const dialog = await openCopied(app, page, sign('Pay \u202e0001\u202c\u0007 to\u200b me, שלום'));
    await expect(dialog.getByTestId('link-text').textContent()).resolves.toBe('Pay ⟨U+202E⟩0001⟨U+202C⟩⟨U+0007⟩ to⟨U+200B⟩ me, שלום');
    await closeDialog(page);
  });

  it('nothing was signed or sent by any of them', async () => {
    expect(site.posted).toHaveLength(1);
    expect((await callApp(page, 'links.signed', { offset: 0, limit: 20 })).total).toBe(1);
  });
});

/** The page shows who is logged in by now; its link is put together as it was. */
function linkOnAgain(): Promise<string> {
  return Promise.resolve(sign(`${Date.now()}${'m2x7'.repeat(11)}`, `${site.url}login?session=7`));
}
