// What the app is doing when it is killed: each moment prepares something and then acts, and the kill falls into the act.
import type { Page } from 'playwright-core';
import type { Intent } from '../../../shared/contract/money-path';
import type { RunningApp } from '../harness/app';
import { until } from '../harness/until';
import { readyToSign } from './approval';
import { callApp } from './bridge';
import { clickAway } from './click-away';
import { balance, MONEY, type Attempt, type Ledger } from './ledger';
import type { MoneyChain } from './chain-figures';
import { lock } from './onboarding';
import { fault } from './practice';

export interface Moment {
  readonly name: string;
  /** The kill comes between these many milliseconds after the act began. */
  readonly within: readonly [number, number];
  /** The act begins with the password window instead of the open wallet. */
  readonly locked?: boolean;
  /** @returns the act: what is going on when the kill comes */
  prepare(app: RunningApp, ledger: Ledger): Promise<() => Promise<void>>;
}

/** Types the likeliest password, then the next; the one that opens stays the only one. */
export async function unlockWithAny(app: RunningApp, ledger: Ledger): Promise<Page> {
  for (const password of ledger.passwords) {
    const page = await app.window('secrets');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await clickAway(page.getByRole('button', { name: 'Unlock' }));
    const opened = await until('an answer to the password', async () => (!app.hasWindow('secrets') ? 'open' : (await wrongPassword(page)) && 'wrong'), 30_000).catch(async (cause: unknown) => {
      throw new Error(`The password window says:\n${await app.says('secrets')}`, { cause });
    });
    if (opened === 'wrong') continue;
    ledger.passwords = [password];
    return app.window('main');
  }
  throw new Error('no password opens the wallet');
}

async function wrongPassword(page: Page): Promise<boolean> {
  try {
    return await page.getByText('That password does not open this wallet').isVisible();
  } catch (thrown) {
    // The right password closes the window at any time.
    if (page.isClosed()) return false;
    throw thrown;
  }
}

/** A payment that the wallet finds nothing wrong with. */
async function soundIntent(page: Page, { chain, to, units }: Attempt): Promise<Intent> {
  await until(`coins on ${chain} that can be spent`, async () => BigInt((await balance(page, chain))?.spendable ?? '0') > units * 2n, 60_000);
  return until('a sound payment', async () => {
    const { intent } = await callApp(page, 'send.preview', { asset: MONEY[chain].asset, to, amount: { kind: 'units', units: String(units) }, fee: { kind: 'preset', preset: 'normal' }, note: '' });
    return intent;
  }, 30_000);
}

/** Asks for the payment; the answer is noted when it comes. @returns a promise of the answer, and the approval window's button */
async function ask(app: RunningApp, ledger: Ledger, chain: MoneyChain) {
  const page = await app.window('main');
  const attempt = ledger.newAttempt(chain);
  const intent = await soundIntent(page, attempt);
  const answered = callApp(page, 'money.submit', { intent }).then((outcome) => {
    if (outcome.kind === 'sent' || outcome.kind === 'kept') attempt.txid = outcome.txid;
    return outcome;
  });
  // The kill ends the call as well; whoever acts on it awaits it and is told.
  answered.catch(() => undefined);
  await app.window('approval');
  return { attempt, answered };
}

async function press(app: RunningApp, approval: Page, attempt: Attempt): Promise<void> {
  await approval.getByTestId('hold-to-sign').hover();
  attempt.pressed = true;
  await approval.mouse.down();
  await app.windowGone('approval');
}

const beforeApproval = (chain: MoneyChain): Moment => ({
  name: `a payment on ${chain} waits for approval`,
  within: [0, 1200],
  async prepare(app, ledger) {
    await ask(app, ledger, chain);
    return async () => void (await readyToSign(app));
  },
});

const afterApproval = (chain: MoneyChain): Moment => ({
  name: `a payment on ${chain} is approved and signed`,
  within: [950, 1300],
  async prepare(app, ledger) {
    const { attempt, answered } = await ask(app, ledger, chain);
    const approval = await readyToSign(app);
    return async () => {
      await press(app, approval, attempt);
      await answered;
    };
  },
});

const broadcasting = (chain: MoneyChain): Moment => ({
  name: `a payment on ${chain} is broadcast to slow servers`,
  within: [1250, 2600],
  async prepare(app, ledger) {
    const { attempt, answered } = await ask(app, ledger, chain);
    const approval = await readyToSign(app);
    await fault(app.profile, chain, 'slow', { value: 500 });
    return async () => {
      await press(app, approval, attempt);
      await answered;
    };
  },
});

const kept = (chain: MoneyChain): Moment => ({
  name: `a payment on ${chain} that no server took is kept`,
  within: [0, 400],
  async prepare(app, ledger) {
    const { attempt, answered } = await ask(app, ledger, chain);
    const approval = await readyToSign(app);
    await fault(app.profile, chain, 'down');
    await press(app, approval, attempt);
    expect((await answered).kind).toBe('kept');
    const page = await app.window('main');
    return async () => void (await callApp(page, 'sync.now', undefined));
  },
});

const unlocking: Moment = {
  name: 'the wallet is unlocked',
  within: [0, 1500],
  locked: true,
  prepare: async (app, ledger) => async () => void (await unlockWithAny(app, ledger)),
};

const syncing: Moment = {
  name: 'it syncs',
  within: [0, 1000],
  async prepare(app) {
    const page = await app.window('main');
    return async () => void (await callApp(page, 'sync.now', undefined));
  },
};

const contacts: Moment = {
  name: 'contacts are saved',
  within: [0, 800],
  async prepare(app, ledger) {
    const page = await app.window('main');
    return async () => {
      for (let count = 0; count < 10; count += 1) {
        const index = ledger.askedContacts.size;
        const name = `Contact ${index}`;
        ledger.askedContacts.add(name);
        await callApp(page, 'contacts.put', { name, chain: 'flux', address: ledger.contactAddress(index), note: '' });
        ledger.savedContacts.add(name);
      }
    };
  },
};

const password: Moment = {
  name: 'the password is changed',
  within: [0, 2500],
  async prepare(app, ledger) {
    const [old = ''] = ledger.passwords;
    const next = `${old.split(' again ')[0]} again ${ledger.attempts.length} times`;
    const closed = callApp(await app.window('main'), 'app.secrets', { purpose: 'change-password', wallet: null });
    closed.catch(() => undefined);
    const page = await app.window('secrets');
    await page.getByLabel('Current password', { exact: true }).fill(old);
    await page.getByLabel('Password', { exact: true }).fill(next);
    await page.getByLabel('Password again').fill(next);
    return async () => {
      ledger.passwords = [next, old];
      await page.getByRole('button', { name: 'Change the password' }).click();
      await page.getByText('The password is changed').waitFor();
      ledger.passwords = [next];
      await clickAway(page.getByRole('button', { name: 'Close' }));
      await closed;
    };
  },
};

const settings: Moment = {
  name: 'settings are written',
  within: [0, 400],
  async prepare(app) {
    const page = await app.window('main');
    return async () => {
      for (let count = 0; count < 20; count += 1) await callApp(page, 'settings.set', { currency: count % 2 === 0 ? 'EUR' : 'USD' });
    };
  },
};

const locking: Moment = {
  name: 'it locks',
  within: [0, 500],
  prepare: async (app) => () => lock(app),
};

const CHAINS = ['flux', 'bitcoin', 'base'] as const;
const waiting = [beforeApproval('flux'), beforeApproval('base')];
const approved = CHAINS.map(afterApproval);
const onTheWay = CHAINS.map(broadcasting);
const stored = CHAINS.map(kept);

/** Every moment that money depends on, on each kind of chain, and what else writes to the disk. */
export const MOMENTS: readonly Moment[] = [unlocking, syncing, locking, contacts, password, settings, ...waiting, ...approved, ...onTheWay, ...stored];
/** Those in which the signer, or the wallet process, has something to do. */
export const SIGNER_MOMENTS: readonly Moment[] = [unlocking, contacts, password, ...waiting, ...approved, ...onTheWay];
export const WALLET_MOMENTS: readonly Moment[] = [syncing, locking, ...waiting, ...approved, ...onTheWay, ...stored];
