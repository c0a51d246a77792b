// The main window: loaded hidden while the password is typed, shown when the vault is open, thrown away at lock so that no state stays.

import type { BrowserWindow, Rectangle } from 'electron';
import { EVENT_CHANNEL } from '../../shared/contract/channels';
import type { AppEvent } from '../../shared/contract/app';
import { createWindow, type WindowDeps } from './create-window';
import { WINDOW_SIZE } from './look';

export class MainWindow {
  private window: BrowserWindow | null = null;

  constructor(private readonly deps: WindowDeps, private readonly hooks: { background(): string; onClosed(): void; onInput(): void }) {}

  get current(): BrowserWindow | null {
    return this.window && !this.window.isDestroyed() ? this.window : null;
  }

  /** Loads it without showing it. */
  prepare(): void {
    if (this.current) return;
    const window = createWindow('main-window', this.deps, { ...WINDOW_SIZE, backgroundColor: this.hooks.background() });
    window.webContents.on('input-event', () => this.hooks.onInput());
    window.webContents.on('render-process-gone', () => {
      if (!window.isDestroyed()) window.reload();
    });
    window.on('close', () => closeChildren(window));
    window.on('closed', () => {
      if (this.window !== window) return;
      this.window = null;
      this.hooks.onClosed();
    });
    this.window = window;
  }

  show(bounds: Rectangle | null): void {
    this.prepare();
    const window = this.current;
    if (!window) return;
    if (bounds) window.setBounds(bounds);
    window.show();
    window.focus();
  }

  focus(): void {
    const window = this.current;
    if (!window?.isVisible()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  /** Destroys it without the closed hook. */
  discard(): Rectangle | null {
    const window = this.current;
    this.window = null;
    if (!window) return null;
    const bounds = window.isVisible() ? window.getNormalBounds() : null;
    closeChildren(window);
    window.destroy();
    return bounds;
  }

  emit(event: AppEvent, payload?: unknown): void {
    this.current?.webContents.send(EVENT_CHANNEL, event, payload);
  }
}

/** What floats above a window goes before it: a modal one that outlives its parent takes the whole process down (SIGSEGV in Electron 25). */
function closeChildren(window: BrowserWindow): void {
  for (const child of window.getChildWindows()) child.destroy();
}
