// The starting table from several sources that have to agree, and transactions that blocks before the start hold. Sources are strangers: bounded in time and size, compared, checked by ids.
import { fromHex } from '../../shared/crypto/bytes';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { FluxParams } from '../../shared/flux/params';
import { differenceOf, heightOfList, readNodeList } from '../follow/node-list';
import type { TableNode } from '../follow/table-node';

export interface Source {
  readonly kind: 'insight' | 'fluxos';
  /** Base address, as the wallet's endpoints have it. */
  readonly url: string;
}

export interface TableSourceDeps {
  readonly params: FluxParams;
  readonly sources: readonly Source[];
  /** How many must say the same. */
  readonly agreeing: number;
  /** JSON of an address; bounded by whoever passes it in. @throws AppError `source/…` */
  fetchJson(url: string): Promise<unknown>;
}

export interface StartList {
  readonly height: number;
  readonly nodes: readonly TableNode[];
  /** Hosts that said so. */
  readonly from: readonly string[];
}

const pathOf = ({ kind, url }: Source): string => (kind === 'insight' ? `${url}/fluxnode/listfluxnodes` : `${url}/daemon/viewdeterministicfluxnodelist`);

export class TableSource {
  constructor(private readonly deps: TableSourceDeps) {}

  get count(): number {
    return this.deps.sources.length;
  }

  /**
   * A list that enough sources agree on.
   * @param answered told how many have answered
   * @throws AppError `table/no-source`, `table/not-enough` (too few answered, or they stand at different blocks: ask again), `table/disagree`
   */
  async list(answered: (count: number) => void): Promise<StartList> {
    const { sources, agreeing, params, fetchJson } = this.deps;
    if (sources.length === 0) throw new AppError('table/no-source', 'there is nobody to ask for the table of nodes');
    let count = 0;
    const lists = await Promise.all(sources.map(async (source) => {
      try {
        const nodes = readNodeList(await fetchJson(pathOf(source)), params);
        return { ok: true, host: new URL(source.url).host, height: heightOfList(nodes), nodes } as const;
      } catch (thrown) {
        return { ok: false, error: toAppError(thrown) } as const;
      } finally {
        answered((count += 1));
      }
    }));
    const read = lists.flatMap((list) => (list.ok ? [list] : []));
    const newest = Math.max(0, ...read.map(({ height }) => height));
    const same = read.filter(({ height }) => height === newest);
    const [first, ...others] = same;
    for (const other of others) {
      const difference = first === undefined ? null : differenceOf(first.nodes, other.nodes);
      if (difference !== null) throw new AppError('table/disagree', 'sources of the table of nodes contradict each other', { context: { collateral: difference, left: first?.host ?? '', right: other.host, height: newest } });
    }
    if (first === undefined || same.length < agreeing) {
      const failed = lists.find((list) => !list.ok);
      throw new AppError('table/not-enough', 'too few sources of the table of nodes say the same', { context: { wanted: agreeing, same: same.length }, ...(failed?.ok === false ? { cause: failed.error } : {}) });
    }
    return { height: first.height, nodes: first.nodes, from: same.map(({ host }) => host) };
  }

  /** A transaction by its id, from whoever serves it; null when nobody does. Who asks checks the id. */
  async transaction(txid: string): Promise<Uint8Array | null> {
    for (const { kind, url } of this.deps.sources) {
      if (kind !== 'insight') continue;
      try {
        const answer = await this.deps.fetchJson(`${url}/rawtx/${txid}`);
        if (typeof answer === 'object' && answer !== null && 'rawtx' in answer && typeof answer.rawtx === 'string') return fromHex(answer.rawtx);
      } catch {
        // The next one may have it; a collateral that nobody serves is a named allowance.
      }
    }
    return null;
  }
}
