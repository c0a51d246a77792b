// Between the light node and the wallet: own scripts to the one, what was seen of them to the other. While locked there are none.

import type { Client } from '../../shared/contract/base';
import type { lightNodeCalls } from '../../shared/contract/light-node';
import type { walletCalls } from '../../shared/contract/wallet';
import { toAppError } from '../../shared/errors/app-error';

export interface NodeFeedDeps {
  /** Off: there is nothing to give and nothing to tell. */
  isOn(): boolean;
  /** @throws AppError process/gone */
  node(): Client<typeof lightNodeCalls>;
  /** @throws AppError process/gone */
  wallet(): Client<typeof walletCalls>;
  /** Resolves when the unlocked wallet's database is open; false while locked, or while the wallet is of another network. */
  walletOpen(): Promise<boolean>;
  /** Milliseconds between two readings, so that catching up is not slowed by telling of it. */
  pause(milliseconds: number): Promise<void>;
  log(line: string): void;
}

const BETWEEN = 1_000;
/** Tip and coins are two calls; a block that comes between them is met by reading again. */
const TRIES = 3;

export class NodeFeed {
  /** Names the scripts that the light node looks for; null: none. */
  private watching: string | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private giving: Promise<void> = Promise.resolve();

  constructor(private readonly deps: NodeFeedDeps) {}

  /** Gives the scripts of the open wallet, or takes all back. One call after the other, so that the last one counts. */
  giveScripts(): Promise<void> {
    this.giving = this.giving.then(() => this.quietly(() => this.give()));
    return this.giving;
  }

  /** Tells the wallet what was seen; asked while it does, it does it once more. */
  pass(): Promise<void> {
    this.again = true;
    this.running ??= this.run().finally(() => { this.running = null; });
    return this.running;
  }

  /** The light node was switched off: the wallet goes by servers' word. */
  async off(): Promise<void> {
    this.watching = null;
    await this.quietly(async () => {
      if (await this.deps.walletOpen()) await this.deps.wallet()['wallet.lightNode']({ seen: null });
    });
  }

  /** Gives signed bytes to peers, besides the servers that are offered them: a server that keeps them to itself keeps nothing from the network. */
  async offer(raw: Uint8Array): Promise<void> {
    if (!this.deps.isOn()) return;
    await this.quietly(async () => void (await this.deps.node()['node.broadcast']({ raw })));
  }

  /** A fresh process looks for nothing yet. */
  forget(): void {
    this.watching = null;
  }

  private async give(): Promise<void> {
    if (!this.deps.isOn()) return;
    if (!(await this.deps.walletOpen())) {
      this.watching = null;
      await this.deps.node()['node.watch']({ scripts: [] });
      return;
    }
    const { fingerprint, scripts } = await this.deps.wallet()['wallet.fluxScripts'](undefined);
    if (fingerprint !== this.watching) {
      await this.deps.node()['node.watch']({ scripts });
      this.watching = fingerprint;
    }
    void this.pass();
  }

  private async run(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.quietly(() => this.tell());
      await this.deps.pause(BETWEEN);
    }
  }

  private async tell(): Promise<void> {
    const scripts = this.watching;
    if (scripts === null || !this.deps.isOn() || !(await this.deps.walletOpen())) return;
    for (let tries = 1; ; tries += 1) {
      const watched = await this.deps.node()['node.watched'](undefined);
      const status = await this.deps.node()['node.status'](undefined);
      if (watched.to !== (status.tip?.height ?? null) && tries < TRIES) continue;
      const { tip, verified, provenTo, start, emergency } = status;
      // Other scripts were given meanwhile: what was read is of the old ones.
      if (scripts !== this.watching) return;
      await this.deps.wallet()['wallet.lightNode']({ seen: { scripts, watched, status: { tip, verified, provenTo, start, emergency } } });
      return;
    }
  }

  /** Work whose failure the next event or restart mends. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.deps.log(`light node and wallet: ${toAppError(thrown).code}`);
    }
  }
}
