// The coordinator's memory: events in order, on disk before anybody is told. Appends that come together are written together (group commit).

import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/app-error';
import { lineOf, readLines } from '../store/journal-lines';
import type { CoordinatorEvent } from './events';

/** Where events are kept. A file for one machine; another keeper for several. */
export interface EventLog {
  /** Every event from the first on, in order. */
  replay(take: (event: CoordinatorEvent) => void): Promise<void>;
  /** Resolves when these events survive a power cut; their order is that of the calls. @throws AppError pouw/log-failed, and from then on always */
  append(events: readonly CoordinatorEvent[]): Promise<void>;
  close(): Promise<void>;
}

export class FileEventLog implements EventLog {
  private waiting: { lines: Uint8Array[]; resolve(): void; reject(thrown: unknown): void }[] = [];
  private writing: Promise<void> | null = null;
  private failed: AppError | null = null;
  private size = 0;

  private constructor(private readonly file: FileHandle) {}

  /** Opens the log, or begins one. */
  static async open(path: string): Promise<FileEventLog> {
    return new FileEventLog(await open(path, 'a+', 0o600));
  }

  /** @throws AppError pouw/log-damaged when a line before the last is not what was written */
  async replay(take: (event: CoordinatorEvent) => void): Promise<void> {
    const content = await this.file.readFile();
    const { values, bytes, damaged } = readLines(content);
    // A crash can leave the last lines half written; nobody was told of them. Damage before whole lines is something else.
    if (damaged > 0) throw new AppError('pouw/log-damaged', 'the log of the coordinator is damaged', { context: { lines: damaged } });
    for (const value of values) take(value as CoordinatorEvent);
    if (bytes < content.length) await this.file.truncate(bytes);
    this.size = bytes;
  }

  append(events: readonly CoordinatorEvent[]): Promise<void> {
    if (this.failed) return Promise.reject(this.failed);
    if (events.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ lines: events.map(lineOf), resolve, reject });
      this.writing ??= this.write();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async write(): Promise<void> {
    // Requests that are being answered in this turn of the loop share one write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        const bytes = Buffer.concat(batch.flatMap(({ lines }) => lines));
        for (let offset = 0; offset < bytes.length; ) offset += (await this.file.write(bytes, offset)).bytesWritten;
        await this.file.datasync();
        this.size += bytes.length;
        for (const { resolve } of batch) resolve();
      } catch (cause) {
        // What is in memory is ahead of the disk now: going on could acknowledge what a restart forgets.
        this.failed = new AppError('pouw/log-failed', 'the coordinator cannot write its log', { cause });
        await this.file.truncate(this.size).catch(() => undefined);
        for (const { reject } of [...batch, ...this.waiting]) reject(this.failed);
        this.waiting = [];
      }
    }
    this.writing = null;
  }
}
