// The operator on the practice Flux chain: reads deposits from blocks, pays from its own coins.
import { fromHex, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { addressOfScript, scriptOfAddress } from '../../../shared/flux/address';
import { PRACTICE_FLUX } from '../flux/parameters';
import { signFluxPayment } from '../flux/payment';
import type { UtxoNode } from '../utxo/node';
import { outpointKey, type ChainTransaction, type Coin } from '../utxo/types';
import type { Deposit, Holdings, OperatorChain, PayoutOrder } from './chain';
import type { PayoutRecord } from './records';
import type { OperatorWallet } from './wallets';

/** Satoshi: far above what any payout of this size needs. */
const FEE = 5_000n;
/** A payout that cannot be made of this many coins waits until somebody fills the wallet. */
const MOST_INPUTS = 200;
/** What is smaller goes to the fee. */
const LEAST_CHANGE = 1_000n;

export class FluxOperatorChain implements OperatorChain {
  readonly #node: UtxoNode;
  readonly #wallet: OperatorWallet;
  readonly #script: Uint8Array;
  /** Hex of the scripts that take deposits. */
  readonly #own: ReadonlySet<string>;

  constructor(node: UtxoNode, wallet: OperatorWallet) {
    this.#node = node;
    this.#wallet = wallet;
    this.#script = scriptOfAddress(wallet.address, PRACTICE_FLUX);
    this.#own = new Set([wallet.address, wallet.otherAddress].map((address) => toHex(scriptOfAddress(address, PRACTICE_FLUX))));
  }

  get height(): number {
    return this.#node.height;
  }

  async deposit(txid: string, sender: string): Promise<Deposit | null> {
    const placed = this.#node.state.placed(txid);
    if (placed === null || placed.tx.coinbase) return null;
    const amount = this.#paidToUs(placed.tx);
    if (amount === 0n) return null;
    const fromSender = this.#spentBy(placed.tx).every(({ script }) => addressOfScript(script, PRACTICE_FLUX) === sender);
    return { amount, fromSender, depth: this.#node.height - placed.height + 1 };
  }

  async sign(order: PayoutOrder, earlier: readonly PayoutRecord[]): Promise<PayoutRecord> {
    const coins = this.#choose(order.amount + FEE, new Set(earlier.flatMap((payout) => payout.inputs)));
    const change = coins.reduce((sum, coin) => sum + coin.value, 0n) - order.amount - FEE;
    const target = scriptOfAddress(order.to, PRACTICE_FLUX);
    const outputs = [{ value: order.amount, script: target }, ...(change > LEAST_CHANGE ? [{ value: change, script: this.#script }] : [])];
    // Without an end: it can be sent again after any pause, and never has to be made twice.
    const raw = signFluxPayment({ node: this.#node, key: this.#wallet.key, coins, outputs, expiryHeight: 0 });
    const { txid } = this.#node.rules.parseTransaction(raw);
    return { key: order.key, chain: 'flux', to: order.to, amount: order.amount.toString(), asset: 'flux', txid, raw: toHex(raw), inputs: coins.map(outpointKey) };
  }

  async send(raw: string): Promise<void> {
    this.#node.submit(fromHex(raw));
  }

  async depth(txid: string): Promise<number | null> {
    const placed = this.#node.transaction(txid);
    if (placed === null) return null;
    return placed.height < 0 ? 0 : this.#node.height - placed.height + 1;
  }

  async holdings(): Promise<Holdings> {
    const sums = { received: 0n, sent: 0n, networkFees: 0n };
    const scripts = [...this.#own].map(fromHex);
    const ids = new Set(scripts.flatMap((script) => [...this.#node.state.historyOf(script), ...this.#node.mempool.entriesOf(script).map((entry) => entry.tx.txid)]));
    for (const txid of ids) {
      const tx = this.#node.transaction(txid)?.tx;
      if (tx === undefined) continue;
      const spent = this.#spentBy(tx);
      const ours = this.#paidToUs(tx);
      if (!spent.some(({ script }) => this.#own.has(toHex(script)))) {
        sums.received += ours;
        continue;
      }
      const out = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
      sums.sent += out - ours;
      sums.networkFees += spent.reduce((sum, coin) => sum + coin.value, 0n) - out;
    }
    const balance = scripts.flatMap((script) => this.#node.unspent(script)).reduce((sum, coin) => sum + coin.value, 0n);
    return { ...sums, balance };
  }

  #paidToUs(tx: ChainTransaction): bigint {
    return tx.outputs.reduce((sum, output) => sum + (this.#own.has(toHex(output.script)) ? output.value : 0n), 0n);
  }

  #spentBy(tx: ChainTransaction): Coin[] {
    if (tx.coinbase) return [];
    return tx.inputs.flatMap((input) => this.#node.coinAnyState(input.txid, input.index) ?? []);
  }

  /** The oldest coins first: what lies deepest is the last to be taken back by a reorganisation. */
  #choose(needed: bigint, taken: ReadonlySet<string>): Coin[] {
    const age = (coin: Coin): number => (coin.height < 0 ? Number.MAX_SAFE_INTEGER : coin.height);
    const free = this.#node.unspent(this.#script).filter((coin) => !taken.has(outpointKey(coin)) && this.#isMature(coin)).sort((left, right) => age(left) - age(right));
    const chosen: Coin[] = [];
    let sum = 0n;
    for (const coin of free.slice(0, MOST_INPUTS)) {
      chosen.push(coin);
      sum += coin.value;
      if (sum >= needed) return chosen;
    }
    throw new AppError('fusion/wallet-empty', 'the operator has not that much on this chain', { context: { chain: 'flux' } });
  }

  #isMature(coin: Coin): boolean {
    return !coin.coinbase || this.#node.height + 1 - coin.height >= this.#node.rules.maturity;
  }
}

