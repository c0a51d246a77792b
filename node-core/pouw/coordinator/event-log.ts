// The coordinator's memory: events in order, kept before anybody is told.

import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/app-error';
import { readLines } from '../store/journal-lines';
import type { CoordinatorEvent } from './events';
import { GroupCommit, Groups } from './group-commit';

/** Where events are kept: a file on this machine, or a stream on several (nats-event-log.ts). One coordinator at a time writes. */
export interface EventLog {
  /** Every event from the first on, in order. */
  replay(take: (event: CoordinatorEvent) => void): Promise<void>;
  /** All of them or none: resolves when these events outlive this process and a power cut; their order is that of the calls. @throws AppError pouw/log-failed, and from then on always */
  append(events: readonly CoordinatorEvent[]): Promise<void>;
  close(): Promise<void>;
}

export class FileEventLog implements EventLog {
  private readonly group = new GroupCommit((lines) => this.write(lines));
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
    const groups = new Groups();
    for (const value of values) groups.take(value).forEach(take);
    if (bytes < content.length) await this.file.truncate(bytes);
    this.size = bytes;
  }

  append(events: readonly CoordinatorEvent[]): Promise<void> {
    return this.group.append(events);
  }

  async close(): Promise<void> {
    await this.group.settled();
    await this.file.close();
  }

  private async write(lines: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(lines);
    try {
      for (let offset = 0; offset < bytes.length; ) offset += (await this.file.write(bytes, offset)).bytesWritten;
      await this.file.datasync();
    } catch (cause) {
      await this.file.truncate(this.size).catch(() => undefined);
      throw cause;
    }
    this.size += bytes.length;
  }
}
