// Follows nodes: sends each START when it may be, reads the lists, finds nodes that were started elsewhere, tells what happened.

import type { NetworkId } from '../../../../shared/chains/ids';
import { fromHex } from '../../../../shared/crypto/bytes';
import type { ErrorShape } from '../../../../shared/errors/app-error';
import type { Broadcaster, Coin } from '../../plans/ports';
import { outpointKey } from '../../plans/ports';
import type { Reading } from '../../../../shared/contract/base';
import type { ListDesk } from '../lists/desk';
import type { NodeLists } from '../lists/read-lists';
import { recognise } from '../identities';
import type { NodeKeys } from '../node-keys';
import type { NodeStore } from '../node-store';
import type { NodeRecord } from '../record';
import { afterOffer, offerStart } from '../start/offer';
import { adopted } from './adopt';
import { sceneOf, type FactDeps } from './facts';
import { heard, type Words } from './hear';
import { tell, type NodeNews } from './news';
import { statusOf } from './status';

export interface FollowerDeps extends FactDeps {
  readonly network: NetworkId;
  readonly nodes: NodeStore;
  /** Of own servers. */
  readonly keys: NodeKeys;
  readonly desk: Pick<ListDesk, 'read' | 'forgive'>;
  /** Own coins of exactly a tier's amount. */
  readonly collateral: () => Reading<readonly Coin[]>;
  readonly broadcasters: () => readonly Broadcaster[];
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds by this computer's clock. */
  readonly now: () => number;
  readonly changed: () => void;
  readonly notify: (kind: NodeNews, node: string) => void;
}

/** Milliseconds between two looks at the lists: while a node moves, and while all rest. */
const TEMPO = { practice: { moving: 2_500, resting: 5_000 }, mainnet: { moving: 20_000, resting: 60_000 } } as const;
const LONGEST_PAUSE = 300_000;

export class NodeFollower {
  #lookAt = 0;
  #failures = 0;
  #trouble: ErrorShape | null = null;

  constructor(private readonly deps: FollowerDeps) {}

  /** Why the lists could not be read, or not all of them, at the last look. */
  get trouble(): ErrorShape | null {
    return this.#trouble;
  }

  /** The next turn looks at the lists, whatever pauses are on. */
  urge(): void {
    this.#lookAt = 0;
    this.deps.desk.forgive();
  }

  /** Other servers: what the last ones failed with says nothing about them. */
  renew(): void {
    this.#lookAt = 0;
    this.#failures = 0;
    this.#trouble = null;
  }

  /** @returns when the next turn is due by `now`; null: not before something changes */
  async turn(): Promise<number | null> {
    await this.#offerDue();
    const points = this.#points();
    if (points.length > 0 && this.#lookAt <= this.deps.now()) await this.#look(points);
    this.#tellAll();
    const offers = this.#starting().map(({ start }) => this.deps.now() + Math.max(0, start.nextAt - this.deps.clock()));
    return points.length === 0 && offers.length === 0 ? null : Math.min(...offers, ...(points.length === 0 ? [] : [this.#lookAt]));
  }

  #shown(): NodeRecord[] {
    return this.deps.nodes.all().filter(({ hidden }) => !hidden);
  }

  #status(record: NodeRecord) {
    return statusOf(record, sceneOf(record, this.deps));
  }

  #starting(): (NodeRecord & { start: NonNullable<NodeRecord['start']> })[] {
    return this.#shown().flatMap((record) => (record.start !== null && this.#status(record).kind === 'starting' ? [{ ...record, start: record.start }] : []));
  }

  async #offerDue(): Promise<void> {
    for (const { id, start, owner, place } of this.#starting()) {
      if (start.nextAt > this.deps.clock()) continue;
      const offered = await offerStart(this.deps.broadcasters(), fromHex(start.raw), start.txid, { asDelegate: owner.kind === 'delegate', place });
      // Signed anew while servers were asked: the offer was of the old one.
      const current = this.deps.nodes.get(id);
      if (current?.start?.txid !== start.txid) continue;
      this.deps.nodes.put({ ...current, start: afterOffer(current.start, offered, this.deps.clock()) });
      if (offered.kind === 'taken') this.#lookAt = 0;
      this.deps.changed();
    }
  }

  /** Coins to look for: of every node that has not ended, and own ones that a node started elsewhere may stand on. */
  #points(): string[] {
    const nodes = this.#shown().filter((record) => record.collateral !== null && !['ended', 'failed'].includes(this.#status(record).kind));
    return [...new Set([...nodes.flatMap(({ collateral }) => (collateral === null ? [] : [outpointKey(collateral)])), ...this.#strays().map(outpointKey)])];
  }

  #strays(): readonly Coin[] {
    const coins = this.deps.collateral();
    if (coins.state !== 'known') return [];
    return coins.value.filter((coin) => coin.height !== null && this.deps.nodes.on(coin) === null);
  }

  async #look(points: readonly string[]): Promise<void> {
    const { desk, now } = this.deps;
    const lists = await desk.read(points);
    const before = this.#trouble?.code;
    const failed = [lists.confirmed, lists.started, lists.dos].find((list) => !list.answered);
    this.#trouble = failed !== undefined && !failed.answered ? failed.reason : null;
    this.#failures = failed === undefined ? 0 : this.#failures + 1;
    // One write for all of them, however many there are.
    const moved = this.deps.nodes.together(() => this.#hear(lists)) || this.#trouble?.code !== before;
    const moving = this.#shown().some((record) => ['starting', 'started', 'maturing'].includes(this.#status(record).kind));
    const tempo = TEMPO[this.deps.network];
    this.#lookAt = now() + Math.min(LONGEST_PAUSE, (moving ? tempo.moving : tempo.resting) * 2 ** Math.min(this.#failures, 8));
    if (moved) this.deps.changed();
  }

  /** @returns whether windows show something else now */
  #hear(lists: NodeLists): boolean {
    const { nodes, params, clock, random } = this.deps;
    const [height, at] = [this.deps.tip() ?? 0, clock()];
    let moved = false;
    for (const record of this.#shown()) {
      if (record.collateral === null) continue;
      const after = heard(record, wordsOn(outpointKey(record.collateral), lists, height, at), params);
      if (after === record) continue;
      nodes.put(after);
      moved ||= looks(after) !== looks(record);
    }
    for (const coin of this.#strays()) {
      const record = adopted(coin, wordsOn(outpointKey(coin), lists, height, at), params, random);
      if (record === null) continue;
      // What it has been for long is no news.
      nodes.add(tell(record, this.#status(record)).record);
      moved = true;
    }
    return recognise(nodes, this.deps.keys) || moved;
  }

  #tellAll(): void {
    const { nodes, changed, notify } = this.deps;
    const fresh = this.#shown().map((record) => tell(record, this.#status(record))).flatMap(({ record, news }) => (news === null ? [] : [{ record, news }]));
    if (fresh.length === 0) return;
    nodes.together(() => fresh.forEach(({ record }) => nodes.put(record)));
    changed();
    for (const { record, news } of fresh) notify(news, record.id);
  }
}

/** What windows show of a record, but for the time of the look. */
const looks = ({ place, was, start, misses }: NodeRecord): string => JSON.stringify([place, was, start, misses]);

function wordsOn(point: string, { confirmed, started, dos, source }: NodeLists, height: number, at: number): Words {
  return {
    confirmed: confirmed.answered ? { answered: true, entry: confirmedOn(point, confirmed.rows) } : { answered: false },
    started: started.answered ? { answered: true, entry: started.rows.get(point) ?? null } : { answered: false },
    dos: dos.answered ? { answered: true, entry: dos.rows.get(point) ?? null } : { answered: false },
    height, at, source,
  };
}

function confirmedOn(point: string, rows: Extract<NodeLists['confirmed'], { answered: true }>['rows']): Extract<Words['confirmed'], { answered: true }>['entry'] {
  const row = rows.get(point);
  if (row === undefined) return null;
  const { ip, added, confirmed, lastConfirmed, lastPaid, rank, publicKey } = row;
  return { kind: 'confirmed', ip, added, confirmed, lastConfirmed, lastPaid, rank, publicKey };
}
