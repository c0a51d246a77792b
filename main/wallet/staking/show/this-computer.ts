// Figures of this computer in fluxbench's units. Disk speed and bandwidth are not measured: that would take minutes and the line.

import { statfs } from 'node:fs/promises';
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

/** @param dir a folder on the disk that counts */
export async function thisComputer(dir: string): Promise<Figures> {
  const threads = cpus().length;
  const [disk, single] = await Promise.all([statfs(dir).then(({ blocks, bsize }) => (blocks * bsize) / GIB, () => null), eventsPerSecond(() => performance.now())]);
  return { 'cores': threads, 'memory': rounded(totalmem() / GIB), 'disk': disk === null ? null : rounded(disk), 'speed': rounded(single * threads), 'disk-speed': null, 'download': null, 'upload': null };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
