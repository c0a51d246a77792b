// Fetches the next blocks while one is replayed, and has their signatures verified on other threads meanwhile.
import type { Outpoint } from '../../shared/flux/fluxnode-transaction';
import type { PeerSource } from '../p2p/peer-source';
import { AHEAD, fetchBlock, type FetchedBlock } from './fetch-block';
import type { SignatureThreads } from './signature-threads';

export class BlocksAhead {
  readonly #asked = new Map<string, Promise<FetchedBlock>>();

  /** @param keyOf the key that a collateral's node has in the table now: a guess, which is compared when the block's turn comes */
  constructor(private readonly peers: PeerSource, private readonly threads: SignatureThreads | undefined, private readonly keyOf: (collateral: Outpoint) => Uint8Array | null, private readonly signal: AbortSignal) {}

  /**
   * Asks for those that were not asked for yet. A few at the tip are not worth the threads.
   * @param hashAt hash of the block so many above the one that is next, undefined above the tip
   * @returns the hash of the next block
   */
  ask(hashAt: (step: number) => string | undefined): string | undefined {
    const hashes = Array.from({ length: AHEAD }, (_, step) => hashAt(step)).filter((hash) => hash !== undefined);
    for (const hash of hashes) if (!this.#asked.has(hash)) {
      const block = this.#fetch(hash, hashes.length >= AHEAD);
      block.catch(() => undefined);
      this.#asked.set(hash, block);
    }
    return hashes[0];
  }

  take(hash: string): Promise<FetchedBlock> | undefined {
    const block = this.#asked.get(hash);
    this.#asked.delete(hash);
    return block;
  }

  async #fetch(hash: string, many: boolean): Promise<FetchedBlock> {
    const fetched = await fetchBlock(this.peers, hash, new Set(), this.signal);
    const { header } = fetched.block;
    if (this.threads === undefined || !many || header.kind !== 'pon') return fetched;
    return { ...fetched, ahead: await this.threads.verify(fetched.raw, this.keyOf(header.collateral)) };
  }
}
