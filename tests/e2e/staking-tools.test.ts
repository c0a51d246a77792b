// The rest of staking in the real window: multisig collateral, delegates, one start for all, consolidation, and the way out. Sums are the chain's.
import * as ecc from 'tiny-secp256k1';
import type { Page } from 'playwright-core';
import { toHex } from '../../shared/crypto/bytes';
import { hash160 } from '../../shared/crypto/hashes';
import { addressOfScript } from '../../shared/flux/address';
import { FLUX_REGTEST } from '../../shared/flux/params';
import { multisigScript, p2shScript } from '../../shared/flux/script-templates';
import { encodeWif } from '../../shared/flux/wif';
import { approve } from './drive/approval';
import { callApp } from './drive/bridge';
import { addressOf, held, keysOfWords, stranger } from './drive/chain-figures';
import { goTo } from './drive/money';
import { addWallet, createWallet, switchTo } from './drive/onboarding';
import { fillStart, fund, identityKeyOf, mineFlux, nodeNamed, nodes, openNode, runServer, startNode, untilNode } from './drive/nodes';
import { practiceAccess } from './drive/practice';
import { importScript } from './drive/settings';
import { fluxOnChain } from './drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const password = 'seven purple lanterns drift';
const profile = freshProfile();
const COIN = 100_000_000n;
const CONTINUE = { name: 'Continue to approval', exact: true } as const;
const refuge = stranger('somewhere safe');
let app: RunningApp;
let page: Page;
let words: string[] = [];
let delegateKey = '';

/** A two of two script: one key is brought into the wallet, the other lies elsewhere. */
function twoOfTwo() {
  const [own, other] = [new Uint8Array(32).fill(21), new Uint8Array(32).fill(22)];
  const keys = [own, other].map((secret) => ecc.pointFromScalar(secret, true) ?? new Uint8Array(0)).sort((left, right) => (toHex(left) < toHex(right) ? -1 : 1));
  const redeemScript = multisigScript(2, keys);
  return { wif: encodeWif({ privateKey: own, compressed: true }, FLUX_REGTEST), redeemScript: toHex(redeemScript), address: addressOfScript(p2shScript(hash160(redeemScript)), FLUX_REGTEST) ?? '' };
}
const script = twoOfTwo();

const freshAddress = async (): Promise<string> => (await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null })).address;
async function candidate(which: (one: { address: string; multisig: boolean }) => boolean): Promise<string> {
  return until('a coin that is ready', async () => {
    await callApp(page, 'sync.now', undefined);
    const reading = await callApp(page, 'staking.candidates', { tier: 'cumulus' });
    const found = reading.state === 'known' ? reading.value.find((one) => which(one) && one.node === null && one.problem === null) : undefined;
    return found && `${found.outpoint.txid}:${found.outpoint.vout}`;
  }, 60_000);
}

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Delegate', password });
  page = await app.window('main');
  delegateKey = (await until('the own delegate key', async () => (await callApp(page, 'staking.delegateKey', undefined)).publicKey, 30_000)) ?? '';
  await addWallet(app, 'Delegate');
  words = await createWallet(app, { name: 'Owner', password });
  page = await app.window('main');
  await importScript(app, { ...script, name: 'Two keys', password });
  for (let count = 0; count < 3; count += 1) await fund(page, await freshAddress(), 1_000n * COIN);
  await fund(page, script.address, 1_000n * COIN);
  for (let count = 0; count < 4; count += 1) await fund(page, await freshAddress(), 5n * COIN);
  await mineFlux(page, 100);
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

it('starts a node on multisig collateral with one of its keys', async () => {
  await startNode(app, page, { tier: 'Cumulus', name: 'shared', coin: await candidate(({ multisig }) => multisig) });
  await untilNode(page, 'shared', 'starting');
  await mineFlux(page, 1);
  expect(await untilNode(page, 'shared', 'started')).toMatchObject({ multisig: true, address: script.address });
});

it('names a delegate with the start', async () => {
  await fillStart(page, { tier: 'Cumulus', name: 'lent', coin: await candidate(({ multisig }) => !multisig) });
  await page.getByText('Advanced: delegates').click();
  await page.getByRole('button', { name: 'Add a delegate' }).click();
  await page.getByLabel('Delegate 1', { exact: true }).fill(delegateKey);
  await until('a node that can be reviewed', () => page.getByRole('button', CONTINUE).isEnabled(), 30_000);
  await page.getByRole('button', CONTINUE).click();
  await approve(app);
  const { collateral: coin } = await untilNode(page, 'lent', 'starting');
  await runServer(page, await identityKeyOf(app, page, 'lent'), `${coin?.txid}:${coin?.vout}`);
  for (const name of ['first', 'second']) await startNode(app, page, { tier: 'Cumulus', name, coin: await candidate(({ multisig }) => !multisig) });
  await mineFlux(page, 3);
  const { collateral } = await untilNode(page, 'lent', 'confirmed');
  if (collateral) await callApp(page, 'practice.server', { act: 'stop', collateral });
});

it('replaces delegates, once the network takes a start again', async () => {
  // Without servers one falls out after 641 blocks, and the others are held back until 720 after their start.
  await mineFlux(page, 740);
  await untilNode(page, 'first', 'out', ({ start }) => start.allowed);
  await openNode(page, 'first');
  await page.getByRole('button', { name: 'Delegates', exact: true }).click();
  await page.getByRole('button', { name: 'Erase all delegates' }).click();
  await approve(app);
  await untilNode(page, 'first', 'starting');
});

it('lets the delegate start it, with a wallet of its own', async () => {
  const { collateral, address, identity } = await untilNode(page, 'lent', 'out');
  if (!collateral || identity?.kind !== 'own') throw new Error('not a node of this wallet');
  const owner = keysOfWords(words);
  const ownerKey = Array.from({ length: 30 }, (_unused, index) => owner.scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index }, 'p2pkh', 'flux')).find((own) => own.address === address)?.publicKey;
  page = await switchTo(app, 'Owner', 'Delegate', password);
  await goTo(page, 'Staking');
  await page.getByRole('button', { name: 'Start as a delegate', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Collateral', { exact: true }).fill(`${collateral.txid}:${collateral.vout}`);
  await dialog.getByLabel("The owner's public key or redeem script").fill(toHex(ownerKey ?? new Uint8Array(0)));
  await dialog.getByLabel("The server's public key").fill(toHex(owner.nodeKey(identity.index).publicKey));
  await dialog.getByRole('button', CONTINUE).click();
  await approve(app);
  await untilNode(page, 'delegated', 'starting');
  await mineFlux(page, 1);
  page = await switchTo(app, 'Delegate', 'Owner', password);
  await untilNode(page, 'lent', 'started');
});

it('starts all that need it with one approval', async () => {
  await goTo(page, 'Staking');
  await untilNode(page, 'second', 'out', ({ start }) => start.allowed);
  await page.getByRole('button', { name: 'Start all that need it', exact: true }).click();
  await approve(app);
  for (const name of ['second', 'shared']) await untilNode(page, name, 'starting');
  await mineFlux(page, 1);
  for (const name of ['second', 'shared']) await untilNode(page, name, 'started');
});

it('consolidates small coins and leaves collateral alone', async () => {
  const locked = (await callApp(page, 'staking.nodes', undefined)).locked;
  // Four from the faucet, and what the node earned while its server ran.
  const { coins } = await callApp(page, 'staking.consolidate', undefined);
  expect(coins).toBeGreaterThanOrEqual(4);
  await page.getByRole('button', { name: 'Consolidate', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(String(coins), { exact: true }).waitFor();
  await dialog.getByRole('button', CONTINUE).click();
  await approve(app);
  await dialog.waitFor({ state: 'detached' });
  await mineFlux(page, 2);
  await until('one coin', async () => {
    await callApp(page, 'sync.now', undefined);
    return (await callApp(page, 'staking.consolidate', undefined)).coins <= 1;
  }, 60_000);
  expect((await callApp(page, 'staking.nodes', undefined)).locked).toBe(locked);
  expect(await fluxOnChain(page, 'flux')).toBeGreaterThan(4_019n * COIN);
});

it('refuses to free a coin without its node\'s name', async () => {
  await openNode(page, 'second');
  await page.getByRole('button', { name: 'Free this coin', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Free the coin of second' });
  await dialog.getByLabel('Type second to confirm').fill('first');
  await dialog.getByRole('button', { name: 'Free the coin', exact: true }).click();
  await dialog.getByText('That is not the name.').waitFor();
  expect((await nodeNamed(page, 'second')).released).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close the node' }).click();
});

it('evacuates everything that this wallet can move, coins of nodes included', async () => {
  const before = await fluxOnChain(page, 'flux');
  await page.getByRole('button', { name: 'Evacuate', exact: true }).click();
  await page.getByLabel('Flux address').fill(addressOf(refuge, 'flux', 0));
  await page.getByLabel('Type EVACUATE to go on').fill('EVACUATE');
  await page.getByRole('button', { name: 'Work out the steps' }).click();
  const step = page.getByTestId('evacuate-step').first();
  await step.getByText(/^Ends .*first/).waitFor();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await approve(app);
  await until('a signed step', async () => (await step.getAttribute('data-state')) === 'signed', 30_000);
  await mineFlux(page, 2);
  const safe = await until('the coins somewhere safe', async () => {
    const { units } = await held(await practiceAccess(profile), 'flux', [addressOf(refuge, 'flux', 0)]);
    return units > 0n && units;
  }, 30_000);
  // All but the coin of two keys, which one of them cannot move, and the fee.
  const moved = (before ?? 0n) - 1_000n * COIN;
  expect(safe).toBeLessThanOrEqual(moved);
  expect(safe).toBeGreaterThan(moved - COIN / 100n);
  await goTo(page, 'Staking');
  for (const name of ['first', 'second', 'lent']) await untilNode(page, name, 'ended');
  expect((await nodes(page)).find(({ name }) => name === 'shared')?.status.kind).toBe('started');
});
