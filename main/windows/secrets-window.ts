// The secrets window: the only place where a password or a phrase is typed or shown. It speaks to the signer through a port that
// main hands over and cannot read; it is destroyed after use, and with it the memory that held what was typed.

import { MessageChannelMain, type BrowserWindow, type MessagePortMain, type Rectangle } from 'electron';
import { PORT_CHANNEL } from '../../shared/contract/channels';
import type { SecretsOpen, SecretsPurpose, SecretsTask } from '../../shared/contract/secrets';
import { createWindow, type WindowDeps } from './create-window';
import { WINDOW_SIZE } from './look';

/** Purposes that stand in place of the main window; the others float above it when there is one. */
const FULL_PURPOSES: readonly SecretsPurpose[] = ['welcome', 'unlock'];

export interface SecretsHooks {
  background(): string;
  parent(): BrowserWindow | null;
  context(task: SecretsTask): SecretsOpen;
  handToSigner(port: MessagePortMain): void;
  onInput(): void;
}

export class SecretsWindow {
  /** Where it last stood, so that the main window opens in its place. */
  lastBounds: Rectangle | null = null;
  private open: { window: BrowserWindow; task: SecretsTask; full: boolean; loaded: Promise<void>; finish(done: boolean): void } | null = null;

  /** @param first a window of this kind that loads already; the first task gets it */
  constructor(private readonly deps: WindowDeps, private readonly hooks: SecretsHooks, private first: BrowserWindow | null) {}

  get window(): BrowserWindow | null {
    return this.open && !this.open.window.isDestroyed() ? this.open.window : null;
  }

  get purpose(): SecretsPurpose | null {
    return this.open?.task.purpose ?? null;
  }

  /** Whether it stands in place of the main window. */
  get full(): boolean {
    return this.open?.full ?? false;
  }

  /** The open window goes on to another of its tasks. */
  turnTo(task: SecretsTask): void {
    if (this.open) this.open = { ...this.open, task };
  }

  owns(contentsId: number): boolean {
    return this.window?.webContents.id === contentsId;
  }

  /**
   * Opens it for a task; an open one is closed first. Resolves with whether the person finished.
   * `connect` must be called once the signer can take a port.
   */
  show(task: SecretsTask, bounds: Rectangle | null): Promise<boolean> {
    this.close(false);
    return new Promise((resolve) => {
      const parent = FULL_PURPOSES.includes(task.purpose) ? null : this.hooks.parent();
      const full = parent === null;
      const window = (full && bounds === null ? this.takeFirst() : null) ?? createWindow('secrets', this.deps, {
        ...WINDOW_SIZE,
        ...(bounds ?? {}),
        ...(parent ? { ...parent.getBounds(), parent, modal: true, frame: false } : {}),
        backgroundColor: this.hooks.background(),
      });
      // Blocks screenshots where the system can (Windows, macOS); Linux ignores it and the screen says so.
      window.setContentProtection(true);
      window.webContents.on('input-event', () => this.hooks.onInput());
      const loaded = new Promise<void>((ready) => window.webContents.once('dom-ready', () => ready()));
      const finish = (done: boolean) => {
        if (this.open?.window !== window) return;
        this.open = null;
        if (full && !window.isDestroyed()) this.lastBounds = window.getNormalBounds();
        if (!window.isDestroyed()) window.destroy();
        resolve(done);
      };
      this.open = { window, task, full, loaded, finish };
      // What the window is for is told as soon as it listens: it takes a password while the signer still starts.
      void loaded.then(() => this.tell());
      window.on('closed', () => finish(false));
      window.once('ready-to-show', () => {
        window.show();
        window.focus();
      });
    });
  }

  private takeFirst(): BrowserWindow | null {
    const { first } = this;
    this.first = null;
    return first;
  }

  /**
   * Makes a fresh pair of ports: one end to the signer, the other to the window with what it needs to know.
   * @param missing the window asked for it: should another have reached it meanwhile, it keeps that one and what waits for an answer there
   */
  async connect(missing = false): Promise<void> {
    const open = this.open;
    if (!open) return;
    await open.loaded;
    if (this.open !== open || open.window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.hooks.handToSigner(port1);
    if (missing) open.window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
    else this.tell(port2);
  }

  private tell(port?: MessagePortMain): void {
    if (!this.open || this.open.window.isDestroyed()) return;
    const { window, task } = this.open;
    window.webContents.postMessage(PORT_CHANNEL, this.hooks.context(task), port ? [port] : []);
  }

  close(done: boolean): void {
    this.open?.finish(done);
  }
}
