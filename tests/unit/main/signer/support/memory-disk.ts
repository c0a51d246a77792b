// A disk in memory that behaves like a real one at a power cut: content and names that were not synced may be lost.

import { dirname } from 'node:path';
import type { VaultDisk } from '../../../../../main/signer/vault/disk';

interface Inode {
  content: Uint8Array;
  durable: Uint8Array | null;
}

/** Thrown instead of the step after which power is lost: everything later fails too. */
export class PowerCut extends Error {}

/**
 * What a power cut leaves: `kept` everything as the program saw it; `lost` only what was synced; `content-lost` names as
 * the program saw them, but files that were not synced are empty; `garbage` the same with wrong bytes.
 */
export type CutKind = 'kept' | 'lost' | 'content-lost' | 'garbage';
export const CUT_KINDS: readonly CutKind[] = ['kept', 'lost', 'content-lost', 'garbage'];

export class MemoryDisk implements VaultDisk {
  private names = new Map<string, Inode>();
  private durableNames = new Map<string, Inode>();
  private folders = new Set<string>();
  private steps = 0;
  private cutAfter: number | null = null;
  /** Called before each changing step: throw here for a full or failing disk. */
  before: (step: number, operation: string, path: string) => void = () => undefined;

  /** Power fails right after the given number of changing steps. */
  cutPowerAfter(steps: number): void {
    this.steps = 0;
    this.cutAfter = steps;
  }

  get stepsTaken(): number {
    return this.steps;
  }

  resetSteps(): void {
    this.steps = 0;
  }

  private step(operation: string, path: string): void {
    if (this.cutAfter !== null && this.steps >= this.cutAfter) throw new PowerCut('no power');
    this.before(this.steps, operation, path);
    this.steps += 1;
  }

  /** The disk that the next start finds. */
  afterCut(kind: CutKind): MemoryDisk {
    const next = new MemoryDisk();
    next.folders = new Set(this.folders);
    for (const [path, inode] of kind === 'lost' ? this.durableNames : this.names) {
      const content = kind === 'kept' ? inode.content : inode.durable ?? (kind === 'garbage' ? Uint8Array.from(inode.content, (byte) => byte ^ 0x5a) : new Uint8Array(0));
      const copy = { content: Uint8Array.from(content), durable: Uint8Array.from(content) };
      next.names.set(path, copy);
      next.durableNames.set(path, copy);
    }
    return next;
  }

  private error(code: string): Error {
    return Object.assign(new Error(code), { code });
  }

  private inode(path: string): Inode {
    const inode = this.names.get(path);
    if (!inode) throw this.error('ENOENT');
    return inode;
  }

  async read(path: string, most: number): Promise<Uint8Array | null> {
    const inode = this.names.get(path);
    if (inode && inode.content.length > most) throw this.error('EFBIG');
    return inode ? Uint8Array.from(inode.content) : null;
  }

  async create(path: string, bytes: Uint8Array): Promise<void> {
    this.step('create', path);
    if (this.names.has(path)) throw this.error('EEXIST');
    if (!this.folders.has(dirname(path))) throw this.error('ENOENT');
    this.names.set(path, { content: Uint8Array.from(bytes), durable: null });
  }

  async sync(path: string): Promise<void> {
    this.step('sync', path);
    const inode = this.inode(path);
    inode.durable = Uint8Array.from(inode.content);
  }

  async rename(from: string, to: string): Promise<void> {
    this.step('rename', to);
    this.names.set(to, this.inode(from));
    this.names.delete(from);
  }

  async syncFolder(path: string): Promise<void> {
    this.step('sync-folder', path);
    const inside = (name: string) => dirname(name) === path;
    for (const name of [...this.durableNames.keys()].filter(inside)) this.durableNames.delete(name);
    for (const [name, inode] of this.names) if (inside(name)) this.durableNames.set(name, inode);
  }

  async remove(path: string): Promise<void> {
    this.step('remove', path);
    this.names.delete(path);
  }

  async removeFolder(path: string): Promise<void> {
    this.step('remove-folder', path);
    for (const name of [...this.names.keys()].filter((one) => one.startsWith(`${path}/`))) this.names.delete(name);
    this.folders.delete(path);
  }

  async makeFolder(path: string): Promise<void> {
    this.step('make-folder', path);
    for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) this.folders.add(folder);
  }

  async list(path: string): Promise<string[]> {
    const prefix = `${path}/`;
    const inside = [...this.names.keys(), ...this.folders].filter((name) => name.startsWith(prefix));
    return [...new Set(inside.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))].sort();
  }

  /** Puts bytes where they were not written by the program: damage, an attacker, another program. */
  plant(path: string, bytes: Uint8Array): void {
    const inode = { content: Uint8Array.from(bytes), durable: Uint8Array.from(bytes) };
    this.names.set(path, inode);
    this.durableNames.set(path, inode);
  }
}
