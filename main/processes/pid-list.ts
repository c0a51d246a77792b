// No child outlives the app: children end when their pipe closes, and the next start checks this list in case one did not.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const zList = z.array(z.object({ name: z.string().max(20), pid: z.number().int().positive(), started: z.string().max(40) })).max(64);

/** Start time of a process in clock ticks, which tells a reused pid apart; null where the system does not say (not Linux), it is gone, or has ended and only waits to be collected. */
export function processStarted(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

export class PidList {
  constructor(private readonly file: string) {}

  /** Ends what an earlier run left behind. Returns how many there were. */
  endLeftovers(): number {
    let ended = 0;
    for (const { pid, started } of this.read()) {
      if (processStarted(pid) !== started) continue;
      try {
        process.kill(pid, 'SIGKILL');
        ended += 1;
      } catch {
        // It ended between the look and the signal.
      }
    }
    rmSync(this.file, { force: true });
    return ended;
  }

  /** Replaces the list by the children that live now, in one step. A disk that takes nothing keeps the old list: it is a net below another. */
  write(children: Readonly<Record<string, number | null>>): void {
    const list = Object.entries(children).flatMap(([name, pid]) => {
      const started = pid === null ? null : processStarted(pid);
      return pid === null || started === null ? [] : [{ name, pid, started }];
    });
    // Renamed into place: whoever reads, at the next start too, finds a whole list.
    const fresh = `${this.file}.new`;
    try {
      writeFileSync(fresh, JSON.stringify(list), { mode: 0o600 });
      renameSync(fresh, this.file);
    } catch {
      // The list is a net below another: children end with their pipe all the same, so a full disk must not end the app here.
    }
  }

  private read(): z.infer<typeof zList> {
    try {
      return zList.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return [];
    }
  }
}
