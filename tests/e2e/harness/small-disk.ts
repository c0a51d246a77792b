// A disk that can be filled: a small tmpfs (mount(8)), which only the administrator may make.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

/** Null where this user may not mount anything. */
export function smallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes until the system says that there is no space: in large pieces, then in pages. */
function fillUp(path: string): void {
  const handle = openSync(path, 'w');
  try {
    for (const size of [1 << 20, 4096]) {
      const block = new Uint8Array(size);
      while (takes(handle, block));
    }
  } finally {
    closeSync(handle);
  }
}

function takes(handle: number, block: Uint8Array): boolean {
  try {
    return writeSync(handle, block) === block.length;
  } catch (thrown) {
    // Jest's own Error is not the one that Node throws.
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOSPC') return false;
    throw thrown;
  }
}
