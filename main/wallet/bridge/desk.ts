// The wallet's line to the operator: which client there is now, the service's figures for a while, and how often anything is asked.

import type { Reading } from '../../../shared/contract/base';
import type { BridgeService } from '../../../shared/contract/bridge';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';
import { fusionClient, type FusionClient } from './fusion/client';
import type { FusionInfo } from './fusion/swap-shapes';

export interface DeskDeps {
  readonly http: Http;
  /** Flux ID of the wallet; groups its swaps with the operator. */
  readonly label: string;
  /** Milliseconds by this computer's clock, for pauses. */
  readonly now: () => number;
  /** Network time, for readings. */
  readonly clock: () => number;
}
export interface KnownInfo {
  readonly info: FusionInfo;
  /** Network time. */
  readonly at: number;
}

/** Background questions leave this much time after any question to the operator. */
const SPACING_MS = 1_000;
/** While a person types, figures of this age will do. */
export const TYPING_MS = 20_000;

export class FusionDesk {
  #client: FusionClient | null = null;
  #base: string | null = null;
  #lastAsked = Number.NEGATIVE_INFINITY;
  #known: (KnownInfo & { readonly asked: number }) | null = null;
  #asking: Promise<KnownInfo> | null = null;

  constructor(private readonly deps: DeskDeps) {}

  /** @param base Fusion's address; null: there is none. @returns whether that is another one now */
  configure(base: string | null): boolean {
    if (base === this.#base) return false;
    this.#base = base;
    const http: Http = (request) => {
      this.#lastAsked = this.deps.now();
      return this.deps.http(request);
    };
    this.#client = base === null ? null : fusionClient(base, http, this.deps.label);
    this.#known = null;
    this.#asking = null;
    return true;
  }

  /** @throws AppError fusion/none */
  get client(): FusionClient {
    if (!this.#client) throw new AppError('fusion/none', 'no bridge service is set');
    return this.#client;
  }

  get configured(): boolean {
    return this.#client !== null;
  }

  /** When the next background question may be asked. */
  freeAt(): number {
    return this.#lastAsked + SPACING_MS;
  }

  /**
   * Figures younger than `maxAge` milliseconds; 0: of this moment.
   * @throws AppError fusion/…
   */
  async info(maxAge: number): Promise<KnownInfo> {
    if (this.#known && this.deps.now() - this.#known.asked < maxAge) return this.#known;
    if (this.#asking) return this.#asking;
    const { client } = this;
    const asking = client.info().then((info) => {
      const known = { info, at: this.deps.clock(), asked: this.deps.now() };
      if (this.#client === client) this.#known = known;
      return known;
    }).finally(() => {
      if (this.#asking === asking) this.#asking = null;
    });
    this.#asking = asking;
    return asking;
  }

  /** For the window: what is offered now, or why nobody says. */
  async service(): Promise<Reading<BridgeService>> {
    try {
      const { info, at } = await this.info(TYPING_MS);
      return { state: 'known', source: 'reported', at, value: serviceOf(info) };
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      return { state: 'unknown', reason: { code, message, context: { ...context } }, at: this.deps.clock() };
    }
  }
}

function serviceOf({ open, ladder, flat, percentage }: FusionInfo): BridgeService {
  return {
    open: [...open], percentage,
    ladder: ladder.map(({ upTo, confirmations }) => ({ upTo: upTo.toString(), confirmations })),
    flat: Object.fromEntries(Object.entries(flat).map(([chain, units]) => [chain, units.toString()])),
  };
}
