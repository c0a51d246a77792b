// The light node in the real window: switched on it reaches the tip, Reported turns to Proven, a lying explorer is contradicted, and its death is no harm.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Contradiction } from '../../shared/contract/evidence';
import { PROVEN_BLOCKS } from '../../shared/flux/proof-rule';
import { findings } from './drive/accessible';
import { callApp } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { goTo, pay } from './drive/money';
import { createWallet, lock, unlock } from './drive/onboarding';
import { fault, noFaults } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { processTree, waitUntilGone } from './harness/processes';
import { until } from './harness/until';

jest.setTimeout(240_000);

const profile = freshProfile();
const PASSWORD = 'seven purple lanterns drift';
const COIN = 250_00000000n;
let app: RunningApp;
let page: Page;

const node = () => callApp(page, 'lightNode.get', undefined);
const evidence = () => callApp(page, 'evidence.get', undefined);
const mine = (blocks: number) => callApp(page, 'practice.mine', { chain: 'flux', blocks });
const practiceHeight = async (): Promise<number> => {
  const status = await callApp(page, 'practice.status', undefined);
  return status.state === 'running' ? (status.heights.flux ?? 0) : 0;
};
const balance = async () => {
  const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
  return row?.balance.state === 'known' ? row.balance : null;
};
/** The tip of the practice chain as it is now, checked and called verified. */
const atTip = () => until('the light node at the tip', async () => {
  const { status } = await node();
  return status?.verified === true && status.tip?.height === (await practiceHeight());
}, 120_000);
const nodePid = (): number | null => {
  const list = JSON.parse(readFileSync(join(profile, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  return list.find(({ name }) => name === 'node')?.pid ?? null;
};
/** Asks the servers until one contradicts in this way. */
const contradicted = (kind: Contradiction['kind']) => until(`a contradiction: ${kind}`, async () => {
  await callApp(page, 'sync.now', undefined);
  return (await evidence()).contradictions.some((one) => one.kind === kind);
}, 90_000);

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Main wallet', password: PASSWORD });
  page = await app.window('main');
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('is off until it is switched on: no process, and the wallet says what servers report', async () => {
  await goTo(page, 'Light node');
  await page.getByText('What it costs').waitFor();
  expect(await findings(app, 'main', 'light node, off')).toEqual([]);
  expect((await node()).process).toBeNull();
  expect(nodePid()).toBeNull();
});

it('switched on, it reaches the tip, and the head of the screen says verified', async () => {
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByTestId('node-state').waitFor();
  await atTip();
  await page.getByTestId('chain-state').filter({ hasText: /Flux [\d,]+ verified/ }).waitFor();
  await page.locator('[data-testid=node-state][data-phase=following]').waitFor();
});

it('what is received is reported first, and proven when enough blocks by enough nodes stand on it', async () => {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: String(COIN) });
  await mine(1);
  await until('the coin', async () => (await balance())?.value.total === String(COIN), 60_000);
  expect((await balance())?.source).not.toBe('proven');
  await until('the coin in a checked block', async () => (await evidence()).coins[0]?.seen != null, 60_000);
  expect((await evidence()).coins).toEqual([expect.objectContaining({ value: String(COIN), why: 'shallow' })]);
  await goTo(page, 'Portfolio');
  await page.getByRole('button', { name: /^Evidence for this amount: (Agreed|Reported)$/ }).waitFor();
  await mine(PROVEN_BLOCKS + 5);
  await until('a proven balance', async () => (await balance())?.source === 'proven', 120_000);
  const mark = page.getByRole('button', { name: 'Evidence for this amount: Proven' });
  await mark.click();
  await page.getByRole('dialog').getByText('250.0000 FLUX').waitFor();
  await page.keyboard.press('Escape');
  await mark.waitFor();
});

it('shows the proof of the transaction, and saves it as a file', async () => {
  const file = join(profile, 'saved.proof');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await goTo(page, 'Activity');
  await page.getByTestId('activity-row').first().click();
  const proof = page.getByTestId('transaction-proof');
  await proof.getByText('Proven', { exact: true }).waitFor();
  await proof.getByRole('button', { name: 'Save the proof' }).click();
  await page.getByText('The proof is saved.').first().waitFor();
  expect(readFileSync(file).length).toBeGreaterThan(200);
});

it.each([['leaves a coin out', 'missingCoin', 'missing'], ['changes an amount', 'changedAmount', 'amount']] as const)('an explorer that %s is contradicted: both sides are shown, and nothing is called proven meanwhile', async (_what, lie, kind) => {
  await fault(profile, 'flux', lie, { only: 'a' });
  await contradicted(kind);
  expect((await balance())?.source).not.toBe('proven');
  await goTo(page, 'Portfolio');
  await page.getByRole('button', { name: /^See both/ }).click();
  const card = page.getByRole('region', { name: /contradicts what the light node saw/ });
  await card.getByText('The server says').waitFor();
  await card.getByText(/^250 FLUX in block [\d,]+$/).waitFor();
  expect(await findings(app, 'main', `light node, ${lie}`)).toEqual([]);
  await noFaults(profile, ['flux']);
  await until('agreement again', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await evidence()).contradictions.length === 0;
  }, 90_000);
  await until('proven again', async () => (await balance())?.source === 'proven', 90_000);
});

it('locked it follows on, and looks for nothing; unlocked it knows the coins again', async () => {
  const before = nodePid();
  await lock(app);
  page = await unlock(app, PASSWORD);
  expect(nodePid()).toBe(before);
  await until('proven after unlocking', async () => (await balance())?.source === 'proven', 120_000);
});

it('killed, it comes back; the wallet goes on meanwhile', async () => {
  const pid = nodePid();
  if (pid === null) throw new Error('the light node does not run');
  const tree = processTree(pid);
  process.kill(pid, 'SIGKILL');
  await waitUntilGone(tree);
  expect((await balance())?.value.total).toBe(String(COIN));
  await until('another process', () => {
    const fresh = nodePid();
    return fresh !== null && fresh !== pid;
  }, 60_000);
  await atTip();
  await until('proven after the kill', async () => (await balance())?.source === 'proven', 120_000);
});

it('gives a payment to its peers too: servers that keep it to themselves keep nobody from it', async () => {
  await fault(profile, 'flux', 'dropBroadcast');
  const txid = await pay(app, page, { coin: 'FLUX on Flux main chain', to: addressOf(stranger('peers'), 'flux', 0), amount: '12.5' });
  await until('the payment in a block', async () => {
    await mine(1);
    await callApp(page, 'sync.now', undefined);
    const { entries } = await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 1 });
    return entries[0] !== undefined && ['mined', 'confirming', 'confirmed'].includes(entries[0].state.kind);
  }, 60_000);
  await noFaults(profile, ['flux']);
});

it('paused it proves nothing new; switched off it is gone, and amounts are what servers report', async () => {
  await goTo(page, 'Light node');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('[data-testid=node-state][data-phase=paused]').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await atTip();
  await page.getByRole('switch', { name: 'Light node' }).click();
  await page.getByRole('button', { name: 'Switch on' }).waitFor();
  await until('no process', async () => (await node()).process === null && nodePid() === null, 60_000);
  await until('reported', async () => (await balance())?.source !== 'proven', 60_000);
});
