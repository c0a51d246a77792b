// The app's process tree as the Linux kernel reports it (proc(5)): which processes, how much memory, which sockets.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { until } from './until';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since boot: with the pid it names one process for ever. */
  readonly started: string;
  readonly command: string;
}

/** The process and all its descendants, parents first. Empty when it is gone. */
export function processTree(pid: number): ProcessInfo[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => describe(Number(name)) ?? []);
  const tree = all.filter((process) => process.pid === pid);
  for (const process of tree) tree.push(...all.filter((other) => other.parent === process.pid));
  return tree;
}

/** Sum of proportional set sizes in bytes (smaps_rollup); processes that ended meanwhile count nothing. */
export function proportionalMemory(processes: readonly ProcessInfo[]): number {
  return processes.reduce((sum, { pid }) => {
    const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  }, 0);
}

/** Processor time in clock ticks (hundredths of a second) that these processes have taken so far. */
export function usedTicks(processes: readonly ProcessInfo[]): number {
  return processes.reduce((sum, { pid }) => {
    const stat = readOrEmpty(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }, 0);
}

export function isAlive(process: ProcessInfo): boolean {
  const now = describe(process.pid);
  return now !== undefined && now.started === process.started;
}

/** @throws Error naming those that still run after `ms` */
export async function waitUntilGone(processes: readonly ProcessInfo[], ms = 20_000): Promise<void> {
  try {
    await until('the end of all processes', () => !processes.some(isAlive), ms);
  } catch (cause) {
    const left = processes.filter(isAlive).map((process) => `${process.pid} ${process.command.slice(0, 120)}`);
    throw new Error(`Still running after ${ms} ms:\n${left.join('\n')}`, { cause });
  }
}

/** Inet sockets (tcp, udp, both families) that this process holds, as the kernel's table lines. */
export function inetSockets(pid: number): string[] {
  const held = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(linkOrEmpty(`/proc/${pid}/fd/${fd}`))?.[1] ?? []),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((table) =>
    readOrEmpty(`/proc/${pid}/net/${table}`)
      .split('\n')
      .slice(1)
      .filter((line) => held.has(line.trim().split(/\s+/)[9] ?? ''))
      .map((line) => `${table} ${line.trim()}`),
  );
}

/** The kernel's seccomp mode of a process: 2 when Chromium's sandbox filters its system calls. */
export function seccompMode(pid: number): number {
  return Number(/^Seccomp:\s+(\d)/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? 0);
}

function describe(pid: number): ProcessInfo | undefined {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces and brackets itself, so the fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent] = fields;
  const started = fields[19];
  if (started === undefined || state === 'Z' || state === 'X') return undefined;
  const command = readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return { pid, parent: Number(parent), started, command };
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function linkOrEmpty(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
