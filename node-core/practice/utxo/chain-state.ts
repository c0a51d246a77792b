// Blocks, coins and the history of every script of one chain, in memory; blocks can be taken back.
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { outpointKey, type ChainBlock, type ChainTransaction, type Coin, type OutpointKey, type PlacedTransaction } from './types';

interface Spender {
  readonly txid: string;
  readonly index: number;
}

export class ChainState {
  readonly #blocks: ChainBlock[];
  readonly #heights = new Map<string, number>();
  readonly #placed = new Map<string, PlacedTransaction>();
  readonly #coins = new Map<OutpointKey, Coin>();
  readonly #spenders = new Map<OutpointKey, Spender>();
  /** Transactions that touch a script (hex), oldest first. */
  readonly #history = new Map<string, string[]>();
  readonly #coinsOfScript = new Map<string, Set<OutpointKey>>();

  constructor(genesis: ChainBlock) {
    this.#blocks = [genesis];
    this.#heights.set(genesis.hash, 0);
  }

  get height(): number {
    return this.#blocks.length - 1;
  }

  get tip(): ChainBlock {
    return this.blockAt(this.height);
  }

  /** @throws AppError `practice/no-block` */
  blockAt(height: number): ChainBlock {
    const block = this.#blocks[height];
    if (block === undefined) throw new AppError('practice/no-block', 'no block at this height', { context: { height } });
    return block;
  }

  heightOf(hash: string): number | null {
    return this.#heights.get(hash) ?? null;
  }

  placed(txid: string): PlacedTransaction | null {
    return this.#placed.get(txid) ?? null;
  }

  coin(key: OutpointKey): Coin | null {
    return this.#coins.get(key) ?? null;
  }

  spender(key: OutpointKey): Spender | null {
    return this.#spenders.get(key) ?? null;
  }

  coinsOf(script: Uint8Array): Coin[] {
    const coins: Coin[] = [];
    for (const key of this.#coinsOfScript.get(toHex(script)) ?? []) {
      const coin = this.#coins.get(key);
      if (coin !== undefined) coins.push(coin);
    }
    return coins;
  }

  /** Ids of transactions that pay or spend the script, oldest first. */
  historyOf(script: Uint8Array): readonly string[] {
    return this.#history.get(toHex(script)) ?? [];
  }

  /** Median of the last eleven block times (BIP113), Unix seconds. */
  medianTime(): number {
    const times = this.#blocks.slice(-11).map((block) => block.time).sort((left, right) => left - right);
    return times[Math.floor(times.length / 2)] ?? 0;
  }

  /**
   * Adds a block whose transactions are known to be valid.
   * @throws AppError `practice/state-damaged` when it does not fit on the tip
   */
  connect(block: ChainBlock): void {
    if (block.previousHash !== this.tip.hash || block.height !== this.height + 1) {
      throw new AppError('practice/state-damaged', 'a block does not follow the one before', { context: { height: block.height } });
    }
    this.#blocks.push(block);
    this.#heights.set(block.hash, block.height);
    for (const tx of block.transactions) this.#connectTransaction(tx, block);
  }

  /** Takes the tip back; answers it. */
  disconnect(): ChainBlock {
    const block = this.tip;
    if (block.height === 0) throw new AppError('practice/reorg-too-deep', 'the first block stays');
    for (const tx of [...block.transactions].reverse()) this.#disconnectTransaction(tx);
    this.#heights.delete(block.hash);
    this.#blocks.pop();
    return block;
  }

  #connectTransaction(tx: ChainTransaction, block: ChainBlock): void {
    const touched = new Set<string>();
    if (!tx.coinbase) tx.inputs.forEach((input, index) => {
      const key = outpointKey(input);
      const coin = this.#coins.get(key);
      if (coin === undefined) throw new AppError('practice/state-damaged', 'a block spends a coin that is not there', { context: { txid: tx.txid, index } });
      this.#removeCoin(key, coin);
      this.#spenders.set(key, { txid: tx.txid, index });
      touched.add(toHex(coin.script));
    });
    tx.outputs.forEach((output, index) => {
      this.#addCoin({ txid: tx.txid, index, value: output.value, script: output.script, height: block.height, coinbase: tx.coinbase });
      touched.add(toHex(output.script));
    });
    this.#placed.set(tx.txid, { tx, height: block.height, time: block.time });
    for (const script of touched) {
      const history = this.#history.get(script);
      if (history === undefined) this.#history.set(script, [tx.txid]);
      else history.push(tx.txid);
    }
  }

  #disconnectTransaction(tx: ChainTransaction): void {
    const touched = new Set<string>();
    tx.outputs.forEach((output, index) => {
      const key = outpointKey({ txid: tx.txid, index });
      const coin = this.#coins.get(key);
      if (coin !== undefined) this.#removeCoin(key, coin);
      touched.add(toHex(output.script));
    });
    if (!tx.coinbase) for (const input of [...tx.inputs].reverse()) {
      const key = outpointKey(input);
      this.#spenders.delete(key);
      const source = this.#placed.get(input.txid);
      const output = source?.tx.outputs[input.index];
      if (source === undefined || output === undefined) throw new AppError('practice/state-damaged', 'a spent coin has no transaction', { context: { txid: tx.txid } });
      this.#addCoin({ txid: input.txid, index: input.index, value: output.value, script: output.script, height: source.height, coinbase: source.tx.coinbase });
      touched.add(toHex(output.script));
    }
    this.#placed.delete(tx.txid);
    for (const script of touched) this.#history.get(script)?.pop();
  }

  #addCoin(coin: Coin): void {
    const key = outpointKey(coin);
    const script = toHex(coin.script);
    this.#coins.set(key, coin);
    const keys = this.#coinsOfScript.get(script);
    if (keys === undefined) this.#coinsOfScript.set(script, new Set([key]));
    else keys.add(key);
  }

  #removeCoin(key: OutpointKey, coin: Coin): void {
    this.#coins.delete(key);
    const script = toHex(coin.script);
    const keys = this.#coinsOfScript.get(script);
    keys?.delete(key);
    if (keys?.size === 0) this.#coinsOfScript.delete(script);
  }
}
