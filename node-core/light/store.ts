// The light node's store: a checkpoint of what is known, and every block since. Two checkpoints are kept, so that a chain that turns can be followed back.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { writeFileAtomic, readTextIfThere } from '../files/atomic-file';
import { BlockLog, bytesOf, standingIn } from './block-log';
import { readState, writeState, type Saved } from './state-file';

const STATE = /^state-(\d{1,9})\.json$/;
const LOG = /^blocks-(\d{1,9})\.log$/;
const KEPT_STATES = 2;

/** How every write to the disk is told, so that tests can end the process after each. */
export interface StoreHooks {
  wrote?(what: string): void;
  /** Told before each write; what it throws, the disk has said. */
  writes?(what: string): void;
}

export class LightStore {
  #log: BlockLog | null = null;

  private constructor(private readonly folder: string, private readonly network: string, private readonly hooks: StoreHooks) {}

  static open(folder: string, network: string, hooks: StoreHooks = {}): LightStore {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new LightStore(folder, network, hooks);
  }

  /**
   * The older of the two checkpoints, and all blocks since; null when the store is empty.
   * @throws AppError `store/damaged`, `store/other-network`
   */
  load(): { readonly saved: Saved; readonly blocks: readonly Uint8Array[] } | null {
    const heights = this.#heights(STATE);
    // The older one lets as many blocks be taken back as a chain may turn; should it be damaged, the newer one does.
    let last: unknown = null;
    for (const height of heights.slice(-KEPT_STATES)) {
      try {
        const saved = readState(readTextIfThere(this.#state(height)) ?? '');
        if (saved.network !== this.network) throw new AppError('store/other-network', 'the folder holds another network\'s node', { context: { network: saved.network } });
        return { saved, blocks: [...bytesOf(standingIn(this.#heights(LOG).filter((each) => each >= height).map((each) => this.#blocks(each))))] };
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'store/other-network') throw thrown;
        last = thrown;
      }
    }
    if (last !== null) throw last;
    return null;
  }

  /** Blocks that are held, oldest first, by their heights. */
  *held(): Generator<{ readonly height: number; readonly raw: Uint8Array }, void, void> {
    const files = this.#heights(LOG);
    let height = files[0] ?? 0;
    for (const raw of bytesOf(standingIn(files.map((base) => this.#blocks(base))))) yield { height: (height += 1), raw };
  }

  /** Height of the first block that is held; null when none is. */
  get firstHeld(): number | null {
    const [first] = this.#heights(LOG);
    return first === undefined ? null : first + 1;
  }

  /** Begins a file for the blocks above `height`. */
  begin(height: number): void {
    this.#log?.close();
    this.#log = new BlockLog(this.#blocks(height));
    this.hooks.wrote?.('log');
  }

  /** Begins a file with nothing else in the store: the start is made anew. */
  restart(height: number): void {
    this.close();
    for (const old of this.#heights(LOG)) rmSync(this.#blocks(old));
    for (const old of this.#heights(STATE)) rmSync(this.#state(old));
    this.begin(height);
  }

  /** Goes on with the newest file. */
  resume(): void {
    const last = this.#heights(LOG).at(-1);
    if (last !== undefined) this.begin(last);
  }

  /** @throws AppError `light-node/disk-full`; nothing of it is written then */
  block(raw: Uint8Array): void {
    this.#write('block', () => this.#open.append({ kind: 'block', raw }));
    this.hooks.wrote?.('block');
  }

  /** @throws AppError `light-node/disk-full`; nothing of it is written then */
  takenBack(): void {
    this.#write('taken-back', () => this.#open.append({ kind: 'taken-back' }));
    this.hooks.wrote?.('taken-back');
  }

  /**
   * Writes a checkpoint and begins a new file of blocks; checkpoints that are older than the one before it go.
   * @throws AppError `light-node/disk-full`; the blocks go on in their file then
   */
  checkpoint(saved: Saved): void {
    const { height } = saved.state.tip;
    this.#write('state', () => writeFileAtomic(this.#state(height), writeState(saved)));
    this.#log?.close();
    this.#log = null;
    this.hooks.wrote?.('state');
    // Blocks of an earlier branch above this height mean nothing any more.
    for (const above of this.#heights(LOG).filter((each) => each >= height)) rmSync(this.#blocks(above));
    for (const above of this.#heights(STATE).filter((each) => each > height)) rmSync(this.#state(above));
    this.begin(height);
    for (const old of this.#heights(STATE).slice(0, -KEPT_STATES)) rmSync(this.#state(old));
    this.hooks.wrote?.('pruned');
  }

  /** Removes the oldest blocks until the store takes less than `bytes`; what a start needs stays. */
  prune(bytes: number): void {
    const needed = this.#heights(STATE)[0] ?? 0;
    for (const height of this.#heights(LOG)) {
      if (height >= needed || this.bytes <= bytes) return;
      rmSync(this.#blocks(height));
    }
  }

  get bytes(): number {
    return readdirSync(this.folder).reduce((sum, name) => sum + (statSync(join(this.folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  /** Puts everything aside, for a start anew; nothing is deleted. @returns where it went */
  putAside(label: string): string {
    this.close();
    const aside = `${this.folder}-${label}`;
    if (existsSync(this.folder)) renameSync(this.folder, aside);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    return aside;
  }

  close(): void {
    this.#log?.close();
    this.#log = null;
  }

  #write(what: string, work: () => void): void {
    try {
      this.hooks.writes?.(what);
      work();
    } catch (cause) {
      const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
      throw code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('light-node/disk-full', 'the disk is full', { cause }) : cause;
    }
  }

  get #open(): BlockLog {
    // A new file could not be begun for want of room: blocks go on in the newest that there is.
    if (this.#log === null) this.resume();
    if (this.#log === null) throw new AppError('store/closed', 'no file of blocks is open');
    return this.#log;
  }

  #state(height: number): string {
    return join(this.folder, `state-${height}.json`);
  }

  #blocks(height: number): string {
    return join(this.folder, `blocks-${height}.log`);
  }

  #heights(pattern: RegExp): number[] {
    return readdirSync(this.folder).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number).sort((left, right) => left - right);
  }
}
