// Which window stands when: the password first, the main window once a vault is open, the password again after locking.

import { app, type Rectangle } from 'electron';
import type { SecretsTask } from '../../shared/contract/secrets';
import type { Unlocked } from '../../shared/contract/signer';
import { toAppError } from '../../shared/errors/app-error';
import type { SettingsFile } from '../settings/settings-file';
import type { MainWindow } from '../windows/main-window';
import type { SecretsWindow } from '../windows/secrets-window';
import { afterSecrets } from './after-secrets';
import type { Session } from './session';

export interface WindowFlowDeps {
  readonly settings: SettingsFile;
  session(): Session;
  readonly mainWindow: MainWindow;
  readonly secrets: SecretsWindow;
  log(line: string): void;
}

export class WindowFlow {
  private signerReady = false;
  private walletsKnown = false;
  private quitting = false;

  constructor(private readonly deps: WindowFlowDeps) {}

  quit(): void {
    this.quitting = true;
  }

  /** The first window loads while the signer still starts; what it is for is settled when the wallets are known. */
  openFirst(): void {
    const { lastWallet } = this.deps.settings.get();
    void this.openSecrets(firstTask(lastWallet));
  }

  /** A fresh signer can take a port: the waiting secrets window gets it, or the first window opens. */
  signerIsReady(): void {
    this.signerReady = true;
    const known = this.walletsKnown;
    this.walletsKnown = true;
    if (!known && this.firstTask().purpose !== this.deps.secrets.purpose) this.showFirst(null);
    else if (this.deps.secrets.window) void this.deps.secrets.connect();
    else if (!this.deps.session().isUnlocked) this.showFirst(null);
  }

  /** The secrets window waits for its port although the signer runs: it was lost on its way, so it gets a fresh pair. */
  portIsMissing(): void {
    if (this.signerReady) void this.deps.secrets.connect(true);
  }

  /** Loads the main window out of sight while the password is typed; before the first window stands that would only be in its way. */
  prepareMain(): void {
    if (this.quitting) return;
    const { purpose } = this.deps.secrets;
    if (purpose === 'unlock' || this.deps.session().isUnlocked) this.deps.mainWindow.prepare();
  }

  signerIsGone(): void {
    this.signerReady = false;
  }

  /** The password when the chosen network has a wallet, the welcome when it has none. */
  showFirst(bounds: Rectangle | null): void {
    if (!this.quitting) void this.openSecrets(this.firstTask(), bounds);
  }

  private firstTask(): SecretsTask {
    const { network, lastWallet } = this.deps.settings.get();
    const own = this.deps.session().entries.filter((entry) => entry.network === network);
    const entry = own.find((candidate) => candidate.id === lastWallet) ?? own[0];
    return firstTask(entry?.id ?? null);
  }

  /** Resolves with whether the person finished, when the window is closed. */
  openSecrets(task: SecretsTask, bounds: Rectangle | null = null): Promise<boolean> {
    const done = this.deps.secrets.show(task, bounds);
    if (this.signerReady) void this.deps.secrets.connect();
    const { full } = this.deps.secrets;
    void done.then((finished) => this.secretsClosed(full, finished));
    return done;
  }

  unlocked(unlocked: Unlocked): void {
    this.remember(unlocked);
    this.deps.mainWindow.prepare();
    if (this.deps.secrets.purpose === 'unlock') this.deps.secrets.close(true);
  }

  /** Which wallet to offer first next time. A disk that takes nothing must not keep an open wallet from being shown. */
  private remember({ wallet }: Unlocked): void {
    try {
      this.deps.settings.set({ lastWallet: wallet.id, network: wallet.network });
    } catch (thrown) {
      this.deps.log(`last wallet not remembered: ${toAppError(thrown).code}`);
    }
  }

  /** Locks and asks for a password: of the wallet that was open, or of another one. */
  async lock(next: string | null = null): Promise<void> {
    const session = this.deps.session();
    if (!session.isUnlocked) return;
    const wallet = next ?? session.current?.wallet.id ?? null;
    const bounds = this.deps.mainWindow.discard();
    // The signer that runs now is on its way out: the password goes to the next one.
    this.signerIsGone();
    const locked = session.lock();
    void this.openSecrets({ purpose: 'unlock', wallet, key: null, node: null }, bounds);
    await locked;
  }

  /** The signer died while unlocked: its keys are gone, the password is asked again. */
  signerDied(): void {
    const session = this.deps.session();
    const wallet = session.current?.wallet.id ?? null;
    if (!session.signerGone()) return;
    void this.openSecrets({ purpose: 'unlock', wallet, key: null, node: null }, this.deps.mainWindow.discard());
  }

  async walletRemoved(id: string): Promise<void> {
    const session = this.deps.session();
    const wasOpen = session.current?.wallet.id === id;
    const bounds = wasOpen ? this.deps.mainWindow.discard() : (this.deps.secrets.window?.getNormalBounds() ?? null);
    if (wasOpen) {
      this.signerIsGone();
      await session.lock();
    }
    session.setWallets(session.entries.filter((entry) => entry.id !== id));
    if (!session.isUnlocked) this.showFirst(bounds);
  }

  /** A second copy of the app was started: this one comes to the front. */
  focus(): void {
    const { window } = this.deps.secrets;
    if (!window) return this.deps.mainWindow.focus();
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  private secretsClosed(full: boolean, finished: boolean): void {
    if (this.quitting || this.deps.secrets.window || !full) return;
    const { lastBounds } = this.deps.secrets;
    switch (afterSecrets(this.deps.session().isUnlocked, finished)) {
      case 'main-window': return this.deps.mainWindow.show(lastBounds);
      case 'ask-again': return this.showFirst(lastBounds);
      // Closing the password window while locked closes the app.
      case 'quit': return app.quit();
    }
  }
}

/** The password of a wallet, or the welcome where there is none. */
function firstTask(wallet: string | null): SecretsTask {
  return { purpose: wallet === null ? 'welcome' : 'unlock', wallet, key: null, node: null };
}
