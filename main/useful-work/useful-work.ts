// Useful work as an optional part: on when the person wants it, its process started, told and ended; its sandboxes opened and ended here,
// because only main can make a renderer. No key, no address and no amount of the wallet goes to it but a delegation that the person signed.

import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import type { z } from 'zod';
import type { Client } from '../../shared/contract/base';
import { zUsefulWorkSettings, type UsefulWorkSettings, type zDelegation } from '../../shared/contract/settings';
import { zWorkEvents, type Readings, type UsefulWorkView, type workCalls, type WorkStart, type WorkStatus } from '../../shared/contract/useful-work';
import type { SandboxProgram } from '../../shared/pouw/sandbox-messages';
import type { WireEvent } from '../../shared/contract/wire';
import { AppError, toAppError, type ErrorShape } from '../../shared/errors/app-error';
import type { PracticeNetwork } from '../processes/practice';
import type { ProcessState } from '../processes/supervisor';
import type { SettingsFile } from '../settings/settings-file';

export interface WorkChild {
  /** @throws AppError process/gone */
  readonly calls: Client<typeof workCalls>;
  readonly state: ProcessState;
  start(): void;
  end(): Promise<void>;
  handPort(message: unknown, port: MessagePortMain): void;
}

export interface UsefulWorkDeps {
  readonly settings: Pick<SettingsFile, 'get' | 'set'>;
  readonly practice: Pick<PracticeNetwork, 'ready' | 'clockOffset'>;
  /** Folder in the profile. */
  readonly folder: string;
  readonly child: WorkChild;
  readonly sandboxes: { warm(): void; open(id: string, program: SandboxProgram): Promise<MessagePortMain>; kill(id: string): void; closeAll(): void };
  readonly installed: boolean;
  /** Why jobs cannot run in this run of the app on mainnet. */
  readonly refusal: ErrorShape | null;
  readonly runtime: string;
  /** The folder that stands for `/` where power and heat are read; another one in tests. */
  readonly systemRoot: string;
  /** What the system says now. */
  readings(): Readings;
  onChange(): void;
  log(line: string): void;
}

const READ_EVERY_MS = 1_000;
const STOP_LIMIT_MS = 5_000;

export class UsefulWork {
  private started: WorkStart | null = null;
  private status: WorkStatus | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private reading: NodeJS.Timeout | null = null;
  private quitting = false;

  constructor(private readonly deps: UsefulWorkDeps) {}

  startMessage(): { start: WorkStart | null } {
    return { start: this.started };
  }

  fresh(): void {
    this.tellReadings();
    this.deps.onChange();
  }

  /** Its process is gone: so are its sandboxes. */
  gone(): void {
    this.deps.sandboxes.closeAll();
    if (this.started) this.deps.sandboxes.warm();
    if (this.status) this.status = { ...this.status, jobs: [] };
    this.deps.onChange();
  }

  event({ event, payload }: WireEvent): void {
    const { sandboxes, child, log, onChange } = this.deps;
    if (event === 'work.changed') {
      const parsed = zWorkEvents['work.changed'].safeParse(payload);
      if (!parsed.success) return log('useful work: a status that cannot be read');
      const met = this.status === null;
      this.status = parsed.data;
      onChange();
      // Which worker it is, is known only now: its delegation goes with the next word.
      if (met) void this.adjust();
    } else if (event === 'work.sandboxKill') sandboxes.kill(zWorkEvents['work.sandboxKill'].parse(payload).id);
    else if (event === 'work.sandboxWanted') {
      const { id, program } = zWorkEvents['work.sandboxWanted'].parse(payload);
      sandboxes.open(id, program).then(
        (port) => child.handPort({ sandbox: id }, port),
        (thrown: unknown) => this.tell((calls) => calls['work.sandboxFailed']({ id, error: { ...toAppError(thrown).toShape(), context: {} } })),
      ).catch((thrown: unknown) => log(`useful work: a sandbox was not handed over: ${toAppError(thrown).code}`));
    }
  }

  /** A sandbox's process ended. */
  sandboxGone(id: string, crashed: boolean): void {
    this.tell((calls) => calls['work.sandboxGone']({ id, crashed }));
  }

  /** What the system says changed at once: a question of the wallet is on the screen, or gone. */
  tellReadings(): void {
    if (this.started) this.tell((calls) => calls['work.readings'](this.deps.readings()));
  }

  /** Settings, network or the practice network changed: starts, ends or tells. Never rejects. */
  adjust(): Promise<void> {
    return this.inTurn(() => this.reconcile()).catch((thrown: unknown) => this.deps.log(`useful work: ${toAppError(thrown).code}`));
  }

  /** @throws AppError pouw/not-installed | pouw/no-sandbox | settings/… */
  set(patch: Partial<UsefulWorkSettings>): void {
    const { settings, installed, refusal } = this.deps;
    if (patch.enabled && !installed) throw new AppError('pouw/not-installed', 'the package for useful work is not here');
    const { network, usefulWork } = settings.get();
    if (patch.enabled && network === 'mainnet' && refusal) throw AppError.fromShape(refusal);
    settings.set({ usefulWork: { ...usefulWork, [network]: { ...this.wish(), ...patch } } });
    this.deps.onChange();
    void this.adjust();
  }

  /** The person signed that this worker acts for them. */
  delegated(node: string, signed: z.infer<typeof zDelegation>): void {
    const { settings } = this.deps;
    const { network, usefulWork } = settings.get();
    settings.set({ usefulWork: { ...usefulWork, [network]: { ...this.wish(), delegation: { node, signed } } } });
    this.deps.onChange();
    void this.adjust();
  }

  startAgain(): void {
    if (this.started && this.deps.child.state.state === 'stopped') this.deps.child.start();
    this.deps.onChange();
  }

  /** Public key of the worker; null before it said it. */
  get node(): string | null {
    return this.status?.node ?? null;
  }

  view(): UsefulWorkView {
    const { settings, child, installed, refusal } = this.deps;
    const { network } = settings.get();
    const wish = this.wish();
    return {
      network, installed, lockedUp: refusal === null, refusal: network === 'mainnet' ? refusal && { ...refusal, context: { ...refusal.context } } : null, settings: wish, status: this.status,
      process: this.started ? child.state : wish.enabled ? { state: 'waiting' } : null,
      cores: Math.max(1, cpus().length), memoryMegabytes: Math.max(1, Math.round(totalmem() / 1e6)),
      delegation: this.delegation(),
    };
  }

  quit(): Promise<void> {
    this.quitting = true;
    return this.inTurn(() => this.end());
  }

  /** The delegation of the worker that runs; another worker's says nothing about it. */
  private delegation(): UsefulWorkView['delegation'] {
    const { delegation } = this.wish();
    return delegation && delegation.node === this.node && delegation.signed.until > Date.now() ? delegation.signed : null;
  }

  private wish(): UsefulWorkSettings {
    const { network, usefulWork } = this.deps.settings.get();
    return usefulWork[network] ?? zUsefulWorkSettings.parse({});
  }

  private next(): WorkStart | null {
    const { practice, folder, runtime, systemRoot, settings } = this.deps;
    const { network } = settings.get();
    const wish = this.wish();
    const own = network === 'practice' ? practice.ready : null;
    if (network === 'practice' && !own) return null;
    return {
      folder: join(folder, network, own?.instanceId ?? ''), coordinators: [...(own?.endpoints.work ? [own.endpoints.work] : []), ...wish.coordinators], settings: wish,
      delegation: this.delegation(), clockOffset: own ? practice.clockOffset() : 0,
      cores: Math.max(1, cpus().length), memoryMegabytes: Math.max(1, Math.round(totalmem() / 1e6)), runtime, systemRoot,
    };
  }

  private async reconcile(): Promise<void> {
    const next = this.next();
    if (this.quitting || !this.wish().enabled) return this.end();
    if (!next) return this.deps.onChange();
    if (this.started?.folder === next.folder) {
      this.started = next;
      const { folder: _folder, ...rest } = next;
      this.tell((calls) => calls['work.configure'](rest));
      return;
    }
    await this.end();
    await mkdir(next.folder, { recursive: true, mode: 0o700 });
    this.started = next;
    this.deps.sandboxes.warm();
    this.deps.child.start();
    this.reading = setInterval(() => this.tellReadings(), READ_EVERY_MS);
    this.deps.onChange();
  }

  private async end(): Promise<void> {
    if (this.reading) clearInterval(this.reading);
    this.reading = null;
    if (!this.started) return;
    const { child, sandboxes } = this.deps;
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([child.calls['work.stop'](undefined), new Promise((resolve) => { timer = setTimeout(resolve, STOP_LIMIT_MS); })]);
    } catch {
      // It is gone; its journal survives that by design.
    } finally {
      clearTimeout(timer);
    }
    this.started = null;
    await child.end();
    sandboxes.closeAll();
    this.status = null;
    this.deps.onChange();
  }

  /** A process that is just starting again has what it needs from its first message. */
  private tell(what: (calls: Client<typeof workCalls>) => Promise<unknown>): void {
    try {
      what(this.deps.child.calls).catch(() => undefined);
    } catch {
      // It is not there to be told.
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.queue.then(work, work);
    this.queue = run.catch(() => undefined);
    return run;
  }
}
