// Follows open swaps with the operator: tells it of deposits until it has taken them, and asks how the others are.
// One question a turn, turns at least a second apart, one history for all of them a cycle.

import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { fusionChain } from '../../../../shared/fusion/chains';
import type { FusionDesk } from '../desk';
import type { FusionSwap } from '../fusion/swap-shapes';
import { stepped, type SwapRecord } from '../record';
import type { SwapStore } from '../swap-store';
import { txidKey } from '../txid';
import { heard } from './heard';
import { backOff, cycleFor, type Tempo } from './tempo';
import { Told } from './told';
import type { Troubles } from './trouble';
import { DAY_MS, Turns } from './turns';
import type { SwapWriter } from './writer';

export interface OperatorDeps {
  readonly swaps: SwapStore;
  readonly desk: FusionDesk;
  readonly writer: SwapWriter;
  readonly troubles: Troubles;
  readonly tempo: Tempo;
  /** Milliseconds by this computer's clock. */
  readonly now: () => number;
  /** Network time. */
  readonly clock: () => number;
  /** Whether any server has taken the deposit; before that Fusion is not told of it. */
  readonly isOut: (record: SwapRecord) => boolean;
}

/** Answers without the swap after which Fusion is told of it again. */
const FORGOTTEN = 3;
/** Codes that say that the whole service is away. */
const AWAY: readonly string[] = ['fusion/unreachable', 'fusion/timeout', 'fusion/redirect', 'fusion/rate-limited', 'fusion/none'];

export class OperatorFollower {
  readonly #turns: Turns;
  #failures = 0;
  #awayUntil = 0;
  #historyAt = 0;
  readonly #queue: string[] = [];
  #urgent: string | null = null;

  constructor(private readonly deps: OperatorDeps) {
    this.#turns = new Turns(deps.tempo, deps.now, deps.clock);
  }

  /** When the operator was last heard of a swap, in network time. */
  heardAt(id: string): number | null {
    return this.#turns.of(id).heardAt;
  }

  /** When Fusion is asked about a swap or told of it again, by `now`, as it stands now. */
  nextAt({ id, state }: SwapRecord): number {
    const { tellAt, askAt, unsure } = this.#turns.of(id);
    return Math.max(state.kind === 'depositing' && !unsure ? tellAt : askAt, this.#awayUntil, this.deps.desk.freeAt());
  }

  /** Another operator, or none, from now on: how the last one did says nothing about it. */
  renew(): void {
    this.#answered();
    this.#historyAt = 0;
  }

  /** The next question is about this swap, as soon as one may be asked. */
  urge(id: string): void {
    this.#awayUntil = 0;
    this.#urgent = id;
    this.#turns.of(id).tellAt = 0;
    this.#turns.of(id).askAt = 0;
  }

  /** Asks at most one question. @returns when the next one is due by `now`, null while nothing is open */
  async turn(): Promise<number | null> {
    const { swaps, desk, clock } = this.deps;
    const open = swaps.open().filter(({ state }) => 'txid' in state);
    this.#closeOld(open, clock());
    if (open.length === 0 || !desk.configured) return null;
    const now = this.deps.now();
    const earliest = Math.max(desk.freeAt(), this.#awayUntil);
    if (earliest > now) return earliest;
    await this.#ask(open, now);
    return Math.max(this.#turns.next(swaps.open().filter(({ state }) => 'txid' in state)), desk.freeAt(), this.#awayUntil);
  }

  async #ask(open: readonly SwapRecord[], now: number): Promise<void> {
    const urgent = open.find(({ id }) => id === this.#urgent) ?? null;
    this.#urgent = null;
    if (urgent) return this.#canTell(urgent, now) ? this.#tell(urgent) : this.#detail(urgent);
    const untold = open.filter(({ state }) => state.kind === 'depositing').sort((left, right) => this.#turns.of(left.id).tellAt - this.#turns.of(right.id).tellAt).find((record) => this.#canTell(record, now));
    if (untold) return this.#tell(untold);
    const unsure = open.find(({ id, state }) => state.kind === 'depositing' && this.#turns.of(id).unsure && this.#turns.of(id).askAt <= now);
    if (unsure) return this.#detail(unsure);
    const due = open.filter((record) => this.#asks(record) && this.#turns.of(record.id).askAt <= now);
    if (due.length > 1 && this.#historyAt <= now) return this.#history(open, due);
    const queued = this.#fromQueue(due) ?? (due.length === 1 || this.#historyAt > now + cycleFor(this.deps.tempo, open.length) ? due[0] : undefined);
    if (queued) return this.#detail(queued);
  }

  #fromQueue(due: readonly SwapRecord[]): SwapRecord | undefined {
    for (let id = this.#queue.shift(); id !== undefined; id = this.#queue.shift()) {
      const found = due.find((record) => record.id === id);
      if (found) return found;
    }
    return undefined;
  }

  #canTell(record: SwapRecord, now: number): boolean {
    return record.state.kind === 'depositing' && this.#turns.of(record.id).tellAt <= now && !this.#turns.of(record.id).unsure && this.deps.isOut(record);
  }

  /** Swaps whose state is asked for; a deposit that Fusion does not know yet is told, not asked. */
  #asks({ state }: SwapRecord): boolean {
    return state.kind !== 'depositing';
  }

  /** Registers the deposit. It is safe to do so again and again: Fusion knows a swap by its deposit. */
  async #tell(record: SwapRecord): Promise<void> {
    const { state, from, to } = record;
    const chainFrom = fusionChain(from);
    if (state.kind !== 'depositing' || chainFrom === null) return;
    // On disk before Fusion hears of it: from then on the deposit cannot be cancelled any more.
    this.#change(record.id, (current) => (current.told ? current : { ...current, told: true }));
    try {
      const said = await this.deps.desk.client.create({ chainFrom, chainTo: to, addressFrom: record.sender, addressTo: record.recipient, amount: record.amount, txid: state.txid });
      if (txidKey(said.txidFrom) !== txidKey(state.txid)) throw new AppError('fusion/other-swap', 'the operator answers about another deposit');
      this.#answered();
      this.#hear(record.id, said);
    } catch (thrown) {
      const reason = this.#failed(thrown, [record]);
      const turn = this.#turns.of(record.id);
      turn.tellAt = this.deps.now() + backOff(state.attempts + 1, 3_000, 300_000);
      // "Exists already" has no code of its own: whatever was refused, the swap itself is asked for.
      turn.unsure = !AWAY.includes(reason.code);
      turn.askAt = 0;
      this.#change(record.id, (current) => (current.state.kind === 'depositing' && current.state.txid === state.txid
        ? stepped(current, { ...current.state, attempts: current.state.attempts + 1, reason: { ...reason, context: { ...reason.context } } }, this.deps.clock()) : current));
    }
  }

  async #detail(record: SwapRecord): Promise<void> {
    const { state } = record;
    if (!('txid' in state)) return;
    const turn = this.#turns.of(record.id);
    try {
      const said = await this.deps.desk.client.detail(state.txid);
      this.#answered();
      turn.unsure = false;
      if (said && txidKey(said.txidFrom) === txidKey(state.txid)) this.#hear(record.id, said);
      else this.#missed(record);
    } catch (thrown) {
      this.#failed(thrown, [record]);
      turn.askAt = this.deps.now() + this.deps.tempo.cycleMs;
    }
  }

  async #history(open: readonly SwapRecord[], due: readonly SwapRecord[]): Promise<void> {
    const { tempo, now } = this.deps;
    this.#historyAt = now() + cycleFor(tempo, open.length);
    try {
      const told = new Told(await this.deps.desk.client.history());
      this.#answered();
      for (const record of open) {
        const said = told.of(record);
        if (said) this.#hear(record.id, said);
        else if (due.includes(record) && !this.#queue.includes(record.id)) this.#queue.push(record.id);
      }
    } catch (thrown) {
      const { code } = this.#failed(thrown, due);
      // A history that is too long or broken is left alone for a while: each swap is asked for by itself.
      if (!AWAY.includes(code)) this.#historyAt = now() + Math.max(tempo.slowMs, tempo.cycleMs * 10);
    }
  }

  #hear(id: string, said: FusionSwap): void {
    const { clock, troubles } = this.deps;
    const turn = this.#turns.of(id);
    turn.misses = 0;
    turn.unsure = false;
    turn.heardAt = clock();
    troubles.set(id, 'operator', null);
    this.#change(id, (current) => heard(current, said, clock()));
    const after = this.deps.swaps.get(id);
    if (after) this.#turns.answered(after);
  }

  /** Fusion knows no such swap. */
  #missed(record: SwapRecord): void {
    const turn = this.#turns.of(record.id);
    turn.misses += 1;
    this.#turns.answered(record);
    const reason = { code: 'fusion/unknown-swap', message: 'the operator knows no such swap', context: {} };
    if (record.state.kind !== 'depositing') this.deps.troubles.set(record.id, 'operator', reason);
    if (turn.misses < FORGOTTEN || record.state.kind !== 'following') return;
    turn.misses = 0;
    turn.tellAt = 0;
    this.#change(record.id, (current) => (current.state.kind === 'following' ? stepped(current, { kind: 'depositing', txid: current.state.txid, attempts: 0, reason }, this.deps.clock()) : current));
  }

  /** Reads the swap again first: while the operator was asked, the outbox may have moved it. */
  #change(id: string, change: (current: SwapRecord) => SwapRecord): void {
    const current = this.deps.swaps.get(id);
    if (current) this.deps.writer.write(current, change(current));
  }

  #answered(): void {
    this.#failures = 0;
    this.#awayUntil = 0;
  }

  #failed(thrown: unknown, about: readonly SwapRecord[]): ErrorShape {
    const error = toAppError(thrown);
    const { code, message, context } = error;
    if (!code.startsWith('fusion/')) throw error;
    if (AWAY.includes(code)) {
      this.#failures += 1;
      this.#awayUntil = this.deps.now() + backOff(this.#failures, 2_000, 60_000);
    } else this.#answered();
    const reason = { code, message, context: { ...context } };
    for (const { id } of about) this.deps.troubles.set(id, 'operator', reason);
    this.deps.troubles.again();
    return reason;
  }

  /** Swaps that Fusion ended without a payout are looked at for a day. */
  #closeOld(open: readonly SwapRecord[], at: number): void {
    for (const record of open) {
      if (record.state.kind !== 'refused' || at - record.changedAt <= DAY_MS) continue;
      this.#change(record.id, (current) => (current.state.kind === 'refused' ? { ...current, closed: true } : current));
    }
  }
}
