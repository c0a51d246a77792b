// Puts useful work together: its supervised process, its sandboxes, and what the system says.

import { join } from 'node:path';
import { powerMonitor } from 'electron';
import { workCalls } from '../../shared/contract/useful-work';
import type { PracticeNetwork } from '../processes/practice';
import { TypedChild } from '../processes/typed-child';
import type { RuntimeFacts } from '../settings/runtime';
import type { SettingsFile } from '../settings/settings-file';
import { Sandboxes } from './sandboxes';
import { UsefulWork } from './useful-work';

export interface UsefulWorkParts {
  readonly work: UsefulWork;
  readonly child: TypedChild<typeof workCalls>;
}

export function assembleUsefulWork(deps: {
  readonly outDir: string;
  /** Folder of the package for useful work; null where it is not installed. */
  readonly workDir: string | null;
  readonly folder: string;
  readonly settings: SettingsFile;
  readonly practice: PracticeNetwork;
  readonly runtime: RuntimeFacts;
  /** A question of the wallet is on the screen. */
  signing(): boolean;
  /** A process came or went. */
  listed(): void;
  onChange(): void;
  log(line: string): void;
}): UsefulWorkParts {
  const { outDir, workDir, settings, practice, runtime, folder, log, onChange } = deps;
  const child: TypedChild<typeof workCalls> = new TypedChild({
    name: 'work', file: join(workDir ?? '', 'work.cjs'), calls: workCalls, log,
    startMessage: () => work.startMessage(),
    onFresh: () => {
      deps.listed();
      work.fresh();
    },
    onEvent: (event) => work.event(event),
    onGone: () => {
      deps.listed();
      work.gone();
    },
    onState: () => onChange(),
  });
  const sandboxes = new Sandboxes({ outDir, workDir, sandboxed: runtime.sandboxed, log, onGone: (id, crashed) => work.sandboxGone(id, crashed) });
  const work: UsefulWork = new UsefulWork({
    settings, practice, folder, sandboxes, log, onChange,
    installed: workDir !== null,
    refusal: runtime.sandboxed ? null : { code: 'pouw/no-sandbox', message: "Chromium's sandbox is off in this run", context: {} },
    runtime: `Electron ${runtime.electron}`,
    systemRoot: process.env.FLUXKEEP_SYSTEM_ROOT ?? '/',
    readings: () => ({ onBattery: onBattery(), idleSeconds: powerMonitor.getSystemIdleTime(), signing: deps.signing() }),
    child: {
      get calls() { return child.calls; },
      get state() { return child.supervisor.state; },
      start: () => child.supervisor.start(),
      end: () => child.supervisor.end(),
      handPort: (message, port) => child.handPort(message, port),
    },
  });
  return { work, child };
}

/** Electron does not know of batteries on every Linux; the worker looks there itself. */
function onBattery(): boolean | null {
  return process.platform === 'linux' ? null : powerMonitor.isOnBatteryPower();
}
