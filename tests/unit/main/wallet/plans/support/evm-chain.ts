// A small EVM chain for tests: one account, its nonce, a mempool by nonce, receipts.
import { parseTransaction, maxGasPrice, transactionId } from '../../../../../../shared/evm/transaction';
import { AppError } from '../../../../../../shared/errors/app-error';
import type { BroadcastAnswer, Broadcaster, ChainView, EvmBackend, EvmFeeReport } from '../../../../../../main/wallet/plans/ports';

const GWEI = 1_000_000_000n;

export class EvmTestChain implements EvmBackend {
  height = 500;
  down = false;
  latest = 7;
  native = 10n ** 19n;
  tokens = 5_000_00000000n;
  report: EvmFeeReport = { baseFee: 10n * GWEI, tips: { slow: GWEI, normal: 2n * GWEI, fast: 3n * GWEI }, gasPrice: 12n * GWEI };
  gas: bigint | 'reverts' = 52_000n;
  contracts = new Set<string>();
  l1: bigint | null = null;
  token: { decimals: number | null; symbol: string | null } = { decimals: 6, symbol: 'USDX' };
  extraPending = 0;
  readonly pool = new Map<number, { txid: string; raw: Uint8Array; price: bigint }>();
  readonly mined = new Map<string, { height: number; ok: boolean }>();
  readonly received: { readonly url: string; readonly txid: string; readonly raw: Uint8Array }[] = [];
  override: ((txid: string) => BroadcastAnswer) | null = null;
  step: (where: string) => void = () => undefined;

  #ask<T>(value: T): Promise<T> {
    return this.down ? Promise.reject(new AppError('endpoint/unreachable', 'down')) : Promise.resolve(value);
  }

  tip() { return this.#ask({ height: this.height, agreed: true }); }
  nonce() { return this.#ask({ latest: this.latest, pending: this.latest + this.pool.size + this.extraPending }); }
  balance() { return this.#ask(this.native); }
  tokenBalance() { return this.#ask(this.tokens); }
  fees() { return this.#ask(this.report); }
  isContract(address: string) { return this.#ask(this.contracts.has(address.toLowerCase())); }
  tokenFacts() { return this.#ask(this.token); }
  l1Fee() { return this.#ask(this.l1); }
  estimateGas(): Promise<bigint> {
    return this.gas === 'reverts' ? Promise.reject(new AppError('evm/would-revert', 'reverts')) : this.#ask(this.gas);
  }

  transaction(txid: string): Promise<ChainView> {
    const mined = this.mined.get(txid);
    if (mined !== undefined) return this.#ask({ kind: 'block', ...mined });
    return this.#ask<ChainView>([...this.pool.values()].some((waiting) => waiting.txid === txid) ? { kind: 'mempool' } : { kind: 'absent' });
  }

  broadcasters(): Broadcaster[] {
    return [{
      url: 'evm',
      send: async (raw) => {
        this.step('before send evm');
        if (this.down) throw new AppError('endpoint/unreachable', 'down');
        const txid = transactionId(raw);
        const answer = this.override?.(txid) ?? this.#accept(raw, txid);
        this.received.push({ url: 'evm', txid, raw });
        this.step('after send evm');
        return answer;
      },
    }];
  }

  #accept(raw: Uint8Array, txid: string): BroadcastAnswer {
    const { tx } = parseTransaction(raw);
    const nonce = Number(tx.nonce);
    if (nonce < this.latest) return { kind: 'refused', message: 'nonce too low', code: -32000 };
    const waiting = this.pool.get(nonce);
    if (waiting?.txid === txid) return { kind: 'refused', message: 'already known', code: -32000 };
    const price = maxGasPrice(tx);
    if (waiting !== undefined && price * 10n < waiting.price * 11n) return { kind: 'refused', message: 'replacement transaction underpriced', code: -32000 };
    this.pool.set(nonce, { txid, raw, price });
    return { kind: 'accepted', txid };
  }

  mine(blocks = 1, ok = true): void {
    this.height += 1;
    for (let waiting = this.pool.get(this.latest); waiting !== undefined; waiting = this.pool.get(this.latest)) {
      this.mined.set(waiting.txid, { height: this.height, ok });
      this.pool.delete(this.latest);
      this.latest += 1;
    }
    this.height += blocks - 1;
  }
}
