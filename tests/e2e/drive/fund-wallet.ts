// Coins for tests that are about what comes after: by the calls of the faucet's button, on one chain of each family.
import type { Page } from 'playwright-core';
import { until } from '../harness/until';
import { callApp } from './bridge';
import { balance, MONEY, MONEY_CHAINS } from './ledger';

/** Several coins on Flux and Bitcoin, so that payments do not wait for each other's change. */
const COINS = { flux: 6, bitcoin: 6, base: 1 } as const;

/** Resolves when the portfolio shows them as spendable. */
export async function fundWallet(page: Page): Promise<void> {
  for (const chain of MONEY_CHAINS) {
    const { address } = await callApp(page, 'receive.fresh', { chain, scriptType: null });
    for (let coin = 0; coin < COINS[chain]; coin += 1) await callApp(page, 'practice.faucet', { chain, token: 'native', address, amount: String(MONEY[chain].fund) });
    await callApp(page, 'practice.mine', { chain, blocks: 2 });
  }
  await callApp(page, 'sync.now', undefined);
  for (const chain of MONEY_CHAINS) {
    await until(`coins on ${chain}`, async () => BigInt((await balance(page, chain))?.spendable ?? '0') === MONEY[chain].fund * BigInt(COINS[chain]), 60_000);
  }
}
