// The outbox: stored before it is broadcast, offered until a server takes it, followed to its end. Safe to stop at any instant.
import { chainInfo } from '../../../../shared/chains/registry';
import { isEvmChain } from '../../../../shared/chains/ids';
import type { Intent, Signed } from '../../../../shared/contract/money-path';
import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { outboxId, type OutboxEntry, type OutboxState, type PlanPorts } from '../ports';
import { broadcast } from './broadcast';
import { entryOf } from './entry';
import { look, type Verdict } from './look';
import { checkTransition, isLive, type LiveState } from './states';

/** Milliseconds between looks at a transaction that waits in a server's pool: nothing is due but its block. */
const POOL_LOOK = 10_000;

/** Wait before the next offer: doubles from 5 seconds to 10 minutes. */
function backOff(attempts: number): number {
  return Math.min(600_000, 5_000 * 2 ** Math.min(attempts, 10));
}

export interface Sent {
  readonly id: string;
  readonly txid: string;
  readonly sent: boolean;
  readonly reason: ErrorShape | null;
}

export class Outbox {
  readonly #ports: PlanPorts;
  /** Everything that changes entries runs one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Until the first round is through, pauses of an earlier run do not count: nobody waits for them after a start. */
  #firstRound = true;

  constructor(ports: PlanPorts) {
    this.#ports = ports;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work, work);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /**
   * Stores a signed transaction, then broadcasts it. Called again with the same transaction it offers the stored bytes again.
   * @throws AppError outbox/bad-transaction | outbox/coins-taken (another transaction on its way spends the same), disk errors
   */
  carryOut(intent: Intent, signed: Signed): Promise<Sent> {
    return this.#inTurn(async () => {
      const found = signed.kind === 'transaction' ? await this.#ports.outbox.get(outboxId(signed.chain, signed.txid)) : null;
      const entry = found ?? (await this.#store(intent, signed));
      if (entry.state.kind !== 'waiting') return { id: entry.id, txid: entry.txid, sent: entry.state.kind !== 'failed', reason: entry.state.kind === 'failed' ? entry.state.reason : null };
      const after = await this.#offer(entry);
      const reason = after.kind === 'waiting' || after.kind === 'failed' ? after.reason : null;
      return { id: entry.id, txid: entry.txid, sent: after.kind !== 'waiting' && after.kind !== 'failed', reason };
    });
  }

  async #store(intent: Intent, signed: Signed): Promise<OutboxEntry> {
    const { outbox } = this.#ports;
    const entry = await entryOf(intent, signed, this.#ports);
    // Two payments approved side by side may name the same coins; only a declared replacement may take them again.
    const taken = (await outbox.live()).find((other) => other.id !== entry.replaces && other.replaces !== entry.id && overlaps(entry, other));
    if (taken !== undefined && !(await this.#replacesChain(entry, taken))) {
      throw new AppError('outbox/coins-taken', 'another payment on its way spends the same coins', { context: { txid: taken.txid } });
    }
    await outbox.add(entry);
    this.#ports.changed(entry);
    return entry;
  }

  /** A replacement of a replacement takes the coins of all of them. */
  async #replacesChain(entry: OutboxEntry, other: OutboxEntry): Promise<boolean> {
    for (let id = entry.replaces; id !== null; ) {
      if (id === other.id) return true;
      id = (await this.#ports.outbox.get(id))?.replaces ?? null;
    }
    return false;
  }

  /**
   * Looks after every entry that is not at its end; called after each sync and by a timer.
   * @returns when the next look is due, or null when nothing is on its way
   */
  tick(): Promise<number | null> {
    return this.#inTurn(async () => {
      let due: number | null = null;
      for (const entry of await this.#ports.outbox.live()) {
        // An earlier step of this round may have ended it.
        const current = await this.#ports.outbox.get(entry.id);
        if (current === null || !isLive(current.state)) continue;
        const next = await this.#follow(current);
        if (isLive(next)) {
          const at = this.#nextLook(entry, next);
          due = due === null ? at : Math.min(due, at);
        }
      }
      this.#firstRound = false;
      return due;
    });
  }

  #nextLook({ chain }: OutboxEntry, state: LiveState): number {
    const now = this.#ports.clock();
    if (state.kind === 'mined') return now + chainInfo(chain).blockSeconds * 1000;
    return state.nextAt > now ? state.nextAt : now + POOL_LOOK;
  }

  #isDue(state: Extract<OutboxState, { kind: 'waiting' | 'pending' }>): boolean {
    return state.nextAt <= this.#ports.clock() || (this.#firstRound && state.kind === 'waiting');
  }

  async #follow(entry: OutboxEntry): Promise<OutboxState> {
    let verdict: Verdict;
    try {
      verdict = await look(entry, this.#ports);
    } catch (thrown) {
      // Nobody answers: nothing is known, nothing changes. A transaction that no server has is offered all the same.
      if (entry.state.kind === 'waiting' && this.#isDue(entry.state)) return this.#offer(entry, toAppError(thrown).toShape());
      return entry.state;
    }
    switch (verdict.kind) {
      case 'mined': return this.#mined(entry, verdict);
      case 'mempool': return this.#inMempool(entry);
      case 'expired': return this.#end(entry, { kind: 'expired', height: verdict.height });
      case 'overtaken': return this.#overtaken(entry, verdict.by, verdict.height);
      case 'absent': return this.#absent(entry);
    }
  }

  async #mined(entry: OutboxEntry, { height, ok, deep }: Extract<Verdict, { kind: 'mined' }>): Promise<OutboxState> {
    if (!deep) {
      if (entry.state.kind === 'mined' && entry.state.height === height && entry.state.ok === ok) return entry.state;
      return this.#set(entry, { kind: 'mined', height, ok });
    }
    const mined = entry.state.kind === 'mined' ? entry.state : await this.#set(entry, { kind: 'mined', height, ok });
    const settled = { ...entry, state: mined };
    return ok ? this.#set(settled, { kind: 'confirmed', height }) : this.#end(settled, { kind: 'failed', reason: { code: 'evm/reverted', message: 'the contract refused; the fee is spent', context: { height } } });
  }

  async #inMempool(entry: OutboxEntry): Promise<OutboxState> {
    const state = entry.state.kind === 'pending' ? entry.state : await this.#set(entry, this.#pending());
    await this.#supersede(entry);
    return state;
  }

  #pending(): OutboxState {
    const now = this.#ports.clock();
    return { kind: 'pending', since: now, attempts: 0, nextAt: now + backOff(0) };
  }

  async #absent(entry: OutboxEntry): Promise<OutboxState> {
    // Its block was reorganised away: it has to be offered again.
    const state = entry.state.kind === 'mined' ? await this.#set(entry, { ...this.#pendingNow() }) : entry.state;
    if (state.kind !== 'waiting' && state.kind !== 'pending') return state;
    return this.#isDue(state) ? this.#offer({ ...entry, state }) : state;
  }

  #pendingNow(): OutboxState {
    const now = this.#ports.clock();
    return { kind: 'pending', since: now, attempts: 0, nextAt: now };
  }

  /** Offers the stored bytes to every server and writes down what came of it. */
  async #offer(entry: OutboxEntry, before: ErrorShape | null = null): Promise<OutboxState> {
    const { chain } = entry;
    const backend = isEvmChain(chain) ? this.#ports.evm(chain) : this.#ports.utxo(chain === 'flux' ? 'flux' : 'bitcoin');
    const outcome = await broadcast(backend.broadcasters(), entry.raw, entry.txid);
    const now = this.#ports.clock();
    if (entry.state.kind === 'pending') {
      // Taken once: refusals now say less than that, the chain decides.
      const attempts = entry.state.attempts + 1;
      return this.#set(entry, { ...entry.state, attempts, nextAt: now + backOff(attempts) });
    }
    if (outcome.kind === 'accepted') {
      const pending = await this.#set(entry, this.#pending());
      await this.#supersede(entry);
      return pending;
    }
    if (outcome.kind === 'refused') return this.#end(entry, { kind: 'failed', reason: outcome.reason });
    const attempts = entry.state.kind === 'waiting' ? entry.state.attempts + 1 : 1;
    return this.#set(entry, { kind: 'waiting', attempts, nextAt: now + backOff(attempts - 1), reason: outcome.reason.code === 'broadcast/no-server' ? before ?? outcome.reason : outcome.reason });
  }

  /** Nodes took the replacement, so the replaced transaction is out of their pools. */
  async #supersede(entry: OutboxEntry): Promise<void> {
    if (entry.replaces === null) return;
    const old = await this.#ports.outbox.get(entry.replaces);
    if (old !== null && (old.state.kind === 'waiting' || old.state.kind === 'pending')) await this.#set(old, { kind: 'replaced', by: entry.txid });
  }

  /** Another transaction won; if it is one of ours that had been given up, it lives again. */
  async #overtaken(entry: OutboxEntry, by: string | null, height: number | null): Promise<OutboxState> {
    const winner = by === null ? null : await this.#ports.outbox.get(outboxId(entry.chain, by));
    if (winner !== null && height !== null && !isLive(winner.state) && winner.state.kind !== 'confirmed') await this.#set(winner, { kind: 'mined', height, ok: true });
    return this.#end(entry, { kind: 'replaced', by });
  }

  /** Ends an entry; payments that spend its change can never be mined either. */
  async #end(entry: OutboxEntry, state: OutboxState): Promise<OutboxState> {
    const ended = await this.#set(entry, state);
    for (const child of await this.#ports.outbox.live()) {
      if (child.chain !== entry.chain || !child.spends.some((point) => point.txid === entry.txid)) continue;
      await this.#end(child, { kind: 'failed', reason: { code: 'outbox/parent-gone', message: 'it spends change of a payment that did not happen', context: { txid: entry.txid } } });
    }
    return ended;
  }

  async #set(entry: OutboxEntry, state: OutboxState): Promise<OutboxState> {
    checkTransition(entry.state, state);
    await this.#ports.outbox.setState(entry.id, state);
    this.#ports.changed({ ...entry, state });
    return state;
  }
}

/** Whether both cannot be mined. */
function overlaps(left: OutboxEntry, right: OutboxEntry): boolean {
  if (left.chain !== right.chain) return false;
  if (left.nonce !== null && right.nonce !== null) return left.nonce.value === right.nonce.value && left.nonce.from.toLowerCase() === right.nonce.from.toLowerCase();
  const points = new Set(left.spends.map((point) => `${point.txid}:${point.vout}`));
  return right.spends.some((point) => points.has(`${point.txid}:${point.vout}`));
}

