// The main job, whole, in the real window: two wallets, coins from the faucet, payments on three families of chains, restart, restore.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { callApp } from './drive/bridge';
import { faucet, goTo, pay, receiveAddress } from './drive/money';
import { addWallet, createWallet, lock, restoreWallet, switchTo, unlock } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const profile = freshProfile();
const empty = freshProfile();
const mine = { name: 'Mine', password: 'seven purple lanterns drift' };
const theirs = { name: 'Theirs', password: 'quiet rivers under granite' };
const COINS = [
  { chain: 'flux', asset: 'flux/native', coin: 'FLUX on Flux main chain', symbol: 'FLUX', amount: '2.5', units: 250_000_000n },
  { chain: 'bitcoin', asset: 'bitcoin/native', coin: 'BTC on Bitcoin', symbol: 'BTC', amount: '0.01', units: 1_000_000n },
  { chain: 'base', asset: 'base/native', coin: 'ETH on Base', symbol: 'ETH', amount: '0.05', units: 50_000_000_000_000_000n },
] as const;
let app: RunningApp;
let words: string[] = [];
const addresses: Record<string, string> = {};
const sent: Record<string, string> = {};

async function total(page: Page, asset: string): Promise<bigint | null> {
  const row = (await callApp(page, 'portfolio.get', undefined)).assets.find((entry) => entry.asset === asset);
  return row?.balance.state === 'known' ? BigInt(row.balance.value.total) : null;
}

async function entry(page: Page, txid: string) {
  const { entries } = await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 10 });
  return entries.find((candidate) => candidate.txid === txid) ?? null;
}

beforeAll(async () => {
  app = await launchApp({ profile });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
  removeProfile(empty);
});

describe('the main job', () => {
  it('makes a wallet that will be paid', async () => {
    await createWallet(app, theirs);
    const page = await app.window('main');
    for (const { chain } of COINS) addresses[chain] = await receiveAddress(page, chain);
  });

  it('makes a second wallet beside it', async () => {
    await addWallet(app, 'Theirs');
    words = await createWallet(app, { ...mine, words: 24 });
    expect(words).toHaveLength(24);
    await (await app.window('main')).getByRole('button', { name: /Mine/ }).waitFor();
  });

  it.each(COINS)('gets $symbol from the faucet on $chain', async ({ chain, asset, symbol }) => {
    const page = await app.window('main');
    const own = await receiveAddress(page, chain);
    expect(own).not.toBe(addresses[chain]);
    await page.getByRole('button', { name: 'Check with the signer' }).click();
    await page.getByText('The signer derives the same address').waitFor();
    await faucet(page, chain, symbol);
    await until(`${symbol} in the portfolio`, async () => ((await total(page, asset)) ?? 0n) > 0n, 60_000);
  });

  it.each(COINS)('sends $amount $symbol on $chain to the other wallet', async ({ chain, asset, coin, amount, units }) => {
    const page = await app.window('main');
    await until('a confirmed coin', async () => {
      const row = (await callApp(page, 'portfolio.get', undefined)).assets.find((candidate) => candidate.asset === asset);
      return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > units;
    }, 60_000);
    const before = (await total(page, asset)) ?? 0n;
    const txid = await pay(app, page, { coin, to: addresses[chain] ?? '', amount, ...(chain === 'flux' ? { note: 'rent for March' } : {}) });
    sent[chain] = txid;
    await callApp(page, 'practice.mine', { chain, blocks: 15 });
    const done = await until('a confirmed entry', async () => {
      const found = await entry(page, txid);
      return found?.state.kind === 'confirmed' && found;
    }, 60_000);
    expect(BigInt(done.amount)).toBe(-units);
    expect(done.counterparties).toContain(addresses[chain]);
    const fee = BigInt(done.fee?.units ?? '0');
    expect(fee).toBeGreaterThan(0n);
    await until('the balance to follow', async () => (await total(page, asset)) === before - units - fee, 60_000);
  });

  it('shows all of it in Activity', async () => {
    const page = await app.window('main');
    await goTo(page, 'Activity');
    await until('three payments on the screen', async () => (await page.getByText('Sent', { exact: true }).count()) >= 3);
  });

  it('shows the other side what it was paid', async () => {
    const other = await switchTo(app, 'Mine', 'Theirs', theirs.password);
    for (const { chain, asset, units } of COINS) {
      await until(`${asset} to arrive`, async () => (await total(other, asset)) === units, 60_000);
      const received = await until('the entry', () => entry(other, sent[chain] ?? ''), 60_000);
      expect(received.kind).toBe('received');
    }
  });

  it('finds everything after it was locked, quit and started again', async () => {
    await lock(app);
    await app.quit();
    app = await launchApp({ profile });
    const page = await unlock(app, theirs.password);
    for (const { asset, units } of COINS) await until(`${asset} again`, async () => (await total(page, asset)) === units, 60_000);
    for (const { chain } of COINS) expect(await entry(page, sent[chain] ?? '')).not.toBeNull();
  });

  it('finds everything of a wallet that is restored from its words on an empty profile', async () => {
    const own = await switchTo(app, 'Theirs', 'Mine', mine.password);
    const before = await Promise.all(COINS.map(({ asset }) => until(`${asset} of the first`, () => total(own, asset), 60_000)));
    await app.quit();
    // The chains are the same, everything of the wallet is gone.
    cpSync(join(profile, 'practice-network'), join(empty, 'practice-network'), { recursive: true });
    app = await launchApp({ profile: empty });
    await restoreWallet(app, words, { name: 'Mine again', password: 'another long password here' });
    const again = await app.window('main');
    for (const [at, { chain, asset }] of COINS.entries()) {
      await until(`${asset} of the restored wallet`, async () => (await total(again, asset)) === before[at], 90_000);
      const found = await until('its payment', () => entry(again, sent[chain] ?? ''), 60_000);
      expect(found.kind).toBe('sent');
    }
  });
});
