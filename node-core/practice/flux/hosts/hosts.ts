// The practice network's servers: each runs one node from pasted settings, confirms it after its START and renews it in time, as fluxd on a real server does.
import { join } from 'node:path';
import { equalBytes, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import type { Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { firstUpdateHeight, nodeTimes } from '../../../../shared/flux/node-times';
import type { NodeHostRequest, NodeHosts as NodeHostsAnswer, NodeHostState } from '../../../../shared/practice/node-hosts';
import type { PracticeClock } from '../../clock';
import type { UtxoNode } from '../../utxo/node';
import { Rejection, outpointKey } from '../../utxo/types';
import { PRACTICE_BENCHMARK, PRACTICE_BENCHMARK_PUBLIC } from '../nodes/benchmark';
import { waitingFor } from '../nodes/judge';
import type { FluxNode } from '../nodes/node';
import type { NodeTable } from '../nodes/table';
import { PRACTICE_FLUX } from '../parameters';
import { makeConfirm } from './confirm';
import { HostFile, type HostRecord } from './host-file';
import { identityOf, publicKeyOf, requireFluxId } from './identity';

const STATUS = { started: 'STARTED', confirmed: 'CONFIRMED', dos: 'DOS' } as const;

export class NodeHosts {
  readonly #node: UtxoNode;
  readonly #table: NodeTable;
  readonly #clock: PracticeClock;
  readonly #file: HostFile;
  readonly #stopListening: () => void;
  #hosts: HostRecord[];

  /**
   * Takes up the hosts of a world as they were left.
   * @param table nodes of the chain that `node` runs
   * @throws AppError `practice/state-damaged`
   */
  constructor(folder: string, node: UtxoNode, table: NodeTable, clock: PracticeClock) {
    this.#node = node;
    this.#table = table;
    this.#clock = clock;
    this.#file = new HostFile(join(folder, 'hosts.json'));
    this.#hosts = this.#file.read();
    this.#stopListening = node.onBlock(() => this.#lookAtAll());
    this.#lookAtAll();
  }

  /** Nothing is confirmed any more; the hosts stay on disk. */
  stop(): void {
    this.#stopListening();
  }

  /**
   * Sets up a server, or gives the one of this collateral other settings. It runs from now on.
   * @throws AppError `wif/...`, `practice/bad-flux-id`
   */
  add(request: NodeHostRequest): void {
    identityOf(request.identityKey);
    requireFluxId(request.fluxId);
    const others = this.#hosts.filter((host) => outpointKey(host.collateral) !== outpointKey(request.collateral));
    this.#hosts = [...others, { ...request, running: true, seen: false, lastConfirm: null, lastRefusal: null }];
    this.#save();
    this.#lookAtAll();
  }

  /** @throws AppError `practice/no-host` */
  setRunning(collateral: Outpoint, running: boolean): void {
    this.#change(this.#host(collateral), { running });
    this.#lookAtAll();
  }

  /** @throws AppError `practice/no-host` */
  setAddress(collateral: Outpoint, ip: string): void {
    this.#change(this.#host(collateral), { ip });
    this.#lookAtAll();
  }

  /** Throws the server away; its node lives until its confirmation lapses. @throws AppError `practice/no-host` */
  remove(collateral: Outpoint): void {
    const host = this.#host(collateral);
    this.#hosts = this.#hosts.filter((each) => each !== host);
    this.#save();
  }

  state(): NodeHostsAnswer {
    return { benchmarkKey: toHex(PRACTICE_BENCHMARK_PUBLIC), hosts: this.#hosts.map((host) => this.#stateOf(host)) };
  }

  #stateOf(host: HostRecord): NodeHostState {
    const { collateral, ip, fluxId, hardware, running, seen, lastConfirm, lastRefusal } = host;
    const publicKey = publicKeyOf(identityOf(host.identityKey));
    const node = this.#table.get(collateral);
    return {
      collateral, ip, fluxId, hardware, running, lastConfirm, lastRefusal, publicKey: toHex(publicKey),
      status: node === null ? (seen ? 'expired' : 'OFFLINE') : STATUS[node.state],
      keyMatches: node === null ? null : equalBytes(node.publicKey, publicKey),
    };
  }

  #host(collateral: Outpoint): HostRecord {
    const found = this.#hosts.find((host) => outpointKey(host.collateral) === outpointKey(collateral));
    if (found === undefined) throw new AppError('practice/no-host', 'no server runs a node of this collateral');
    return found;
  }

  #lookAtAll(): void {
    for (const host of this.#hosts) {
      const node = this.#table.get(host.collateral);
      if (node === null) continue;
      const seen = host.seen ? host : this.#change(host, { seen: true });
      if (seen.running) this.#confirmWhenDue(seen, node);
    }
  }

  #confirmWhenDue(host: HostRecord, node: FluxNode): void {
    const identity = identityOf(host.identityKey);
    const kind = this.#due(host, node);
    if (kind === null || !equalBytes(node.publicKey, publicKeyOf(identity)) || waitingFor(host.collateral, this.#node.mempool) !== null) return;
    const raw = makeConfirm({ ...host, kind, identity, benchmark: PRACTICE_BENCHMARK, now: this.#clock.nowSeconds() });
    try {
      this.#change(host, { lastConfirm: this.#node.submit(raw).txid, lastRefusal: null });
    } catch (thrown) {
      if (!(thrown instanceof Rejection)) throw thrown;
      // A real server tries again after the next blocks, too.
      this.#change(host, { lastRefusal: thrown.reason === '' ? 'refused without a reason' : thrown.reason });
    }
  }

  #due(host: HostRecord, node: FluxNode): 'initial' | 'update' | null {
    if (node.state === 'started') return 'initial';
    const next = this.#node.height + 1;
    const isDue = node.state === 'confirmed' && next >= firstUpdateHeight(node.lastConfirmedHeight, host.ip !== node.ip, nodeTimes(next, PRACTICE_FLUX));
    return isDue ? 'update' : null;
  }

  #change(host: HostRecord, change: Partial<HostRecord>): HostRecord {
    const changed = { ...host, ...change };
    const isSame = changed.running === host.running && changed.ip === host.ip && changed.seen === host.seen && changed.lastConfirm === host.lastConfirm && changed.lastRefusal === host.lastRefusal;
    if (isSame) return host;
    this.#hosts = this.#hosts.map((each) => (each === host ? changed : each));
    this.#save();
    return changed;
  }

  #save(): void {
    this.#file.write(this.#hosts);
  }
}
