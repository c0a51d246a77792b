// Which apps there are: messages whose payment stands in a block of the practice chain. Nothing is kept; a reorganisation takes apps back.
import { toHex } from '../../../shared/crypto/bytes';
import { sha256 } from '../../../shared/crypto/hashes';
import { scriptOfAddress } from '../../../shared/flux/address';
import { classifyScript } from '../../../shared/flux/script-templates';
import { pushedItems } from '../../../shared/flux/script';
import { UNPAID_LIFE_MS } from '../../../shared/fluxos/app-message';
import type { Previous } from '../../../shared/fluxos/price';
import { expiryHeight, zAppSpecification, type AppSpecification } from '../../../shared/fluxos/specification';
import type { FluxNode } from '../flux/nodes/node';
import type { NodeTable } from '../flux/nodes/table';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { UtxoNode } from '../utxo/node';
import { outpointKey, type ChainTransaction } from '../utxo/types';
import type { CloudStore, StoredMessage } from './store';
import { floorOf, paymentAddress } from './terms';

/** A message that was paid in time. */
export interface PaidMessage {
  readonly message: StoredMessage;
  readonly spec: AppSpecification;
  readonly txid: string;
  readonly height: number;
  readonly valueSat: bigint;
}
export interface CloudApp {
  readonly spec: AppSpecification;
  readonly hash: string;
  /** Of the registration or the last update. */
  readonly height: number;
  readonly expires: number;
  /** Of the registration. */
  readonly since: number;
}
interface State {
  readonly permanent: readonly PaidMessage[];
  readonly apps: ReadonlyMap<string, CloudApp>;
}

export class Registry {
  readonly #script: Uint8Array;
  #known: { readonly key: string; readonly state: State } | null = null;

  constructor(readonly address: string, private readonly node: UtxoNode, private readonly table: NodeTable, private readonly store: CloudStore) {
    this.#script = scriptOfAddress(address, PRACTICE_FLUX);
  }

  static of(seed: string, node: UtxoNode, table: NodeTable, store: CloudStore): Registry {
    return new Registry(paymentAddress(seed), node, table, store);
  }

  permanent(): readonly PaidMessage[] {
    return this.#state().permanent;
  }

  /** Apps that have not lapsed, in the order of their registration. */
  apps(): CloudApp[] {
    return [...this.#state().apps.values()].filter(({ expires }) => expires > this.node.height);
  }

  /** Names are the same in any case of letters. */
  app(name: string): CloudApp | null {
    const found = this.#state().apps.get(name.toLowerCase());
    return found !== undefined && found.expires > this.node.height ? found : null;
  }

  /** What an update of this app is credited; null for a new one. */
  previousOf(name: string): Previous | null {
    const app = this.app(name);
    return app && { spec: app.spec, height: app.height, tip: this.node.height };
  }

  /** Nodes that run an app: one more with each block after its registration was paid, each node once. */
  nodesOf({ spec, since }: CloudApp): FluxNode[] {
    const running = Math.max(0, Math.min(spec.instances, this.node.height - since));
    const place = (node: FluxNode): string => toHex(sha256(new TextEncoder().encode(`${spec.name} ${outpointKey(node.collateral)}`)));
    return this.table.list('confirmed').map((node) => ({ node, at: place(node) })).sort((left, right) => (left.at < right.at ? -1 : 1)).slice(0, running).map(({ node }) => node);
  }

  #state(): State {
    const key = `${this.node.state.tip.hash} ${this.store.messages().length}`;
    if (this.#known?.key !== key) this.#known = { key, state: this.#read() };
    return this.#known.state;
  }

  #read(): State {
    const permanent: PaidMessage[] = [];
    const apps = new Map<string, CloudApp>();
    const seen = new Set<string>();
    for (const txid of this.node.state.historyOf(this.#script)) {
      const placed = this.node.state.placed(txid);
      if (placed === null || placed.tx.coinbase) continue;
      const paid = this.#paid(placed.tx);
      const message = this.store.message(noteOf(placed.tx) ?? '');
      if (paid === 0n || message === null || seen.has(message.hash)) continue;
      // Temporary messages are forgotten after an hour: who pays later pays for nothing.
      if (placed.time * 1000 > message.receivedMs + UNPAID_LIFE_MS) continue;
      const spec = zAppSpecification.parse(JSON.parse(message.specification));
      const name = spec.name.toLowerCase();
      const before = apps.get(name);
      const alive = before !== undefined && before.expires > placed.height ? before : null;
      const isUpdate = message.type === 'fluxappupdate';
      if (isUpdate === (alive === null)) continue;
      if (paid < floorOf(spec, alive && { spec: alive.spec, height: alive.height, tip: placed.height })) continue;
      seen.add(message.hash);
      permanent.push({ message, spec, txid, height: placed.height, valueSat: paid });
      apps.set(name, { spec, hash: message.hash, height: placed.height, since: alive?.since ?? placed.height, expires: expiryHeight(placed.height, spec.expire, PRACTICE_FLUX.upgrades.pon ?? 0) });
    }
    return { permanent, apps };
  }

  #paid(tx: ChainTransaction): bigint {
    const wanted = toHex(this.#script);
    return tx.outputs.reduce((sum, output) => sum + (toHex(output.script) === wanted ? output.value : 0n), 0n);
  }
}

/** The hash that a payment carries: 64 hex digits as text. */
function noteOf(tx: ChainTransaction): string | null {
  for (const { script } of tx.outputs) {
    if (classifyScript(script).kind !== 'op-return') continue;
    const text = Buffer.concat(pushedItems(script.subarray(1)) ?? []).toString('latin1');
    if (/^[0-9a-f]{64}$/.test(text)) return text;
  }
  return null;
}
