// Drives staking as a person does: starts a node, copies its settings from the secrets window, follows where it stands.

import type { Page } from 'playwright-core';
import type { FluxNode } from '../../../shared/contract/staking';
import type { RunningApp } from '../harness/app';
import { until } from '../harness/until';
import { approve } from './approval';
import { callApp } from './bridge';
import { clickAway } from './click-away';
import { goTo } from './money';

type Kind = FluxNode['status']['kind'];
type Standing<K extends Kind> = FluxNode & { readonly status: Extract<FluxNode['status'], { kind: K }> };

const CONTINUE = { name: 'Continue to approval' } as const;
/** Most blocks that the practice network makes at one request. */
const MOST_BLOCKS = 500;

export async function mineFlux(page: Page, blocks: number): Promise<void> {
  for (let left = blocks; left > 0; left -= MOST_BLOCKS) await callApp(page, 'practice.mine', { chain: 'flux', blocks: Math.min(left, MOST_BLOCKS) });
}

/** Blocks until the chain is that high. */
export async function mineTo(page: Page, height: number): Promise<void> {
  const status = await callApp(page, 'practice.status', undefined);
  const now = status.state === 'running' ? status.heights.flux : undefined;
  if (now === undefined) throw new Error('the practice chain has no height');
  await mineFlux(page, height - now);
}

/** FLUX from the faucet to an address, in a block. */
export async function fund(page: Page, address: string, units: bigint): Promise<void> {
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: units.toString() });
  await mineFlux(page, 1);
}

export async function nodes(page: Page): Promise<FluxNode[]> {
  return (await callApp(page, 'staking.nodes', undefined)).nodes;
}

export async function nodeNamed(page: Page, name: string): Promise<FluxNode> {
  const found = (await nodes(page)).find((node) => node.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return found;
}

/** Looks at the chain and the lists until the node stands there. */
export function untilNode<K extends Kind>(page: Page, name: string, kind: K, holds: (node: Standing<K>) => boolean = () => true, ms = 60_000): Promise<Standing<K>> {
  return until(`${name}: ${kind}`, async () => {
    await callApp(page, 'staking.look', undefined);
    const node = (await nodes(page)).find((one) => one.name === name);
    return node !== undefined && isStanding(node, kind) && holds(node) ? node : null;
  }, ms);
}

function isStanding<K extends Kind>(node: FluxNode, kind: K): node is Standing<K> {
  return node.status.kind === kind;
}

/** Types a new node and waits until it can be reviewed. `coin` is the outpoint of a coin that lies ready. */
export async function fillStart(page: Page, { tier, name, coin }: { tier: 'Cumulus' | 'Nimbus' | 'Stratus'; name: string; coin?: string }): Promise<void> {
  await goTo(page, 'Staking');
  await page.getByRole('button', { name: `Start a node: ${tier}` }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (coin !== undefined) await page.locator(`input[value="${coin}"]`).locator('xpath=..').click();
  await until('a node that can be reviewed', () => page.getByRole('button', CONTINUE).isEnabled(), 30_000);
}

/** Starts a node through the approval window. */
export async function startNode(app: RunningApp, page: Page, wish: Parameters<typeof fillStart>[1]): Promise<void> {
  await fillStart(page, wish);
  await page.getByRole('button', CONTINUE).click();
  await approve(app);
  await until('the record of the start', async () => (await nodes(page)).some(({ name, status }) => name === wish.name && status.kind !== 'reserved'), 30_000);
}

/** Opens the node's settings and shows its identity key. @returns the key as the screen shows it */
export async function identityKeyOf(app: RunningApp, page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `Server settings: ${name}`, exact: true }).click();
  const secrets = await app.window('secrets');
  await secrets.getByRole('button', { name: 'Show', exact: true }).click();
  const key = await secrets.getByTestId('node-values').locator('dd[data-selectable]').first().innerText();
  await clickAway(secrets.getByRole('button', { name: 'Done', exact: true }));
  await app.windowGone('secrets');
  return key.trim();
}

/** Pastes the settings into a practice server; without `coin` they are those of the node that waits for one. */
export async function runServer(page: Page, key: string, coin?: string): Promise<void> {
  const { length } = await callApp(page, 'practice.server', { act: 'list' });
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Run the server', exact: true }) });
  await form.getByLabel('Identity key', { exact: true }).fill(key);
  if (coin !== undefined) await form.getByLabel('Collateral', { exact: true }).fill(coin);
  await page.getByRole('button', { name: 'Run the server', exact: true }).click();
  await until('the server', async () => (await callApp(page, 'practice.server', { act: 'list' })).length === length + 1, 30_000);
}

/** Opens the node's drawer. */
export async function openNode(page: Page, name: string): Promise<void> {
  await goTo(page, 'Staking');
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('button', { name: 'Close the node' }).waitFor();
}
