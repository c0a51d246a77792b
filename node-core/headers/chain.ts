// The tree of headers above a trusted block, and which of its branches is the chain (fluxd chain.h CBlockIndexWorkComparator, main.cpp).
import { AppError } from '../../shared/errors/app-error';
import type { BlockHeader } from '../../shared/flux/block-header';
import { targetOfBits } from '../../shared/flux/compact-target';
import type { FluxParams } from '../../shared/flux/params';
import { ponHashOfHeader } from '../../shared/flux/pon';
import { checkHeader, type Ancestors } from './rules';

/** Work of every Proof of Node block: the longest chain wins. */
const PON_WORK = 1n << 40n;
/** Reorganisations that fluxd accepts, in blocks. */
export const MOST_REORG = 40;
/** Headers that are kept in memory behind the tip: the difficulty's window, reorganisations, and a locator that reaches back far enough. */
const KEEP = 4_096;

export interface HeaderNode {
  readonly hash: string;
  readonly height: number;
  /** Null for the trusted block that the tree grows on. */
  readonly header: BlockHeader | null;
}

interface TreeNode extends HeaderNode {
  parent: TreeNode | null;
  readonly work: bigint;
  /** Its contents, or an ancestor's, break a rule. */
  invalid: boolean;
}

/** What became of the chain. `fork` is the last height that both branches share. */
export type ChainChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'extended'; readonly from: HeaderNode; readonly to: HeaderNode }
  | { readonly kind: 'reorganised'; readonly from: HeaderNode; readonly to: HeaderNode; readonly fork: number };

export interface ChainOptions {
  readonly params: FluxParams;
  /** Trusted: a pin, or the first block. */
  readonly base: { readonly height: number; readonly hash: string };
  /** Hashes that blocks at some heights must have. */
  readonly pins: ReadonlyMap<number, string>;
  /** Network time, Unix seconds. */
  now(): number;
}

function workOf(header: BlockHeader): bigint {
  if (header.kind === 'pon') return PON_WORK;
  const target = targetOfBits(header.bits);
  return ((1n << 256n) - 1n - target) / (target + 1n) + 1n;
}

export class HeaderChain {
  readonly #nodes = new Map<string, TreeNode>();
  /** The chain, from the oldest header that is kept. */
  #main: TreeNode[];

  constructor(private readonly options: ChainOptions) {
    const base: TreeNode = { ...options.base, header: null, parent: null, work: 0n, invalid: false };
    this.#nodes.set(base.hash, base);
    this.#main = [base];
  }

  get tip(): HeaderNode {
    return this.#tip;
  }

  get #tip(): TreeNode {
    const tip = this.#main.at(-1);
    if (tip === undefined) throw new AppError('header/no-chain', 'there is no chain');
    return tip;
  }

  /** The block of the chain at a height, or null outside what is kept. */
  at(height: number): HeaderNode | null {
    return this.#main[height - (this.#main[0]?.height ?? 0)] ?? null;
  }

  /** Headers of the chain up to a height, oldest first, at the most so many. */
  newest(height: number, count: number): BlockHeader[] {
    return Array.from({ length: count }, (_, step) => this.at(height - count + 1 + step)?.header ?? null).filter((header) => header !== null);
  }

  /** The height of a block of the chain, or null when it is on no branch or on another one. */
  heightOf(hash: string): number | null {
    const node = this.#nodes.get(hash);
    return node !== undefined && this.at(node.height)?.hash === hash ? node.height : null;
  }

  knows(hash: string): boolean {
    return this.#nodes.has(hash);
  }

  /** Hashes from the tip back, first each, then in growing steps, the oldest last. */
  locator(): string[] {
    const hashes: string[] = [];
    const oldest = this.#main[0]?.height ?? 0;
    for (let height = this.#tip.height, step = 1; height > oldest; height -= step) {
      const node = this.at(height);
      if (node !== null) hashes.push(node.hash);
      if (hashes.length >= 10) step *= 2;
    }
    const [first] = this.#main;
    return first === undefined ? hashes : [...hashes, first.hash];
  }

  /**
   * Adds headers that follow each other. Those that are known are passed over.
   * @throws AppError `header/orphan`, `header/too-deep`, `header/pinned`, `header/invalid-branch`, and what `checkHeader` says; what stood before the bad one is kept
   */
  accept(headers: readonly BlockHeader[]): { readonly added: number; readonly change: ChainChange } {
    const before = this.#tip;
    let added = 0;
    try {
      for (const header of headers) if (this.#add(header)) added += 1;
    } catch (thrown) {
      this.#choose();
      throw thrown;
    }
    this.#choose();
    return { added, change: this.#changeSince(before) };
  }

  /** The contents of a block break a rule: it and what stands on it are no candidates any more. */
  invalidate(hash: string): ChainChange {
    const before = this.#tip;
    const bad = this.#nodes.get(hash);
    if (bad === undefined) return { kind: 'none' };
    for (const node of this.#nodes.values()) if (this.#standsOn(node, bad)) node.invalid = true;
    this.#leave(bad);
    return this.#changeSince(before);
  }

  /**
   * Nobody serves a block: its header and those above it are dropped without blame. Headers cost a forger little, so a branch of
   * headers alone must not keep the chain from the blocks that there are. Who shows them again has to serve them.
   */
  forget(hash: string): ChainChange {
    const before = this.#tip;
    const missing = this.#nodes.get(hash);
    if (missing === undefined || missing.parent === null) return { kind: 'none' };
    for (const node of [...this.#nodes.values()]) if (this.#standsOn(node, missing)) this.#nodes.delete(node.hash);
    this.#leave(missing);
    return this.#changeSince(before);
  }

  #leave(node: TreeNode): void {
    if (this.at(node.height) === node) this.#main = this.#main.slice(0, node.height - (this.#main[0]?.height ?? 0));
    this.#choose();
  }

  #standsOn(node: TreeNode, base: TreeNode): boolean {
    let at: TreeNode | null = node;
    while (at !== null && at.height > base.height) at = at.parent;
    return at === base;
  }

  #add(header: BlockHeader): boolean {
    const parent = this.#nodes.get(header.previousHash);
    if (parent === undefined) throw new AppError('header/orphan', 'the header does not follow any that is known');
    if (parent.invalid) throw new AppError('header/invalid-branch', 'the header stands on a block that breaks a rule', { context: { height: parent.height + 1 } });
    const hash = checkHeader(header, this.#ancestors(parent), this.options.now(), this.options.params);
    if (this.#nodes.has(hash)) return false;
    const height = parent.height + 1;
    const pin = this.options.pins.get(height);
    if (pin !== undefined && pin !== hash) throw new AppError('header/pinned', 'another block is pinned at this height', { context: { height } });
    if (this.#forkOf(parent) < this.#tip.height - MOST_REORG) throw new AppError('header/too-deep', 'the branch leaves the chain deeper than the network allows', { context: { height } });
    this.#nodes.set(hash, { hash, height, header, parent, work: parent.work + workOf(header), invalid: false });
    return true;
  }

  #ancestors(parent: TreeNode): Ancestors {
    let cursor: TreeNode | null = parent;
    return {
      height: parent.height,
      at: (height) => {
        // On the chain it is one step; a side branch is as long as a reorganisation at the most.
        if (cursor === null || cursor.height < height) cursor = parent;
        while (cursor !== null && cursor.height > height) {
          const main: TreeNode | undefined = this.#main[cursor.height - (this.#main[0]?.height ?? 0)];
          cursor = main === cursor ? (this.#main[height - (this.#main[0]?.height ?? 0)] ?? null) : cursor.parent;
        }
        return cursor?.header ?? null;
      },
    };
  }

  /** Height of the last block that a branch shares with the chain. */
  #forkOf(node: TreeNode): number {
    let at: TreeNode | null = node;
    while (at !== null && this.at(at.height) !== at) at = at.parent;
    return at?.height ?? -1;
  }

  /** fluxd's order: most work, at the same height the lower lottery number, otherwise who was first. */
  #isBetter(candidate: TreeNode, best: TreeNode): boolean {
    if (candidate.work !== best.work) return candidate.work > best.work;
    if (candidate.height !== best.height || candidate.header?.kind !== 'pon' || best.header?.kind !== 'pon') return false;
    return ponHashOfHeader(candidate.header, this.options.params) < ponHashOfHeader(best.header, this.options.params);
  }

  #choose(): void {
    let best = this.#tip;
    for (const node of this.#recent()) if (!node.invalid && this.#isBetter(node, best)) best = node;
    if (best === this.#tip) return;
    const branch: TreeNode[] = [];
    let at: TreeNode | null = best;
    while (at !== null && this.at(at.height) !== at) {
      branch.unshift(at);
      at = at.parent;
    }
    const first = this.#main[0]?.height ?? 0;
    this.#main = [...this.#main.slice(0, (at?.height ?? first) - first + 1), ...branch];
    this.#forget();
  }

  /** Only what is not far below the tip can be better than it. */
  #recent(): Iterable<TreeNode> {
    return this.#nodes.values();
  }

  #changeSince(before: TreeNode): ChainChange {
    const tip = this.#tip;
    if (tip === before) return { kind: 'none' };
    if (this.at(before.height) === before) return { kind: 'extended', from: before, to: tip };
    return { kind: 'reorganised', from: before, to: tip, fork: this.#forkOf(before) };
  }

  /** Drops headers far behind the tip, and branches that can win no more. */
  #forget(): void {
    const tip = this.#tip.height;
    if (this.#main.length > 2 * KEEP) this.#main = this.#main.slice(-KEEP);
    const oldest = this.#main[0]?.height ?? 0;
    if (this.#nodes.size < this.#main.length + MOST_REORG) return;
    for (const node of this.#nodes.values()) {
      const dropped = node.height < oldest || (node.height < tip - MOST_REORG && this.at(node.height) !== node);
      if (dropped) this.#nodes.delete(node.hash);
      else if (node.height === oldest) node.parent = null;
    }
  }
}
