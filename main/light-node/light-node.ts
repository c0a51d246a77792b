// The light node as an optional part: on when the person wants it, started and told by their settings, stopped by asking first.
// Everything works without it; when it is gone, amounts are what servers report.

import { mkdir } from 'node:fs/promises';
import type { Client } from '../../shared/contract/base';
import { zLightNodeEvents, type lightNodeCalls, type LightNodeStart, type LightNodeStatus } from '../../shared/contract/light-node';
import type { LightNodeView } from '../../shared/contract/light-node-window';
import type { LightNodeSettings } from '../../shared/contract/settings';
import type { WireEvent } from '../../shared/contract/wire';
import { toAppError } from '../../shared/errors/app-error';
import type { PracticeNetwork } from '../processes/practice';
import type { ProcessState } from '../processes/supervisor';
import type { SettingsFile } from '../settings/settings-file';
import { checkFolder, copyFolder, dropFolder, dropOtherInstances, freeBytes, nodeFolder } from './folder';
import { Pace } from './pace';
import { fixedPart, nodeSettings, startMessage } from './start-message';

/** The process, as much as is needed of it. */
export interface NodeChild {
  /** @throws AppError process/gone */
  readonly calls: Client<typeof lightNodeCalls>;
  readonly state: ProcessState;
  start(): void;
  end(): Promise<void>;
}

export interface LightNodeDeps {
  readonly settings: Pick<SettingsFile, 'get' | 'set'>;
  readonly practice: Pick<PracticeNetwork, 'ready' | 'clockOffset' | 'time'>;
  /** Folder in the profile. */
  readonly folder: string;
  readonly child: NodeChild;
  /** A fresh process can be spoken to: it looks for no scripts yet. */
  onFresh(): void;
  /** Something that the wallet should know was seen. */
  onSeen(): void;
  onOff(): void;
  onChange(): void;
  /** Milliseconds by this computer's clock. */
  now(): number;
  log(line: string): void;
}

/** Milliseconds that its last work may take before the process is ended; its store survives that by design. */
const STOP_LIMIT = 5_000;
/** Milliseconds between two readings of a practice clock that runs faster. */
const CLOCK_EVERY = 1_000;

export class LightNode {
  /** What the running process was started with, and was told since; null while it is off. */
  private started: LightNodeStart | null = null;
  private status: LightNodeStatus | null = null;
  private readonly pace = new Pace();
  private queue: Promise<unknown> = Promise.resolve();
  private clock: NodeJS.Timeout | null = null;
  private quitting = false;

  constructor(private readonly deps: LightNodeDeps) {}

  get isOn(): boolean {
    return this.started !== null;
  }

  /** First message to a fresh process. */
  startMessage(): { start: LightNodeStart | null } {
    return { start: this.started };
  }

  fresh(): void {
    this.deps.onFresh();
    this.deps.onChange();
  }

  /** The process is gone; what it said last was said before. */
  gone(): void {
    if (this.status) this.status = { ...this.status, verified: false, rate: null, secondsLeft: null, peers: [] };
    this.deps.onChange();
  }

  event({ event, payload }: WireEvent): void {
    if (event === 'node.watched') this.deps.onSeen();
    if (event !== 'node.status') return;
    const parsed = zLightNodeEvents['node.status'].safeParse(payload);
    if (!parsed.success) return this.deps.log('light node: a status that cannot be read');
    const before = this.status;
    this.status = parsed.data;
    this.pace.note(parsed.data.tip?.height ?? null, this.deps.now());
    const moved = JSON.stringify([before?.tip, before?.verified, before?.provenTo, before?.emergency]) !== JSON.stringify([parsed.data.tip, parsed.data.verified, parsed.data.provenTo, parsed.data.emergency]);
    if (moved) this.deps.onSeen();
    this.deps.onChange();
  }

  /** Settings, network, or the practice network changed: starts, stops or tells. Never rejects. */
  adjust(): Promise<void> {
    return this.inTurn(() => this.reconcile()).catch((thrown: unknown) => this.deps.log(`light node: ${toAppError(thrown).code}`));
  }

  /** @throws AppError settings/… | light-node/no-room | light-node/folder-refused; nothing changed then */
  async set(patch: Partial<Omit<LightNodeSettings, 'folder'>>): Promise<void> {
    const next = { ...this.wish(), ...patch };
    if (patch.enabled === true || (patch.diskMegabytes !== undefined && next.enabled)) await this.checkRoom(next);
    this.store(next);
    this.deps.onChange();
    // The window does not wait for a process to start or stop.
    void this.adjust();
  }

  /**
   * Moves the data. @param chosen folder of the person; null: back into the profile
   * @throws AppError light-node/… | settings/…; it goes on where it was then
   */
  moveTo(chosen: string | null): Promise<void> {
    return this.inTurn(async () => {
      const { network } = this.deps.settings.get();
      const wish = this.wish();
      const [from, to] = [wish.folder, chosen].map((folder) => nodeFolder(this.deps.folder, folder, network, null));
      if (from === undefined || to === undefined || from === to) return;
      if (chosen !== null) await checkFolder(chosen, wish.diskMegabytes * 1e6);
      await this.end();
      try {
        await copyFolder(from, to);
        this.store({ ...this.wish(), folder: chosen });
        await dropFolder(from);
      } finally {
        await this.reconcile();
      }
    });
  }

  /** After it gave up: once more. */
  startAgain(): void {
    if (this.started && this.deps.child.state.state === 'stopped') this.deps.child.start();
    this.deps.onChange();
  }

  async view(): Promise<LightNodeView> {
    const { network } = this.deps.settings.get();
    const { folder, ...settings } = this.wish();
    const path = this.pathOf(this.wish());
    const process = this.started ? this.deps.child.state : settings.enabled ? { state: 'waiting' as const } : null;
    return { network, settings, folder: { path, chosen: folder !== null, freeBytes: await freeBytes(path) }, process, status: this.status, pace: this.pace.minutes(this.deps.now()) };
  }

  /** Before the app ends. */
  quit(): Promise<void> {
    this.quitting = true;
    return this.inTurn(() => this.end());
  }

  private wish(): LightNodeSettings {
    const settings = this.deps.settings.get();
    return nodeSettings(settings, settings.network);
  }

  private store(next: LightNodeSettings): void {
    const settings = this.deps.settings.get();
    this.deps.settings.set({ lightNode: { ...settings.lightNode, [settings.network]: next } });
  }

  private pathOf(wish: LightNodeSettings): string {
    const { network } = this.deps.settings.get();
    return nodeFolder(this.deps.folder, wish.folder, network, network === 'practice' ? (this.deps.practice.ready?.instanceId ?? null) : null);
  }

  private async checkRoom(wish: LightNodeSettings): Promise<void> {
    const folder = wish.folder ?? this.deps.folder;
    if (wish.folder === null) await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    await checkFolder(folder, wish.diskMegabytes * 1e6);
  }

  private async reconcile(): Promise<void> {
    const settings = this.deps.settings.get();
    const wish = this.wish();
    if (this.quitting || !wish.enabled) return this.end();
    const next = startMessage(settings, this.pathOf(wish), this.deps.practice.ready, this.deps.practice.clockOffset());
    if (next === null) {
      // A practice network that starts again is met again; another network's process has nothing to do here.
      if (this.started?.network !== settings.network) await this.end();
      this.deps.onChange();
      return;
    }
    if (this.started === null || fixedPart(this.started) !== fixedPart(next)) await this.begin(next);
    else await this.tell(this.started, next);
    this.followClock();
  }

  private async begin(next: LightNodeStart): Promise<void> {
    await this.end();
    await mkdir(next.folder, { recursive: true, mode: 0o700 });
    if (next.network === 'practice') await dropOtherInstances(next.folder);
    this.started = next;
    this.deps.child.start();
    this.deps.onChange();
  }

  /** A process that is just starting again has it from its first message. */
  private async tell(before: LightNodeStart, next: LightNodeStart): Promise<void> {
    this.started = next;
    try {
      const { calls } = this.deps.child;
      if (before.paused !== next.paused) await calls['node.pause']({ paused: next.paused });
      if (JSON.stringify(before.limits) !== JSON.stringify(next.limits)) await calls['node.limits'](next.limits);
      if (before.clockOffset !== next.clockOffset) await calls['node.clock']({ clockOffset: next.clockOffset });
    } catch (thrown) {
      this.deps.log(`light node not told: ${toAppError(thrown).code}`);
    }
  }

  /** Practice time that runs faster moves away from the offset that was told. */
  private followClock(): void {
    const fast = this.started?.network === 'practice' && this.deps.practice.time().rate !== 1;
    if (!fast || this.clock !== null) return;
    this.clock = setTimeout(() => {
      this.clock = null;
      void this.adjust();
    }, CLOCK_EVERY);
  }

  /** Asks first, then ends the process; resolves when it is gone. */
  private async end(): Promise<void> {
    if (this.clock) clearTimeout(this.clock);
    this.clock = null;
    if (this.started === null) return;
    const { child } = this.deps;
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([child.calls['node.stop'](undefined), new Promise((resolve) => { timer = setTimeout(resolve, STOP_LIMIT); })]);
    } catch (thrown) {
      this.deps.log(`light node did not say goodbye: ${toAppError(thrown).code}`);
    } finally {
      clearTimeout(timer);
    }
    await child.end();
    this.started = null;
    this.status = null;
    this.pace.forget();
    this.deps.onOff();
    this.deps.onChange();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.queue.then(work, work);
    this.queue = run.catch(() => undefined);
    return run;
  }
}
