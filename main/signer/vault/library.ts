// All wallets of one network on this disk: list, create, open, save, rename, remove. One at a time is open, one write at a time runs.

import { dirname, join } from 'node:path';
import type { NetworkId } from '../../../shared/chains/ids';
import type { WalletEntry } from '../../../shared/contract/signer';
import { AppError } from '../../../shared/errors/app-error';
import type { VaultDisk } from './disk';
import { kdfAccepted } from './kdf';
import { takeLock, type HeldLock, type ProcessTable } from './lock-file';
import { serial } from './serial';
import { Vault, type VaultTools } from './vault';
import { diskError, LOCK_NAME, PREVIOUS_NAME, readCurrent, readPrevious, removeLeftovers, retirePrevious, saveVault, VAULT_NAME, type VaultReading } from './vault-file';
import { nameless, readIndex, writeIndex, type Indexed } from './wallet-index';

export interface LibraryTools extends VaultTools {
  readonly disk: VaultDisk;
  readonly processes: ProcessTable;
}

/** An open wallet: its vault, and what the file on disk is known to be. */
export interface OpenWallet {
  readonly vault: Vault;
  readonly warnings: ReadonlyArray<'rolled-back' | 'previous-generation-used'>;
}

interface Held extends OpenWallet {
  readonly lock: HeldLock;
  /** Generation on disk; null while the file there is not ours to build on. */
  expected: number | null;
  atLeast: number;
}

type GoodReading = Extract<VaultReading, { state: 'good' }>;

const WALLET_ID = /^[0-9a-f]{32}$/;

export class WalletLibrary {
  private held: Held | null = null;
  private readonly exclusive = serial();

  /** @param root the network's own folder; another network has another one */
  constructor(private readonly tools: LibraryTools, private readonly root: string, readonly network: NetworkId) {}

  private folder(id: string): string {
    if (!WALLET_ID.test(id)) throw new AppError('vault/no-wallet', 'not a wallet id');
    return join(this.root, id);
  }

  /** Every wallet with its state; a wallet whose file is damaged is listed as such, never left out. */
  list(): Promise<WalletEntry[]> {
    return this.exclusive(async () => Promise.all((await this.indexed()).map((entry) => this.entryOf(entry))));
  }

  /** The index joined with the folders: what only one of the two knows is listed all the same. */
  private async indexed(): Promise<Indexed[]> {
    const listed = ((await readIndex(this.tools.disk, this.root)) ?? []).filter(({ network }) => network === this.network);
    const known = new Set(listed.map(({ id }) => id));
    const found: Indexed[] = [];
    for (const id of (await this.tools.disk.list(this.root)).filter((name) => WALLET_ID.test(name) && !known.has(name)).sort()) {
      const names = await this.tools.disk.list(this.folder(id));
      // A folder without either file is what an interrupted creation or removal left.
      if (!names.includes(VAULT_NAME) && !names.includes(PREVIOUS_NAME)) continue;
      const reading = await readCurrent(this.tools.disk, this.folder(id), id);
      if (reading.state === 'good' && reading.envelope.network !== this.network) continue;
      found.push({ id, name: nameless(id), network: this.network, createdAt: reading.state === 'good' ? reading.envelope.created : 0, passphrase: false, gen: 0 });
    }
    return [...listed, ...found];
  }

  private async entryOf({ id, name, network, createdAt, passphrase }: Indexed): Promise<WalletEntry> {
    const folder = this.folder(id);
    const reading = await readCurrent(this.tools.disk, folder, id);
    const ready = reading.state === 'good' && kdfAccepted(reading.envelope.kdf, this.tools.kdf);
    const previousReadable = !ready && (await readPrevious(this.tools.disk, folder, id)).state === 'good';
    return { id, name, network, createdAt, passphrase, state: ready ? 'ready' : 'damaged', previousReadable };
  }

  /** @throws AppError vault/no-wallet */
  async entry(id: string): Promise<WalletEntry> {
    const found = (await this.list()).find((one) => one.id === id);
    if (!found) throw new AppError('vault/no-wallet', 'no such wallet');
    return found;
  }

  /** The open wallet. @throws AppError vault/locked */
  get open(): OpenWallet {
    if (!this.held) throw new AppError('vault/locked', 'no wallet is unlocked');
    return this.held;
  }

  get isOpen(): boolean {
    return this.held !== null;
  }

  /**
   * Writes a new vault that `fill` has given its records; it is open afterwards, and what was open before is closed.
   * @throws AppError vault/disk-full, vault/disk
   */
  create(password: string, name: string, passphrase: boolean, fill: (vault: Vault) => void): Promise<OpenWallet> {
    return this.exclusive(async () => {
      const vault = await Vault.create(this.tools, this.network, password);
      const folder = this.folder(vault.id);
      let lock: HeldLock | null = null;
      try {
        fill(vault);
        await this.tools.disk.makeFolder(folder).catch((error: unknown) => Promise.reject(diskError('make-folder', error)));
        lock = await this.lockOf(folder);
        await saveVault(this.tools.disk, folder, vault, { expected: null, atLeast: 0, fellBack: false });
        await this.tools.disk.syncFolder(this.root);
        await this.tools.disk.syncFolder(dirname(this.root));
        const entry: Indexed = { id: vault.id, name, network: this.network, createdAt: vault.created, passphrase, gen: vault.generation };
        await writeIndex(this.tools.disk, this.root, [...(await this.indexed()).filter(({ id }) => id !== vault.id), entry]);
        const held: Held = { vault, warnings: [], lock, expected: vault.generation, atLeast: 0 };
        await this.swap(held);
        return held;
      } catch (error) {
        vault.wipe();
        await lock?.release();
        // Nobody has been told of this wallet yet: half of it must not stand in the list.
        await this.tools.disk.removeFolder(folder).catch(() => undefined);
        await this.changeIndex((list) => list.filter(({ id }) => id !== vault.id)).catch(() => undefined);
        throw diskError('create', error);
      }
    });
  }

  /**
   * Opens a wallet; another one that was open is closed. With `usePrevious` a file that is damaged, or asks for absurd work,
   * is set aside and the generation before it becomes the current one. A wrong password never leads there.
   * @param check refuses after the password was right (a wrong passphrase); nothing is changed on disk then
   * @throws AppError vault/damaged or vault/kdf-refused (context.previous), vault/wrong-password, vault/in-use, vault/no-wallet, vault/other-network
   */
  unlock(id: string, password: string, usePrevious: boolean, check: (vault: Vault) => void): Promise<OpenWallet> {
    return this.exclusive(async () => {
      const folder = this.folder(id);
      const listed = (await this.indexed()).find((one) => one.id === id);
      if (!listed) throw new AppError('vault/no-wallet', 'no such wallet');
      const { vault, reading, fellBack } = await this.openFile(id, password, usePrevious);
      const again = this.held?.vault.id === id ? this.held.lock : null;
      let lock: HeldLock | null = again;
      try {
        check(vault);
        lock ??= await this.lockOf(folder);
        const warnings = fellBack ? (['previous-generation-used'] as const) : vault.generation < listed.gen ? (['rolled-back'] as const) : [];
        const held: Held = { vault, warnings, lock, expected: fellBack ? null : vault.generation, atLeast: listed.gen };
        await this.settle(held, folder, password, reading);
        await this.swap(held);
        return held;
      } catch (error) {
        vault.wipe();
        if (!again) await lock?.release();
        throw error;
      }
    });
  }

  private async openFile(id: string, password: string, usePrevious: boolean): Promise<{ vault: Vault; reading: GoodReading; fellBack: boolean }> {
    const current = await readCurrent(this.tools.disk, this.folder(id), id);
    try {
      return { ...(await this.openReading(current, password)), fellBack: false };
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'vault/damaged' && error.code !== 'vault/kdf-refused')) throw error;
      const previous = await readPrevious(this.tools.disk, this.folder(id), id);
      if (!usePrevious || previous.state === 'bad') {
        throw new AppError(error.code, error.message, { context: { ...error.context, previous: previous.state === 'good' }, cause: error.cause });
      }
      return { ...(await this.openReading(previous, password)), fellBack: true };
    }
  }

  private async openReading(reading: VaultReading, password: string): Promise<{ vault: Vault; reading: GoodReading }> {
    if (reading.state === 'bad') throw reading.error;
    if (reading.envelope.network !== this.network) throw new AppError('vault/other-network', 'this vault belongs to another network', { context: { network: reading.envelope.network } });
    return { vault: await Vault.open(this.tools, reading.bytes, password), reading };
  }

  /** What a successful unlock mends: fall-back made current, weak parameters rewrapped, an old password's copy retired, leftovers removed. */
  private async settle(held: Held, folder: string, password: string, opened: GoodReading): Promise<void> {
    const { vault } = held;
    const weak = vault.kdfIsOld;
    if (weak) await vault.rewrap(password);
    if (weak || held.expected === null) await this.write(held);
    else await retirePrevious(this.tools.disk, folder, opened);
    await removeLeftovers(this.tools.disk, folder);
  }

  /** Applies `change` to the open vault and writes it; when either fails, memory and disk are as before. */
  update<T>(change: (vault: Vault) => T | Promise<T>): Promise<T> {
    return this.exclusive(async () => {
      const { held } = this;
      if (!held) throw new AppError('vault/locked', 'no wallet is unlocked');
      const before = held.vault.snapshot();
      try {
        const result = await change(held.vault);
        await this.write(held);
        return result;
      } catch (error) {
        if (held.vault.generation === before.gen) held.vault.restore(before);
        throw error;
      }
    });
  }

  private async write(held: Held): Promise<void> {
    const { vault } = held;
    const before = vault.generation;
    try {
      await saveVault(this.tools.disk, this.folder(vault.id), vault, { expected: held.expected, atLeast: held.atLeast, fellBack: held.expected === null });
    } finally {
      // A failure after the rename leaves the new generation in place, in memory as on disk.
      if (vault.generation !== before) held.expected = vault.generation;
    }
    // The list only mirrors the generation for a warning: the vault is written, and a full disk now must not undo that.
    await this.changeIndex((list) => list.map((entry) => (entry.id === vault.id ? { ...entry, gen: vault.generation } : entry))).catch(() => undefined);
  }

  private async changeIndex(change: (list: Indexed[]) => Indexed[]): Promise<void> {
    await writeIndex(this.tools.disk, this.root, change(await this.indexed()));
  }

  /** Changes what the list says of a wallet. @throws AppError vault/no-wallet */
  describe(id: string, facts: { name?: string; passphrase?: boolean }): Promise<void> {
    return this.exclusive(async () => {
      const list = await this.indexed();
      if (!list.some((entry) => entry.id === id)) throw new AppError('vault/no-wallet', 'no such wallet');
      await writeIndex(this.tools.disk, this.root, list.map((entry) => (entry.id === id ? { ...entry, ...facts } : entry)));
    });
  }

  /** Whether `password` opens a wallet that need not be unlocked. @throws AppError vault/wrong-password, vault/damaged */
  async assertPassword(id: string, password: string): Promise<void> {
    await this.peek(id, password, () => undefined);
  }

  /** Opens a wallet for a moment, without making it the open one. */
  peek<T>(id: string, password: string, use: (vault: Vault) => T): Promise<T> {
    return this.exclusive(async () => {
      const reading = await readCurrent(this.tools.disk, this.folder(id), id);
      if (reading.state === 'bad') throw reading.error;
      const vault = await Vault.open(this.tools, reading.bytes, password);
      try {
        return use(vault);
      } finally {
        vault.wipe();
      }
    });
  }

  /** Removes a wallet's files and its entry. The open wallet is closed first. */
  remove(id: string): Promise<void> {
    return this.exclusive(async () => {
      const folder = this.folder(id);
      if (this.held?.vault.id === id) await this.release();
      const lock = await this.lockOf(folder);
      try {
        await this.tools.disk.removeFolder(folder);
        await this.tools.disk.syncFolder(this.root);
        await this.changeIndex((list) => list.filter((entry) => entry.id !== id));
      } catch (error) {
        await lock.release();
        throw diskError('remove', error);
      }
    });
  }

  /** Wipes the open vault and lets go of its lock. */
  close(): Promise<void> {
    return this.exclusive(() => this.release());
  }

  private async release(): Promise<void> {
    const { held } = this;
    this.held = null;
    held?.vault.wipe();
    await held?.lock.release();
  }

  private async lockOf(folder: string): Promise<HeldLock> {
    return takeLock(this.tools.disk, this.tools.processes, join(folder, LOCK_NAME));
  }

  /** Makes `next` the open wallet. */
  private async swap(next: Held): Promise<void> {
    const { held } = this;
    this.held = next;
    held?.vault.wipe();
    if (held && held.lock !== next.lock) await held.lock.release();
  }
}

