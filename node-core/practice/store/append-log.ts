// An append-only journal of JSON lines. A line cut short by a crash is dropped at the next start; damage before it is an error.
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { AppError } from '../../../shared/errors/app-error';

const NEWLINE = 0x0a;

export class AppendLog {
  readonly #handle: number;
  #size: number;

  private constructor(handle: number, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /**
   * Opens or creates the journal and hands every whole line to `replay`, oldest first.
   * @throws AppError `practice/state-damaged` when a whole line is not JSON
   */
  static open(path: string, replay: (record: unknown) => void): AppendLog {
    const handle = openSync(path, 'a+', 0o600);
    try {
      const content = readFileSync(path);
      let start = 0;
      for (let end = content.indexOf(NEWLINE, start); end >= 0; end = content.indexOf(NEWLINE, start)) {
        replay(parseLine(content.subarray(start, end).toString('utf8'), start));
        start = end + 1;
      }
      if (start < content.length) ftruncateSync(handle, start);
      return new AppendLog(handle, start);
    } catch (thrown) {
      closeSync(handle);
      throw thrown;
    }
  }

  /** Writes one record; it survives the end of this process from here on. */
  append(record: unknown): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      for (let offset = 0; offset < line.length; ) offset += writeSync(this.#handle, line, offset);
    } catch (thrown) {
      // A half-written line must not be followed by another.
      ftruncateSync(this.#handle, this.#size);
      throw new AppError('practice/cannot-write', 'the practice network cannot write its state', { cause: thrown });
    }
    this.#size += line.length;
  }

  /** Survives a power cut too. */
  sync(): void {
    fdatasyncSync(this.#handle);
  }

  close(): void {
    fdatasyncSync(this.#handle);
    closeSync(this.#handle);
  }
}

function parseLine(line: string, offset: number): unknown {
  try {
    return JSON.parse(line);
  } catch (thrown) {
    throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { context: { offset }, cause: thrown });
  }
}
