// The one way a window is made: sandboxed, isolated, own in-memory partition, own preload.

import { join } from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { partitionOf, urlOf, type WindowKind } from './origins';
import { prepareSession } from './protocol';

export interface WindowDeps {
  /** Folder with the bundles: renderer/ and preload/ stand in it. */
  readonly outDir: string;
  readonly developer: boolean;
}

export function createWindow(kind: WindowKind, deps: WindowDeps, options: BrowserWindowConstructorOptions): BrowserWindow {
  prepareSession(kind, join(deps.outDir, 'renderer'));
  const window = new BrowserWindow({
    show: false,
    title: 'Fluxkeep',
    autoHideMenuBar: true,
    ...options,
    webPreferences: {
      preload: join(deps.outDir, 'preload', `${kind}.cjs`),
      partition: partitionOf(kind),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      devTools: deps.developer,
      backgroundThrottling: true,
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  // A failed load is retried by nothing: the files are ours, and a window without them stays hidden.
  void window.loadURL(urlOf(kind));
  return window;
}
