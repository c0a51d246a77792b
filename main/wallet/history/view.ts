// Activity as windows see it: stored entries with confirmations, labels, prices and what can be done about them.

import { nativeAsset } from '../../../shared/chains/ids';
import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import type { ChainId } from '../../../shared/chains/ids';
import type { Activity, zActivityFilter } from '../../../shared/contract/wallet';
import { centsText, valueInCents } from '../../../shared/money/units';
import type { z } from 'zod';
import { abilities } from '../plans/outbox/abilities';
import type { OutboxEntry, SwapDeposit } from '../plans/ports';
import type { PriceBook } from '../prices/price-book';
import type { TokenStore } from '../store/token-store';
import type { Chronicle } from './chronicle';
import { toCsv } from './csv';
import type { Entry } from './entry';
import type { EntryQuery, EntryStore } from './entry-store';

export interface HistoryDeps {
  readonly entries: EntryStore;
  readonly chronicle: Chronicle;
  readonly tokens: TokenStore;
  readonly prices: PriceBook;
  readonly outbox: { get(id: string): OutboxEntry | null; live(): readonly OutboxEntry[] };
  /** Height of the chain's tip, or null while it is not known. */
  readonly tip: (chain: ChainId) => number | null;
  /** The swap that a transaction belongs to. */
  readonly swapOf: (chain: ChainId, txid: string) => string | null;
  /** What an entry of the outbox is to the bridge. */
  readonly deposit: (entry: OutboxEntry) => SwapDeposit;
  /** Addresses of contacts whose name holds a text. */
  readonly contactAddresses: (text: string) => readonly string[];
}
type Filter = z.output<typeof zActivityFilter>;

const EXPORT_PAGE = 2_000;

export class HistoryView {
  constructor(private readonly deps: HistoryDeps) {}

  list(filter: Filter, offset: number, limit: number): { total: number; entries: Activity[] } {
    const { total, entries } = this.deps.entries.page(this.#query(filter), offset, limit);
    const live = this.deps.outbox.live();
    return { total, entries: entries.map((entry) => this.#show(entry, live)) };
  }

  get(id: string): Activity | null {
    const entry = this.deps.entries.get(id);
    return entry ? this.#show(entry, this.deps.outbox.live()) : null;
  }

  export(filter: Filter): string {
    const query = this.#query(filter);
    const live = this.deps.outbox.live();
    const rows: Activity[] = [];
    for (;;) {
      const { total, entries } = this.deps.entries.page(query, rows.length, EXPORT_PAGE);
      rows.push(...entries.map((entry) => this.#show(entry, live)));
      if (entries.length === 0 || rows.length >= total) return toCsv(rows);
    }
  }

  /** @throws AppError activity/unknown */
  label(id: string, label: string): void {
    const entry = this.deps.entries.get(id);
    this.deps.entries.setLabel(id, label.trim(), entry ? this.deps.chronicle.wordsOf(entry) : []);
  }

  #query({ text, chains, kinds, since, until, suspicious }: Filter): EntryQuery {
    const words = text.trim();
    return { texts: words === '' ? [] : [words, ...this.deps.contactAddresses(words)], chains, kinds, since, until, suspicious };
  }

  #show(entry: Entry, live: readonly OutboxEntry[]): Activity {
    const known = builtInAsset(entry.asset);
    const token = known ? null : this.deps.tokens.get(entry.asset);
    const decimals = known?.decimals ?? token?.decimals ?? null;
    const sent = this.deps.outbox.get(entry.id);
    const price = this.deps.prices.price(known?.priceId ?? null);
    const swap = this.deps.swapOf(entry.chain, entry.txid);
    const size = entry.amount < 0n ? -entry.amount : entry.amount;
    return {
      id: entry.id, chain: entry.chain, txid: entry.txid, kind: entry.kind, asset: entry.asset, symbol: known?.symbol ?? token?.symbol ?? '', decimals, builtIn: known !== null,
      amount: entry.amount.toString(), fee: entry.fee === null ? null : { asset: nativeAsset(entry.chain), units: entry.fee.toString() },
      counterparties: [...entry.counterparties], label: this.deps.entries.label(entry.id), note: entry.note, time: entry.time, height: entry.height,
      state: this.#state(entry),
      value: price.state === 'known' && decimals !== null ? centsText(valueInCents(size, decimals, price.value)) : null,
      can: sent ? abilities(sent, live, this.deps.deposit(sent)) : { speedUp: false, cancel: false },
      suspicious: entry.suspicious,
      ...(swap === null ? {} : { swap }),
    };
  }

  #state({ state, chain, height }: Entry): Activity['state'] {
    switch (state.kind) {
      case 'mined': {
        const of = chainInfo(chain).confirmations;
        const tip = this.deps.tip(chain);
        const confirmations = height === null || tip === null ? 1 : Math.max(1, tip - height + 1);
        return confirmations >= of ? { kind: 'confirmed', confirmations } : { kind: 'confirming', confirmations, of };
      }
      case 'waiting': return { kind: 'waiting', reason: state.reason && { ...state.reason, context: { ...state.reason.context } } };
      case 'failed': return { kind: 'failed', reason: { ...state.reason, context: { ...state.reason.context } } };
      case 'pending': return { kind: 'pending' };
      case 'expired': return { kind: 'expired', height: state.height };
      case 'replaced': return { kind: 'replaced', by: state.by };
    }
  }
}
