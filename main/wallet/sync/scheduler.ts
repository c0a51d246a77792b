// Runs the syncs of all chains: one round at a time per chain, again after a while, later after failures.

import { toAppError } from '../../../shared/errors/app-error';
import type { ChainId } from '../../../shared/chains/ids';
import type { ChainSync } from './chain-sync';
import { moveSync, type Settled, type SyncMove, type SyncPhase } from './phase';

export interface SchedulerDeps {
  /** Milliseconds by this computer's clock. */
  readonly now: () => number;
  readonly random: () => number;
  /** Milliseconds between two looks at a chain. */
  readonly pollMs: (chain: ChainId) => number;
  /** Called when the state of a chain moved; `changed` when windows show something else now. */
  readonly moved: (chain: ChainId, changed: boolean) => void;
  /** After a good round: own transactions are followed further. */
  readonly followed: (chain: ChainId) => Promise<void>;
  /** What the last look found before the wallet was closed. */
  readonly remembered: (chain: ChainId) => Settled;
}

const LAST_BACKOFF = 120_000;

interface Slot {
  readonly sync: ChainSync;
  phase: SyncPhase;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** Someone asked for a round while one was running. */
  again: boolean;
}

export class Scheduler {
  readonly #slots: Map<ChainId, Slot>;
  #stopped = false;

  constructor(syncs: readonly ChainSync[], private readonly deps: SchedulerDeps) {
    this.#slots = new Map(syncs.map((sync) => [sync.chain, { sync, phase: { kind: 'resting', last: deps.remembered(sync.chain) }, timer: null, running: null, again: false }]));
  }

  start(): void {
    for (const slot of this.#slots.values()) if (!slot.running) this.#run(slot);
  }

  phase(chain: ChainId): SyncPhase {
    return this.#slots.get(chain)?.phase ?? { kind: 'resting', last: { kind: 'never' } };
  }

  /** The round of a chain that runs; null between rounds. */
  running(chain: ChainId): Promise<void> | null {
    return this.#slots.get(chain)?.running ?? null;
  }

  /** Starts a round now, or right after the one that runs; resolves when it ended, well or badly. */
  async now(chain: ChainId): Promise<void> {
    const slot = this.#slots.get(chain);
    if (!slot || this.#stopped) return;
    slot.sync.forgive();
    if (slot.running) {
      slot.again = true;
      await slot.running;
      await slot.running;
    } else await this.#run(slot);
  }

  /** Ends every timer and waits for the rounds that run. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const slot of this.#slots.values()) if (slot.timer) clearTimeout(slot.timer);
    await Promise.all([...this.#slots.values()].map((slot) => slot.running));
  }

  #run(slot: Slot): Promise<void> {
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.running = this.#round(slot).then(() => {
      slot.running = null;
      if (this.#stopped) return;
      if (slot.again) {
        slot.again = false;
        this.#run(slot);
      } else slot.timer = setTimeout(() => this.#run(slot), this.#wait(slot));
    });
    return slot.running;
  }

  async #round(slot: Slot): Promise<void> {
    const { sync } = slot;
    this.#move(slot, { kind: 'start', discovering: sync.discovering() }, false);
    try {
      const result = await sync.round((looked, found) => this.#move(slot, { kind: 'progress', looked, found }, false));
      this.#move(slot, { kind: 'done', height: result.height, source: result.source, at: this.deps.now() }, result.changed);
      await this.deps.followed(sync.chain);
    } catch (thrown) {
      if (slot.phase.kind !== 'resting') this.#move(slot, { kind: 'failed', reason: toAppError(thrown).toShape(), at: this.deps.now() }, true);
      else report(sync.chain, toAppError(thrown).code);
    }
  }

  #move(slot: Slot, move: SyncMove, changed: boolean): void {
    const before = slot.phase.last.kind;
    slot.phase = moveSync(slot.phase, move);
    this.deps.moved(slot.sync.chain, changed || before !== slot.phase.last.kind);
  }

  #wait(slot: Slot): number {
    const { last } = slot.phase;
    const usual = this.deps.pollMs(slot.sync.chain);
    const wait = last.kind === 'bad' ? Math.min(LAST_BACKOFF, usual * 2 ** Math.min(last.attempts - 1, 6)) : usual;
    return wait * (0.85 + this.deps.random() * 0.3);
  }
}

/** Standard error goes to the app's log: a code and a chain, never an address or an amount. */
function report(chain: ChainId, code: string): void {
  process.stderr.write(`wallet: ${chain}: ${code}\n`);
}
