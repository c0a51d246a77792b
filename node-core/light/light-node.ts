// The light node: finds peers, takes a starting table, and follows the chain from there, block by block. One loop does all that changes anything, in order.
import type { LightNodePhase, LightNodeStatus, Watched } from '../../shared/contract/light-node';
import { AppError, toAppError, type ErrorShape } from '../../shared/errors/app-error';
import { parseHeader, serializeHeader, type BlockHeader } from '../../shared/flux/block-header';
import { parseBlock } from '../../shared/flux/block';
import { Follower, type FollowerDeps } from '../follow/follower';
import { outpointKey } from '../follow/table-node';
import { Watch } from '../follow/watch';
import { HeaderChain } from '../headers/chain';
import type { PeerId } from '../p2p/peer-source';
import { freshAbort } from './abort';
import { BlocksAhead } from './blocks-ahead';
import { fetchBlock, type FetchedBlock } from './fetch-block';
import { HeaderSync } from './header-sync';
import type { LightNodeDeps } from './light-node-deps';
import { Pace } from './pace';
import { statusOf, watchedOf } from './report';
import { takeTable } from './take-table';
import { loadOrShipped } from './release-table';
import type { Saved } from './state-file';

/** Blocks between two checkpoints; more than a chain may turn. */
const CHECKPOINT_EVERY = 240;
/** Headers that a checkpoint keeps: what the difficulty looks back on. */
const KEPT_HEADERS = 130;
/** Milliseconds after which the loop looks again though nobody called. */
const IDLE_MS = 15_000;
const RETRY_MS = 3_000;

export class LightNode {
  #chain: HeaderChain;
  #follower: Follower | null = null;
  #tableFrom: readonly string[] = [];
  #phase: LightNodePhase = { kind: 'connecting' };
  #lastError: ErrorShape | null = null;
  #reorganised: LightNodeStatus['reorganised'] = null;
  #paused = false;
  #stopped = false;
  #abort = freshAbort();
  /** What was checked once is not judged again by a clock that may be off now. */
  #loading = false;
  /** Ends the loop's rest; null while it works. */
  #rest: (() => void) | null = null;
  #woken = false;
  #running: Promise<void> = Promise.resolve();
  /** Scripts that were given since the loop looked last. */
  #wanted: readonly string[] | null = null;
  #scripts: readonly string[] = [];
  readonly #pace: Pace;
  readonly #headers: HeaderSync;
  #diskBytes: number;

  constructor(private readonly deps: LightNodeDeps) {
    this.#pace = new Pace(deps.now);
    this.#headers = new HeaderSync({ peers: deps.peers, now: deps.now, log: deps.log, enter: (phase) => this.#enter(phase) });
    this.#chain = this.#chainFrom(deps.network.base, []);
    this.#diskBytes = deps.diskBytes;
  }

  /**
   * Reads the store and begins.
   * @throws AppError `store/damaged`, `store/other-network`
   */
  start(): void {
    this.#loading = true;
    try {
      this.#load();
    } finally {
      this.#loading = false;
    }
    const { peers } = this.deps;
    peers.onChange(() => {
      this.#wake();
      this.deps.onStatus();
    });
    peers.onBlock((peer, hash) => {
      const height = this.#chain.heightOf(hash);
      if (height !== null) peers.reached(peer, height);
      else this.#wake();
    });
    if (!this.#paused) peers.start();
    this.#running = this.#loop();
  }

  /** Ends what is under way, writes what is open. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#interrupt();
    this.deps.peers.stop();
    await this.#running;
    this.deps.threads?.rest();
    this.deps.store.close();
  }

  /** It cannot begin; says why until it is started anew. */
  halt(reason: AppError): void {
    this.#failed(reason);
    this.#enter({ kind: 'halted', reason: reason.toShape() });
  }

  pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    if (paused) this.deps.peers.stop();
    else this.deps.peers.start();
    this.#interrupt();
  }

  set diskBytes(bytes: number) {
    this.#diskBytes = bytes;
    this.#wake();
  }

  /** Scripts (hex) whose coins are looked for, from the next step on. */
  watch(scripts: readonly string[]): void {
    this.#scripts = scripts;
    this.#wanted = scripts;
    this.#wake();
  }

  /** The clock was moved: what was too new before may be right now. */
  clockMoved = (): void => this.#wake();

  get follower(): Follower | null {
    return this.#follower;
  }

  status(): LightNodeStatus {
    const { peers, store, networkSeconds } = this.deps;
    return statusOf({
      phase: this.#phase, follower: this.#follower, tableFrom: this.#tableFrom, peers: peers.peers, pace: this.#pace, target: this.#chain.tip.height, reorganised: this.#reorganised, lastError: this.#lastError,
      disk: store.bytes, traffic: peers.traffic, now: networkSeconds(),
    });
  }

  watched(): Watched {
    return watchedOf(this.#follower, this.deps.store.firstHeld);
  }

  #load(): void {
    const loaded = loadOrShipped(this.deps.store, this.deps.releaseTable);
    if (loaded === null) return;
    const { saved, blocks } = loaded;
    const headers = saved.headers.map((bytes) => parseHeader(bytes));
    this.#follower = new Follower(this.#followerDeps, saved.state);
    this.#tableFrom = saved.tableFrom;
    const base = saved.state.tip.height - headers.length;
    const [first] = headers;
    this.#chain = this.#chainFrom({ height: base, hash: first?.previousHash ?? saved.state.tip.hash }, headers);
    for (const raw of blocks) {
      const block = parseBlock(raw);
      // A block that does not fit any more ends what the file is good for; the rest is fetched again.
      if (block.header.previousHash !== this.#follower.tip.hash) break;
      this.#chain.accept([block.header]);
      this.#follower.apply(block);
    }
    this.deps.store.resume();
  }

  get #followerDeps(): FollowerDeps {
    const { network, ecc, emergencyKeys } = this.deps;
    return { params: network.params, benchmarkKeys: network.benchmarkKeys, ecc, emergencyKeys };
  }

  #chainFrom(base: { readonly height: number; readonly hash: string }, headers: readonly BlockHeader[]): HeaderChain {
    const { network, networkSeconds } = this.deps;
    const chain = new HeaderChain({ params: network.params, base, pins: network.pins, now: () => (this.#loading ? Number.MAX_SAFE_INTEGER : networkSeconds()) });
    chain.accept(headers);
    return chain;
  }

  #interrupt(): void {
    this.#abort.abort(new AppError('light/interrupted', 'the light node was told otherwise'));
    this.#abort = freshAbort();
    this.#wake();
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      let wait = IDLE_MS;
      try {
        await this.#step();
        if (this.#phase.kind === 'following') this.#lastError = null;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'light/interrupted') this.#failed(error);
        wait = RETRY_MS;
      }
      if (!this.#stopped) await this.#idle(wait);
    }
  }

  #failed(error: AppError): void {
    this.deps.log(`light node: ${error.code}`);
    this.#lastError = error.toShape();
    if (error.code === 'light/too-deep') this.#beginAnew();
    // What no other answer can mend is for a person to see.
    if (['table/disagree', 'table/not-paid', 'table/no-source', 'store/damaged', 'light-node/disk-full'].includes(error.code)) this.#enter({ kind: 'halted', reason: error.toShape() });
    this.deps.onStatus();
  }

  /** The chain left the blocks that this follower stands on, its start among them: the start is taken again. */
  #beginAnew(): void {
    this.#follower = null;
    this.#chain = this.#chainFrom(this.deps.network.base, []);
    this.#wanted = this.#scripts;
  }

  /** Rests, unless somebody called while the loop was at work. */
  async #idle(ms: number): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const cancel = this.deps.after(ms, resolve);
        this.#rest = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#rest = null;
    this.#woken = false;
  }

  #wake(): void {
    this.#woken = true;
    this.#rest?.();
  }

  #enter(phase: LightNodePhase): void {
    if (JSON.stringify(phase) === JSON.stringify(this.#phase)) return;
    this.#phase = phase;
    this.deps.onStatus();
  }

  async #step(): Promise<void> {
    this.#lookForWanted();
    if (this.#paused) return this.#enter({ kind: 'paused' });
    const { peers } = this.deps;
    if (peers.peers.length === 0) return this.#enter({ kind: 'connecting' });
    await this.#headers.fetch(this.#chain, this.#abort.signal);
    if (peers.peers.length > 0 && peers.peers.every(({ syncing }) => syncing)) return this.#enter({ kind: 'peers-syncing' });
    this.#follower ??= await this.#begin();
    this.#lookForWanted();
    await this.#blocks(this.#follower);
    this.deps.threads?.rest();
    this.#enter({ kind: 'following' });
  }

  async #begin(): Promise<Follower> {
    const { network, peers, store, tables, onWatched } = this.deps;
    const { signal } = this.#abort;
    const watch = new Watch();
    watch.setScripts(this.#wanted ?? []);
    const started = await takeTable({ network, peers, store, tables, chain: this.#chain, watch, signal, enter: (phase) => this.#enter(phase), checked: (height) => this.#pace.mark(height) });
    this.#tableFrom = started.from;
    const follower = new Follower(this.#followerDeps, started.state);
    this.#checkpoint(follower);
    onWatched(follower.tip.height);
    return follower;
  }

  /** Checks blocks up to the tip of the headers, and takes back those that the chain has turned away from. */
  async #blocks(follower: Follower): Promise<void> {
    const { signal } = this.#abort;
    const ahead = new BlocksAhead(this.deps.peers, this.deps.threads, (collateral) => follower.table.get(outpointKey(collateral))?.publicKey ?? null, signal);
    for (;;) {
      signal.throwIfAborted();
      this.#turnBack(follower);
      if (follower.tip.height >= Math.min(this.#chain.tip.height, this.deps.stopAt ?? Number.POSITIVE_INFINITY)) break;
      const next = ahead.ask((step) => this.#chain.at(follower.tip.height + 1 + step)?.hash);
      if (next === undefined) break;
      const fetched = await this.#fetched(ahead.take(next), next);
      if (fetched === null) continue;
      if (this.#chain.tip.height - follower.tip.height > 2) this.#enter({ kind: 'blocks', at: follower.tip.height, to: this.#chain.tip.height });
      if (await this.#check(follower, fetched, signal)) this.#pace.mark(follower.tip.height);
    }
  }

  /** A block of the chain; null when no peer that is there has it, and its branch of headers was dropped for that. */
  async #fetched(asked: Promise<FetchedBlock> | undefined, hash: string): Promise<FetchedBlock | null> {
    try {
      return await (asked ?? fetchBlock(this.deps.peers, hash, new Set(), this.#abort.signal));
    } catch (thrown) {
      if (!this.#isMissing(thrown)) throw thrown;
      this.#dropBranch(hash);
      return null;
    }
  }

  #isMissing(thrown: unknown): boolean {
    return ['peer/timeout', 'peer/none', 'peer/gone'].includes(toAppError(thrown).code) && this.deps.peers.peers.length > 0;
  }

  #dropBranch(hash: string): void {
    this.deps.log(`nobody serves block ${hash}`);
    this.#headers.blameFor(this.#chain.tip.hash);
    this.#chain.forget(hash);
  }

  /** @returns whether the block stands; when it does not, the chain of headers has left it */
  async #check(follower: Follower, first: FetchedBlock, signal: AbortSignal): Promise<boolean> {
    const { peers, tables, store } = this.deps;
    const avoid = new Set<PeerId>();
    for (let fetched = first; ; ) {
      for (const txid of follower.unseenCollaterals(fetched.block)) {
        const raw = await tables.transaction(txid);
        if (raw !== null) follower.collaterals.serve(txid, raw);
      }
      signal.throwIfAborted();
      try {
        follower.apply(fetched.block, fetched.ahead);
        this.#keep(follower, fetched.raw);
        peers.reached(fetched.peer, follower.tip.height);
        if (follower.tip.height % (this.deps.checkpointEvery ?? CHECKPOINT_EVERY) === 0) this.#checkpoint(follower);
        this.deps.onWatched(follower.tip.height);
        this.deps.onStatus();
        return true;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'block/altered') {
          // Hash and root are right: others may have it whole, and the hash is not blamed.
          avoid.add(fetched.peer);
          peers.fault(fetched.peer, 'altered-block');
          try {
            fetched = await fetchBlock(peers, fetched.block.hash, avoid, signal);
          } catch (failed) {
            if (!this.#isMissing(failed)) throw failed;
            this.#dropBranch(fetched.block.hash);
            return false;
          }
        } else if (error.code === 'block/invalid') {
          this.deps.log(`block ${follower.tip.height + 1}: ${error.message}`);
          this.#lastError = error.toShape();
          this.#chain.invalidate(fetched.block.hash);
          peers.fault(fetched.peer, 'bad-block');
          return false;
        } else throw thrown;
      }
    }
  }

  /** What is not on the disk was not checked: the memory never runs ahead of the store. */
  #keep(follower: Follower, raw: Uint8Array): void {
    try {
      this.deps.store.block(raw);
    } catch (thrown) {
      follower.takeBack();
      throw thrown;
    }
  }

  /** Takes blocks back until the last checked one is on the chain of headers again. */
  #turnBack(follower: Follower): void {
    const before = follower.tip;
    while (this.#chain.at(follower.tip.height)?.hash !== follower.tip.hash) {
      if (follower.canUndo === 0) throw new AppError('light/too-deep', 'the chain turned deeper than blocks can be taken back', { context: { height: follower.tip.height } });
      this.deps.store.takenBack();
      follower.takeBack();
    }
    if (follower.tip === before) return;
    this.#reorganised = { from: before.height, to: this.#chain.tip.height, fork: follower.tip.height, at: this.deps.wallMs() };
    this.#pace.reset();
    this.deps.onWatched(follower.tip.height);
    this.deps.onStatus();
  }

  /** What the store keeps of a follower: enough to go on from there. */
  savedOf(follower: Follower): Saved {
    return { network: this.deps.network.name, headers: this.#chain.newest(follower.tip.height, KEPT_HEADERS).map(serializeHeader), tableFrom: this.#tableFrom, state: follower.state };
  }

  #checkpoint(follower: Follower): void {
    this.deps.store.checkpoint(this.savedOf(follower));
    this.deps.store.prune(this.#diskBytes);
  }

  /** New scripts are looked for in the blocks that are held, before the next one is checked. */
  #lookForWanted(): void {
    const follower = this.#follower;
    if (this.#wanted === null || follower === null) return;
    const fresh = follower.watch.setScripts(this.#wanted);
    this.#wanted = null;
    if (fresh.size > 0) for (const { height, raw } of this.deps.store.held()) if (height <= follower.tip.height) follower.watch.look(parseBlock(raw), height, fresh);
    this.deps.onWatched(follower.tip.height);
  }
}
