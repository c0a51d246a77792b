// The node hosts of a practice world on disk: their settings as they were pasted, and what they did last.
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error';
import { nodeHostRequestSchema } from '../../../../shared/practice/node-hosts';
import { readTextIfThere, writeFileAtomic } from '../../../files/atomic-file';

const hostRecordSchema = nodeHostRequestSchema.extend({
  running: z.boolean(),
  /** Whether the chain ever knew a node of this collateral. */
  seen: z.boolean(),
  lastConfirm: z.string().nullable(),
  lastRefusal: z.string().nullable(),
});
export type HostRecord = z.infer<typeof hostRecordSchema>;
const fileSchema = z.object({ version: z.literal(1), hosts: z.array(hostRecordSchema) });

export class HostFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws AppError `practice/state-damaged` */
  read(): HostRecord[] {
    const text = readTextIfThere(this.#path);
    if (text === null) return [];
    try {
      return fileSchema.parse(JSON.parse(text)).hosts;
    } catch {
      // Without the cause: it could quote a key.
      throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one');
    }
  }

  write(hosts: readonly HostRecord[]): void {
    writeFileAtomic(this.#path, JSON.stringify({ version: 1, hosts }));
  }
}
