// The tour: the real window on the practice network, driven through the main job; saves the pictures that the documents show.
// Everything on them happened: coins from the faucet, payments, and practice days that went by.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inProject } from '../../build/setup/paths.mjs';
import type { ChainId } from '../../shared/chains/ids';
import { wear } from '../e2e/drive/accessible';
import { readyToSign, refuse } from '../e2e/drive/approval';
import { callApp } from '../e2e/drive/bridge';
import { addressOf, stranger, type MoneyChain } from '../e2e/drive/chain-figures';
import { fillPayment, goTo, pay, receiveAddress } from '../e2e/drive/money';
import { fillStart, fund, identityKeyOf, mineFlux, openNode, runServer, startNode, untilNode } from '../e2e/drive/nodes';
import { createWallet, lock, unlock } from '../e2e/drive/onboarding';
import { practiceControl } from '../e2e/drive/practice';
import { openSettings } from '../e2e/drive/settings';
import { fillSwap, swap, untilState, untilSwap } from '../e2e/drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp, type WindowKind } from '../e2e/harness/app';
import { until } from '../e2e/harness/until';
import { cloud } from './cloud';
import { governance } from './governance';
import { usefulWork } from './useful-work';

const PICTURES = inProject('docs/screenshots');
const LARGEST = 250_000;
const DAY = 86_400_000;
const PASSWORD = 'seven purple lanterns drift';

const people = [
  { name: 'Mara Lindqvist', chain: 'flux', note: 'Rent' },
  { name: 'Corner bakery', chain: 'flux', note: '' },
  { name: 'Jonas', chain: 'bitcoin', note: 'Bike parts' },
  { name: 'Studio Tan', chain: 'base', note: 'Design work' },
] as const satisfies readonly { name: string; chain: MoneyChain; note: string }[];
const addressFor = ({ name, chain }: (typeof people)[number]): string => addressOf(stranger(name), chain, 0);

/** Coins of the first day, in base units. */
const COINS: readonly { chain: ChainId; token: 'native' | 'flux'; amount: bigint }[] = [
  { chain: 'flux', token: 'native', amount: 1_840_25000000n },
  { chain: 'ethereum', token: 'flux', amount: 620_00000000n },
  { chain: 'bsc', token: 'flux', amount: 410_50000000n },
  { chain: 'polygon', token: 'flux', amount: 95_00000000n },
  { chain: 'avalanche', token: 'flux', amount: 42_75000000n },
  { chain: 'base', token: 'flux', amount: 130_00000000n },
  { chain: 'bitcoin', token: 'native', amount: 218_4000n },
  { chain: 'ethereum', token: 'native', amount: 84_000_000_000_000_000n },
  { chain: 'bsc', token: 'native', amount: 120_000_000_000_000_000n },
  { chain: 'base', token: 'native', amount: 45_000_000_000_000_000n },
];

let app: RunningApp;

async function picture(kind: WindowKind, name: string): Promise<void> {
  const page = await app.window(kind);
  await page.mouse.move(2, 2);
  await page.evaluate(() => Promise.allSettled([document.fonts.ready, ...document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished)]));
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > LARGEST) throw new Error(`${name}.png has ${size} bytes, more than ${LARGEST}`);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
}

/** The looks of the pictures: the size they are shown at. */
async function look(kind: WindowKind, theme: 'dark' | 'light' = 'dark'): Promise<void> {
  await wear(app, kind, await app.window(kind), { name: theme, theme, textPercent: 100, size: { width: 1280, height: 860 } });
}

async function fill(page: Page): Promise<void> {
  for (const { chain, token, amount } of COINS) {
    const { address } = await callApp(page, 'receive.fresh', { chain, scriptType: null });
    await callApp(page, 'practice.faucet', { chain, token, address, amount: amount.toString() });
  }
  await until('all coins', async () => {
    const { assets } = await callApp(page, 'portfolio.get', undefined);
    return COINS.every(({ chain, token }) => assets.some((row) => row.chain === chain && row.asset.endsWith('/native') === (token === 'native') && row.balance.state === 'known' && row.balance.value.spendable !== '0'));
  }, 120_000);
}

/** Practice days go by: the chains, their prices and every date with them. */
async function days(count: number): Promise<void> {
  await practiceControl(app.profile, '/control/clock', { advanceMs: count * DAY });
}

async function confirmed(page: Page, txid: string): Promise<void> {
  for (const { chain } of people) await callApp(page, 'practice.mine', { chain, blocks: 12 });
  await until('a confirmed payment', async () => {
    const { entries } = await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 1 });
    return entries[0]?.state.kind === 'confirmed';
  }, 60_000);
}

async function onboarding(): Promise<void> {
  const page = await app.window('secrets');
  await page.getByRole('heading', { name: 'Where do you want to start?' }).waitFor();
  await look('secrets');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Create a new wallet' }).click();
  await page.getByLabel('Wallet name').fill('Main wallet');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByTestId('word-12').waitFor();
  await picture('secrets', 'onboarding');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await createWallet(app, { name: 'Main wallet', password: PASSWORD });
}

async function live(page: Page): Promise<void> {
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
  await fill(page);
  for (const person of people) await callApp(page, 'contacts.put', { name: person.name, chain: person.chain, address: addressFor(person), note: person.note });
  const [mara, bakery, jonas, tan] = people;
  await days(4);
  await confirmed(page, await pay(app, page, { coin: 'FLUX on Flux main chain', to: addressFor(mara), amount: '310', note: 'Rent' }));
  await days(6);
  await confirmed(page, await pay(app, page, { coin: 'BTC on Bitcoin', to: addressFor(jonas), amount: '0.00034' }));
  await days(5);
  await confirmed(page, await pay(app, page, { coin: 'FLUX on Flux main chain', to: addressFor(bakery), amount: '7.4' }));
  await days(2);
  await confirmed(page, await pay(app, page, { coin: 'FLUX on Base', to: addressFor(tan), amount: '48' }));
  await days(3);
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  const { txid } = await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: '6250000000' });
  await confirmed(page, txid);
}

/** One swap in the middle of its way, one that waits for approval. */
async function bridge(page: Page): Promise<void> {
  const id = await swap(app, page, { from: 'eth', to: 'base', amount: '250' });
  await untilSwap(page, id, 'confirming', ({ state, depositDepth }) => state.kind === 'following' && (depositDepth?.have ?? 0) > 0);
  await page.getByText('The swap has begun.').waitFor({ state: 'detached' });
  await picture('main', 'bridge');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'bridge-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
  await untilState(page, id, 'arrived');
  await fillSwap(page, { from: 'main', to: 'eth', amount: '120' });
  await until('a swap that can be reviewed', () => page.getByRole('button', { name: 'Continue to approval' }).isEnabled(), 30_000);
  await picture('main', 'bridge-new');
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await readyToSign(app);
  await (await app.window('approval')).getByTestId('approval-review').evaluate((box) => { box.scrollTop = 0; });
  await picture('approval', 'approval-swap');
  await refuse(app);
}

async function screens(page: Page): Promise<void> {
  await goTo(page, 'Portfolio');
  await until('the curve of these days', async () => {
    const line = (await page.locator('figure svg path').last().getAttribute('d')) ?? '';
    return new Set(line.split('L').map((point) => point.split(' ')[1])).size > 10;
  });
  // Short notices go by themselves.
  await page.locator('.shadow-float').first().waitFor({ state: 'detached' });
  await picture('main', 'portfolio');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'portfolio-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');

  await receiveAddress(page, 'flux');
  await page.getByRole('button', { name: 'Check with the signer' }).click();
  await page.getByText('The signer derives the same address').waitFor();
  await picture('main', 'receive');

  await fillPayment(page, { coin: 'FLUX on Flux main chain', to: addressFor(people[0]), amount: '310', note: 'Rent' });
  await picture('main', 'send');
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await readyToSign(app);
  await (await app.window('approval')).getByTestId('approval-review').evaluate((box) => { box.scrollTop = 0; });
  await picture('approval', 'approval');
  await refuse(app);

  await goTo(page, 'Activity');
  // The notice of the refused payment goes by itself.
  await page.getByText('You did not approve it. Nothing was sent.').waitFor({ state: 'detached' });
  await page.getByTestId('activity-row').first().waitFor();
  await picture('main', 'activity');
  await goTo(page, 'Flux ID');
  await picture('main', 'flux-id');
  await goTo(page, 'Address book');
  await page.getByText(people[0].name).waitFor();
  await picture('main', 'address-book');
  await openSettings(page, 'Security');
  await picture('main', 'settings');
}

/** Two nodes that run, one whose server has gone away, and one that is on its way. */
async function staking(page: Page): Promise<void> {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await fund(page, address, 28_900_00000000n);
  await until('coins for nodes', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await callApp(page, 'staking.tiers', undefined)).some(({ tier, missing }) => tier === 'nimbus' && missing.state === 'known' && missing.value === '0');
  }, 60_000);
  for (const [tier, name] of [['Cumulus', 'cumulus-1'], ['Cumulus', 'cumulus-2'], ['Nimbus', 'nimbus-home']] as const) {
    await startNode(app, page, { tier, name });
    await mineFlux(page, 1);
    await callApp(page, 'sync.now', undefined);
  }
  await mineFlux(page, 101);
  for (const name of ['cumulus-1', 'cumulus-2', 'nimbus-home']) {
    const { collateral } = await untilNode(page, name, 'starting');
    await runServer(page, await identityKeyOf(app, page, name), `${collateral?.txid}:${collateral?.vout}`);
  }
  await mineFlux(page, 3);
  const away = await untilNode(page, 'cumulus-2', 'confirmed');
  if (away.collateral) await callApp(page, 'practice.server', { act: 'stop', collateral: away.collateral });
  await mineFlux(page, 480);
  await startNode(app, page, { tier: 'Cumulus', name: 'cumulus-3' });
  await mineFlux(page, 64);
  await mineFlux(page, 30);
  await untilNode(page, 'cumulus-3', 'maturing', ({ status }) => (status.confirmations ?? 0) > 60);
  await untilNode(page, 'cumulus-2', 'confirmed', ({ status }) => status.expiring);
  await goTo(page, 'Staking');
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, -10_000);
  await page.getByText('cumulus-2 expires soon').last().waitFor({ state: 'detached' });
  await picture('main', 'staking');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'staking-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
  await openNode(page, 'cumulus-2');
  await picture('main', 'staking-node');
  await page.getByRole('button', { name: 'Close the node' }).click();
  await fillStart(page, { tier: 'Nimbus', name: 'nimbus-attic' });
  await picture('main', 'staking-start');
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await readyToSign(app);
  await (await app.window('approval')).getByTestId('approval-review').evaluate((box) => { box.scrollTop = 0; });
  await picture('approval', 'approval-start');
  await refuse(app);
}

/** Off in plain words; on, with the coins of these days proven. */
async function lightNode(page: Page): Promise<void> {
  await goTo(page, 'Light node');
  await page.getByRole('button', { name: 'Switch on' }).waitFor();
  await picture('main', 'light-node-off');
  await page.getByRole('button', { name: 'Switch on' }).click();
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await until('a verified chain', async () => (await callApp(page, 'lightNode.get', undefined)).status?.verified === true, 240_000);
  for (const amount of ['12500000000', '310000000']) await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount });
  await mineFlux(page, 60);
  await until('proven coins', async () => (await callApp(page, 'evidence.get', undefined)).coins.filter(({ mark }) => mark === 'proven').length >= 2, 240_000);
  await until('a curve', async () => (await callApp(page, 'lightNode.get', undefined)).pace.length > 3, 300_000);
  await picture('main', 'light-node');
  await callApp(page, 'settings.set', { theme: 'light' });
  await look('main', 'light');
  await picture('main', 'light-node-light');
  await callApp(page, 'settings.set', { theme: 'dark' });
  await look('main');
}

async function tour(): Promise<void> {
  const profile = freshProfile();
  app = await launchApp({ profile });
  try {
    await onboarding();
    await live(await app.window('main'));
    await screens(await app.window('main'));
    await bridge(await app.window('main'));
    await staking(await app.window('main'));
    await governance(app, await app.window('main'), profile, { picture, look });
    await usefulWork(app, await app.window('main'), { picture, look });
    await cloud(app, await app.window('main'), { picture, look });
    await lightNode(await app.window('main'));
    await lock(app);
    await (await app.window('secrets')).getByRole('heading', { name: 'Main wallet' }).waitFor();
    await look('secrets');
    await picture('secrets', 'unlock');
    await unlock(app, PASSWORD);
  } finally {
    await app.quit();
    removeProfile(profile);
  }
}

tour().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
