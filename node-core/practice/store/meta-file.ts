// What a practice world is, beside its chains: instance id, seed and clock.
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { readTextIfThere, writeFileAtomic } from '../../files/atomic-file';

const metaSchema = z.object({
  version: z.literal(1),
  instanceId: z.string().regex(/^[0-9a-f]{32}$/),
  seed: z.string(),
  /** Whether practice time catches up with real time at every start. */
  followsReal: z.boolean(),
  createdMs: z.number().int(),
  nowMs: z.number().int(),
  rate: z.number().min(0),
});
export type Meta = z.infer<typeof metaSchema>;

export class MetaFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null when there is none. @throws AppError `practice/state-damaged` */
  read(): Meta | null {
    const text = readTextIfThere(this.#path);
    if (text === null) return null;
    try {
      return metaSchema.parse(JSON.parse(text));
    } catch (cause) {
      throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { cause });
    }
  }

  write(meta: Meta): void {
    writeFileAtomic(this.#path, JSON.stringify(meta));
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
