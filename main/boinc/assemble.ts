// Puts the watch over BOINC together: its supervised process and its settings.

import { join } from 'node:path';
import { boincClientCalls, type BoincStart } from '../../shared/contract/boinc';
import { TypedChild } from '../processes/typed-child';
import type { SettingsFile } from '../settings/settings-file';
import { Boinc } from './boinc';

export interface BoincParts {
  readonly boinc: Boinc;
  readonly child: TypedChild<typeof boincClientCalls>;
}

export function assembleBoinc(deps: {
  readonly outDir: string;
  readonly settings: SettingsFile;
  /** A process came or went. */
  listed(): void;
  onChange(): void;
  log(line: string): void;
}): BoincParts {
  const { settings, listed, onChange, log } = deps;
  const child: TypedChild<typeof boincClientCalls> = new TypedChild({
    name: 'boinc', file: join(deps.outDir, 'node', 'boinc.cjs'), calls: boincClientCalls, log,
    startMessage: () => boinc.startMessage(),
    onFresh: () => listed(),
    onEvent: () => undefined,
    onGone: () => listed(),
    onState: () => onChange(),
  });
  const boinc: Boinc = new Boinc({
    settings, onChange, log, place: placeFrom(process.env),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    child: {
      get calls() { return child.calls; },
      get state() { return child.supervisor.state; },
      start: () => child.supervisor.start(),
      end: () => child.supervisor.end(),
    },
  });
  return { boinc, child };
}

/** Where tests run a BOINC of their own; everybody else's is where its installer put it. The host is this computer in any case. */
function placeFrom(env: NodeJS.ProcessEnv): BoincStart {
  const port = Number(env['FLUXKEEP_BOINC_PORT']);
  return { port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null, folder: env['FLUXKEEP_BOINC_FOLDER'] ?? null };
}
