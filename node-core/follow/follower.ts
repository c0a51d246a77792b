// Follows the chain block by block from a starting table on: checks who made each, replays it, finds watched coins, and can go back as far as the chain may turn.
import { fromDisplayHash } from '../../shared/crypto/bytes';
import type { Ecc } from '../../shared/crypto/ecc';
import type { BenchmarkKey } from '../../shared/flux/benchmark-keys';
import type { Block } from '../../shared/flux/block';
import { serializeHeader } from '../../shared/flux/block-header';
import type { FluxParams } from '../../shared/flux/params';
import { coinbaseOutputs, paidNodes } from './coinbase';
import { Collaterals } from './collaterals';
import { producerOf } from './producer';
import { replayBlock } from './replay';
import type { Signers } from './signatures';
import { provenTo, above, type Above, type CheckedBlock } from './standing';
import type { NodeTable } from './table';
import { outpointKey, type OutpointKey } from './table-node';
import { invalid, type Allowance, type Producer } from './verdict';
import { Watch, type BlockPlace } from './watch';

/** Blocks that can be taken back: as many as the network allows a chain to turn. */
const MOST_UNDO = 40;
/** Checked blocks that are kept for the rule of what is proven, and for proofs. */
const MOST_KEPT = 2_000;

export interface FollowerDeps {
  readonly params: FluxParams;
  readonly benchmarkKeys: readonly BenchmarkKey[];
  readonly ecc: Ecc;
  readonly emergencyKeys?: readonly Uint8Array[];
}

/** Signatures of a block that were verified before its turn came. */
export interface Ahead {
  readonly producer?: { readonly key: Uint8Array; readonly valid: boolean };
  readonly signers: readonly (Signers | null)[];
}

export interface FollowerState {
  readonly table: NodeTable;
  /** The block whose table this is. */
  readonly start: BlockPlace;
  readonly tip: BlockPlace;
  readonly blocks: readonly CheckedBlock[];
  readonly watch: Watch;
  readonly collaterals: Collaterals;
  readonly allowances: Readonly<Partial<Record<Allowance, number>>>;
}

export class Follower {
  readonly table: NodeTable;
  readonly start: BlockPlace;
  readonly watch: Watch;
  readonly collaterals: Collaterals;
  readonly allowances: Partial<Record<Allowance, number>>;
  #tip: BlockPlace;
  #blocks: CheckedBlock[];
  readonly #undo: { readonly before: BlockPlace; undo(): void }[] = [];

  constructor(private readonly deps: FollowerDeps, state: FollowerState) {
    this.table = state.table;
    this.start = state.start;
    this.watch = state.watch;
    this.collaterals = state.collaterals;
    this.allowances = { ...state.allowances };
    this.#tip = state.tip;
    this.#blocks = [...state.blocks];
  }

  get tip(): BlockPlace {
    return this.#tip;
  }

  /** The newest checked blocks, oldest first. */
  get blocks(): readonly CheckedBlock[] {
    return this.#blocks;
  }

  get provenTo(): CheckedBlock | null {
    return provenTo(this.#blocks);
  }

  above(height: number): Above {
    return above(height, this.#blocks);
  }

  /** How many blocks can be taken back. */
  get canUndo(): number {
    return this.#undo.length;
  }

  /** Collaterals of the block's STARTs whose transactions nobody has seen: ids that should be asked for before it is applied. */
  unseenCollaterals(block: Block): readonly string[] {
    const unseen = block.transactions.flatMap(({ tx }) => (tx.kind === 'start' && !this.collaterals.has(outpointKey(tx.collateral)) ? [tx.collateral.txid] : []));
    return [...new Set(unseen)];
  }

  /**
   * The next block. When it is refused, everything is as it was.
   * @throws AppError `block/invalid`: its hash covers what is wrong; `block/altered`: another copy may be whole
   */
  apply(block: Block, ahead: Ahead = { signers: [] }): Producer {
    const { params } = this.deps;
    const { header, hash } = block;
    const height = this.#tip.height + 1;
    if (header.previousHash !== this.#tip.hash) throw invalid('it does not follow the last checked block');
    const before = this.#tip;
    const allowed: Allowance[] = [];
    const allow = (what: Allowance): void => void allowed.push(what);
    const producer = producerOf(header, this.table, { params, ecc: this.deps.ecc, hash: fromDisplayHash(hash), emergencyKeys: this.deps.emergencyKeys, ahead: ahead.producer });
    const outputs = coinbaseOutputs(block.transactions, height);
    const undo = this.table.block(() => {
      const paid = paidNodes(outputs, height, this.table, params, allow);
      replayBlock(block, height, this.table, paid, { params, benchmarkKeys: this.deps.benchmarkKeys, ecc: this.deps.ecc, collateral: (key: OutpointKey) => this.collaterals.get(key), ahead: ahead.signers, allow });
    });
    this.collaterals.look(block, height);
    this.watch.look(block, height);
    this.#tip = { height, hash, time: header.time };
    this.#blocks.push({ height, hash, time: header.time, header: serializeHeader(header), producer });
    if (this.#blocks.length > 2 * MOST_KEPT) this.#blocks = this.#blocks.slice(-MOST_KEPT);
    this.#undo.push({ before, undo });
    if (this.#undo.length > MOST_UNDO) this.#undo.shift();
    for (const what of allowed) this.allowances[what] = (this.allowances[what] ?? 0) + 1;
    return producer;
  }

  /** Takes the last block back. @returns whether it could */
  takeBack(): boolean {
    const last = this.#undo.pop();
    if (last === undefined) return false;
    last.undo();
    this.watch.takeBack(this.#tip.height);
    this.collaterals.takeBack(this.#tip.height);
    this.#blocks.pop();
    this.#tip = last.before;
    return true;
  }

  get state(): FollowerState {
    return { table: this.table, start: this.start, tip: this.#tip, blocks: this.#blocks, watch: this.watch, collaterals: this.collaterals, allowances: this.allowances };
  }
}
