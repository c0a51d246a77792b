// Keeps the tree of headers up to date: every peer is asked, so that the best chain is the best of all.
import type { LightNodePhase } from '../../shared/contract/light-node';
import { toAppError } from '../../shared/errors/app-error';
import type { BlockHeader } from '../../shared/flux/block-header';
import type { HeaderChain } from '../headers/chain';
import type { PeerId, PeerSource } from '../p2p/peer-source';
import { AHEAD } from './fetch-block';

/** A peer so many blocks behind for so long is withholding or lost: the network announces each block to everybody. */
const STALE_BLOCKS = 6;
const STALE_MS = 60_000;
const MOST_SHOWN = 100;

export interface HeaderSyncDeps {
  readonly peers: PeerSource;
  /** Milliseconds of a steady clock. */
  now(): number;
  log(line: string): void;
  enter(phase: LightNodePhase): void;
}

export class HeaderSync {
  /** Since when peers are behind. */
  #behind = new Map<PeerId, number>();

  /** Who showed headers last, by the newest of each answer. */
  readonly #shown = new Map<string, PeerId>();

  constructor(private readonly deps: HeaderSyncDeps) {}

  /** Nobody serves the blocks of a branch: who showed it is asked less, and left when it goes on. */
  blameFor(hash: string): void {
    for (const [newest, peer] of this.#shown) {
      if (newest !== hash) continue;
      this.deps.peers.fault(peer, 'stalled');
      this.#shown.delete(newest);
    }
  }

  /** Headers from every peer until none has news: the best chain is the best of all, not of the first that answered. */
  async fetch(chain: HeaderChain, signal: AbortSignal): Promise<void> {
    const { peers } = this.deps;
    for (const { id, syncing } of peers.peers) {
      // A peer that was silent may have caught up meanwhile; it is asked last, and waited for only when it is the only one.
      if (syncing && peers.peers.some((other) => !other.syncing)) continue;
      await this.#fetchFrom(id, chain, signal);
    }
    this.#blameStale(chain);
  }

  /** A peer that stays behind withholds what everybody announces, or is lost. */
  #blameStale(chain: HeaderChain): void {
    const { peers, now } = this.deps;
    const behind = new Map<PeerId, number>();
    for (const { id, height } of peers.peers) {
      if (height === null || height >= chain.tip.height - STALE_BLOCKS) continue;
      const since = this.#behind.get(id) ?? now();
      if (now() - since < STALE_MS) behind.set(id, since);
      else peers.fault(id, 'stale');
    }
    this.#behind = behind;
  }

  async #fetchFrom(id: PeerId, chain: HeaderChain, signal: AbortSignal): Promise<void> {
    const { peers } = this.deps;
    for (;;) {
      const highest = Math.max(chain.tip.height, ...peers.peers.map(({ height }) => height ?? 0));
      if (highest > chain.tip.height + AHEAD) this.deps.enter({ kind: 'headers', at: chain.tip.height, to: highest });
      let headers: readonly BlockHeader[];
      try {
        ({ headers } = await peers.headers(chain.locator(), { peer: id, signal }));
      } catch (thrown) {
        signal.throwIfAborted();
        this.deps.log(`headers: ${toAppError(thrown).code}`);
        return;
      }
      try {
        const { added } = chain.accept(headers);
        const last = headers.at(-1);
        if (last !== undefined) {
          peers.reached(id, chain.tip.height);
          this.#remember(chain.tip.hash, id);
        }
        if (added === 0) return;
      } catch (thrown) {
        const error = toAppError(thrown);
        this.deps.log(`headers: ${error.code}`);
        // A clock that is off is not the peer's fault.
        if (error.code !== 'header/time-too-new') peers.fault(id, 'bad-headers');
        return;
      }
    }
  }

  #remember(hash: string, peer: PeerId): void {
    if (!this.#shown.has(hash)) this.#shown.set(hash, peer);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MOST_SHOWN && oldest !== undefined) this.#shown.delete(oldest);
  }
}
