// Looks for payouts on the receiving chains until they are found, deep enough and right; what contradicts is looked at again.

import { chainInfo } from '../../../../shared/chains/registry';
import type { ChainId } from '../../../../shared/chains/ids';
import { toAppError } from '../../../../shared/errors/app-error';
import { heldChain } from '../../../../shared/fusion/chains';
import { judge, type Judgement } from '../payout/judge';
import type { PayoutLook } from '../payout/look';
import { stepped, type SwapRecord } from '../record';
import type { SwapStore } from '../swap-store';
import { sameAddress } from '../txid';
import type { Tempo } from './tempo';
import type { Troubles } from './trouble';
import type { SwapWriter } from './writer';

export interface PayoutDeps {
  readonly swaps: SwapStore;
  readonly writer: SwapWriter;
  readonly troubles: Troubles;
  readonly tempo: Tempo;
  /** Milliseconds by this computer's clock. */
  readonly now: () => number;
  /** Network time. */
  readonly clock: () => number;
  readonly chains: {
    /** Height of a chain's tip as its servers agree on it. */
    tip(chain: ChainId): Promise<number>;
    look(chain: ChainId, txid: string, recipient: string): Promise<PayoutLook>;
  };
}

interface Turn {
  lookAt: number;
  /** Looks in a row that found nothing. */
  absences: number;
}

/** Looks a turn; more wait for the next one, so that many swaps never take the computer. */
const LOOKS = 5;
const MANY = 10;

export class PayoutFollower {
  readonly #turns = new Map<string, Turn>();

  constructor(private readonly deps: PayoutDeps) {}

  urge(id: string): void {
    this.#turn(id).lookAt = 0;
  }

  /** When a swap's receiving chain is looked at again, by `now`. */
  nextAt(id: string): number {
    return this.#turn(id).lookAt;
  }

  /** @returns when the next look is due by `now`, null while no payout is awaited */
  async turn(): Promise<number | null> {
    const awaited = this.#awaited();
    if (awaited.length === 0) return null;
    const now = this.deps.now();
    const due = awaited.filter(({ record }) => this.#turn(record.id).lookAt <= now).sort((left, right) => this.#turn(left.record.id).lookAt - this.#turn(right.record.id).lookAt);
    const tips = new Map<ChainId, Promise<number>>();
    const tip = (chain: ChainId): Promise<number> => {
      const asked = tips.get(chain) ?? this.deps.chains.tip(chain);
      tips.set(chain, asked);
      return asked;
    };
    await Promise.all(due.slice(0, LOOKS).map((one) => this.#look(one, tip, awaited.length)));
    const after = this.#awaited();
    return after.length === 0 ? null : Math.min(...after.map(({ record }) => this.#turn(record.id).lookAt));
  }

  #awaited(): { record: SwapRecord; chain: ChainId; txidTo: string }[] {
    return this.deps.swaps.open().flatMap((record) => {
      const { state } = record;
      const chain = heldChain(record.to);
      const txidTo = state.kind === 'checking' || state.kind === 'contradicted' ? state.txidTo : null;
      return chain === null || txidTo === null || !/^(0x)?[0-9a-f]{64}$/.test(txidTo) ? [] : [{ record, chain, txidTo }];
    });
  }

  async #look({ record, chain, txidTo }: { record: SwapRecord; chain: ChainId; txidTo: string }, tip: (chain: ChainId) => Promise<number>, awaited: number): Promise<void> {
    const turn = this.#turn(record.id);
    const base = this.deps.tempo.chainMs * Math.max(1, Math.ceil(awaited / MANY));
    turn.lookAt = this.deps.now() + base;
    try {
      const height = await tip(chain);
      const { payout, state } = record;
      // Seen already: until its depth can have been reached there is nothing new to learn from it.
      if (state.kind === 'checking' && payout?.txid === txidTo && height - payout.height + 1 < chainInfo(chain).confirmations) return this.deps.troubles.set(record.id, 'chain', null);
      const look = await this.deps.chains.look(chain, txidTo, record.recipient);
      const found = judge(record, look, chain, height, this.#taken(record, txidTo));
      turn.absences = found.kind === 'absent' ? turn.absences + 1 : 0;
      turn.lookAt = this.deps.now() + this.#pause(record, found, base);
      const disagree = found.kind === 'waiting' && found.denied ? { code: 'servers/disagree', message: 'two servers say different things about the payout', context: { chain } } : null;
      this.deps.troubles.set(record.id, 'chain', disagree);
      this.#write(record.id, txidTo, chain, found);
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      if (code.startsWith('store/') || code.startsWith('bridge/') || code === 'internal/unexpected') throw thrown;
      this.deps.troubles.set(record.id, 'chain', { code, message, context: { ...context } });
      this.deps.troubles.again();
    }
  }

  #write(id: string, txidTo: string, chain: ChainId, found: Judgement): void {
    const record = this.deps.swaps.get(id);
    // While the chain was asked, the operator may have named another transaction.
    if (!record || (record.state.kind !== 'checking' && record.state.kind !== 'contradicted') || record.state.txidTo !== txidTo) return;
    this.deps.writer.write(record, this.#after(record, txidTo, chain, found));
  }

  #after(record: SwapRecord, txidTo: string, chain: ChainId, found: Judgement): SwapRecord {
    const { state } = record;
    if (state.kind !== 'checking' && state.kind !== 'contradicted') return record;
    const { txid } = state;
    const at = this.deps.clock();
    switch (found.kind) {
      case 'absent': {
        if (this.#turn(record.id).absences < 3) return record;
        if (state.kind === 'contradicted' ? state.what === 'not-found' : at - record.changedAt < patience(chain)) return record;
        return stepped({ ...record, payout: null }, { kind: 'contradicted', txid, txidTo, what: 'not-found' }, at);
      }
      case 'mempool': return state.kind === 'checking' ? record : stepped(record, { kind: 'checking', txid, txidTo }, at);
      case 'waiting': {
        const { height, amount, want } = found;
        const { payout } = record;
        const same = payout?.txid === txidTo && payout.height === height && payout.amount === amount && payout.want === want;
        const seen = same ? record : { ...record, payout: { txid: txidTo, height, amount, want } };
        // A contradiction stands until the chain has settled what it says now.
        return state.kind === 'checking' || state.what === 'not-found' ? this.#checking(seen, txid, txidTo, at) : seen;
      }
      case 'wrong': return state.kind === 'contradicted' && state.what === found.what ? record : stepped(record, { kind: 'contradicted', txid, txidTo, what: found.what }, at);
      case 'arrived': {
        const { height, amount, want } = found;
        const payout = { txid: txidTo, height, amount, want };
        // From a contradiction too: the chain shows it now.
        return stepped({ ...record, payout }, { kind: 'arrived', txid, txidTo, amount: amount.toString(), height }, at);
      }
    }
  }

  #checking(record: SwapRecord, txid: string, txidTo: string, at: number): SwapRecord {
    return record.state.kind === 'checking' ? record : stepped(record, { kind: 'checking', txid, txidTo }, at);
  }

  /** What other swaps have found in the same transaction for the same recipient. */
  #taken(record: SwapRecord, txidTo: string): bigint[] {
    return this.deps.swaps.byPayout(record.to, txidTo).flatMap((other) => (other.id !== record.id && other.state.kind === 'arrived' && sameAddress(other.recipient, record.recipient) ? [BigInt(other.state.amount)] : []));
  }

  #pause(record: SwapRecord, found: Judgement, base: number): number {
    const { tempo, clock } = this.deps;
    const elapsed = clock() - record.changedAt;
    if (record.state.kind === 'contradicted' || found.kind === 'wrong') return elapsed > 86_400_000 ? tempo.rareMs : tempo.slowMs;
    // What is not there yet is looked for less and less often.
    return found.kind === 'absent' || found.kind === 'mempool' ? Math.max(base, Math.min(tempo.slowMs, elapsed / 10)) : base;
  }

  #turn(id: string): Turn {
    let turn = this.#turns.get(id);
    if (!turn) {
      turn = { lookAt: 0, absences: 0 };
      this.#turns.set(id, turn);
    }
    return turn;
  }
}

/** Network time for which a transaction that nobody knows may still be on its way to the servers. */
function patience(chain: ChainId): number {
  return 120_000 + chainInfo(chain).blockSeconds * 10_000;
}
