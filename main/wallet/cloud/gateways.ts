// The gateways of the network, one after the other: what fails by its own fault is passed over.

import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';
import { nodeClient, type NodeClient } from './fluxos/client';

/** The gateway's or the node's own trouble, and nobody's mistake. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'too-large', 'redirect', 'rate-limited', 'server-failed', 'malformed', 'unhealthy', 'not-synced', 'few-peers'].map((code) => `fluxos/${code}`).concat('cloud/no-node'));

export class Gateways {
  #bases: readonly string[] = [];
  #count = 0;

  constructor(private readonly http: Http, private readonly now: () => number) {}

  /** @returns whether they are others now */
  configure(bases: readonly string[]): boolean {
    const same = JSON.stringify(bases) === JSON.stringify(this.#bases);
    this.#bases = bases;
    return !same;
  }

  get any(): boolean {
    return this.#bases.length > 0;
  }

  at(base: string): NodeClient {
    return nodeClient(base, this.http, () => `${this.now()}${(this.#count += 1)}`);
  }

  /** @throws AppError cloud/no-gateway, or what the last one had to say */
  async use<T>(work: (client: NodeClient) => Promise<T>): Promise<T> {
    let last: AppError | null = null;
    for (const base of this.#bases) {
      try {
        return await work(this.at(base));
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!OWN_FAULTS.has(error.code)) throw error;
        last = error;
      }
    }
    throw last ?? new AppError('cloud/no-gateway', 'there is no gateway to ask');
  }
}
