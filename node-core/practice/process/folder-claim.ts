// One practice process per data folder, and no child of an earlier one left: a claim file with start times beside the pids.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { readTextIfThere, writeFileAtomic } from '../../files/atomic-file';
import { identityOf, isAlive, type ProcessIdentity } from './identity';

const identitySchema = z.object({ pid: z.number().int().positive(), started: z.string() });
const claimSchema = z.object({ owner: identitySchema.nullable(), children: z.array(identitySchema) });

export class FolderClaim {
  readonly #path: string;
  readonly #children = new Map<number, ProcessIdentity>();

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * Takes `folder` for this process and ends what an earlier owner left running.
   * @throws AppError `practice/folder-in-use` when a living process holds it
   */
  static take(folder: string): FolderClaim {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const claim = new FolderClaim(join(folder, 'processes.json'));
    const before = readClaim(claim.#path);
    if (before?.owner && before.owner.pid !== process.pid && isAlive(before.owner)) {
      throw new AppError('practice/folder-in-use', 'another process runs this practice network', { context: { pid: before.owner.pid } });
    }
    for (const child of before?.children ?? []) if (isAlive(child)) process.kill(child.pid, 'SIGKILL');
    claim.#write();
    return claim;
  }

  /** Notes a child, so that the next start finds it if both this process and the child's guard are killed. */
  add(pid: number): void {
    const identity = identityOf(pid);
    if (identity === null) return;
    this.#children.set(pid, identity);
    this.#write();
  }

  remove(pid: number): void {
    if (this.#children.delete(pid)) this.#write();
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  #write(): void {
    writeFileAtomic(this.#path, JSON.stringify({ owner: identityOf(process.pid), children: [...this.#children.values()] }));
  }
}

function readClaim(path: string): z.infer<typeof claimSchema> | null {
  const text = readTextIfThere(path);
  if (text === null) return null;
  try {
    return claimSchema.parse(JSON.parse(text));
  } catch {
    // The file only helps to clean up; a damaged one helps nobody, and is replaced.
    return null;
  }
}
