// Writes Activity: what sync sees on chain and what the outbox does become entries, one per transaction and asset.

import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import { contractOf, nativeAsset, type ChainId } from '../../../shared/chains/ids';
import type { Intent } from '../../../shared/contract/money-path';
import { fluxOn } from '../../../shared/fusion/flux-on';
import type { OutboxEntry, OutboxState } from '../plans/ports';
import type { AddressBook } from '../accounts/address-book';
import type { UtxoFamily } from '../chains/utxo-family';
import type { TokenStore } from '../store/token-store';
import type { UtxoStore } from '../store/utxo-store';
import type { Entry, EntryState } from './entry';
import type { EntryStore } from './entry-store';
import { utxoEntry } from './utxo-entry';

export type NotifyKind = 'received' | 'confirmed' | 'expired' | 'failed' | 'replaced';
export interface ChronicleDeps {
  readonly entries: EntryStore;
  readonly tokens: TokenStore;
  readonly book: AddressBook;
  readonly outbox: { get(id: string): OutboxEntry | null };
  readonly notify: (kind: NotifyKind, id: string) => void;
}

/** The state that Activity shows for a state of the outbox. */
function stateOfOutbox(state: OutboxState): EntryState {
  switch (state.kind) {
    case 'waiting': return { kind: 'waiting', reason: state.reason };
    case 'pending': return { kind: 'pending' };
    case 'mined': return state.ok ? { kind: 'mined' } : { kind: 'failed', reason: { code: 'evm/reverted', message: 'the transaction was mined and reverted', context: {} } };
    case 'confirmed': return { kind: 'mined' };
    case 'expired': return { kind: 'expired', height: state.height };
    case 'replaced': return { kind: 'replaced', by: state.by };
    case 'failed': return { kind: 'failed', reason: state.reason };
  }
}

export class Chronicle {
  constructor(private readonly deps: ChronicleDeps) {}

  /** Words that a search should find an entry by. */
  wordsOf(entry: Pick<Entry, 'asset' | 'chain' | 'kind'>): string[] {
    const token = this.deps.tokens.get(entry.asset);
    const known = builtInAsset(entry.asset);
    return [known?.symbol ?? token?.symbol ?? '', known?.name ?? token?.name ?? '', chainInfo(entry.chain).name, contractOf(entry.asset) ?? ''];
  }

  /** Adds or changes an entry. @returns whether anything changed */
  put(entry: Entry): boolean {
    return this.deps.entries.put(entry, this.wordsOf(entry));
  }

  /**
   * Writes the entry of a Flux or Bitcoin transaction as the store now knows it; one that the store has forgotten loses its entry.
   * @param quiet true during the first look at a chain: nobody needs to be told of old payments
   */
  utxo(family: UtxoFamily, store: UtxoStore, txid: string, tip: number, quiet: boolean): void {
    const stored = store.get(txid);
    const raw = store.raw(txid);
    const { entries, outbox } = this.deps;
    if (!stored || !raw) return entries.remove(`${family.chain}:${txid}`);
    const sent = outbox.get(`${family.chain}:${txid}`);
    const state = this.#utxoState(store, stored, tip, sent);
    const entry = utxoEntry(family.chain, family.read(raw), stored, store.spentBy(txid), store.ownOutputs(txid), state);
    const before = entries.get(entry.id);
    this.put(sent ? { ...entry, kind: cancels(sent.intent) ? 'cancelled' : entry.kind, time: stored.height === null ? sent.createdAt : entry.time } : entry);
    if (!quiet && before === null && (entry.kind === 'received' || entry.kind === 'reward')) this.deps.notify('received', entry.id);
  }

  #utxoState(store: UtxoStore, stored: NonNullable<ReturnType<UtxoStore['get']>>, tip: number, sent: OutboxEntry | null): EntryState {
    if (stored.seen && stored.height !== null) return { kind: 'mined' };
    if (stored.seen && (stored.expiry === null || stored.expiry >= tip)) return { kind: 'pending' };
    if (sent) return stateOfOutbox(sent.state);
    if (stored.expiry !== null && stored.expiry < tip) return { kind: 'expired', height: stored.expiry };
    const rival = store.rivalOf(stored.txid);
    if (rival !== null) return { kind: 'replaced', by: rival };
    return { kind: 'failed', reason: { code: 'tx/dropped', message: 'servers no longer know this transaction', context: {} } };
  }

  /** Writes the entry of an own transaction from the outbox; what the chain knows better (height, exact fee) stays. */
  outboxEntry(sent: OutboxEntry): void {
    const before = this.deps.entries.get(sent.id);
    const state = before?.state.kind === 'mined' && sent.state.kind === 'pending' ? before.state : stateOfOutbox(sent.state);
    const height = sent.state.kind === 'mined' || sent.state.kind === 'confirmed' ? sent.state.height : before?.height ?? null;
    if (before) this.put({ ...before, state, height, kind: cancels(sent.intent) ? 'cancelled' : before.kind });
    else this.put({ ...this.#newOutboxEntry(sent), state, height });
  }

  #newOutboxEntry(sent: OutboxEntry): Entry {
    const base = { id: sent.id, chain: sent.chain, txid: sent.txid, fee: sent.fee, note: null, time: sent.createdAt, height: null, state: { kind: 'waiting', reason: null } as const, suspicious: false };
    const { intent } = sent;
    switch (intent.kind) {
      case 'pay': {
        const own = this.deps.book.find(sent.chain, intent.to) !== null;
        return { ...base, kind: own ? 'self' : 'sent', asset: intent.asset, amount: own ? 0n : -BigInt(intent.amount), counterparties: [intent.to], note: intent.note };
      }
      case 'replace': {
        const original = sent.replaces === null ? null : this.deps.entries.get(sent.replaces);
        if (intent.mode === 'speed-up' && original) return { ...original, ...base, kind: original.kind, asset: original.asset, amount: original.amount, counterparties: original.counterparties, note: original.note };
        return { ...base, kind: 'cancelled', asset: nativeAsset(sent.chain), amount: 0n, counterparties: [] };
      }
      case 'sweep':
        return { ...base, kind: 'self', asset: nativeAsset(sent.chain), amount: 0n, counterparties: [intent.to] };
      case 'swap':
        return { ...base, kind: 'sent', asset: fluxOn(sent.chain)?.id ?? nativeAsset(sent.chain), amount: -BigInt(intent.amount), counterparties: [intent.deposit] };
      case 'start-nodes':
        return { ...base, kind: 'self', asset: nativeAsset(sent.chain), amount: 0n, counterparties: intent.fund === null ? [] : [intent.fund.to] };
      case 'sign-message':
        return { ...base, kind: 'contract', asset: nativeAsset(sent.chain), amount: 0n, counterparties: [] };
    }
  }

  /** Tells of entries that a new tip has made deep enough. Heights before and now; null before: nothing is told. */
  confirmations(chain: ChainId, before: number | null, now: number): void {
    if (before === null || now <= before) return;
    const depth = chainInfo(chain).confirmations;
    const [from, to] = [before - depth + 2, now - depth + 1];
    for (const entry of this.deps.entries.above(chain, Math.max(0, from))) {
      if (entry.height !== null && entry.height <= to && entry.state.kind === 'mined' && !entry.suspicious) this.deps.notify('confirmed', entry.id);
    }
  }
}

function cancels(intent: Intent): boolean {
  return intent.kind === 'replace' && intent.mode === 'cancel';
}

