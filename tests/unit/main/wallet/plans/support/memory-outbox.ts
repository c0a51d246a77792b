// An outbox repository in memory that behaves like one on disk: what was written is a copy, and a write can be interrupted.
import type { OutboxEntry, OutboxRepository, OutboxState } from '../../../../../../main/wallet/plans/ports';
import { outpointKey } from '../../../../../../main/wallet/plans/ports';
import { AppError } from '../../../../../../shared/errors/app-error';

export class MemoryOutbox implements OutboxRepository {
  readonly entries = new Map<string, OutboxEntry>();
  /** Called before and after each write; may throw to stop the program there. */
  step: (where: string) => void = () => undefined;

  add(entry: OutboxEntry): void {
    this.step(`before add ${entry.chain}`);
    if (this.entries.has(entry.id)) throw new AppError('outbox/known', 'known');
    this.entries.set(entry.id, structuredClone(entry));
    this.step(`after add ${entry.chain}`);
  }

  get(id: string): OutboxEntry | null {
    const entry = this.entries.get(id);
    return entry === undefined ? null : structuredClone(entry);
  }

  live(): OutboxEntry[] {
    return [...this.entries.values()].filter((entry) => ['waiting', 'pending', 'mined'].includes(entry.state.kind)).map((entry) => structuredClone(entry));
  }

  rivals(entry: OutboxEntry): OutboxEntry[] {
    const points = new Set(entry.spends.map(outpointKey));
    return [...this.entries.values()].filter((other) => other.id !== entry.id && other.chain === entry.chain
      && (other.spends.some((point) => points.has(outpointKey(point))) || (entry.nonce !== null && other.nonce?.value === entry.nonce.value)));
  }

  setState(id: string, state: OutboxState): void {
    this.step(`before state ${state.kind}`);
    const entry = this.entries.get(id);
    if (entry === undefined) throw new AppError('outbox/unknown', 'unknown');
    this.entries.set(id, { ...entry, state: structuredClone(state) });
    this.step(`after state ${state.kind}`);
  }
}
