// Nothing is signed but what the approval window shows and a person holds the button for: tried in the running app from every side.
import type { Page } from 'playwright-core';
import { readyToSign, refuse } from './drive/approval';
import { rawCall, callApp } from './drive/bridge';
import { addressOf, held, stranger } from './drive/chain-figures';
import { pressAway } from './drive/click-away';
import { boundsOf, moveWindow } from './drive/facts';
import { faucet, fillPayment } from './drive/money';
import { createWallet, unlock } from './drive/onboarding';
import { practiceAccess } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
const password = 'seven purple lanterns drift';
const shop = addressOf(stranger('a shop'), 'flux', 0);
/** Longer than the hold that signs. */
const HELD_MS = 1_500;
let app: RunningApp;

/** States a payment in the form, as a person does, and waits for the question. */
async function ask(): Promise<Page> {
  const page = await app.window('main');
  await fillPayment(page, { coin: 'FLUX on Flux main chain', to: shop, amount: '1' });
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  const approval = await app.window('approval');
  await approval.getByTestId('hold-to-sign').waitFor();
  return approval;
}

async function shownHash(approval: Page): Promise<string> {
  const answer = await rawCall(approval, 'approval.get', undefined);
  if (!answer.ok) throw new Error(answer.error.code);
  return (answer.output as { review: { hash: string } }).review.hash;
}

/** Lets the time pass in which a hold would have signed: the only proof that nothing happens. */
async function pass(page: Page, ms = HELD_MS): Promise<void> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction((end) => performance.now() > end, from + ms, { polling: 50 });
}

async function payments(page: Page): Promise<number> {
  const { entries } = await callApp(page, 'activity.list', { filter: {}, offset: 0, limit: 50 });
  return entries.filter((entry) => entry.kind === 'sent' || entry.kind === 'self').length;
}

async function code(page: Page, name: string, input: unknown): Promise<string> {
  const answer = await rawCall(page, name, input);
  return answer.ok ? 'answered' : answer.error.code;
}

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Guarded', password });
  const page = await app.window('main');
  await faucet(page, 'flux', 'FLUX');
  await until('a coin to spend', async () => {
    const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
    return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 200_000_000n;
  }, 60_000);
});
afterEach(async () => {
  if (app.hasWindow('approval')) await refuse(app);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

describe('only the approval window answers, and only for the bytes that it shows', () => {
  it('refuses an answer of the main window and of the secrets window', async () => {
    const approval = await ask();
    const hash = await shownHash(approval);
    const main = await app.window('main');
    expect(await code(main, 'approval.answer', { hash, approve: true })).toBe('contract/unknown-call');
    expect(await code(main, 'approval.get', undefined)).toBe('contract/unknown-call');
    expect(await code(main, 'signer.sign', { hash })).toBe('contract/unknown-call');

    const { unlocked } = await callApp(main, 'app.session', undefined).then((session) => (session.state === 'unlocked' ? session : Promise.reject(new Error('locked'))));
    void rawCall(main, 'app.secrets', { purpose: 'reveal', wallet: unlocked.wallet.id });
    const secrets = await app.window('secrets');
    await secrets.getByLabel('Password', { exact: true }).waitFor();
    expect(await code(secrets, 'approval.answer', { hash, approve: true })).toBe('contract/unknown-call');
    expect(await code(secrets, 'money.submit', { intent: null })).toBe('contract/unknown-call');
    // Its port leads to the signer, and takes the calls of the secrets window alone.
    const signed = await secrets.evaluate((value) => globalThis.fluxkeep.secrets('signer.sign', { hash: value }), hash);
    expect(signed).toMatchObject({ ok: false, error: { code: 'contract/unknown-call' } });
    await secrets.getByRole('button', { name: 'Cancel' }).click();
    await app.windowGone('secrets');
    expect(app.hasWindow('approval')).toBe(true);
    await refuse(app);
  });

  it('refuses an answer for other bytes, and the question stays open', async () => {
    const approval = await ask();
    const hash = await shownHash(approval);
    const other = `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;
    expect(await code(approval, 'approval.answer', { hash: other, approve: true })).toBe('approval/other-bytes');
    expect(await shownHash(approval)).toBe(hash);
    await refuse(app);
  });

  it('refuses calls that do not exist, that are not its own, and input that breaks the contract', async () => {
    const approval = await ask();
    const hash = await shownHash(approval);
    const main = await app.window('main');
    for (const name of ['money.submit', 'app.lock', 'signer.sign', 'secretsWindow.close', 'constructor', '__proto__', 'toString', '']) expect(await code(approval, name, undefined)).toBe('contract/unknown-call');
    for (const input of [undefined, null, {}, { hash }, { hash: `${hash}00`, approve: true }, { hash: hash.toUpperCase().replace(/[0-9]/g, 'G'), approve: true }, { hash, approve: 'yes' }, [hash, true]]) {
      expect(await code(approval, 'approval.answer', input)).toBe('contract/bad-input');
    }
    for (const intent of [null, { kind: 'pay' }, { kind: 'pay', asset: 'flux/native', to: shop, amount: '1.5', all: false, feeLimit: '1', note: null }, { kind: 'raw', bytes: '00' }]) {
      expect(await code(main, 'money.submit', { intent })).toBe('contract/bad-input');
    }
    expect(app.hasWindow('approval')).toBe(true);
    await refuse(app);
  });

  it('takes one question at a time', async () => {
    await ask();
    const intent = { kind: 'pay', asset: 'flux/native', to: shop, amount: '100000000', all: false, feeLimit: '10000000', note: null };
    expect(await code(await app.window('main'), 'money.submit', { intent })).toBe('money/busy');
    expect(app.electron.windows().filter((page) => page.url().startsWith('app://approval/'))).toHaveLength(1);
    await refuse(app);
  });
});

describe('the button signs for a deliberate hold alone', () => {
  it('signs nothing before the window has stood for a moment and was read to its end', async () => {
    const main = await app.window('main');
    // Large text makes the review longer than its window.
    await callApp(main, 'settings.set', { textScale: 150 });
    const before = await payments(main);
    const approval = await ask();
    const button = approval.getByTestId('hold-to-sign');
    await button.hover();
    await approval.mouse.down();
    expect(await button.getAttribute('data-ready')).toBe('false');
    // The wait outlasts both the arming and a hold: it is the unread end that keeps the button shut now.
    await pass(approval, HELD_MS + 800);
    await approval.mouse.up();
    await approval.getByText('Scroll to the end first.').waitFor();
    await readyToSign(app);
    expect(app.hasWindow('approval')).toBe(true);
    await refuse(app);
    await callApp(main, 'settings.set', { textScale: 100 });
    expect(await payments(main)).toBe(before);
  });

  it('counts a press from before the button was ready for nothing', async () => {
    const approval = await ask();
    const button = approval.getByTestId('hold-to-sign');
    // Coming back is like having just appeared: what was aimed at another window must not sign here.
    await approval.evaluate(() => window.dispatchEvent(new Event('focus')));
    await button.hover();
    await approval.mouse.down();
    expect(await button.getAttribute('data-ready')).toBe('false');
    await approval.locator('[data-testid="hold-to-sign"][data-ready="true"]').waitFor();
    await pass(approval);
    expect(app.hasWindow('approval')).toBe(true);
    await approval.mouse.up();
    await refuse(app);
  });

  it('does not take Enter, key repeat, a click, or a click by a script', async () => {
    const approval = await ask();
    await readyToSign(app);
    const button = approval.getByTestId('hold-to-sign');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(false);

    await button.click();
    await button.evaluate((element: HTMLElement) => { for (let at = 0; at < 20; at += 1) element.click(); });
    await button.focus();
    await approval.keyboard.down('Enter');
    for (let at = 0; at < 20; at += 1) await approval.keyboard.down('Enter');
    await pass(approval);
    await approval.keyboard.up('Enter');
    expect(app.hasWindow('approval')).toBe(true);

    // A space bar that was held already when the focus arrives repeats: that is no press of this button.
    await approval.getByRole('heading', { level: 1 }).focus();
    await approval.keyboard.down('Space');
    await button.focus();
    for (let at = 0; at < 20; at += 1) await approval.keyboard.down('Space');
    await pass(approval);
    await approval.keyboard.up('Space');
    expect(app.hasWindow('approval')).toBe(true);

    // Half a hold is none.
    await button.hover();
    await approval.mouse.down();
    await pass(approval, 400);
    await approval.mouse.up();
    await pass(approval);
    expect(app.hasWindow('approval')).toBe(true);
    await refuse(app);
  });

  it('is disarmed when the window loses the focus, also in the middle of a hold', async () => {
    const approval = await ask();
    await readyToSign(app);
    const button = approval.getByTestId('hold-to-sign');
    await button.hover();
    await approval.mouse.down();
    await approval.evaluate(() => window.dispatchEvent(new Event('blur')));
    await approval.locator('[data-testid="hold-to-sign"][data-ready="false"]').waitFor();
    await pass(approval);
    expect(app.hasWindow('approval')).toBe(true);
    await approval.mouse.up();
    await approval.evaluate(() => window.dispatchEvent(new Event('focus')));
    expect(await button.getAttribute('data-ready')).toBe('false');
    await readyToSign(app);
    await refuse(app);
  });
});

describe('the approval window itself', () => {
  it('is put back where it stood when other code moves or sizes it', async () => {
    await ask();
    const stood = await boundsOf(app, 'approval');
    const asked = await moveWindow(app, 'approval', { x: -120, y: 60, width: 80, height: -100 });
    expect(asked).not.toEqual(stood);
    await until('the window back in its place', async () => JSON.stringify(await boundsOf(app, 'approval')) === JSON.stringify(stood));
    await refuse(app);
  });

  it('goes when the wallet is locked, and nothing is broadcast', async () => {
    const main = await app.window('main');
    const before = await payments(main);
    const approval = await ask();
    await readyToSign(app);
    await approval.getByTestId('hold-to-sign').hover();
    await approval.mouse.down();
    await pressAway(main, 'Control+l');
    await app.windowGone('approval');
    await app.windowGone('main');
    const again = await unlock(app, password);
    expect(await payments(again)).toBe(before);
    expect(await held(await practiceAccess(profile), 'flux', [shop])).toEqual({ units: 0n, coins: 0 });
  });
});
