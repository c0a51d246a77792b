// What a test did to a wallet that is killed again and again, and what must be true of it afterwards.
import type { Page } from 'playwright-core';
import type { Keyring } from '../../../main/signer/keyring/keyring';
import type { PracticeAccess } from '../../../shared/practice/control-api';
import { until } from '../harness/until';
import { callApp } from './bridge';
import { addressOf, held, heldByKeys, stranger, type MoneyChain } from './chain-figures';

export interface Attempt {
  readonly chain: MoneyChain;
  /** An address that nothing else is ever paid to. */
  readonly to: string;
  readonly units: bigint;
  /** Whether the button that signs was pressed: before that nothing may ever be paid. */
  pressed: boolean;
  /** Known once the app has answered that it is sent or kept: from then on it must never be forgotten. */
  txid: string | null;
}

export const MONEY = {
  flux: { asset: 'flux/native', units: 12_340_000n, fund: 500_000_000n },
  bitcoin: { asset: 'bitcoin/native', units: 45_000n, fund: 4_000_000n },
  base: { asset: 'base/native', units: 1_230_000_000_000_000n, fund: 3_000_000_000_000_000_000n },
} as const;
export const MONEY_CHAINS = ['flux', 'bitcoin', 'base'] as const;

export class Ledger {
  readonly attempts: Attempt[] = [];
  /** Names of contacts that the app has said are saved, and of those it was asked to save. */
  readonly savedContacts = new Set<string>();
  readonly askedContacts = new Set<string>();
  /** Passwords that may be the right one, the likeliest first. */
  passwords: string[];
  readonly #strangers = stranger('paid while killed');

  constructor(password: string) {
    this.passwords = [password];
  }

  /** A payment that was not tried before. */
  newAttempt(chain: MoneyChain): Attempt {
    const index = this.attempts.length;
    const attempt: Attempt = { chain, to: addressOf(this.#strangers, chain, index), units: MONEY[chain].units + BigInt(index), pressed: false, txid: null };
    this.attempts.push(attempt);
    return attempt;
  }

  contactAddress(index: number): string {
    return addressOf(this.#strangers, 'flux', 100_000 + index);
  }

  /** What must hold in every unlocked wallet, at once: nothing that was acknowledged is gone. */
  async nothingForgotten(page: Page): Promise<void> {
    const contacts = (await callApp(page, 'contacts.list', undefined)).map(({ name }) => name);
    expect(contacts).toEqual(expect.arrayContaining([...this.savedContacts]));
    expect([...this.askedContacts]).toEqual(expect.arrayContaining(contacts));
    const paid = await this.#entries(page);
    for (const { txid } of this.attempts) {
      if (txid === null) continue;
      const entry = paid.find((candidate) => candidate.txid === txid);
      expect(entry).toMatchObject({ txid, kind: 'sent' });
      expect(['waiting', 'pending', 'confirming', 'confirmed']).toContain(entry?.state.kind);
    }
  }

  /** What must hold at the end: each payment that Activity names is in a block exactly once, no other was made, and sums equal the chain's. */
  async chainAgrees(page: Page, access: PracticeAccess, keys: Keyring): Promise<void> {
    await until('every payment in a block', async () => {
      for (const chain of MONEY_CHAINS) await callApp(page, 'practice.mine', { chain, blocks: 13 });
      await callApp(page, 'sync.now', undefined);
      return (await this.#entries(page)).every((entry) => entry.state.kind === 'confirmed');
    }, 60_000);
    const entries = await this.#entries(page);
    for (const { chain, to, units, pressed, txid } of this.attempts) {
      const own = entries.filter((entry) => entry.counterparties.some((address) => address.toLowerCase() === to.toLowerCase()));
      expect(own.length).toBeLessThanOrEqual(pressed ? 1 : 0);
      if (txid !== null) expect(own.map((entry) => entry.txid)).toEqual([txid]);
      expect(await held(access, chain, [to])).toEqual(own.length === 1 ? { units, coins: 1 } : { units: 0n, coins: 0 });
    }
    for (const chain of MONEY_CHAINS) {
      const { units } = await heldByKeys(access, chain, keys);
      await until(`the portfolio to show ${units} on ${chain}`, async () => {
        await callApp(page, 'sync.now', undefined);
        return (await balance(page, chain))?.total === String(units);
      }, 30_000);
    }
  }

  async #entries(page: Page) {
    return (await callApp(page, 'activity.list', { filter: { kinds: ['sent'] }, offset: 0, limit: 200 })).entries;
  }
}

/** The balance of the chain's own coin, or null while it is not known. */
export async function balance(page: Page, chain: MoneyChain): Promise<{ total: string; spendable: string } | null> {
  const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === MONEY[chain].asset);
  return row?.balance.state === 'known' ? row.balance.value : null;
}
