// Own apps as the network lists them: where they run, when they end, and what another term costs. Kept for a moment; a failed look is never an empty list.

import type { NetworkId } from '../../../../shared/chains/ids';
import type { Reading } from '../../../../shared/contract/base';
import type { CloudApp } from '../../../../shared/contract/cloud';
import { toAppError } from '../../../../shared/errors/app-error';
import { ponHeight } from '../../../../shared/fluxos/payment';
import type { Previous } from '../../../../shared/fluxos/price';
import { expiryHeight, MONTH_BLOCKS, type AppSpecification } from '../../../../shared/fluxos/specification';
import { inParallel } from '../../chains/rest';
import type { NodeClient } from '../fluxos/client';
import { specificationOf, type GlobalApp } from '../fluxos/shapes';
import type { Gateways } from '../gateways';
import { quoteOf, quoteView } from '../price';
import { wishOf } from './draft';

export interface OwnAppsDeps {
  readonly network: NetworkId;
  readonly owner: string;
  readonly gateways: Gateways;
  /** This computer's clock, and the network's. */
  readonly now: () => number;
  readonly clock: () => number;
  readonly tip: () => number | null;
}
const KEPT_MS = 8_000;
/** Apps that are looked at one by one; whoever has more sees where the others run on the web. */
const MOST_APPS = 60;
const WIDTH = 4;
/** Versions before 6 say nothing of their term. */
const OLD_MONTH = 22_000;

export class OwnApps {
  #kept: { readonly asked: number; readonly reading: Reading<CloudApp[]> } | null = null;
  #looking: Promise<Reading<CloudApp[]>> | null = null;
  #specs = new Map<string, { readonly spec: AppSpecification; readonly height: number }>();

  constructor(private readonly deps: OwnAppsDeps) {}

  forget(): void {
    this.#kept = null;
  }

  /** What a change of this app is credited; null for one that is not known. */
  previousOf(name: string): Previous | null {
    const known = this.#specs.get(name.toLowerCase());
    const tip = this.deps.tip();
    return known === undefined || tip === null ? null : { spec: known.spec, height: known.height, tip };
  }

  async reading(): Promise<Reading<CloudApp[]>> {
    const { now, gateways } = this.deps;
    if (!gateways.any) return { state: 'loading' };
    if (this.#kept !== null && now() - this.#kept.asked < KEPT_MS) return this.#kept.reading;
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look(): Promise<Reading<CloudApp[]>> {
    const { gateways, owner, now, clock } = this.deps;
    let reading: Reading<CloudApp[]>;
    try {
      const apps = await gateways.use(async (client) => {
        const listed = await client.appsOf(owner);
        const shown = listed.slice(0, MOST_APPS);
        this.#specs = new Map(shown.flatMap((app) => {
          const spec = specificationOf(app);
          return spec === null ? [] : [[app.name.toLowerCase(), { spec, height: app.height }]];
        }));
        return inParallel(shown, WIDTH, (app) => this.#app(client, app));
      });
      reading = { state: 'known', value: apps, source: 'reported', at: clock() };
    } catch (thrown) {
      reading = this.#unknown(thrown);
    }
    this.#kept = { asked: now(), reading };
    return reading;
  }

  async #app(client: NodeClient, app: GlobalApp): Promise<CloudApp> {
    const { network, owner } = this.deps;
    const spec = specificationOf(app);
    const wish = spec === null || spec.owner !== owner ? null : wishOf(spec);
    const fork = ponHeight(network);
    const expire = app.expire ?? (app.height < fork ? OLD_MONTH : MONTH_BLOCKS);
    return {
      name: app.name, description: app.description, hash: app.hash, version: app.version, instances: app.instances, height: app.height, expires: expiryHeight(app.height, expire, fork), wish,
      nodes: await this.#read(async () => [...new Set(await client.locations(app.name))]),
      renewal: spec === null || wish === null ? null : await this.#read(async () => quoteView(await quoteOf(client, spec, this.previousOf(app.name), this.deps.tip() ?? app.height, network))),
    };
  }

  async #read<T>(work: () => Promise<T>): Promise<Reading<T>> {
    try {
      return { state: 'known', value: await work(), source: 'reported', at: this.deps.clock() };
    } catch (thrown) {
      return this.#unknown(thrown);
    }
  }

  #unknown(thrown: unknown): { state: 'unknown'; reason: { code: string; message: string; context: Record<string, string | number | boolean> }; at: number } {
    const { code, message, context } = toAppError(thrown);
    return { state: 'unknown', reason: { code, message, context: { ...context } }, at: this.deps.clock() };
  }
}
