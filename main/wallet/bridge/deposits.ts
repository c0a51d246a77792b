// Ties swaps to the outbox: a deposit is written into its swap in the very transaction that puts it into the outbox, before any broadcast.

import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import type { Intent } from '../../../shared/contract/money-path';
import { isLive } from '../plans/outbox/states';
import type { OutboxEntry, SwapDeposit } from '../plans/ports';
import { stepped, type SwapRecord } from './record';
import { depositTxid } from './states';
import type { SwapStore } from './swap-store';
import { txidKey } from './txid';

type SwapIntent = Extract<Intent, { kind: 'swap' }>;
export interface DepositsDeps {
  readonly swaps: SwapStore;
  readonly outbox: { get(id: string): OutboxEntry | null; rivals(entry: OutboxEntry): readonly OutboxEntry[] };
  /** Network time. */
  readonly clock: () => number;
  readonly isOwn: (intent: SwapIntent) => boolean;
}

/** Where the deposit of a swap stands: in one of the transactions that carry it, about to be cancelled, or nowhere any more. */
type Fate = { readonly kind: 'carried' | 'cancelled'; readonly by: OutboxEntry } | { readonly kind: 'cancelling' } | { readonly kind: 'failed'; readonly last: OutboxEntry };

export class Deposits {
  constructor(private readonly deps: DepositsDeps) {}

  /**
   * Called inside the transaction that adds or changes an entry of the outbox. What it writes belongs to that transaction: it reads a
   * swap before it writes it, and nothing afterwards.
   */
  written(entry: OutboxEntry): void {
    const root = this.#root(entry);
    if (root?.intent.kind !== 'swap') return;
    const record = this.#recordOf(root, root.intent);
    // A cancellation that is new: between its approval and this moment Fusion may have been told.
    if (record.told && isNew(entry) && entry.intent.kind === 'replace' && entry.intent.mode === 'cancel') throw new AppError('replace/swap-told', 'the operator was told of this deposit');
    const next = this.#next(record, this.#fate(root));
    if (next !== record) this.deps.swaps.put(next);
  }

  /** What an entry is to the bridge; a deposit that was sped up is still one. */
  standing(entry: OutboxEntry): SwapDeposit {
    if (this.#root(entry) === null) return 'none';
    return this.#named(entry)?.told === false ? 'untold' : 'told';
  }

  /** The swap whose deposit an entry is, carries on or cancels. */
  swapOf(entry: OutboxEntry): string | null {
    return this.#named(entry)?.id ?? null;
  }

  #named(entry: OutboxEntry): SwapRecord | null {
    const root = this.#root(entry);
    const named = root?.intent.kind === 'swap' ? this.deps.swaps.get(root.intent.swap) : null;
    return named && root && this.#belongs(named, root) ? named : null;
  }

  /** Whether a cancellation of a deposit is on its way: until it is known what becomes of it, Fusion is not told. */
  isCancelling(entry: OutboxEntry): boolean {
    const root = this.#root(entry);
    return root !== null && this.#cancellations(root).some(({ state }) => isLive(state));
  }

  #next(record: SwapRecord, fate: Fate): SwapRecord {
    switch (fate.kind) {
      case 'carried': return this.#carried(record, fate.by);
      case 'cancelling': return record;
      case 'cancelled': return this.#cancelled(record, fate.by);
      case 'failed': return this.#failed(record, fate.last.state);
    }
  }

  /** The deposit that an entry is, or that it replaces. */
  #root(entry: OutboxEntry): OutboxEntry | null {
    let at: OutboxEntry | null = entry;
    for (let steps = 0; at !== null && at.intent.kind === 'replace' && steps < 100; steps += 1) at = at.replaces === null ? null : this.deps.outbox.get(at.replaces);
    return at?.intent.kind === 'swap' ? at : null;
  }

  /** A deposit is never without a swap: one whose record is gone, or belongs to another deposit, gets its own from what was signed. */
  #recordOf(root: OutboxEntry, intent: SwapIntent): SwapRecord {
    const { swaps } = this.deps;
    const named = swaps.get(intent.swap);
    if (named && this.#belongs(named, root)) return named;
    const id = named ? txidKey(root.txid).slice(0, 32) : intent.swap;
    const known = named ? swaps.get(id) : null;
    if (known) return known;
    const made: SwapRecord = {
      id, from: intent.from, to: intent.to, amount: BigInt(intent.amount), fee: BigInt(intent.fee), arrives: BigInt(intent.arrives), sender: intent.sender,
      recipient: intent.recipient, own: this.deps.isOwn(intent), deposit: intent.deposit, confirmations: null, createdAt: root.createdAt, changedAt: root.createdAt,
      // Lost with the record is whether Fusion was told.
      state: { kind: 'reserved' }, told: true, operator: null, operatorId: null, finishedAt: null, payout: null, closed: false, log: [],
    };
    swaps.add(made);
    return made;
  }

  #belongs(record: SwapRecord, root: OutboxEntry): boolean {
    const txid = depositTxid(record.state);
    if (txid === null || txid === root.txid) return true;
    const carrier = this.deps.outbox.get(`${root.chain}:${txid}`);
    return carrier !== null && this.#root(carrier)?.id === root.id;
  }

  /** A speed-up carries the same deposit under another id; a cancellation does not. */
  #fate(root: OutboxEntry): Fate {
    const carriers = [root, ...this.deps.outbox.rivals(root).filter((rival) => this.#carries(rival, root))];
    const mined = carriers.find(isMined);
    if (mined) return { kind: 'carried', by: mined };
    const cancellations = this.#cancellations(root);
    const cancelled = cancellations.find(isMined);
    if (cancelled) return { kind: 'cancelled', by: cancelled };
    const live = carriers.filter(({ state }) => isLive(state)).at(-1);
    if (live) return { kind: 'carried', by: live };
    return cancellations.some(({ state }) => isLive(state)) ? { kind: 'cancelling' } : { kind: 'failed', last: carriers.at(-1) ?? root };
  }

  /** Transactions that take the place of a deposit and carry it no further. */
  #cancellations(root: OutboxEntry): OutboxEntry[] {
    return this.deps.outbox.rivals(root).filter((rival) => rival.intent.kind === 'replace' && this.#root(rival)?.id === root.id && !this.#carries(rival, root));
  }

  #carries(rival: OutboxEntry, root: OutboxEntry): boolean {
    for (let at: OutboxEntry | null = rival; at !== null && at.intent.kind === 'replace' && at.intent.mode === 'speed-up'; at = at.replaces === null ? null : this.deps.outbox.get(at.replaces)) {
      if (at.replaces === root.id) return true;
    }
    return false;
  }

  #carried(record: SwapRecord, { txid }: OutboxEntry): SwapRecord {
    const { state } = record;
    switch (state.kind) {
      case 'arrived':
      case 'paid-unchecked': return record;
      case 'reserved':
      case 'abandoned':
      case 'deposit-failed':
      case 'cancelled': return this.#deposited(record, txid);
      case 'depositing':
      case 'following':
      case 'checking':
      case 'contradicted':
      case 'refused': return state.txid === txid ? record : this.#deposited(record, txid);
    }
  }

  /** Fusion is told from the beginning. */
  #deposited(record: SwapRecord, txid: string): SwapRecord {
    const fresh: SwapRecord = { ...record, operator: null, operatorId: null, finishedAt: null, payout: null };
    return stepped(fresh, { kind: 'depositing', txid, attempts: 0, reason: null }, this.deps.clock());
  }

  #failed(record: SwapRecord, last: OutboxEntry['state']): SwapRecord {
    switch (record.state.kind) {
      case 'depositing':
      case 'following':
      case 'contradicted':
      case 'refused': return stepped(record, { kind: 'deposit-failed', txid: record.state.txid, reason: reasonOf(last) }, this.deps.clock());
      // What the operator says to have paid is for the receiving chain to answer.
      case 'checking':
      case 'reserved':
      case 'abandoned':
      case 'arrived':
      case 'paid-unchecked':
      case 'deposit-failed':
      case 'cancelled': return record;
    }
  }

  /** Only a deposit that Fusion never heard of is cancelled; any other that was overtaken has failed. */
  #cancelled(record: SwapRecord, { txid: by }: OutboxEntry): SwapRecord {
    const { state, told } = record;
    if (told || (state.kind !== 'depositing' && state.kind !== 'deposit-failed')) return this.#failed(record, { kind: 'replaced', by });
    return stepped(record, { kind: 'cancelled', txid: state.txid, by }, this.deps.clock());
  }
}

const isMined = ({ state }: OutboxEntry): boolean => state.kind === 'confirmed' || (state.kind === 'mined' && state.ok);
/** Being stored for the first time. */
const isNew = ({ state }: OutboxEntry): boolean => state.kind === 'waiting' && state.attempts === 0;

function reasonOf(state: OutboxEntry['state']): { code: string; message: string; context: Record<string, string | number | boolean> } {
  const shape = shapeOf(state);
  return { ...shape, context: { ...shape.context } };
}

function shapeOf(state: OutboxEntry['state']): ErrorShape {
  switch (state.kind) {
    case 'failed': return state.reason;
    case 'expired': return { code: 'outbox/expired', message: 'the deposit was not mined in time', context: { height: state.height } };
    case 'replaced': return { code: 'outbox/replaced', message: 'another transaction took the place of the deposit', context: state.by === null ? {} : { by: state.by } };
    case 'waiting':
    case 'pending':
    case 'mined':
    case 'confirmed': throw new AppError('bridge/not-failed', 'this deposit has not failed');
  }
}
