// What the running signer can reach: tried, not assumed. Main shows it and the end-to-end tests ask for it.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { REMOVED_FROM_PROCESS, REMOVED_GLOBALS, SILENCED } from './lockdown';

export interface SelfCheck {
  /** Ways that failed, as they should. */
  readonly blocked: string[];
  /** Ways that worked: the lockdown has a hole. */
  readonly open: string[];
  /** Internet sockets that this process holds; -1 where the system does not say. */
  readonly inetSockets: number;
}

/** Loading a module by name, given so that a bundler does not resolve it. */
export interface Loaders {
  readonly require: (name: string) => unknown;
  readonly import: (name: string) => Promise<unknown>;
}

const MODULES = [...SILENCED, 'electron', 'module', 'v8', 'process'] as const;
/** Of an imported module these are called; any answer but a throw is a hole. */
const CALLS: Readonly<Record<string, string>> = { net: 'connect', tls: 'connect', dns: 'lookup', dgram: 'createSocket', http: 'get', https: 'get', http2: 'connect', child_process: 'spawn' };

/** Tries every way out. */
export async function selfCheck(loaders: Loaders): Promise<SelfCheck> {
  const blocked: string[] = [];
  const open: string[] = [];
  const note = (way: string, works: boolean): void => void (works ? open : blocked).push(way);
  for (const name of MODULES) for (const prefix of ['', 'node:']) note(`require ${prefix}${name}`, loads(loaders.require, `${prefix}${name}`));
  for (const [name, member] of Object.entries(CALLS)) note(`import ${name}.${member}`, await importWorks(loaders, name, member));
  for (const name of REMOVED_GLOBALS) note(name, Reflect.get(globalThis, name) !== undefined);
  for (const name of REMOVED_FROM_PROCESS) note(`process.${name}`, Reflect.get(process, name) !== undefined);
  return { blocked, open, inetSockets: inetSockets() };
}

function loads(require: Loaders['require'], name: string): boolean {
  try {
    require(name);
    return true;
  } catch {
    return false;
  }
}

/** A bare connect to the discard port of this machine: with the lockdown it throws before anything is sent. */
async function importWorks(loaders: Loaders, name: string, member: string): Promise<boolean> {
  try {
    const module = await loaders.import(name);
    const found: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, member) : undefined;
    if (typeof found !== 'function') return false;
    found(name === 'http' || name === 'https' || name === 'http2' ? 'http://127.0.0.1:9' : name === 'dgram' ? 'udp4' : '127.0.0.1');
    return true;
  } catch {
    return false;
  }
}

/** Inodes of this process's sockets that stand in the system's tables of internet sockets (proc(5)). */
function inetSockets(): number {
  try {
    const own = new Set(
      readdirSync('/proc/self/fd').flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      }),
    );
    const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];
    const inodes = tables.flatMap((table) => readFileSync(`/proc/self/net/${table}`, 'utf8').split('\n').slice(1).flatMap((line) => line.trim().split(/\s+/)[9] ?? []));
    return inodes.filter((inode) => own.has(inode)).length;
  } catch {
    return -1;
  }
}
