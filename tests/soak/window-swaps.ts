// Swaps through the real window of an app that is killed in the middle of each; at the end every deposit has its swap and every sum is right.
import type { Page } from 'playwright-core';
import type { Swap } from '../../shared/contract/bridge';
import { heldChain } from '../../shared/fusion/chains';
import type { FusionSwitchRequest } from '../../shared/practice/fusion-control';
import { approve } from '../e2e/drive/approval';
import { callApp } from '../e2e/drive/bridge';
import { createWallet, unlock } from '../e2e/drive/onboarding';
import { operatorStatus, operatorSwitch, releaseHeld } from '../e2e/drive/operator';
import { fillSoundSwap, fluxOnChain, fundForSwaps, fundToken } from '../e2e/drive/swaps';
import { freshProfile, launchApp, removeProfile, type RunningApp } from '../e2e/harness/app';
import { killDuring } from '../e2e/harness/kill-during';
import { seededRandom } from '../e2e/harness/random';
import { until } from '../e2e/harness/until';

const FLUX = 100_000_000n;
const PASSWORD = 'seven purple lanterns drift';
/** Token chains only: what a deposit costs there is paid in another coin, so that a sum of FLUX is a sum of swaps. */
const KEYS = ['base', 'avax', 'bsc'] as const;
const GIVEN = 20_000n * FLUX;
/** From the press of the button until some time after the approval. */
const WITHIN = [500, 8_000] as const;
const TROUBLES: readonly FusionSwitchRequest[] = [
  { switch: 'hold', value: true, times: 1 }, { switch: 'createFails', value: true, times: 2 }, { switch: 'createLost', value: true, times: 1 }, { switch: 'dust', value: true, times: 1 }, { switch: 'none' }, { switch: 'none' },
];
const AT_REST: readonly Swap['state']['kind'][] = ['arrived', 'refused', 'deposit-failed'];

type Key = (typeof KEYS)[number];
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const chainOf = (key: Key) => heldChain(key) ?? 'base';

export async function windowSwaps(seed: number, count: number, say: (line: string) => void): Promise<void> {
  const random = seededRandom(seed);
  const profile = freshProfile();
  let app = await launchApp({ profile });
  try {
    await createWallet(app, { name: 'Tough', password: PASSWORD });
    let page = await app.window('main');
    await fundForSwaps(page, 10n * FLUX, KEYS.map(chainOf));
    for (const chain of ['base', 'avalanche', 'bsc'] as const) await fundToken(page, chain, GIVEN);
    for (let index = 0; index < count; index += 1) {
      const from = KEYS[random(0, KEYS.length - 1)] ?? 'base';
      const to = KEYS.filter((key) => key !== from)[random(0, KEYS.length - 2)] ?? 'avax';
      const trouble = TROUBLES[random(0, TROUBLES.length - 1)];
      await fillSoundSwap(page, { from, to, amount: `${random(15, 90)}.${String(random(1, 99_999_999)).padStart(8, '0')}` });
      if (trouble) await operatorSwitch(profile, trouble);
      const ms = random(...WITHIN);
      say(`${index + 1} of ${count} in the window: ${from} to ${to}, killed after ${ms} ms`);
      await killDuring(() => press(app, page), ms, () => app.kill());
      app = await launchApp({ profile });
      page = await unlock(app, PASSWORD);
    }
    await operatorSwitch(profile, { switch: 'none' });
    const swaps = await untilAtRest(page, profile);
    await account(page, profile, swaps);
    say(`${swaps.length} of ${count} had a deposit, ${swaps.filter(({ state }) => state.kind === 'arrived').length} arrived`);
  } finally {
    await app.quit();
    removeProfile(profile);
  }
}

async function press(app: RunningApp, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  await approve(app);
}

/** Blocks come, and what is held is released, until every swap that has a deposit is at its end. */
async function untilAtRest(page: Page, profile: string): Promise<Swap[]> {
  return until('an end of every swap', async () => {
    const { swaps } = await callApp(page, 'bridge.list', { offset: 0, limit: 200 });
    const open = swaps.filter(({ state }) => !AT_REST.includes(state.kind));
    if (open.length === 0) return swaps;
    for (const key of KEYS) await callApp(page, 'practice.mine', { chain: chainOf(key), blocks: 4 });
    await releaseHeld(profile);
    return null;
  }, 300_000);
}

async function account(page: Page, profile: string, swaps: readonly Swap[]): Promise<void> {
  const { swaps: theirs, books } = await operatorStatus(profile);
  const deposited = swaps.filter(({ state }) => state.kind !== 'deposit-failed');
  expect(deposited.map(({ state }) => ('txid' in state ? state.txid : '')).sort()).toEqual(theirs.map(({ txidFrom }) => txidFrom).sort());
  for (const key of KEYS) {
    const chain = chainOf(key);
    const sent = sum(deposited.filter(({ from }) => from === chain).map(({ amount }) => BigInt(amount)));
    const arrived = sum(deposited.map(({ to, state }) => (to === key && state.kind === 'arrived' ? BigInt(state.amount) : 0n)));
    const book = books.find((one) => one.chain === key);
    expect(BigInt(book?.onChain?.received ?? '0') - BigInt(book?.funding ?? '0')).toBe(sent);
    expect(BigInt(book?.onChain?.sent ?? '0')).toBe(arrived);
    await until(`the sum on ${key}`, async () => {
      await callApp(page, 'sync.now', undefined);
      return (await fluxOnChain(page, chain)) === GIVEN - sent + arrived;
    }, 60_000);
  }
}
