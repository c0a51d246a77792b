// Raw transactions that were accepted and stand in no saved block yet; read back after a crash.
import { z } from 'zod';
import { readTextIfThere, writeFileAtomic } from '../../files/atomic-file';

const entrySchema = z.object({ hash: z.string(), raw: z.string() });
type PendingEntry = z.infer<typeof entrySchema>;

export class PendingJournal {
  readonly #path: string;
  readonly #entries: Map<string, PendingEntry>;

  constructor(path: string) {
    this.#path = path;
    const text = readTextIfThere(path);
    const entries = text === null ? [] : z.array(entrySchema).parse(JSON.parse(text));
    this.#entries = new Map(entries.map((entry) => [entry.hash, entry]));
  }

  entries(): readonly PendingEntry[] {
    return [...this.#entries.values()];
  }

  add(hash: string, raw: string): void {
    this.#entries.set(hash, { hash, raw });
    this.#write();
  }

  remove(hash: string): void {
    if (this.#entries.delete(hash)) this.#write();
  }

  #write(): void {
    writeFileAtomic(this.#path, JSON.stringify(this.entries()));
  }
}
