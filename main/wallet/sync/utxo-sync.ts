// Sync of Flux and Bitcoin: best server first, one complete checked look, then a second server's word on the same coins.

import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Need } from '../../../shared/contract/wallet';
import type { AddressBook } from '../accounts/address-book';
import type { Endpoints } from '../chains/endpoints';
import { isEndpointFault } from '../chains/health';
import type { UtxoFamily } from '../chains/utxo-family';
import type { UtxoClient } from '../chains/utxo-client';
import type { Chronicle } from '../history/chronicle';
import type { ChainStore, Source } from '../store/chain-store';
import type { UtxoStore } from '../store/utxo-store';
import { sameSet, settledCoins, Suspicion, type Disagreement } from './agreement';
import type { ChainSync, RoundResult } from './chain-sync';
import { checkListedCoins } from './coin-check';
import { disagreementNeed, endpointNeeds } from './needs';
import { UtxoLook, type LookResult } from './utxo-look';

export interface UtxoSyncDeps {
  readonly family: UtxoFamily;
  readonly endpoints: Endpoints<UtxoClient>;
  readonly book: AddressBook;
  readonly store: UtxoStore;
  readonly marks: ChainStore;
  readonly chronicle: Chronicle;
  readonly clock: () => number;
  readonly transaction: <T>(work: () => T) => T;
}

/** A server this many blocks behind the best one is asked last. */
const BEHIND = 3;

export class UtxoSync implements ChainSync {
  readonly chain;
  readonly #look: UtxoLook;
  readonly #suspicion = new Suspicion();
  #progress: (looked: number, found: number) => void = () => undefined;
  #disagreement: Disagreement | null = null;

  constructor(private readonly deps: UtxoSyncDeps) {
    this.chain = deps.family.chain;
    this.#look = new UtxoLook({ ...deps, progress: (looked, found) => this.#progress(looked, found) });
  }

  discovering(): boolean {
    return !this.deps.book.discovered(this.chain);
  }

  health() {
    return this.deps.endpoints.health();
  }

  forgive(): void {
    this.deps.endpoints.forgive();
  }

  needs(): Need[] {
    return [...endpointNeeds(this.chain, this.health()), ...disagreementNeed(this.chain, this.#disagreement)];
  }

  async round(progress: (looked: number, found: number) => void): Promise<RoundResult> {
    const { endpoints, marks, book, chronicle, store, family, clock } = this.deps;
    this.#progress = progress;
    const before = marks.mark(this.chain);
    const quiet = this.discovering();
    await this.#compareTips();
    const { value: look, url } = await endpoints.use(async (client) => {
      const result = await this.#look.look(client);
      if (before && result.tip.height < before.height - family.reorgDepth) throw new AppError('endpoint/behind', 'the server is far behind what it was', { context: { height: result.tip.height } });
      return result;
    }, (result) => result.tip.height);
    const fresh = before === null || before.hash !== look.tip.hash || look.changed.size > 0 || before.source === 'reported';
    const source = fresh ? await this.#secondOpinion(look, url, before?.source ?? 'reported') : before.source;
    const expired = store.expired(look.tip.height).map(({ txid }) => txid);
    this.deps.transaction(() => {
      marks.setMark(this.chain, { height: look.tip.height, hash: look.tip.hash, source, at: clock() });
      for (const txid of new Set([...look.changed, ...expired])) chronicle.utxo(family, store, txid, look.tip.height, quiet);
      if (quiet) book.setDiscovered(this.chain);
    });
    if (!quiet) chronicle.confirmations(this.chain, before?.height ?? null, look.tip.height);
    return { height: look.tip.height, source, changed: look.changed.size > 0 || expired.length > 0 || before?.height !== look.tip.height || before.source !== source };
  }

  /** Asks every server for its tip, so that one that stands still is noticed. */
  async #compareTips(): Promise<void> {
    const { endpoints } = this.deps;
    endpoints.reidentify();
    const tips = await endpoints.all((client) => client.tip(), (tip) => tip.height);
    const best = Math.max(0, ...tips.map(({ value }) => value.height));
    for (const { value, url } of tips) {
      if (value.height < best - BEHIND) endpoints.blame(url, new AppError('endpoint/behind', 'the server is behind another', { context: { height: value.height, best } }));
    }
  }

  /** A second server's list of the same coins. One server alone is "reported". */
  async #secondOpinion(look: LookResult, url: string, before: Source): Promise<Source> {
    const { endpoints } = this.deps;
    for (const other of endpoints.witnesses(url)) {
      try {
        const answer = await endpoints.on(other, (client) => this.#coinsOf(client, look));
        if (answer === null) return before;
        return this.#judge(answer, look, [url, other.url]);
      } catch (thrown) {
        // Its health says what is wrong with it; the next one is asked.
        if (!isEndpointFault(toAppError(thrown))) throw thrown;
      }
    }
    return 'reported';
  }

  /** Coins that the other server lists at the same tip; null when it stands at another block. Provable lies are its fault. */
  async #coinsOf(client: UtxoClient, look: LookResult): Promise<Set<string> | null> {
    const { store, family, book } = this.deps;
    const tip = await client.tip();
    if (tip.hash !== look.tip.hash) return null;
    const coins = look.addresses.length === 0 ? [] : await client.coins(look.addresses);
    await checkListedCoins(family, coins, async (txid) => store.raw(txid) ?? client.raw(txid), (address) => book.find(family.chain, address)?.script ?? null);
    return settledCoins(coins, look.tip.height);
  }

  #judge(theirs: ReadonlySet<string>, look: LookResult, urls: readonly [string, string]): Source {
    const wanted = new Set(look.addresses);
    const ours = settledCoins(this.deps.store.coins(look.tip.height).filter((coin) => wanted.has(coin.address)), look.tip.height);
    const same = sameSet(ours, theirs);
    const difference = same ? null : [...ours].filter((key) => !theirs.has(key)).concat([...theirs].filter((key) => !ours.has(key))).sort().join();
    const lasting = this.#suspicion.seen(difference);
    if (same) this.#disagreement = null;
    else if (lasting) this.#disagreement = { urls, what: 'coins' };
    return same ? 'agreed' : 'reported';
  }
}

