// The wallet's line to the lists of nodes: which servers there are now, and the number of nodes by tier for a while.

import type { Reading } from '../../../../shared/contract/base';
import { toAppError } from '../../../../shared/errors/app-error';
import { Endpoints, type Timing } from '../../chains/endpoints';
import type { Http } from '../../chains/http';
import type { Tier } from '../record';
import { fluxosSource } from './fluxos';
import { insightSource } from './insight';
import { readLists, type NodeLists } from './read-lists';
import type { CountingSource, NodeListSource } from './source';

export interface ListServers {
  /** FluxOS gateways, base addresses. */
  readonly fluxos: readonly string[];
  /** Insight explorers of the Flux main chain. */
  readonly insight: readonly string[];
}
export interface ListDeskDeps {
  readonly http: Http;
  /** This computer's clock, for pauses. */
  readonly timing: Timing;
  /** Network time, for readings. */
  readonly clock: () => number;
}
type Counts = Readonly<Record<Tier, number>>;

/** Nodes come and go slowly. */
const COUNTS_MS = 60_000;
const TIERS_MS = 5 * 60_000;
/** Any server that answers is taken: what it says is compared with the wallet's own coins, and with a second server. */
const anyServer = (): Promise<void> => Promise.resolve();

export class ListDesk {
  #names = '';
  #turn = 0;
  #lists = new Endpoints<NodeListSource>([], anyServer, { now: () => 0, random: () => 0 });
  #gateways = new Endpoints<CountingSource>([], anyServer, { now: () => 0, random: () => 0 });
  #counts: { readonly value: Counts; readonly asked: number; readonly at: number } | null = null;
  #tiers: { readonly value: ReadonlyMap<string, Tier>; readonly asked: number } | null = null;

  constructor(private readonly deps: ListDeskDeps) {}

  /** @returns whether the servers are others now */
  configure({ fluxos, insight }: ListServers): boolean {
    const names = JSON.stringify([fluxos, insight]);
    if (names === this.#names) return false;
    this.#names = names;
    const { http, timing } = this.deps;
    const gateways = fluxos.map((url) => ({ url, client: fluxosSource(url, http) }));
    // Explorers first: they send the nodes that were asked for and not the whole network's.
    this.#lists = new Endpoints<NodeListSource>([...insight.map((url) => ({ url, client: insightSource(url, http) })), ...gateways], anyServer, timing);
    this.#gateways = new Endpoints<CountingSource>(gateways, anyServer, timing);
    this.#counts = null;
    this.#tiers = null;
    return true;
  }

  /** The person pressed "look again": every server may be asked at once. */
  forgive(): void {
    this.#lists.forgive();
    this.#gateways.forgive();
  }

  /** One look, at most four requests. @param points coins, `txid:vout` */
  read(points: readonly string[]): Promise<NodeLists> {
    this.#turn += 1;
    return readLists(this.#lists, points, this.#turn);
  }

  /** Confirmed nodes of the network by tier, at most a minute old. */
  async counts(): Promise<Reading<Counts>> {
    const { timing, clock } = this.deps;
    if (this.#counts === null || timing.now() - this.#counts.asked > COUNTS_MS) {
      try {
        const { value } = await this.#gateways.use((source) => source.counts());
        this.#counts = { value, asked: timing.now(), at: clock() };
      } catch (thrown) {
        const { code, message, context } = toAppError(thrown);
        return { state: 'unknown', reason: { code, message, context: { ...context } }, at: clock() };
      }
    }
    return { state: 'known', value: this.#counts.value, source: 'reported', at: this.#counts.at };
  }

  /** Tier of every confirmed node of the network by `txid:vout`, at most five minutes old: several megabytes. @throws AppError endpoint/… */
  async tiers(): Promise<ReadonlyMap<string, Tier>> {
    const { timing } = this.deps;
    if (this.#tiers === null || timing.now() - this.#tiers.asked > TIERS_MS) {
      const { value } = await this.#gateways.use((source) => source.confirmed([]));
      this.#tiers = { value: new Map(value.flatMap(({ point, tier }) => (tier === null ? [] : [[point, tier] as const]))), asked: timing.now() };
    }
    return this.#tiers.value;
  }
}
