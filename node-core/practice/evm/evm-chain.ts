// One EVM chain of the practice network: Anvil with blocks by practice time, a saved state, and nothing accepted that a crash forgets.
import { join } from 'node:path';
import { z } from 'zod';
import { chainInfo } from '../../../shared/chains/registry';
import type { EvmChain as EvmChainId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { PracticeClock } from '../clock';
import { wordsOf, type EmitEvent } from '../log';
import { layeredNoise } from '../noise';
import type { FolderClaim } from '../process/folder-claim';
import { seededBytes } from '../seed';
import { Ticker } from '../ticker';
import { AnvilNode, hasSavedState } from './anvil-node';
import { BUSY_BLOCKS, BUSY_SPACING_MS, EVM_PARAMETERS, LEAST_REAL_SPACING_MS, QUIET_SPACING_MS } from './parameters';
import { PendingJournal } from './pending-journal';
import { blockSummary, hexData, hexNumber, type BlockSummary } from './rpc';
import { TokenStore } from './token-store';
import { deployTokens, transferData, type DeployedTokens } from './tokens';

interface EvmChainOptions {
  readonly chain: EvmChainId;
  readonly folder: string;
  readonly seed: string;
  readonly genesisSeconds: number;
  readonly clock: PracticeClock;
  readonly claim: FolderClaim;
  readonly program: string;
  readonly emit: EmitEvent;
}

const MOST_RESTARTS = 5;
const accountsSchema = z.tuple([z.string()]).rest(z.string());
const poolSchema = z.object({ pending: z.string(), queued: z.string() });

export class EvmChain {
  readonly chain: EvmChainId;
  readonly #options: EvmChainOptions;
  readonly #journal: PendingJournal;
  #node: AnvilNode;
  #deployer = '';
  #tokens: DeployedTokens = { flux: '', pusd: '' };
  #tip: BlockSummary = { height: 0, timeSeconds: 0, baseFee: 0n, transactions: 0 };
  #lastBlockMs = 0;
  #busyBlocksLeft = 0;
  #restarts = 0;
  #stopping = false;
  #ticker: Ticker | null = null;
  readonly #blockListeners = new Set<() => void>();
  /** Broadcasting, mining, saving and reorganising run one after another. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(options: EvmChainOptions, node: AnvilNode) {
    this.chain = options.chain;
    this.#options = options;
    this.#node = node;
    this.#journal = new PendingJournal(join(options.folder, 'pending.json'));
  }

  /** Starts or resumes the chain. @throws AppError `practice/cannot-start-program` */
  static async start(options: EvmChainOptions): Promise<EvmChain> {
    const resumed = hasSavedState(options.folder);
    const self = new EvmChain(options, await startNode(options));
    try {
      await self.#prepare(resumed);
    } catch (thrown) {
      await self.#node.end();
      throw thrown;
    }
    self.#watch(self.#node);
    self.#ticker = new Ticker(options.clock, () => self.#step(), (thrown) => {
      if (!self.#stopping) options.emit({ event: 'log', level: 'warn', message: `${options.chain}: ${wordsOf(thrown)}` });
    });
    return self;
  }

  /** Called after each new block; returns the way to stop it. */
  onBlock(listener: () => void): () => void {
    this.#blockListeners.add(listener);
    return () => this.#blockListeners.delete(listener);
  }

  get height(): number {
    return this.#tip.height;
  }

  get tokens(): DeployedTokens {
    return this.#tokens;
  }

  call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return this.#node.call(method, params);
  }

  async pendingCount(): Promise<number> {
    const pool = poolSchema.parse(await this.call('txpool_status'));
    return Number(BigInt(pool.pending) + BigInt(pool.queued));
  }

  /** Broadcasts; the transaction is on disk before its hash is told. @throws RpcError with the node's words */
  async submit(raw: string): Promise<string> {
    return this.#broadcast(async () => {
      const hash = hexData(await this.call('eth_sendRawTransaction', [raw]));
      this.#journal.add(hash, raw);
      return hash;
    });
  }

  /** Pays from the deployer's account; `asset` decides which transfer. */
  async pay(asset: 'native' | 'flux' | 'pusd', to: string, amount: bigint): Promise<string> {
    const { tip } = EVM_PARAMETERS[this.chain];
    const transfer = asset === 'native'
      ? { to, value: hexNumber(amount) }
      : { to: asset === 'flux' ? this.#tokens.flux : this.#tokens.pusd, data: transferData(to, amount) };
    return this.#broadcast(async () => {
      const fees = { maxPriorityFeePerGas: hexNumber(tip), maxFeePerGas: hexNumber(3n * this.#tip.baseFee + tip) };
      const hash = hexData(await this.call('eth_sendTransaction', [{ from: this.#deployer, ...transfer, ...fees }]));
      this.#journal.add(hash, hexData(await this.call('eth_getRawTransactionByHash', [hash])));
      return hash;
    });
  }

  /** Makes blocks now, whatever the time is; answers the new height. */
  async mine(blocks: number): Promise<number> {
    // A turn for each block: broadcasts get theirs in between.
    for (let count = 0; count < blocks; count += 1) await this.#inTurn(() => this.#mineOne());
    return this.#tip.height;
  }

  /**
   * Takes `depth` blocks back and makes one more in their place; answers the new height.
   * @throws RpcError when the node no longer holds the state that far back
   */
  async reorg(depth: number, transactions: 'return' | 'drop'): Promise<number> {
    return this.#inTurn(async () => {
      const raws: { hash: string; raw: string }[] = [];
      for (let height = this.#tip.height - depth + 1; height <= this.#tip.height; height += 1) {
        const block = z.object({ transactions: z.array(z.string()) }).parse(await this.call('eth_getBlockByNumber', [hexNumber(Math.max(0, height)), false]));
        for (const hash of block.transactions) raws.push({ hash, raw: hexData(await this.call('eth_getRawTransactionByHash', [hash])) });
      }
      if (depth >= this.#tip.height) throw new AppError('practice/reorg-too-deep', 'the chain is not that long', { context: { depth, height: this.#tip.height } });
      const replacedUntil = this.#tip.timeSeconds;
      await this.call('anvil_rollback', [depth]);
      await this.#readTip();
      for (let count = 0; count <= depth; count += 1) await this.#mineOne(replacedUntil + 1);
      if (transactions === 'return') for (const { hash, raw } of raws) {
        await this.call('eth_sendRawTransaction', [raw]);
        this.#journal.add(hash, raw);
      }
      await this.#save();
      return this.#tip.height;
    });
  }

  /** Saves and ends the node; `discard` ends it without saving. */
  async stop(discard = false): Promise<void> {
    this.#stopping = true;
    await this.#ticker?.stop();
    if (!discard) await this.#inTurn(() => this.#save());
    await this.#node.end();
  }

  async #prepare(resumed: boolean): Promise<void> {
    [this.#deployer] = accountsSchema.parse(await this.call('eth_accounts'));
    await this.#readTip();
    const store = new TokenStore(join(this.#options.folder, 'tokens.json'));
    const known = resumed ? store.read() : null;
    if (known) this.#tokens = known;
    else {
      this.#tokens = await deployTokens(this.chain, this.#deployer, (method, params) => this.call(method, params), () => this.#mineOne());
      store.write(this.#tokens);
      await this.#save();
    }
    this.#lastBlockMs = this.#options.clock.nowMs();
    await this.#resend();
  }

  /** After a crash: what was accepted and is in no saved block goes to the mempool again. */
  async #resend(): Promise<void> {
    for (const { hash, raw } of this.#journal.entries()) {
      if ((await this.call('eth_getTransactionReceipt', [hash])) !== null) continue;
      try {
        await this.call('eth_sendRawTransaction', [raw]);
      } catch (thrown) {
        // Replaced by a later one with the same nonce, or known already.
        this.#options.emit({ event: 'log', level: 'info', message: `${this.chain}: not sent again: ${wordsOf(thrown)}` });
      }
    }
    this.#busyBlocksLeft = BUSY_BLOCKS;
  }

  async #step(): Promise<number> {
    const { clock } = this.#options;
    const pending = await this.pendingCount();
    const spacing = pending > 0 || this.#busyBlocksLeft > 0 ? BUSY_SPACING_MS : QUIET_SPACING_MS;
    const due = this.#lastBlockMs + Math.max(spacing, LEAST_REAL_SPACING_MS * clock.rate);
    if (clock.nowMs() < due) return due;
    await this.mine(1);
    return clock.nowMs() + BUSY_SPACING_MS;
  }

  async #mineOne(leastSeconds = 0): Promise<void> {
    const { clock, seed } = this.#options;
    const middle = EVM_PARAMETERS[this.chain].baseFee;
    const walk = 1 + 0.3 * layeredNoise(seed, `basefee/${this.chain}`, this.#tip.height / 24, 2);
    await this.call('anvil_setNextBlockBaseFeePerGas', [hexNumber((middle * BigInt(Math.round(walk * 1e6))) / 1_000_000n)]);
    await this.call('evm_mine', [Math.max(clock.nowSeconds(), this.#tip.timeSeconds + 1, leastSeconds)]);
    await this.#readTip();
    this.#lastBlockMs = clock.nowMs();
    if (this.#tip.transactions > 0) {
      this.#busyBlocksLeft = BUSY_BLOCKS;
      await this.#save();
    } else if (this.#busyBlocksLeft > 0) this.#busyBlocksLeft -= 1;
    for (const listener of this.#blockListeners) listener();
  }

  async #readTip(): Promise<void> {
    this.#tip = blockSummary(await this.call('eth_getBlockByNumber', ['latest', false]));
  }

  async #save(): Promise<void> {
    await this.#node.save();
    for (const { hash } of this.#journal.entries()) {
      if ((await this.call('eth_getTransactionReceipt', [hash])) !== null) this.#journal.remove(hash);
    }
  }

  /** Anvil forgets a transaction that reaches it while it makes a block, so the two take turns. */
  async #broadcast(send: () => Promise<string>): Promise<string> {
    const hash = await this.#inTurn(send);
    this.#ticker?.wake();
    return hash;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Starts the node again from its last saved state when it ends by itself. */
  #watch(node: AnvilNode): void {
    const { emit, chain } = this.#options;
    void node.ended.then(async () => {
      if (this.#stopping) return;
      this.#restarts += 1;
      if (this.#restarts > MOST_RESTARTS) return emit({ event: 'node', chain, state: 'failed' });
      emit({ event: 'node', chain, state: 'restarting' });
      await this.#inTurn(async () => {
        this.#node = await startNode(this.#options);
        await this.#prepare(true);
        this.#watch(this.#node);
      });
      emit({ event: 'node', chain, state: 'running' });
    }).catch((thrown) => {
      emit({ event: 'log', level: 'error', message: `${chain}: ${wordsOf(thrown)}` });
      emit({ event: 'node', chain, state: 'failed' });
    });
  }
}

function startNode(options: EvmChainOptions): Promise<AnvilNode> {
  const accountSeed = new DataView(seededBytes(options.seed, 'evm account').buffer).getBigUint64(0, true);
  return AnvilNode.start({
    program: options.program,
    folder: options.folder,
    evmChainId: chainInfo(options.chain).evmChainId ?? 0,
    accountSeed: accountSeed.toString(),
    genesisSeconds: options.genesisSeconds,
    claim: options.claim,
  });
}
