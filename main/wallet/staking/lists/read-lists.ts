// One look at the lists of nodes: at most four requests, whatever the number of own nodes. A server that fails is passed over, and a second
// one is asked whether it says the same.

import { toAppError, type AppError, type ErrorShape } from '../../../../shared/errors/app-error';
import type { Endpoint, Endpoints } from '../../chains/endpoints';
import { isEndpointFault } from '../../chains/health';
import type { ConfirmedNode, WaitingNode } from './shapes';
import type { NodeListSource } from './source';

export type Answered<T> = { readonly answered: true; readonly rows: ReadonlyMap<string, T> } | { readonly answered: false; readonly reason: ErrorShape };
export interface NodeLists {
  /** By coin, `txid:vout`. */
  readonly confirmed: Answered<ConfirmedNode>;
  readonly started: Answered<WaitingNode>;
  readonly dos: Answered<WaitingNode>;
  /** `agreed`: a second server shows the same of the coins that were asked for. */
  readonly source: 'agreed' | 'reported';
}

const MOST_REQUESTS = 4;
type Server = Endpoint<NodeListSource>;

/**
 * Only programming errors throw.
 * @param points coins to look for, `txid:vout`
 * @param turn number of this look: the lists of those that wait are no second server's to confirm, so that each look asks another one
 */
export async function readLists(servers: Endpoints<NodeListSource>, points: readonly string[], turn: number): Promise<NodeLists> {
  return new Look(servers, points, turn).read();
}

class Look {
  #left = MOST_REQUESTS;
  readonly #failed = new Set<string>();

  constructor(private readonly servers: Endpoints<NodeListSource>, private readonly points: readonly string[], private readonly turn: number) {}

  async read(): Promise<NodeLists> {
    const confirmed = await this.#ask((source) => source.confirmed(this.points), null);
    if (!confirmed.answered) return { confirmed, started: confirmed, dos: confirmed, source: 'reported' };
    const first = this.#map(confirmed.rows);
    // What is confirmed stands in no other list.
    const others = this.points.every((point) => first.has(point));
    const sound = this.servers.inOrder().filter(({ url }) => !this.#failed.has(url) && this.servers.healthOf(url).failures === 0);
    const prefer = sound[this.turn % Math.max(1, sound.length)] ?? confirmed.by;
    const started = others ? EMPTY : await this.#ask((source) => source.started(), prefer);
    const dos = others ? EMPTY : await this.#ask((source) => source.dos(), started.answered && 'by' in started ? started.by : prefer);
    const second = await this.#secondOpinion(confirmed.by);
    return { confirmed: { answered: true, rows: second === null ? first : latest(first, second) }, started: this.#answered(started), dos: this.#answered(dos), source: second !== null && this.#same(first, second) ? 'agreed' : 'reported' };
  }

  /** Asks the best server that has not failed in this look, `prefer` before all; the next when that one fails. */
  async #ask<T>(work: (source: NodeListSource) => Promise<T>, prefer: Server | null): Promise<{ answered: true; rows: T; by: Server } | { answered: false; reason: ErrorShape }> {
    let last: AppError | null = null;
    const order = this.servers.inOrder().filter(({ url }) => !this.#failed.has(url));
    for (const server of prefer === null ? order : [...order.filter(({ url }) => url === prefer.url), ...order.filter(({ url }) => url !== prefer.url)]) {
      if (this.#left === 0) break;
      this.#left -= 1;
      try {
        return { answered: true, rows: await this.servers.on(server, work), by: server };
      } catch (thrown) {
        last = toAppError(thrown);
        if (!isEndpointFault(last)) throw thrown;
        this.#failed.add(server.url);
      }
    }
    return { answered: false, reason: (last ?? this.servers.reason()).toShape() };
  }

  /** A server that answers shortly; null when there is no other, or no request left. */
  async #secondOpinion(first: Server): Promise<ReadonlyMap<string, ConfirmedNode> | null> {
    const [other] = this.servers.inOrder().filter(({ url, client }) => url !== first.url && !this.#failed.has(url) && client.filters >= this.points.length);
    if (other === undefined || this.#left === 0 || this.points.length === 0) return null;
    this.#left -= 1;
    try {
      return this.#map(await this.servers.on(other, (source) => source.confirmed(this.points)));
    } catch (thrown) {
      if (!isEndpointFault(toAppError(thrown))) throw thrown;
      return null;
    }
  }

  #same(first: ReadonlyMap<string, ConfirmedNode>, second: ReadonlyMap<string, ConfirmedNode>): boolean {
    return this.points.every((point) => first.get(point)?.confirmed === second.get(point)?.confirmed);
  }

  #map(rows: readonly ConfirmedNode[]): ReadonlyMap<string, ConfirmedNode> {
    return new Map(rows.map((row) => [row.point, row]));
  }

  #answered(asked: { answered: true; rows: readonly WaitingNode[] } | { answered: false; reason: ErrorShape }): Answered<WaitingNode> {
    return asked.answered ? { answered: true, rows: new Map(asked.rows.map((row) => [row.point, row])) } : asked;
  }
}

const EMPTY = { answered: true, rows: [] } as const;

/** A node that one server shows is there, whatever another leaves out; of two words the later renewal counts. */
function latest(first: ReadonlyMap<string, ConfirmedNode>, second: ReadonlyMap<string, ConfirmedNode>): ReadonlyMap<string, ConfirmedNode> {
  const all = new Map(first);
  for (const [point, row] of second) if (row.lastConfirmed > (all.get(point)?.lastConfirmed ?? -1)) all.set(point, row);
  return all;
}
