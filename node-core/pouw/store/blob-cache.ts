// Files named by their content, `aa/<sha256 in hex>`: checked whenever they are read, the least recently used ones go when the quota is full.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { syncFolder } from '../../files/atomic-file';

const HASH = /^[0-9a-f]{64}$/;
const SUFFIX = '.new';

export interface BlobCacheOptions {
  /** Bytes that all blobs together may take. */
  readonly quota: number;
  /** Unix milliseconds: when a blob was last used stands in its file's time. */
  now(): number;
}

interface Held {
  readonly bytes: number;
  used: number;
  /** Jobs that need it now. */
  holders: number;
}

/** The lower-case hex SHA-256 that names `bytes`. */
export function blobHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One process at a time uses a folder. Calls run one after another, in the order in which they were made. */
export class BlobCache {
  readonly #held = new Map<string, Held>();
  #bytes = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly folder: string, private readonly options: BlobCacheOptions) {}

  /** Opens or makes `folder`. What a crash left half-written is removed, and so is what no longer fits the quota. */
  static async open(folder: string, options: BlobCacheOptions): Promise<BlobCache> {
    const cache = new BlobCache(folder, options);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const part of await readdir(folder)) if (/^[0-9a-f]{2}$/.test(part)) await cache.#scan(part);
    await cache.#makeRoom(0);
    return cache;
  }

  /** Bytes of all blobs together. */
  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#held.size;
  }

  /** Whether a blob of this name is here; only reading it shows whether it is whole. */
  has(hash: string): boolean {
    return this.#held.has(hash);
  }

  /**
   * Keeps `bytes`.
   * @param expected the name that they were promised under
   * @returns their name
   * @throws AppError `blob/wrong-hash` when they are not what was promised, `blob/no-room` when the quota does not hold them beside what is in use, `blob/write-failed`
   */
  put(bytes: Uint8Array, expected?: string): Promise<string> {
    return this.#inTurn(async () => {
      const hash = blobHash(bytes);
      if (expected !== undefined && hash !== expected) throw new AppError('blob/wrong-hash', 'the bytes are not the ones that were asked for');
      if (this.#held.has(hash)) {
        // The copy on disk may be damaged, these bytes are not.
        if ((await this.#read(hash)) !== null) return hash;
      }
      await this.#makeRoom(bytes.length);
      await this.#write(hash, bytes);
      this.#held.set(hash, { bytes: bytes.length, used: this.options.now(), holders: 0 });
      this.#bytes += bytes.length;
      return hash;
    });
  }

  /** The blob of this name, or null when it is not here. A copy that the disk damaged is removed and counts as not here. */
  get(hash: string): Promise<Uint8Array | null> {
    return this.#inTurn(() => this.#read(hash));
  }

  /**
   * Keeps a blob from making room for others while it is needed.
   * @returns lets it go again
   * @throws AppError `blob/missing`
   */
  hold(hash: string): () => void {
    const held = this.#held.get(hash);
    if (held === undefined) throw new AppError('blob/missing', 'there is no such blob');
    held.holders += 1;
    let done = false;
    return () => {
      if (!done) held.holders -= 1;
      done = true;
    };
  }

  /** Removes a blob; one that is not here is no error. */
  remove(hash: string): Promise<void> {
    return this.#inTurn(() => this.#drop(hash));
  }

  /** Removes every blob, those in use too. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      for (const hash of [...this.#held.keys()]) await this.#drop(hash);
    });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }

  async #scan(part: string): Promise<void> {
    for (const name of await readdir(join(this.folder, part))) {
      const path = join(this.folder, part, name);
      if (name.endsWith(SUFFIX)) await rm(path, { force: true, recursive: true });
      if (!HASH.test(name) || !name.startsWith(part)) continue;
      const { size, mtimeMs } = await stat(path);
      this.#held.set(name, { bytes: size, used: mtimeMs, holders: 0 });
      this.#bytes += size;
    }
  }

  async #read(hash: string): Promise<Uint8Array | null> {
    const held = this.#held.get(hash);
    if (held === undefined) return null;
    const path = this.#pathOf(hash);
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null || blobHash(bytes) !== hash) {
      await this.#drop(hash);
      return null;
    }
    held.used = this.options.now();
    // Only the order in which blobs go depends on it.
    await utimes(path, held.used / 1000, held.used / 1000).catch(() => undefined);
    return bytes;
  }

  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const [folder, path] = [join(this.folder, hash.slice(0, 2)), this.#pathOf(hash)];
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const used = this.options.now() / 1000;
    try {
      const handle = await open(path + SUFFIX, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.utimes(used, used);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(path + SUFFIX, path);
    } catch (thrown) {
      // The first failure is the one to tell.
      await rm(path + SUFFIX, { force: true }).catch(() => undefined);
      throw new AppError('blob/write-failed', 'a blob could not be written', { cause: thrown });
    }
    syncFolder(folder);
  }

  async #drop(hash: string): Promise<void> {
    const held = this.#held.get(hash);
    if (held === undefined) return;
    await rm(this.#pathOf(hash), { force: true });
    this.#held.delete(hash);
    this.#bytes -= held.bytes;
  }

  /** Removes the least recently used blobs until `bytes` more fit. */
  async #makeRoom(bytes: number): Promise<void> {
    const spare = [...this.#held].filter(([, { holders }]) => holders === 0).sort(([, left], [, right]) => left.used - right.used);
    const least = this.#bytes - spare.reduce((sum, [, held]) => sum + held.bytes, 0);
    // Nothing is thrown away for a blob that does not fit even then.
    if (bytes > 0 && least + bytes > this.options.quota) throw new AppError('blob/no-room', 'the quota does not hold this blob', { context: { bytes, quota: this.options.quota } });
    for (const [hash] of spare) {
      if (this.#bytes + bytes <= this.options.quota) return;
      await this.#drop(hash);
    }
  }
}
