// VaultDisk on the real file system: files 0600, folders 0700, fsync for files and folders.

import { constants, promises as fs } from 'node:fs';
import { hasCode, type VaultDisk } from './disk';

/** A virus scanner may hold a file for a moment on Windows; a rename is tried again for about a second. */
const RENAME_TRIES = 12;
const BUSY = ['EPERM', 'EBUSY', 'EACCES'] as const;

export interface NodeDiskOptions {
  readonly platform: NodeJS.Platform;
  /** Waits that many milliseconds; tests pass one that does not. */
  readonly wait: (ms: number) => Promise<void>;
}

const defaults: NodeDiskOptions = {
  platform: process.platform,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

async function withHandle<T>(path: string, flags: number, mode: number, use: (handle: fs.FileHandle) => Promise<T>): Promise<T> {
  const handle = await fs.open(path, flags, mode);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

/** The real disk. Folders are not synced on Windows, which has no such call and orders its renames itself. */
export function nodeDisk({ platform, wait }: NodeDiskOptions = defaults): VaultDisk {
  return {
    async read(path, most) {
      try {
        return await withHandle(path, constants.O_RDONLY, 0, async (handle) => {
          const { size } = await handle.stat();
          if (size > most) throw Object.assign(new Error('file is larger than allowed'), { code: 'EFBIG' });
          return new Uint8Array(await handle.readFile());
        });
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return null;
        throw error;
      }
    },
    create: (path, bytes) =>
      withHandle(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600, async (handle) => {
        await handle.writeFile(bytes);
      }),
    sync: (path) => withHandle(path, constants.O_RDWR, 0, (handle) => handle.sync()),
    async rename(from, to) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await fs.rename(from, to);
          return;
        } catch (error) {
          if (platform !== 'win32' || attempt >= RENAME_TRIES || !hasCode(error, ...BUSY)) throw error;
          await wait(attempt * 15);
        }
      }
    },
    async syncFolder(path) {
      if (platform === 'win32') return;
      await withHandle(path, constants.O_RDONLY, 0, (handle) => handle.sync());
    },
    remove: (path) => fs.rm(path, { force: true }),
    removeFolder: (path) => fs.rm(path, { recursive: true, force: true }),
    async makeFolder(path) {
      await fs.mkdir(path, { recursive: true, mode: 0o700 });
    },
    async list(path) {
      try {
        return await fs.readdir(path);
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return [];
        throw error;
      }
    },
  };
}
