// How well the wallet's Flux coins are known: servers' word beside what the light node saw, judged coin by coin.

import type { Contradiction, Evidence as EvidenceShown, EvidenceCoin, Seen, TransactionEvidence } from '../../../shared/contract/evidence';
import { COIN_MARKS } from '../../../shared/contract/evidence';
import type { NodeCoin } from '../../../shared/contract/light-node';
import type { Need } from '../../../shared/contract/wallet';
import { sha256 } from '../../../shared/crypto/hashes';
import { toHex } from '../../../shared/crypto/bytes';
import { YOUNG_TIP } from '../../../shared/flux/proof-rule';
import type { Source } from '../store/chain-store';
import type { StoredCoin } from '../store/utxo-store';
import { placeOf, type Known } from './contradictions';
import { asOf, isFresh, judge } from './judge';
import type { Claim } from './overhear';
import { Standing } from './standing';
import { transactionEvidence } from './transaction';

export interface EvidenceDeps {
  /** Unspent coins as servers report them. */
  readonly coins: () => readonly StoredCoin[];
  /** Own addresses with their output scripts in hex. */
  readonly own: () => readonly { readonly address: string; readonly script: string }[];
  readonly spentHere: Known['spentHere'];
  /** What the servers' word is worth. */
  readonly source: () => Source;
  /** Milliseconds by the network's clock. */
  readonly clock: () => number;
  /** The light node looked further: depths are others now. */
  readonly looked: () => void;
  /** A coin's mark, or a contradiction, is another one now. */
  readonly marked: () => void;
}

/** Coins that one answer lists; the rest is counted. */
const MOST_COINS = 200;
const MOST_CONTRADICTIONS = 50;

export class Evidence {
  #seen: Seen | null = null;
  #coins: ReadonlyMap<string, NodeCoin> = new Map();
  readonly #standing = new Standing();
  #shown = '';
  #fingerprint: { readonly of: string; readonly is: string } | null = null;

  constructor(private readonly deps: EvidenceDeps) {}

  /** Scripts to look for, and what this set of them is called. */
  scripts(): { fingerprint: string; scripts: string[] } {
    const scripts = this.deps.own().map(({ script }) => script).sort();
    const joined = scripts.join();
    if (this.#fingerprint?.of !== joined) this.#fingerprint = { of: joined, is: toHex(sha256(new TextEncoder().encode(joined))) };
    return { fingerprint: this.#fingerprint.is, scripts };
  }

  /** Null: the light node is off, and says nothing of anything. */
  take(seen: Seen | null): void {
    this.#seen = seen;
    this.#coins = new Map(seen?.watched.coins.map((coin) => [placeOf(coin), coin]) ?? []);
    if (!this.#tell()) this.deps.looked();
  }

  hear(claim: Claim): void {
    this.#standing.hear(claim, this.#seen, this.#coins, this.#known());
    this.#tell();
  }

  /** The servers that are asked from now on. */
  useServers(urls: readonly string[]): void {
    this.#standing.keep(urls);
  }

  /** Marks grow old by themselves. @returns when to look again, by the network's clock */
  tick(): number | null {
    this.#tell();
    return this.#seen !== null && isFresh(this.#seen, this.deps.clock()) && this.#seen.status.tip !== null ? this.#seen.status.tip.time + YOUNG_TIP : null;
  }

  /** Whether each of these coins is proven, and nothing contradicts. No coins at all are no proof of anything. */
  proven(coins: readonly StoredCoin[]): boolean {
    return coins.length > 0 && this.#contradictions().length === 0 && this.#judged(coins).every(({ mark }) => mark === 'proven');
  }

  view(): EvidenceShown {
    const seen = this.#seen;
    const judged = this.#judged(this.deps.coins());
    const sums = Object.fromEntries(COIN_MARKS.map((mark) => [mark, String(judged.reduce((sum, coin) => (coin.mark === mark ? sum + BigInt(coin.value) : sum), 0n))]));
    const ordered = judged.sort((left, right) => right.value.length - left.value.length || (right.value < left.value ? -1 : 1));
    return {
      on: seen !== null, sums: sums as EvidenceShown['sums'], coins: ordered.slice(0, MOST_COINS), more: Math.max(0, ordered.length - MOST_COINS),
      from: seen?.watched.from ?? null, asOf: seen ? asOf(seen) : null, contradictions: this.#contradictions().slice(0, MOST_CONTRADICTIONS),
    };
  }

  transaction(txid: string): TransactionEvidence | null {
    return this.#seen && transactionEvidence(txid, this.#seen, this.#contradictions().some((one) => one.txid === txid), this.deps.clock());
  }

  needs(): Need[] {
    const emergency = this.#seen?.status.emergency ?? null;
    const contradicting = new Map(this.#contradictions().map((one) => [one.server, one]));
    return [
      ...[...contradicting.values()].map((one): Need => ({
        id: `node-contradicts:${one.server}`.slice(0, 120), kind: 'node-contradicts', level: 'danger',
        context: { server: one.server, what: one.kind, txid: one.txid, told: one.told?.value ?? '', saw: one.node?.value ?? '' },
      })),
      ...(emergency === null ? [] : [{ id: `node-emergency:${emergency.height}`, kind: 'node-emergency', level: 'danger', context: { height: emergency.height } } satisfies Need]),
    ];
  }

  #judged(coins: readonly StoredCoin[]): EvidenceCoin[] {
    const scripts = new Map(this.deps.own().map(({ address, script }) => [address, script]));
    const contradicted = new Set(this.#contradictions().map(placeOf));
    const source = this.deps.source();
    const now = this.deps.clock();
    return coins.map((coin) => {
      const node = this.#coins.get(placeOf(coin));
      const base = { txid: coin.txid, vout: coin.vout, address: coin.address, value: String(coin.value), height: coin.height, seen: node ? { block: node.block, above: node.above } : null };
      if (contradicted.has(placeOf(coin))) return { ...base, mark: 'contradicted', why: 'contradicted' };
      return { ...base, ...judge({ ...coin, script: scripts.get(coin.address) ?? null }, node, this.#seen, source, now) };
    });
  }

  #known(): Known {
    const own = this.deps.own();
    const byScript = new Map(own.map(({ address, script }) => [script, address]));
    // Scripts that the light node was not told of yet: it says nothing of them.
    const told = this.#seen?.scripts === this.scripts().fingerprint;
    const addresses = new Set(own.map(({ address }) => address));
    return { addressOf: (script) => byScript.get(script) ?? null, watched: (address) => told && addresses.has(address), spentHere: this.deps.spentHere };
  }

  #contradictions(): Contradiction[] {
    return this.#seen ? this.#standing.of(this.#seen, this.#coins, this.#known()) : [];
  }

  /** @returns whether marks changed */
  #tell(): boolean {
    const shown = JSON.stringify([this.#judged(this.deps.coins()).map(({ txid, vout, mark }) => [txid, vout, mark]), this.#contradictions(), this.#seen?.status.emergency ?? null]);
    if (shown === this.#shown) return false;
    this.#shown = shown;
    this.deps.looked();
    this.deps.marked();
    return true;
  }
}
