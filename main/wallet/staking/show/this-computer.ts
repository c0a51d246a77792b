// Figures of this computer in fluxbench's units. Bandwidth is not measured: it needs a server far away, which would learn who asks.

import { randomBytes } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus, totalmem } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Figures } from './hardware';

const GIB = 1024 ** 3;
/** sysbench's cpu test: one event looks for the primes up to here by division. */
const MAX_PRIME = 60_000;
const MEASURE_MS = 250;

function onePrimeRun(): number {
  let primes = 0;
  for (let candidate = 3; candidate < MAX_PRIME; candidate += 1) {
    const root = Math.sqrt(candidate);
    let divisor = 2;
    while (divisor <= root && candidate % divisor !== 0) divisor += 1;
    if (divisor > root) primes += 1;
  }
  return primes;
}

/** Events a second of one thread, from a run of a quarter of a second that gives way between events. */
async function eventsPerSecond(now: () => number): Promise<number> {
  const start = now();
  let events = 0;
  while (now() - start < MEASURE_MS) {
    onePrimeRun();
    events += 1;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return (events * 1000) / (now() - start);
}

const MEGABYTE = 1_000_000;
const DISK_CHUNK = 4 * MEGABYTE;
const DISK_CHUNKS = 16;
const DISK_RUNS = 3;
/** So much stays free whatever is measured. */
const DISK_RESERVE = 20 * DISK_CHUNK * DISK_CHUNKS;

/** Megabytes a second of one file that is written and forced to the disk; the bytes are random, so that no file system makes less of them. */
async function writeOnce(file: string, chunk: Uint8Array, now: () => number): Promise<number> {
  const handle = await open(file, 'wx', 0o600);
  try {
    const start = now();
    for (let count = 0; count < DISK_CHUNKS; count += 1) await handle.write(chunk);
    await handle.datasync();
    return (DISK_CHUNK * DISK_CHUNKS * 1000) / MEGABYTE / (now() - start);
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}

/** As fluxbench does it: three runs, the worst is dropped; of the others the slower. Null where nothing can be written or too little is free. */
async function diskSpeed(dir: string, now: () => number): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dir);
    if (bavail * bsize < DISK_RESERVE) return null;
    const chunk = randomBytes(DISK_CHUNK);
    const runs: number[] = [];
    for (let run = 0; run < DISK_RUNS; run += 1) runs.push(await writeOnce(join(dir, `speed-${randomBytes(8).toString('hex')}.tmp`), chunk, now));
    return runs.sort((left, right) => left - right)[1] ?? null;
  } catch {
    return null;
  }
}

/** @param dir a folder on the disk that counts */
export async function thisComputer(dir: string): Promise<Figures> {
  const now = () => performance.now();
  const threads = cpus().length;
  const disk = await statfs(dir).then(({ blocks, bsize }) => (blocks * bsize) / GIB, () => null);
  // One after the other: each would be in the other's way.
  const single = await eventsPerSecond(now);
  const written = await diskSpeed(dir, now);
  return {
    'cores': threads, 'memory': rounded(totalmem() / GIB), 'disk': disk === null ? null : rounded(disk), 'speed': rounded(single * threads),
    'disk-speed': written === null ? null : rounded(written), 'download': null, 'upload': null,
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
