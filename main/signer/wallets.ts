// The wallets of both networks: a folder and a library each, one wallet open at a time in all.

import { join } from 'node:path';
import { NETWORKS, type NetworkId } from '../../shared/chains/ids';
import type { WalletEntry } from '../../shared/contract/signer';
import { AppError } from '../../shared/errors/app-error';
import { WalletLibrary, type LibraryTools } from './vault/library';

export class Wallets {
  private readonly libraries: Readonly<Record<NetworkId, WalletLibrary>>;

  /**
   * @param folder of all vaults; each network has a folder of its own in it
   * @param allowMainnet false where the program does not run as it should: mainnet vaults are then listed and left alone
   */
  constructor(tools: LibraryTools, folder: string, private readonly allowMainnet: boolean) {
    this.libraries = { mainnet: new WalletLibrary(tools, join(folder, 'mainnet'), 'mainnet'), practice: new WalletLibrary(tools, join(folder, 'practice'), 'practice') };
  }

  /** Every wallet of every network. */
  async list(): Promise<WalletEntry[]> {
    return (await Promise.all(NETWORKS.map((network) => this.libraries[network].list()))).flat();
  }

  /** @throws AppError vault/no-wallet */
  async entry(id: string): Promise<WalletEntry> {
    const found = (await this.list()).find((entry) => entry.id === id);
    if (!found) throw new AppError('vault/no-wallet', 'no such wallet');
    return found;
  }

  /** The library that a wallet belongs to, for reading and writing secrets. @throws AppError vault/no-wallet, vault/mainnet-refused */
  async libraryOf(id: string): Promise<WalletLibrary> {
    return this.library((await this.entry(id)).network);
  }

  /** @throws AppError vault/mainnet-refused */
  library(network: NetworkId): WalletLibrary {
    this.assertAllowed(network);
    return this.libraries[network];
  }

  /** @throws AppError vault/mainnet-refused */
  assertAllowed(network: NetworkId): void {
    if (network === 'mainnet' && !this.allowMainnet) throw new AppError('vault/mainnet-refused', 'mainnet wallets are not opened in this runtime');
  }

  /** Renaming and removing touch no secret and are allowed everywhere. */
  async anyLibraryOf(id: string): Promise<WalletLibrary> {
    return this.libraries[(await this.entry(id)).network];
  }

  /** Closes whatever is open in the other networks. */
  async closeOthers(network: NetworkId): Promise<void> {
    for (const other of NETWORKS) if (other !== network) await this.libraries[other].close();
  }

  async close(): Promise<void> {
    for (const network of NETWORKS) await this.libraries[network].close();
  }
}
