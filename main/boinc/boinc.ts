// BOINC as an optional part: watched once the person connected it. Its process runs, and is connected to BOINC, only while somebody looks.

import type { Client } from '../../shared/contract/base';
import type { boincClientCalls, BoincOrder, BoincReading, BoincStart, BoincView } from '../../shared/contract/boinc';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { ProcessState } from '../processes/supervisor';
import type { SettingsFile } from '../settings/settings-file';

export interface BoincChild {
  /** @throws AppError process/gone */
  readonly calls: Client<typeof boincClientCalls>;
  readonly state: ProcessState;
  start(): void;
  end(): Promise<void>;
}

export interface BoincDeps {
  readonly settings: Pick<SettingsFile, 'get' | 'set'>;
  readonly child: BoincChild;
  readonly place: BoincStart;
  /** Calls `act` once after so many milliseconds. @returns takes it back */
  after(milliseconds: number, act: () => void): () => void;
  onChange(): void;
  log(line: string): void;
}

/** Milliseconds after the last look until its process ends: a window that shows BOINC asks more often. */
const LINGER_MS = 60_000;

export class Boinc {
  private running = false;
  private quitting = false;
  private queue: Promise<unknown> = Promise.resolve();
  private forget: () => void = () => undefined;

  constructor(private readonly deps: BoincDeps) {}

  startMessage(): { start: BoincStart } {
    return { start: this.deps.place };
  }

  /** Looks at BOINC now, if it is watched. Never rejects. */
  async view(): Promise<BoincView> {
    if (!this.watching) return { watching: false, process: null, reading: null };
    await this.run();
    const reading = await this.look();
    return this.watching ? { watching: true, process: this.deps.child.state, reading } : { watching: false, process: null, reading: null };
  }

  /** Begins to watch, also after its process stopped for good, or ends it. @throws AppError settings/… */
  async watch(on: boolean): Promise<void> {
    const { settings, child, onChange } = this.deps;
    if (on !== this.watching) settings.set({ watchBoinc: on });
    if (!on) await this.end();
    else if (this.running && child.state.state === 'stopped') child.start();
    onChange();
  }

  /** @throws AppError boinc/… | process/gone */
  async order(order: BoincOrder): Promise<void> {
    if (!this.watching) throw new AppError('boinc/not-watched', 'BOINC is not connected');
    await this.run();
    await this.deps.child.calls['boincClient.order'](order);
  }

  quit(): Promise<void> {
    this.quitting = true;
    return this.end();
  }

  private get watching(): boolean {
    return this.deps.settings.get().watchBoinc;
  }

  private async look(): Promise<BoincReading | null> {
    try {
      return await this.deps.child.calls['boincClient.look'](undefined);
    } catch (thrown) {
      // Its process says how it is; a reading that there is not is not made up.
      if (this.running) this.deps.log(`boinc: not looked at: ${toAppError(thrown).code}`);
      return null;
    }
  }

  private run(): Promise<void> {
    return this.inTurn(async () => {
      if (this.quitting || !this.watching) return;
      this.forget();
      this.forget = this.deps.after(LINGER_MS, () => void this.end());
      if (this.running) return;
      this.running = true;
      this.deps.child.start();
    });
  }

  private end(): Promise<void> {
    return this.inTurn(async () => {
      this.forget();
      if (!this.running) return;
      this.running = false;
      await this.deps.child.end();
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const run = this.queue.then(work, work);
    this.queue = run.catch(() => undefined);
    return run;
  }
}
