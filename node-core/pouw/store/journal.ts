// An append-only file of records that survives a crash at any byte: one write and one fsync each, a torn tail is cut off when it is opened.
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { syncFolder, writeFileAtomic } from '../../files/atomic-file';
import { lineOf, readLines } from './journal-lines';

/** What a damaged disk could make of a journal; compaction keeps it far below. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What was on disk when a journal was opened. */
export interface Opened<T> {
  readonly journal: Journal<T>;
  /** Every whole record, oldest first. */
  readonly records: readonly T[];
  /** Bytes of a torn tail that were cut off: the record that a crash interrupted was never acknowledged. */
  readonly torn: number;
  /** Damaged lines before the last whole record: the disk lost something that had been acknowledged. Compaction drops them. */
  readonly damaged: number;
}

/** Records of type `T`, which must be JSON. One process at a time holds a journal. */
export class Journal<T> {
  #handle: number;
  #size: number;
  #state: 'open' | 'broken' | 'closed' = 'open';

  private constructor(private readonly path: string, handle: number, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /**
   * Opens or creates the file `path`, whose folder must exist.
   * @param parse checks a record, as a schema does; it throws for what it does not know
   * @throws AppError `journal/too-large` for a file, `journal/unknown-record` for a whole record that `parse` refuses: it must not be dropped in silence, a newer version may have written it
   */
  static open<T>(path: string, parse: (value: unknown) => T): Opened<T> {
    const isNew = !existsSync(path);
    if (!isNew && statSync(path).size > MOST_BYTES) throw new AppError('journal/too-large', 'a journal is larger than any that is written here');
    const content = isNew ? new Uint8Array(0) : readFileSync(path);
    const { values, bytes, damaged } = readLines(content);
    // Before the file is touched: what cannot be read stays as it is.
    const records = values.map((value, index) => {
      try {
        return parse(value);
      } catch (thrown) {
        throw new AppError('journal/unknown-record', 'a record of the journal is of no known kind', { context: { index }, cause: thrown });
      }
    });
    const handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      if (bytes < content.length) ftruncateSync(handle, bytes);
      fsyncSync(handle);
      if (isNew) syncFolder(dirname(path));
    } catch (thrown) {
      closeSync(handle);
      throw thrown;
    }
    return { journal: new Journal<T>(path, handle, bytes), records, torn: content.length - bytes, damaged };
  }

  /** Bytes of the file: when it is many times the state it stands for, compact it. */
  get bytes(): number {
    return this.#size;
  }

  /**
   * Appends records in one write. After the return they are on the disk; after an error none of them counts, and a crash may still leave a first part of them.
   * @throws AppError `journal/too-large` | `journal/write-failed` | `journal/broken` | `journal/closed`
   */
  append(...records: readonly T[]): void {
    this.#check();
    const lines = Buffer.concat(records.map(lineOf));
    try {
      for (let offset = 0; offset < lines.length; ) offset += writeSync(this.#handle, lines, offset, lines.length - offset, this.#size + offset);
      fsyncSync(this.#handle);
    } catch (thrown) {
      this.#takeBack();
      throw new AppError('journal/write-failed', 'the journal could not be written', { cause: thrown });
    }
    this.#size += lines.length;
  }

  /**
   * Replaces all records: a new file is written beside the old one and renamed over it, so that a crash leaves one or the other.
   * @throws AppError as `append`; the old records or the new ones are then the journal, never a mixture
   */
  compact(records: readonly T[]): void {
    this.#check();
    const lines = Buffer.concat(records.map(lineOf));
    // Windows does not rename over a file that is open.
    closeSync(this.#handle);
    this.#state = 'broken';
    try {
      try {
        writeFileAtomic(this.path, lines);
      } finally {
        this.#reopen();
      }
    } catch (thrown) {
      throw new AppError('journal/write-failed', 'the journal could not be written anew', { cause: thrown });
    }
  }

  close(): void {
    if (this.#state === 'open') closeSync(this.#handle);
    this.#state = 'closed';
  }

  #check(): void {
    if (this.#state === 'closed') throw new AppError('journal/closed', 'the journal is closed');
    if (this.#state === 'broken') throw new AppError('journal/broken', 'the journal failed before and must be opened again');
  }

  #reopen(): void {
    this.#handle = openSync(this.path, constants.O_RDWR);
    this.#size = statSync(this.path).size;
    this.#state = 'open';
  }

  /** Cuts off what a failed append wrote: the next record must not follow half of one. */
  #takeBack(): void {
    try {
      ftruncateSync(this.#handle, this.#size);
    } catch {
      closeSync(this.#handle);
      this.#state = 'broken';
    }
  }
}
