// What this start may do: without Chromium's sandbox, or on the development runtime, mainnet is refused.

import { existsSync } from 'node:fs';
import { app } from 'electron';

/** Major of Electron that releases ship; any other is a development runtime. */
const SHIPPED_ELECTRON_MAJOR = '45';

export type MainnetRefusal = 'no-sandbox' | 'fallback-runtime' | null;

export interface RuntimeFacts {
  readonly electron: string;
  readonly fallback: boolean;
  readonly sandboxed: boolean;
  readonly mainnetRefusal: MainnetRefusal;
}

export function runtimeFacts(): RuntimeFacts {
  const electron = process.versions.electron ?? '';
  const fallback = electron.split('.')[0] !== SHIPPED_ELECTRON_MAJOR;
  const sandboxed = !app.commandLine.hasSwitch('no-sandbox');
  return { electron, fallback, sandboxed, mainnetRefusal: !sandboxed ? 'no-sandbox' : fallback ? 'fallback-runtime' : null };
}

/**
 * Which of the system's signals reach us, so that the settings can say so: Electron hears of a suspend on Linux from
 * systemd-logind over the system bus only, and of the screen lock not at all.
 */
export function systemSignals(): { suspend: boolean; screenLock: boolean } {
  if (process.platform !== 'linux') return { suspend: true, screenLock: true };
  return { suspend: existsSync('/run/systemd/system') && existsSync('/run/dbus/system_bus_socket'), screenLock: false };
}
