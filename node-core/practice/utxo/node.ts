// A coin chain's node: takes broadcasts, makes blocks by practice time, reorganises on demand, and keeps it all in a journal.
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { fromHex, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import type { PracticeClock } from '../clock';
import { AppendLog } from '../store/append-log';
import { Ticker } from '../ticker';
import { ChainState } from './chain-state';
import { Mempool } from './mempool';
import { type ChainRules } from './rules';
import { Rejection, type ChainBlock, type ChainTransaction, type Coin, type PlacedTransaction, outpointKey } from './types';

/** Blocks that one step makes up for at most; after a longer gap the chain goes on from now. */
const MOST_CATCH_UP = 500;
/** Slots without a producer that are tried before giving up; in practice a handful at most. */
const MOST_EMPTY_SLOTS = 10_000;

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const recordSchema = z.discriminatedUnion('t', [
  /** Block on the tip. */
  z.object({ t: z.literal('b'), raw: hex }),
  /** Broadcast accepted. */
  z.object({ t: z.literal('m'), raw: hex, fee: z.string(), time: z.number() }),
  /** Broadcast forgotten (replaced, expired, dropped). */
  z.object({ t: z.literal('e'), txid: z.string() }),
  /** Tip taken back, its transactions forgotten. */
  z.object({ t: z.literal('d') }),
]);
type LogRecord = z.infer<typeof recordSchema>;

export class UtxoNode {
  readonly rules: ChainRules;
  readonly state: ChainState;
  readonly mempool = new Mempool();
  readonly #clock: PracticeClock;
  readonly #log: AppendLog;
  #ticker: Ticker | null = null;
  #salt = 0;
  readonly #blockListeners = new Set<() => void>();

  private constructor(rules: ChainRules, clock: PracticeClock, folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.rules = rules;
    this.#clock = clock;
    this.state = new ChainState(rules.genesis);
    this.#log = AppendLog.open(join(folder, `${rules.name}.log`), (record) => this.#replay(record));
  }

  /** Opens the chain as it was left. @throws AppError `practice/state-damaged` */
  static open(rules: ChainRules, clock: PracticeClock, folder: string): UtxoNode {
    return new UtxoNode(rules, clock, folder);
  }

  /** Starts making blocks by the clock; time that passed while nobody ran it has no blocks. */
  run(onError: (thrown: unknown) => void): void {
    this.#ticker = new Ticker(this.#clock, () => this.#step(), onError);
  }

  async stop(): Promise<void> {
    await this.#ticker?.stop();
    this.#log.close();
  }

  /** Called after each new block; returns the way to stop it. */
  onBlock(listener: () => void): () => void {
    this.#blockListeners.add(listener);
    return () => this.#blockListeners.delete(listener);
  }

  get height(): number {
    return this.state.height;
  }

  transaction(txid: string): PlacedTransaction | null {
    return this.mempool.placed(txid) ?? this.state.placed(txid);
  }

  /** The coin at an outpoint, spent or not, mined or not. */
  coinAnyState(txid: string, index: number): Coin | null {
    const placed = this.transaction(txid);
    const output = placed?.tx.outputs[index];
    if (placed === null || output === undefined) return null;
    return { txid, index, value: output.value, script: output.script, height: placed.height, coinbase: placed.tx.coinbase };
  }

  /** Coins of a script that nobody spends, mempool included; newest last. */
  unspent(script: Uint8Array): Coin[] {
    const waiting = this.mempool.entriesOf(script).flatMap(({ tx }) =>
      tx.outputs.flatMap((output, index) => (toHex(output.script) === toHex(script) ? [this.mempool.coin(tx.txid, index)] : [])));
    return [...this.state.coinsOf(script), ...waiting].filter((coin): coin is Coin => coin !== null && this.mempool.spenderOf(outpointKey(coin)) === null);
  }

  /**
   * Judges a raw transaction and keeps it; it is on disk before its id is told.
   * @throws Rejection
   */
  submit(raw: Uint8Array, allowAbsurdFees = false): ChainTransaction {
    const tx = this.rules.parseTransaction(raw);
    this.#admit(tx, allowAbsurdFees);
    this.#log.sync();
    return tx;
  }

  /**
   * Makes blocks now; practice time moves forward when the chain's grid asks for it. Answers the new height.
   * @param rewardTo script that earns the rewards of Flux blocks, as if its owner's nodes had their turn; null: those whose turn it is
   */
  mine(blocks: number, rewardTo: Uint8Array | null = null): number {
    for (let count = 0; count < blocks; count += 1) this.#mineNext(this.#clock.nowSeconds(), rewardTo);
    this.#log.sync();
    return this.height;
  }

  /** Takes `depth` blocks back and makes `depth + 1` others. `transactions` says what becomes of theirs. */
  reorg(depth: number, transactions: 'return' | 'drop'): number {
    if (depth >= this.height) throw new AppError('practice/reorg-too-deep', 'the chain is not that long', { context: { depth, height: this.height } });
    const waiting = this.mempool.entries().map((entry) => entry.tx);
    for (const { txid } of waiting) this.#forget(txid);
    const returned: ChainTransaction[] = [];
    for (let count = 0; count < depth; count += 1) {
      returned.unshift(...this.#disconnect().transactions.filter((tx) => !tx.coinbase));
      this.#write({ t: 'd' });
    }
    this.#salt += 1;
    for (let count = 0; count <= depth; count += 1) this.#mineNext(this.state.tip.time + 1);
    for (const tx of transactions === 'return' ? [...returned, ...waiting] : waiting) {
      try {
        this.#admit(tx, true);
      } catch (thrown) {
        // It no longer fits (its parent was dropped, or it expired): a real node forgets it too.
        if (!(thrown instanceof Rejection)) throw thrown;
      }
    }
    this.#log.sync();
    return this.height;
  }

  /** Makes the first blocks of a new chain, `spacing` apart and the last one at about `endSeconds`. */
  premine(blocks: number, endSeconds: number): void {
    const start = endSeconds - blocks * this.rules.spacingSeconds;
    for (let count = 0; count < blocks; count += 1) this.#mineNext(start + count * this.rules.spacingSeconds);
    this.#log.sync();
  }

  #step(): number {
    const { spacingSeconds } = this.rules;
    const now = this.#clock.nowSeconds();
    const oldest = now - MOST_CATCH_UP * spacingSeconds;
    let due = this.#nextDue(oldest);
    while (due <= now) {
      if (!this.#mineAt(due)) due = this.rules.nextBlockTime(this.state, due + 1);
      else due = this.#nextDue(oldest);
    }
    return due * 1000;
  }

  #nextDue(notBefore: number): number {
    return this.rules.nextBlockTime(this.state, Math.max(notBefore, this.state.tip.time + this.rules.spacingSeconds));
  }

  #mineNext(notBefore: number, rewardTo: Uint8Array | null = null): void {
    let time = this.rules.nextBlockTime(this.state, notBefore);
    for (let tries = 0; !this.#mineAt(time, rewardTo); tries += 1) {
      if (tries > MOST_EMPTY_SLOTS) throw new AppError('practice/no-producer', 'no producer wins a slot');
      time = this.rules.nextBlockTime(this.state, time + 1);
    }
    this.#clock.advanceTo(time * 1000);
  }

  #mineAt(time: number, rewardTo: Uint8Array | null = null): boolean {
    const height = this.height + 1;
    const median = this.state.medianTime();
    const included = new Set<string>();
    const chosen = this.mempool.entries().filter(({ tx }) => {
      const ready = this.rules.minable(tx, height, median, this) && tx.inputs.every((input) => this.mempool.entry(input.txid) === null || included.has(input.txid));
      if (ready) included.add(tx.txid);
      return ready;
    });
    const fees = chosen.reduce((sum, entry) => sum + entry.fee, 0n);
    const raw = this.rules.assemble({ state: this.state, transactions: chosen.map((entry) => entry.tx), fees, time, salt: this.#salt, rewardTo });
    if (raw === null) return false;
    const block = this.rules.parseBlock(raw, height);
    this.#write({ t: 'b', raw: toHex(raw) });
    this.#connect(block);
    for (const { tx } of this.mempool.entries()) if (this.rules.expired(tx, height + 1, this)) this.#forget(tx.txid);
    for (const listener of this.#blockListeners) listener();
    return true;
  }

  #admit(tx: ChainTransaction, allowAbsurdFees: boolean): void {
    const nowSeconds = this.#clock.nowSeconds();
    const verdict = this.rules.judge(tx, { state: this.state, mempool: this.mempool, nowSeconds, allowAbsurdFees });
    for (const txid of verdict.replaces) this.#forget(txid);
    this.#write({ t: 'm', raw: toHex(tx.raw), fee: verdict.fee.toString(), time: nowSeconds });
    this.mempool.add(tx, verdict.fee, nowSeconds, verdict.spent);
  }

  #forget(txid: string): void {
    if (this.mempool.entry(txid) === null) return;
    this.#write({ t: 'e', txid });
    this.mempool.evict(txid);
  }

  #write(record: LogRecord): void {
    this.#log.append(record);
  }

  #replay(record: unknown): void {
    const known = recordSchema.safeParse(record);
    if (!known.success) throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { cause: known.error });
    const entry = known.data;
    switch (entry.t) {
      case 'b':
        this.#connect(this.rules.parseBlock(fromHex(entry.raw), this.height + 1));
        return;
      case 'm': {
        const tx = this.rules.parseTransaction(fromHex(entry.raw));
        const spent = tx.inputs.flatMap((input) => this.coinAnyState(input.txid, input.index)?.script ?? []);
        this.mempool.add(tx, BigInt(entry.fee), entry.time, spent);
        return;
      }
      case 'e':
        this.mempool.evict(entry.txid);
        return;
      case 'd':
        this.#salt += 1;
        this.#disconnect();
    }
  }

  #connect(block: ChainBlock): void {
    this.state.connect(block);
    this.rules.ledger?.connect(block, this.state);
    for (const tx of block.transactions) this.mempool.remove(tx.txid);
  }

  #disconnect(): ChainBlock {
    const block = this.state.disconnect();
    this.rules.ledger?.disconnect(block);
    return block;
  }
}

