// ProcessTable of the real machine: pid plus start time on Linux (proc(5)), pid plus time of boot elsewhere.

import { promises as fs } from 'node:fs';
import { uptime } from 'node:os';
import { hasCode } from './disk';
import type { LockOwner, ProcessTable } from './lock-file';

/** Fields 3 and 22 of /proc/<pid>/stat, counted after the command name, which may hold spaces. */
const STATE_FIELD = 3 - 3;
const START_FIELD = 22 - 3;
/** A process that has ended and that nobody collected yet: it holds nothing any more, and may stay listed for long where its parent is gone too. */
const ENDED = ['Z', 'X'];
/** Clocks drift: two readings of the time of boot within this many seconds are the same boot. */
const BOOT_TOLERANCE = 120;

/** Null when it does not run. */
async function linuxStart(pid: number): Promise<string | null> {
  try {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = (await fs.readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const start = fields[START_FIELD];
    return start === undefined || ENDED.includes(fields[STATE_FIELD] ?? '') ? null : `linux:${boot}:${start}`;
  } catch {
    return null;
  }
}

const bootSeconds = (): number => Math.round(Date.now() / 1000 - uptime());

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

export const nodeProcesses: ProcessTable = {
  async self(): Promise<LockOwner> {
    return { pid: process.pid, start: (await linuxStart(process.pid)) ?? `boot:${bootSeconds()}` };
  },
  async runs({ pid, start }) {
    if (start.startsWith('linux:')) return (await linuxStart(pid)) === start;
    const boot = Number(/^boot:(\d+)$/.exec(start)?.[1] ?? Number.NaN);
    return Math.abs(boot - bootSeconds()) <= BOOT_TOLERANCE && isAlive(pid);
  },
};
