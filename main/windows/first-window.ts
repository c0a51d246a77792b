// The first window, before anything else is loaded: its page takes as long to load as the rest of main does, so both load side by side.

import { readFileSync } from 'node:fs';
import { nativeTheme, type BrowserWindow } from 'electron';
import { createWindow, type WindowDeps } from './create-window';
import { BACKGROUND, WINDOW_SIZE } from './look';

/** A secrets window out of sight, loading; `SecretsWindow` takes it over and shows it. */
export function openFirstWindow(deps: WindowDeps, settingsFile: string): BrowserWindow {
  const dark = chosenTheme(settingsFile) ?? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light');
  return createWindow('secrets', deps, { ...WINDOW_SIZE, backgroundColor: BACKGROUND[dark] });
}

/** Only for the colour before the first drawing: the settings are read with all care a moment later. */
function chosenTheme(settingsFile: string): 'dark' | 'light' | null {
  try {
    const { theme } = JSON.parse(readFileSync(settingsFile, 'utf8')) as { theme?: unknown };
    return theme === 'dark' || theme === 'light' ? theme : null;
  } catch {
    return null;
  }
}
