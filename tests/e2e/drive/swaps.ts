// Drives the bridge as a person does: lanes, amount, approval; and follows a swap to where it should stand.

import type { Page } from 'playwright-core';
import type { ChainId, EvmChain } from '../../../shared/chains/ids';
import { fluxAssets } from '../../../shared/chains/registry';
import type { Swap } from '../../../shared/contract/bridge';
import type { FusionChain } from '../../../shared/fusion/chains';
import { heldChain } from '../../../shared/fusion/chains';
import type { RunningApp } from '../harness/app';
import { until } from '../harness/until';
import { approve, readyToSign } from './approval';
import { callApp } from './bridge';
import { goTo } from './money';

export interface SwapWish {
  readonly from: FusionChain;
  readonly to: FusionChain;
  /** FLUX as it is typed. */
  readonly amount: string;
}

const CONTINUE = { name: 'Continue to approval' } as const;

/** The lane of a chain as start or end; choosing the lane that the other end has turns the direction round. */
async function choose(page: Page, end: 'Where it starts' | 'Where it arrives', key: FusionChain): Promise<void> {
  const radio = page.getByRole('group', { name: end }).locator(`input[value="${key}"]`);
  if (await radio.isDisabled()) await radio.locator('xpath=..').click({ force: true });
  else await radio.check({ force: true });
}

/** Opens a new swap and types it. */
export async function fillSwap(page: Page, { from, to, amount }: SwapWish): Promise<void> {
  await goTo(page, 'Bridge');
  const fresh = page.getByRole('button', { name: 'New swap', exact: true });
  if (await fresh.isVisible()) await fresh.click();
  await choose(page, 'Where it starts', from);
  await choose(page, 'Where it arrives', to);
  await page.getByLabel(/^Amount on/).fill(amount);
}

/** Types a swap and waits until nothing stands in its way. */
export async function fillSoundSwap(page: Page, wish: SwapWish): Promise<void> {
  await fillSwap(page, wish);
  await until('a swap that can be reviewed', () => page.getByRole('button', CONTINUE).isEnabled(), 30_000);
}

/**
 * Swaps through the approval window.
 * @param signing happens while the approval window is open: the pair is reserved, nothing is signed yet
 * @returns the swap's id
 */
export async function swap(app: RunningApp, page: Page, wish: SwapWish, signing?: () => Promise<void>): Promise<string> {
  const before = await newest(page);
  await fillSoundSwap(page, wish);
  await page.getByRole('button', CONTINUE).click();
  if (signing) {
    await readyToSign(app);
    await signing();
  }
  await approve(app);
  return until('the swap in the list', async () => {
    const found = await newest(page);
    return found && found.id !== before?.id && found.state.kind !== 'reserved' ? found.id : null;
  }, 30_000);
}

async function newest(page: Page): Promise<Swap | null> {
  return (await callApp(page, 'bridge.list', { offset: 0, limit: 1 })).swaps[0] ?? null;
}

/** Blocks come while it is waited, on both chains of the swap. */
export async function untilSwap(page: Page, id: string, what: string, holds: (swap: Swap) => boolean, ms = 90_000): Promise<Swap> {
  return until(`a swap: ${what}`, async () => {
    const found = await callApp(page, 'bridge.get', { id });
    if (found && holds(found)) return found;
    for (const chain of found ? [found.from, heldChain(found.to)] : []) if (chain !== null) await callApp(page, 'practice.mine', { chain, blocks: 2 });
    return null;
  }, ms);
}

export const untilState = (page: Page, id: string, kind: Swap['state']['kind'], ms?: number): Promise<Swap> => untilSwap(page, id, kind, ({ state }) => state.kind === kind, ms);

/** FLUX of the wallet on one chain, 10⁻⁸; null while it is unknown. */
export async function fluxOnChain(page: Page, chain: ChainId): Promise<bigint | null> {
  const asset = fluxAssets().find((known) => known.chain === chain)?.id;
  const row = (await callApp(page, 'portfolio.get', undefined)).assets.find((entry) => entry.asset === asset);
  return row?.balance.state === 'known' ? BigInt(row.balance.value.total) : null;
}

/** FLUX on the main chain and coins for gas on the chains that are named. */
export async function fundForSwaps(page: Page, units: bigint, gas: readonly ChainId[]): Promise<void> {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await callApp(page, 'practice.faucet', { chain: 'flux', token: 'native', address, amount: units.toString() });
  await callApp(page, 'practice.mine', { chain: 'flux', blocks: 2 });
  for (const chain of gas) {
    const own = await callApp(page, 'receive.fresh', { chain, scriptType: null });
    await callApp(page, 'practice.faucet', { chain, token: 'native', address: own.address, amount: null });
    await callApp(page, 'practice.mine', { chain, blocks: 1 });
  }
  await callApp(page, 'sync.now', undefined);
  await until('FLUX on the main chain', async () => ((await fluxOnChain(page, 'flux')) ?? 0n) >= units, 60_000);
}

/** FLUX tokens from the faucet, so that a swap can start there. */
export async function fundToken(page: Page, chain: EvmChain, units: bigint): Promise<void> {
  const own = await callApp(page, 'receive.fresh', { chain, scriptType: null });
  await callApp(page, 'practice.faucet', { chain, token: 'flux', address: own.address, amount: units.toString() });
  await callApp(page, 'practice.mine', { chain, blocks: 1 });
  await until(`FLUX on ${chain}`, async () => {
    await callApp(page, 'sync.now', undefined);
    return ((await fluxOnChain(page, chain)) ?? 0n) >= units;
  }, 60_000);
}
