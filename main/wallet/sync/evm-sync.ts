// Sync of one EVM chain: best server first, one complete look, then a second server's balances in the same block.

import { nativeAsset, type AssetId, type EvmChain } from '../../../shared/chains/ids';
import type { Need } from '../../../shared/contract/wallet';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { AddressBook } from '../accounts/address-book';
import type { Endpoints } from '../chains/endpoints';
import type { EvmClient } from '../chains/evm/evm-client';
import { isEndpointFault } from '../chains/health';
import type { Chronicle } from '../history/chronicle';
import type { EntryStore } from '../history/entry-store';
import type { ChainStore, Source } from '../store/chain-store';
import type { TokenStore } from '../store/token-store';
import type { OutboxEntry } from '../plans/ports';
import { Suspicion, type Disagreement } from './agreement';
import type { ChainSync, RoundResult } from './chain-sync';
import { EvmLook, type EvmLookResult } from './evm-look';
import { clockNeed, disagreementNeed, endpointNeeds } from './needs';

export interface EvmSyncDeps {
  readonly chain: EvmChain;
  readonly endpoints: Endpoints<EvmClient>;
  readonly book: AddressBook;
  readonly marks: ChainStore;
  readonly tokens: TokenStore;
  readonly entries: EntryStore;
  readonly chronicle: Chronicle;
  readonly outbox: { get(id: string): OutboxEntry | null };
  readonly askedFor: (asset: AssetId) => boolean;
  readonly lookback: { readonly logs: number; readonly native: number };
  readonly clock: () => number;
  /** The practice clock belongs to the practice network and is not compared. */
  readonly checkClock: boolean;
  readonly transaction: <T>(work: () => T) => T;
  readonly notify: (kind: 'received', id: string) => void;
}

/** A server this many blocks behind the best one is asked last. */
const BEHIND = 5;

export class EvmSync implements ChainSync {
  readonly chain: EvmChain;
  readonly #look: EvmLook;
  readonly #suspicion = new Suspicion();
  #disagreement: Disagreement | null = null;
  /** Of the newest block at the last look; its distance from the clock is a sign of a wrong clock. */
  #blockTime: number | null = null;

  constructor(private readonly deps: EvmSyncDeps) {
    this.chain = deps.chain;
    this.#look = new EvmLook(deps);
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
    return [...endpointNeeds(this.chain, this.health()), ...disagreementNeed(this.chain, this.#disagreement), ...clockNeed(this.chain, this.#blockTime, this.deps.clock())];
  }

  async round(progress: (looked: number, found: number) => void): Promise<RoundResult> {
    const { endpoints, marks, book, clock } = this.deps;
    const before = marks.mark(this.chain);
    const me = book.list(this.chain)[0]?.address.toLowerCase();
    const common = await this.#commonHeight();
    const { value: result, url } = await endpoints.use(async (client, at) => {
      const height = Math.min(await client.height(), common ?? Number.MAX_SAFE_INTEGER);
      if (before && height < before.height - 256) throw new AppError('endpoint/behind', 'the server is far behind what it was', { context: { height } });
      const block = await client.block(height);
      if (me === undefined) return { block, look: null };
      if (before && before.height === height && before.hash === block.hash) return { block, look: null };
      return { block, look: await this.#look.look(client, at, me, height) };
    }, ({ block }) => block.number);
    const { block, look } = result;
    this.#blockTime = this.deps.checkClock ? block.timestamp * 1000 : null;
    progress(1, look && [...look.balances.values()].some((units) => units > 0n) ? 1 : 0);
    const source = me !== undefined && (look || before?.source !== 'agreed') ? await this.#secondOpinion(me, block.number, url, look, before?.source ?? 'reported') : before?.source ?? 'reported';
    const quiet = this.discovering();
    const changed = this.deps.transaction(() => {
      marks.setMark(this.chain, { height: block.number, hash: block.hash, source, at: clock() });
      if (quiet) book.setDiscovered(this.chain);
      return look ? this.#write(look, quiet) : false;
    });
    if (!quiet) this.deps.chronicle.confirmations(this.chain, before?.height ?? null, block.number);
    return { height: block.number, source, changed: changed || before?.height !== block.number || before.source !== source };
  }

  /** The highest block that every server in service has, so that two can be asked about the same one. */
  async #commonHeight(): Promise<number | null> {
    const { endpoints } = this.deps;
    endpoints.reidentify();
    const heights = await endpoints.all((client) => client.height(), (height) => height);
    const best = Math.max(0, ...heights.map(({ value }) => value));
    for (const { value, url } of heights) {
      if (value < best - BEHIND) endpoints.blame(url, new AppError('endpoint/behind', 'the server is behind another', { context: { height: value, best } }));
    }
    const level = heights.filter(({ value }) => value >= best - BEHIND).map(({ value }) => value);
    return level.length === 0 ? null : Math.min(...level);
  }

  #write(look: EvmLookResult, quiet: boolean): boolean {
    const { marks, tokens, entries, chronicle, outbox } = this.deps;
    let changed = false;
    for (const facts of look.tokens) tokens.put(facts);
    const me = this.deps.book.list(this.chain)[0];
    const last = Math.max(0, ...look.entries.map(({ time }) => time));
    if (me && last > 0) this.deps.book.markUsed(this.chain, me.address, last);
    for (const [asset, units] of look.balances) {
      if (tokens.balance(asset) !== units) changed = true;
      tokens.setBalance(asset, units);
    }
    const found = new Set(look.entries.map(({ id }) => id));
    for (const old of entries.above(this.chain, look.reread)) {
      if (found.has(old.id) || (old.height ?? 0) > look.scannedTo || outbox.get(old.id)) continue;
      entries.remove(old.id);
      changed = true;
    }
    for (const entry of look.entries) {
      const sent = outbox.get(entry.id);
      const before = entries.get(entry.id);
      // What the person meant is in the outbox; the chain adds where it stands and what it cost.
      const merged = sent && before ? { ...before, height: entry.height, time: entry.time, fee: entry.fee ?? before.fee, state: entry.state } : entry;
      if (chronicle.put(merged)) changed = true;
      if (!quiet && before === null && !entry.suspicious && entry.kind === 'received') this.deps.notify('received', entry.id);
    }
    marks.setScan(this.chain, look.scan);
    return changed;
  }

  async #secondOpinion(me: string, height: number, url: string, look: EvmLookResult | null, before: Source): Promise<Source> {
    const { endpoints, tokens } = this.deps;
    const ours = look?.balances ?? new Map([nativeAsset(this.chain), ...tokens.of(this.chain)].map((asset) => [asset, tokens.balance(asset) ?? 0n]));
    for (const other of endpoints.witnesses(url)) {
      try {
        const theirs = await endpoints.on(other, async (client) => ((await client.height()) < height ? null : this.#look.balances(client, me, height, look?.tokens.map(({ asset }) => asset) ?? [])));
        return theirs === null ? before : this.#judge(ours, theirs, [url, other.url]);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'evm/no-history') return before;
        if (!isEndpointFault(error)) throw error;
      }
    }
    return 'reported';
  }

  #judge(ours: ReadonlyMap<AssetId, bigint>, theirs: ReadonlyMap<AssetId, bigint>, urls: readonly [string, string]): Source {
    const different = [...ours].filter(([asset, units]) => (theirs.get(asset) ?? 0n) !== units).map(([asset]) => asset);
    const lasting = this.#suspicion.seen(different.length === 0 ? null : different.sort().join());
    if (different.length === 0) this.#disagreement = null;
    else if (lasting) this.#disagreement = { urls, what: 'balance' };
    return different.length === 0 ? 'agreed' : 'reported';
  }
}
