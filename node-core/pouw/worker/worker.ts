// The worker: asks coordinators for jobs while it may work, runs as many as it has slots, and remembers every step.

import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { z } from 'zod';
import type { zError } from '../../../shared/contract/base';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import type { BatchRequest, BatchView, Delegation, Health, Job, Kind, Ledger } from '../../../shared/pouw/protocol';
import type { SandboxHost } from '../host/sandbox';
import { nodeKey, type NodeKey } from '../ident/node-key';
import { foreignOf } from '../job/frame';
import { BlobCache } from '../store/blob-cache';
import { Journal } from '../store/journal';
import { Attempt } from './attempt';
import { Attempts, zRecord, type AttemptEvent, type AttemptRecord } from './attempts';
import { CoordinatorClient } from './coordinator-client';

export interface WorkerOptions {
  readonly folder: string;
  readonly host: SandboxHost;
  readonly kinds: readonly Kind[];
  readonly hostClass: { readonly runtime: string; readonly cores: number; readonly memoryMegabytes: number };
  /** Milliseconds between two states on the disk. */
  readonly keepEvery?: number;
  readonly cacheBytes?: number;
  now(): number;
  changed(): void;
  log(line: string): void;
}

export interface WorkerLimits {
  /** Jobs at once. */
  readonly slots: number;
  /** Hashes of the modules that may run; null: any that is admitted. */
  readonly modules: readonly string[] | null;
}

interface Peer {
  readonly client: CoordinatorClient;
  registered: boolean;
  health: Health | null;
  ledger: Ledger | null;
  batches: readonly BatchView[];
  error: z.infer<typeof zError> | null;
  askAgainAt: number;
}

/** An error as it is told; its context stays here. */
function told(thrown: unknown): z.infer<typeof zError> {
  const { code, message } = toAppError(thrown);
  return { code, message, context: {} };
}

/** A module that failed so often here gets no more jobs. */
const QUARANTINE = 3;
/** Milliseconds until a coordinator is asked again that had a module which is not run here. */
const REFUSED_MS = 60_000;
const JOURNAL_TOO_LONG = 4 * 1024 * 1024;
const LOOK_EVERY_MS = 5_000;

export class Worker {
  private readonly attempts = new Attempts();
  private readonly running = new Map<string, Attempt>();
  private readonly peers = new Map<string, Peer>();
  private readonly wakers = new Set<() => void>();
  private slots = 1;
  /** Hashes of the modules that are run; null: any that is admitted. */
  private listed: ReadonlySet<string> | null = null;
  private pausedFor: string | null = null;
  private stopping = false;
  private endedMs = 0;
  private asking = false;
  private delegation: Delegation | null = null;
  private looking: NodeJS.Timeout | null = null;

  private constructor(readonly key: NodeKey, private readonly options: WorkerOptions, private readonly journal: Journal<AttemptEvent>, readonly blobs: BlobCache, private readonly states: BlobCache) {}

  /** Reads the journal and takes up what was left. @throws AppError journal/… | pouw/key-damaged */
  static async open(options: WorkerOptions): Promise<Worker> {
    const { folder, now } = options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const key = nodeKey(join(folder, 'node-key.pem'));
    const blobs = await BlobCache.open(join(folder, 'blobs'), { quota: options.cacheBytes ?? 2_000_000_000, now });
    const states = await BlobCache.open(join(folder, 'states'), { quota: 1_000_000_000, now });
    const { journal, records } = Journal.open(join(folder, 'journal.jsonl'), (value) => zRecord.parse(value));
    const worker = new Worker(key, options, journal, blobs, states);
    for (const record of records) worker.attempts.apply(record);
    if (journal.bytes > JOURNAL_TOO_LONG) journal.compact(worker.attempts.records());
    return worker;
  }

  /** Coordinators to work for, by their base addresses; the first is asked first. */
  setCoordinators(urls: readonly string[]): void {
    for (const url of [...this.peers.keys()]) if (!urls.includes(url)) this.peers.delete(url);
    for (const url of urls) if (!this.peers.has(url)) this.peers.set(url, { client: new CoordinatorClient(url, this.key, this.options.now), registered: false, health: null, ledger: null, batches: [], error: null, askAgainAt: 0 });
    for (const record of this.attempts.open()) this.take(record);
    this.look();
  }

  setLimits({ slots, modules }: WorkerLimits): void {
    this.slots = slots;
    this.listed = modules === null ? null : new Set(modules);
    this.look();
  }

  setDelegation(delegation: Delegation | null): void {
    if (JSON.stringify(this.delegation) === JSON.stringify(delegation)) return;
    this.delegation = delegation;
    for (const peer of this.peers.values()) peer.registered = false;
    this.look();
  }

  /** @param reason null: it may work */
  setPaused(reason: string | null): void {
    if (this.pausedFor === reason) return;
    const was = this.pausedFor;
    this.pausedFor = reason;
    for (const attempt of this.running.values()) {
      if (reason !== null) attempt.pause();
      else if (was !== null) attempt.resume();
    }
    this.options.changed();
    this.look();
  }

  /** @throws AppError pouw/no-coordinator | pouw/unreachable | a refusal */
  async submit(url: string, request: BatchRequest): Promise<BatchView> {
    const peer = this.peerOf(url);
    await this.introduce(peer);
    const batch = await peer.client.submit(request);
    peer.askAgainAt = 0;
    this.look();
    await this.refresh(peer);
    return batch;
  }

  /** Bytes of a batch's result. */
  result(url: string, blob: { sha256: string; size: number }): Promise<Uint8Array> {
    return this.peerOf(url).client.blob(blob);
  }

  view() {
    return {
      node: this.key.id,
      jobs: [...this.running.values()].map((attempt) => ({ record: attempt.record, done: attempt.done, secondsLeft: attempt.secondsLeft(), computing: attempt.computing })),
      history: this.attempts.ended(),
      coordinators: [...this.peers].map(([url, { health, ledger, batches, error }]) => ({ url, health, ledger, batches, error })),
    };
  }

  /** Milliseconds of processor time of all jobs since this worker began, those that run among them. */
  get computedMs(): number {
    return this.endedMs + [...this.running.values()].reduce((sum, attempt) => sum + attempt.computedMs(), 0);
  }

  /** Output of an attempt, while it is still in the cache. */
  output(record: AttemptRecord): Promise<Uint8Array | null> {
    return record.finished ? this.blobs.get(record.finished.output.sha256) : Promise.resolve(null);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.looking) clearTimeout(this.looking);
    for (const wake of this.wakers) wake();
    await Promise.allSettled([...this.running.values()].map((attempt) => attempt.stop()));
    await this.options.host.close();
    this.journal.close();
  }

  private peerOf(url: string): Peer {
    const peer = this.peers.get(url);
    if (!peer) throw new AppError('pouw/no-coordinator', 'this worker does not work for that coordinator');
    return peer;
  }

  /** Looks for something to do now, and again in a while. */
  private look(): void {
    if (this.stopping) return;
    if (this.looking) clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), LOOK_EVERY_MS);
    void this.ask();
  }

  private async ask(): Promise<void> {
    if (this.asking || this.stopping) return;
    this.asking = true;
    try {
      for (const peer of this.peers.values()) {
        await this.askPeer(peer);
        await this.refresh(peer);
      }
    } finally {
      this.asking = false;
      this.options.changed();
    }
  }

  private async askPeer(peer: Peer): Promise<void> {
    const { now, kinds } = this.options;
    try {
      await this.introduce(peer);
      while (!this.stopping && this.pausedFor === null && this.computing() < this.slots && peer.askAgainAt <= now()) {
        const holds = this.attempts.open().filter(({ coordinator }) => coordinator === peer.client.url).map(({ lease }) => lease);
        const { lease, retryAfterSeconds } = await peer.client.lease({ kinds: [...kinds], holds: holds.slice(0, 64) });
        if (!lease) {
          peer.askAgainAt = now() + Math.min(retryAfterSeconds * 1000, LOOK_EVERY_MS);
          return;
        }
        if (this.stopping) return;
        const refusal = this.refusalOf(lease.job);
        if (refusal) {
          // It does not stand among what is held the next time, so it goes to others.
          peer.error = refusal;
          peer.askAgainAt = now() + REFUSED_MS;
          return;
        }
        this.write({ t: 'leased', lease: lease.id, coordinator: peer.client.url, job: lease.job, at: now() });
        const record = this.attempts.get(lease.id);
        if (record) this.take(record);
      }
      peer.error = null;
    } catch (thrown) {
      peer.error = told(thrown);
      peer.registered = false;
      peer.askAgainAt = now() + LOOK_EVERY_MS;
    }
  }

  /** Why a job is not run here; null when it is. A model is no program: whoever wrote it, the runtime that reads it came with this one. */
  private refusalOf(job: Job): Peer['error'] {
    const { sha256 } = job.module;
    const listed = job.kind === 'onnx' ? sha256 === ONNX_RUNTIME.sha256 : this.listed === null || this.listed.has(sha256);
    if (!listed) return { code: 'pouw/unlisted', message: 'a module that did not come with this program', context: {} };
    return this.attempts.failures(foreignOf(job)) >= QUARANTINE ? { code: 'pouw/quarantined', message: 'this module failed here three times', context: {} } : null;
  }

  private async introduce(peer: Peer): Promise<void> {
    if (peer.registered) return;
    peer.health = await peer.client.health();
    const { hostClass, kinds } = this.options;
    await peer.client.register({ host: { ...hostClass, kinds: [...kinds] }, delegation: this.delegation });
    peer.registered = true;
  }

  /** Credits and batches as the coordinator has them; a failed look leaves what was known, with the error beside it. */
  private async refresh(peer: Peer): Promise<void> {
    if (!peer.registered || this.stopping) return;
    try {
      [peer.ledger, peer.batches] = await Promise.all([peer.client.ledger(), peer.client.batches()]);
    } catch (thrown) {
      peer.error = told(thrown);
    }
    this.options.changed();
  }

  private computing(): number {
    return [...this.running.values()].filter((attempt) => attempt.computing).length;
  }

  private take(record: AttemptRecord): void {
    const peer = this.peers.get(record.coordinator);
    if (!peer || this.running.has(record.lease) || this.stopping) return;
    const { host, now, changed } = this.options;
    const attempt = new Attempt(record, {
      host, blobs: this.blobs, states: this.states, client: peer.client, node: this.key.id, now, changed,
      keepEvery: this.options.keepEvery ?? 15_000,
      write: (event) => {
        this.write(event);
        // Its slot is free as soon as the computing is over; the verdict may take longer.
        if (event.t === 'finished') this.look();
      },
      wait: (milliseconds) => this.wait(milliseconds),
      stopped: () => this.stopping,
    }, this.pausedFor !== null);
    this.running.set(record.lease, attempt);
    void attempt.go().finally(() => {
      this.running.delete(record.lease);
      this.endedMs += attempt.computedMs();
      this.look();
    });
  }

  private write(event: AttemptEvent): void {
    this.journal.append(event);
    this.attempts.apply(event);
  }

  private wait(milliseconds: number): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wakers.add(done);
    });
  }
}
