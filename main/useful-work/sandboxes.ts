// Sandboxes for jobs: hidden renderers that Chromium locks up, one job each, ended by ending their process. One more stands ready.

import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow, MessageChannelMain, type MessagePortMain, type Session } from 'electron';
import { PORT_CHANNEL } from '../../shared/contract/channels';
import { AppError } from '../../shared/errors/app-error';
import type { SandboxProgram } from '../../shared/pouw/sandbox-messages';
import { SANDBOX_URL, sandboxSession, type SandboxSources } from './sandbox-session';
import { lockedUp } from './locked-up';

/** Milliseconds that a sandbox may take to get ready once it is loaded: far more than a slow computer under load needs. */
const READY_LIMIT_MS = 20_000;

/** Milliseconds after which the window of a process that was ended is taken apart. */
const DESTROY_AFTER_MS = 100;

interface Held {
  readonly window: BrowserWindow;
  readonly pid: number;
}

export interface SandboxesDeps {
  /** Folder of the bundles. */
  readonly outDir: string;
  /** Folder of the package for useful work; null where it is not installed. */
  readonly workDir: string | null;
  /** Whether Chromium's sandbox is on in this run; without it jobs run only on the practice network. */
  readonly sandboxed: boolean;
  /** The process of a sandbox ended, whoever ended it; `crashed`: a fault of what ran in it did. */
  onGone(id: string, crashed: boolean): void;
  log(line: string): void;
}

export class Sandboxes {
  private readonly held = new Map<string, Held>();
  private spare: Promise<Held> | null = null;
  private sources: SandboxSources | null = null;
  private closed = true;
  /**
   * Sessions whose window is gone. Electron keeps every session until the app ends, 1.3 MB each, so one serves again: never two windows at
   * once, and emptied between two although an opaque origin has nowhere to leave anything.
   */
  private readonly free: Session[] = [];

  constructor(private readonly deps: SandboxesDeps) {}

  /** Makes one ready before it is asked for; resolves when it is, or could not be made. */
  warm(): Promise<void> {
    this.closed = false;
    this.spare ??= this.make();
    return this.spare.then(() => undefined, () => { this.spare = null; });
  }

  /**
   * Hands the one that stands ready over.
   * @param program what runs in it: a script for models is given to those sandboxes only
   * @returns the host's end of its port
   * @throws AppError pouw/no-sandbox
   */
  async open(id: string, program: SandboxProgram): Promise<MessagePortMain> {
    if (this.closed) throw new AppError('pouw/no-sandbox', 'useful work is off');
    const script = program === 'onnx' ? readFileSync(join(this.folder(), 'onnx-worker.js'), 'utf8') : null;
    // Taken before it is waited for: two that ask at once must not get the same one.
    const ready = this.spare ?? this.make();
    this.spare = null;
    const held = await ready;
    if (this.closed || held.window.isDestroyed() || held.window.webContents.isCrashed()) throw new AppError('pouw/no-sandbox', 'the sandbox ended before it began');
    this.held.set(id, held);
    held.window.webContents.once('render-process-gone', (_event, { reason }) => this.gone(id, reason === 'crashed' || reason === 'oom'));
    const { port1, port2 } = new MessageChannelMain();
    held.window.webContents.postMessage(PORT_CHANNEL, script, [port1]);
    // The next one gets ready while this one works.
    setTimeout(() => { if (!this.closed) void this.warm(); }, 500);
    return port2;
  }

  /** Ends a sandbox's process, whatever it does. */
  kill(id: string): void {
    const held = this.held.get(id);
    if (!held) return;
    this.held.delete(id);
    endProcess(held);
    this.deps.onGone(id, false);
    // Taking the window apart holds main up, and the next job waits for its sandbox now.
    setTimeout(() => destroy(held), DESTROY_AFTER_MS);
  }

  closeAll(): void {
    this.closed = true;
    const { spare } = this;
    this.spare = null;
    void spare?.then(end, () => undefined);
    for (const [id, held] of [...this.held]) {
      end(held);
      this.gone(id, false);
    }
  }

  private gone(id: string, crashed: boolean): void {
    const held = this.held.get(id);
    if (!held) return;
    this.held.delete(id);
    destroy(held);
    this.deps.onGone(id, crashed);
  }

  private folder(): string {
    const { workDir } = this.deps;
    if (workDir === null) throw new AppError('pouw/not-installed', 'the package for useful work is not here');
    return workDir;
  }

  private async session(sources: SandboxSources): Promise<Session> {
    const known = this.free.pop();
    if (!known) return sandboxSession(sources);
    await Promise.all([known.clearStorageData(), known.clearCache()]);
    return known;
  }

  private async make(): Promise<Held> {
    const folder = this.folder();
    this.sources ??= { page: readFileSync(join(folder, 'page.js'), 'utf8'), worker: readFileSync(join(folder, 'worker.js'), 'utf8') };
    const own = await this.session(this.sources);
    const window = new BrowserWindow({
      show: false, width: 1, height: 1, skipTaskbar: true, focusable: false, title: 'Fluxkeep work',
      webPreferences: {
        session: own,
        preload: join(this.deps.outDir, 'preload', 'sandbox.cjs'),
        sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
        webSecurity: true, webviewTag: false, navigateOnDragDrop: false, spellcheck: false, enableWebSQL: false, images: false, plugins: false,
        devTools: false, webgl: false, disableBlinkFeatures: 'WebGPU,DNSPrefetch,SharedWorker,ServiceWorker',
        // Nobody looks at it: it works all the same.
        backgroundThrottling: false,
      },
    });
    window.once('closed', () => this.free.push(own));
    // Without a proxy there is no UDP: WebRTC is the one part of a page that does not ask the filter of requests.
    window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    window.webContents.setAudioMuted(true);
    const ready = workerReady(window);
    try {
      await window.loadURL(SANDBOX_URL);
    } catch {
      window.destroy();
      throw new AppError('pouw/no-sandbox', 'the sandbox could not be loaded');
    }
    const held = { window, pid: window.webContents.getOSProcessId() };
    lowestPriority(held.pid);
    if (!(await ready)) {
      end(held);
      throw new AppError('pouw/no-sandbox', 'the sandbox did not get ready');
    }
    if (this.deps.sandboxed && !(await lockedUp(held.pid))) {
      end(held);
      throw new AppError('pouw/no-sandbox', 'the system did not lock the sandbox up');
    }
    return held;
  }
}

/** Resolves when the page's worker waits for a job; false when its process is gone before, or it takes too long. */
function workerReady({ webContents }: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), READY_LIMIT_MS);
    const finish = (good: boolean): void => {
      clearTimeout(late);
      resolve(good);
    };
    webContents.on('page-title-updated', (_event, title) => { if (title === 'ready') finish(true); });
    webContents.once('render-process-gone', () => finish(false));
    webContents.once('destroyed', () => finish(false));
  });
}

/** Whatever else runs on this computer goes first. */
function lowestPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Not every system lets it be said; the jobs run all the same.
  }
}

function end(held: Held): void {
  endProcess(held);
  destroy(held);
}

function endProcess({ window, pid }: Held): void {
  try {
    // A number that the system gave to another process meanwhile is not ours to end.
    if (pid > 0 && !window.isDestroyed() && window.webContents.getOSProcessId() === pid) process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

function destroy({ window }: Held): void {
  if (!window.isDestroyed()) window.destroy();
}
