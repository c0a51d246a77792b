// Keeps the wallet process told: what to open, where the world is, which accounts and contacts there are.

import type { Client } from '../../shared/contract/base';
import type { signerCalls, Unlocked } from '../../shared/contract/signer';
import type { walletCalls } from '../../shared/contract/wallet';
import { toAppError } from '../../shared/errors/app-error';
import type { PracticeNetwork } from '../processes/practice';
import type { ProfilePaths } from '../settings/paths';
import type { SettingsFile } from '../settings/settings-file';
import type { Session } from './session';
import { walletFeed } from './wallet-feed';

export interface WalletLinkDeps {
  readonly paths: ProfilePaths;
  readonly settings: SettingsFile;
  readonly practice: PracticeNetwork;
  session(): Session;
  signer(): Client<typeof signerCalls>;
  wallet(): Client<typeof walletCalls>;
  log(line: string): void;
}

export class WalletLink {
  /** The practice network's instance that was last seen; a change means that it was reset. */
  private instance: string | null = null;

  constructor(private readonly deps: WalletLinkDeps) {}

  /** Opens the wallet's database; on practice it waits for the practice network, whose instance the database belongs to. */
  async open(unlocked: Unlocked): Promise<void> {
    const { network, id } = unlocked.wallet;
    const instance = network === 'practice' ? (await this.deps.practice.whenReady()).instanceId : null;
    await this.deps.wallet()['wallet.open']({
      wallet: id, network, dir: this.deps.paths.database(network, id), instance,
      descriptors: unlocked.descriptors, imported: unlocked.imported, nodeKeys: unlocked.nodeKeys, fluxId: unlocked.fluxId,
      ...walletFeed(network, this.deps.settings.get(), this.deps.practice),
    });
    // The first screen does not wait for names of contacts; they are asked for now, so that one saved while this opened is among them.
    void this.quietly(() => this.handContacts());
  }

  async configure(): Promise<void> {
    const { current } = this.deps.session();
    if (!current) return;
    await this.quietly(() => this.deps.wallet()['wallet.configure'](walletFeed(current.wallet.network, this.deps.settings.get(), this.deps.practice)));
  }

  async accounts(): Promise<void> {
    const { current } = this.deps.session();
    if (current) await this.quietly(() => this.deps.wallet()['wallet.accounts']({ descriptors: current.descriptors, imported: current.imported, nodeKeys: current.nodeKeys }));
  }

  /** The vault holds the contacts: a wallet process that is still opening, or gone, is told of them when it has opened. */
  async contacts(): Promise<void> {
    await this.quietly(async () => {
      await this.deps.session().whenOpen();
      await this.handContacts();
    });
  }

  private async handContacts(): Promise<void> {
    const contacts = await this.deps.signer()['signer.contacts'](undefined);
    await this.deps.wallet()['wallet.contacts']({ contacts: contacts.map(({ chain, address, name }) => ({ chain, address, name })) });
  }

  /** Discovery found the last known account in use: the signer derives the next one's public key. */
  async addAccount(wanted: { family: 'flux' | 'bitcoin' | 'evm'; index: number }): Promise<void> {
    await this.quietly(async () => {
      await this.deps.signer()['signer.describe'](wanted);
      const unlocked = await this.deps.signer()['signer.unlocked'](undefined);
      if (unlocked) this.deps.session().changed(unlocked);
    });
    await this.accounts();
  }

  /** Endpoints, clock or instance of the practice network changed. */
  practiceChanged(): void {
    const instance = this.deps.practice.ready?.instanceId ?? null;
    if (instance === null) return;
    const wasReset = this.instance !== null && instance !== this.instance;
    this.instance = instance;
    if (wasReset) this.deps.session().reopenWallet();
    else void this.configure();
  }

  /** Work whose failure the next event or restart mends. */
  private async quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.deps.log(`wallet link: ${toAppError(thrown).code}`);
    }
  }
}
