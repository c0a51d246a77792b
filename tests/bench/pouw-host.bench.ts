// The host of jobs: how much of the processor's own speed a module gets, what the loop around it takes, and how soon a job begins and ends.
import type { Bench } from './bench-type';
import type { KernelName } from './pouw-host/kernel-jobs';
import { growth, kill, pause, spareMemory, start } from './pouw-host/moments';
import { overhead } from './pouw-host/overhead';
import { slowness } from './pouw-host/throughput';

/** The least share of the native speed. Training is the kernel that multiplies matrices. */
const SHARES: Readonly<Record<KernelName, number>> = { tile: 0.72, primes: 0.72, molecules: 0.65, digits: 0.6 };
const KERNELS = Object.keys(SHARES) as KernelName[];
const ANCHOR = 'the fastest native build of the same mathematics, processor time';

export const benches: readonly Bench[] = [
  ...KERNELS.map((name): Bench => ({ id: `pouw-host/speed/${name}`, issue: 6, anchor: ANCHOR, bar: 1 / SHARES[name], unit: 'ratio', run: () => slowness(name, 'app') })),
  ...KERNELS.map((name): Bench => ({ id: `pouw-host/thread-speed/${name}`, issue: 6, anchor: `${ANCHOR}; the host without Electron`, bar: 1 / SHARES[name], unit: 'ratio', run: () => slowness(name, 'thread') })),
  { id: 'pouw-host/overhead/tile', issue: 6, anchor: 'one call that does the whole job, in percent more', bar: 2, unit: '%', run: () => overhead('tile', 6) },
  { id: 'pouw-host/overhead/digits', issue: 6, anchor: 'one call that does the whole job, in percent more; the largest state of all kinds', bar: 2, unit: '%', run: () => overhead('digits', 10) },
  { id: 'pouw-host/start/warm', issue: 6, anchor: 'nothing: a job begun until its first slice is done, a sandbox stands ready', bar: 150, unit: 'ms', run: () => start(true) },
  { id: 'pouw-host/start/cold', issue: 6, anchor: 'the same without one', bar: 500, unit: 'ms', run: () => start(false) },
  { id: 'pouw-host/pause', issue: 6, anchor: 'nothing: asked until the job stands still', bar: 100, unit: 'ms', run: pause },
  { id: 'pouw-host/kill/median', issue: 6, anchor: 'nothing: a runaway ended until the next job’s first slice is done, of 100', bar: 50, unit: 'ms', run: () => kill(0.5) },
  { id: 'pouw-host/kill/p99', issue: 6, anchor: 'the same', bar: 250, unit: 'ms', run: () => kill(0.99) },
  { id: 'pouw-host/memory', issue: 6, anchor: 'nothing: megabytes of a sandbox that stands ready, proportional', bar: 110, unit: 'MB', run: spareMemory },
  { id: 'pouw-host/growth', issue: 6, anchor: 'nothing: main and work process after 1,000 jobs more', bar: 5, unit: 'MB', run: growth },
];
