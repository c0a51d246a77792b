// The few file operations a vault needs, as an interface: tests stop after each of them and lose what was not synced.

/** Paths are absolute or relative as the implementation likes; the vault only joins them with "/". */
export interface VaultDisk {
  /** The file's bytes; null when there is no such file. @throws when it is larger than `most` or cannot be read */
  read(path: string, most: number): Promise<Uint8Array | null>;
  /** Creates a file that did not exist, for its owner only. @throws with code EEXIST when it exists */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Returns when the file's content has reached the disk. */
  sync(path: string): Promise<void>;
  /** Replaces `to` in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Returns when creations, renames and removals in the folder have reached the disk. */
  syncFolder(path: string): Promise<void>;
  /** Removes a file; a file that is not there is no error. */
  remove(path: string): Promise<void>;
  /** Removes a folder and what is in it. */
  removeFolder(path: string): Promise<void>;
  /** Makes a folder (and its parents) for its owner only; an existing one is no error. */
  makeFolder(path: string): Promise<void>;
  /** Names in a folder; empty when there is no such folder. */
  list(path: string): Promise<string[]>;
}

/** True for an error of the operating system with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
