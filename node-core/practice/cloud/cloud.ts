// The practice cloud: two FluxOS nodes that share messages and apps, over the practice Flux chain. Each keeps its own phrases and logins.
import type { CloudStatus } from '../../../shared/practice/cloud-control';
import { UNPAID_LIFE_MS } from '../../../shared/fluxos/app-message';
import { zAppSpecification } from '../../../shared/fluxos/specification';
import type { PracticeClock } from '../clock';
import type { NodeTable } from '../flux/nodes/table';
import type { UtxoNode } from '../utxo/node';
import { Messages } from './messages';
import { Registry } from './registry';
import { Sessions } from './sessions';
import { CloudStore } from './store';
import { CloudSwitches } from './switches';

interface CloudParts {
  readonly folder: string;
  readonly seed: string;
  readonly clock: PracticeClock;
  readonly flux: UtxoNode;
  readonly table: NodeTable;
  random(size: number): Uint8Array;
}

export class FluxCloud {
  readonly seed: string;
  readonly switches = new CloudSwitches();
  readonly sessions: Sessions;
  readonly registry: Registry;
  readonly messages: Messages;
  readonly #clock: PracticeClock;
  readonly #store: CloudStore;

  /** Takes up what its nodes knew, in the world's folder. @throws AppError `practice/state-damaged` */
  constructor({ folder, seed, clock, flux, table, random }: CloudParts) {
    this.seed = seed;
    this.#clock = clock;
    this.#store = CloudStore.open(folder);
    const common = { store: this.#store, nowMs: () => this.nowMs() };
    this.sessions = new Sessions({ ...common, random });
    this.registry = Registry.of(seed, flux, table, this.#store);
    this.messages = new Messages({ ...common, registry: this.registry });
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  status(): CloudStatus {
    return {
      switches: this.switches.entries(),
      address: this.registry.address,
      apps: this.registry.apps().map((app) => ({ name: app.spec.name, owner: app.spec.owner, hash: app.hash, height: app.height, expires: app.expires, instances: app.spec.instances, running: this.registry.nodesOf(app).length })),
      waiting: this.messages.waiting().map(({ hash, specification, receivedMs }) => ({ hash, name: zAppSpecification.parse(JSON.parse(specification)).name, expiresMs: receivedMs + UNPAID_LIFE_MS })),
    };
  }

  stop(): void {
    this.#store.close();
  }
}
