// Locked or unlocked: the one place that knows, and the only one that moves between the two.
// Locking ends the signer process, closes the wallet, cancels what waits for approval and never broadcasts.

import type { Session as SessionView } from '../../shared/contract/app';
import type { Unlocked, WalletEntry } from '../../shared/contract/signer';
import { AppError } from '../../shared/errors/app-error';

export interface SessionDeps {
  /** Opens the database and starts syncing. */
  openWallet(unlocked: Unlocked): Promise<void>;
  closeWallet(): Promise<void>;
  /** Ends the signer process and starts one without keys. */
  renewSigner(): Promise<void>;
  cancelApproval(): void;
  onChange(): void;
  log(line: string): void;
  now(): number;
}

type State = { kind: 'locked'; at: number | null } | { kind: 'unlocked'; unlocked: Unlocked } | { kind: 'locking' };

export class Session {
  private state: State = { kind: 'locked', at: null };
  private wallets: WalletEntry[] = [];
  private opening: Promise<void> = Promise.resolve();

  constructor(private readonly deps: SessionDeps) {}

  get isUnlocked(): boolean {
    return this.state.kind === 'unlocked';
  }

  get lockedAt(): number | null {
    return this.state.kind === 'locked' ? this.state.at : null;
  }

  get current(): Unlocked | null {
    return this.state.kind === 'unlocked' ? this.state.unlocked : null;
  }

  get entries(): readonly WalletEntry[] {
    return this.wallets;
  }

  /** @throws AppError session/locked */
  require(): Unlocked {
    if (this.state.kind !== 'unlocked') throw new AppError('session/locked', 'the wallet is locked');
    return this.state.unlocked;
  }

  /** Resolves when the unlocked wallet's database is open, so that money calls never meet a closed one. */
  whenOpen(): Promise<void> {
    return this.opening;
  }

  view(): SessionView {
    return this.state.kind === 'unlocked'
      ? { state: 'unlocked', unlocked: this.state.unlocked, wallets: this.wallets }
      : { state: 'locked', wallets: this.wallets, at: this.lockedAt };
  }

  setWallets(wallets: WalletEntry[]): void {
    this.wallets = wallets;
    this.deps.onChange();
  }

  /** The signer says that a vault is open. */
  unlocked(unlocked: Unlocked): void {
    this.state = { kind: 'unlocked', unlocked };
    this.wallets = [...this.wallets.filter((entry) => entry.id !== unlocked.wallet.id), unlocked.wallet];
    this.reopenWallet();
    this.deps.onChange();
  }

  /** The signer says that accounts, imported keys or the backup state changed. */
  changed(unlocked: Unlocked): void {
    if (this.state.kind !== 'unlocked') return;
    this.state = { kind: 'unlocked', unlocked };
    this.wallets = this.wallets.map((entry) => (entry.id === unlocked.wallet.id ? unlocked.wallet : entry));
    this.deps.onChange();
  }

  /** Opens the wallet of the open vault, at unlock and whenever its process was started afresh. */
  reopenWallet(): void {
    const { current } = this;
    if (!current) return;
    this.opening = this.deps.openWallet(current);
    this.opening.catch((thrown: unknown) => this.deps.log(`wallet did not open: ${thrown instanceof AppError ? thrown.code : 'unexpected'}`));
  }

  /** Locks; calling it while locked or locking does nothing. */
  async lock(): Promise<void> {
    if (this.state.kind !== 'unlocked') return;
    this.state = { kind: 'locking' };
    this.deps.cancelApproval();
    const renewed = this.deps.renewSigner();
    await Promise.allSettled([renewed, this.deps.closeWallet()]);
    this.state = { kind: 'locked', at: this.deps.now() };
    this.deps.onChange();
  }

  /** The signer died by itself: its keys are gone, so the session is locked. */
  signerGone(): boolean {
    if (this.state.kind !== 'unlocked') return false;
    this.deps.cancelApproval();
    this.state = { kind: 'locked', at: this.deps.now() };
    void this.deps.closeWallet().catch(() => this.deps.log('wallet did not close after the signer ended'));
    this.deps.onChange();
    return true;
  }
}
