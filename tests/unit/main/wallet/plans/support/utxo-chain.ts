// A small chain of coins for tests: mempool, blocks, conflicts, replacement. It judges by what is spent, not by signatures.
import { parseTransaction as parseBitcoin, transactionId as bitcoinTxid } from '../../../../../../shared/bitcoin/transaction';
import { AppError } from '../../../../../../shared/errors/app-error';
import { parseTransaction as parseFlux, transactionId as fluxTxid } from '../../../../../../shared/flux/transaction';
import type { BroadcastAnswer, Broadcaster, ChainView, Outpoint, UtxoBackend, UtxoChain } from '../../../../../../main/wallet/plans/ports';
import { outpointKey } from '../../../../../../main/wallet/plans/ports';

interface Known {
  readonly raw: Uint8Array;
  readonly spends: readonly string[];
  readonly expiry: number;
  readonly fee: bigint;
  height: number | null;
}

export class UtxoTestChain implements UtxoBackend {
  height = 1_000;
  agreed = true;
  down = false;
  estimates: ReadonlyMap<number, number> | null;
  readonly known = new Map<string, Known>();
  /** Every raw transaction ever handed over, as `server txid hex-length`. */
  readonly received: { readonly url: string; readonly txid: string; readonly raw: Uint8Array }[] = [];
  /** Servers by name; a function in place of an answer overrules the chain. */
  servers: { url: string; answer: ((txid: string) => BroadcastAnswer) | null; down: boolean }[] = [{ url: 'a', answer: null, down: false }, { url: 'b', answer: null, down: false }];
  /** Called around each hand-over; may throw to stop the program there. */
  step: (where: string) => void = () => undefined;

  /** @param valueOf what an outpoint (`txid:vout`) holds */
  constructor(readonly chain: UtxoChain, readonly valueOf: (point: string) => bigint) {
    this.estimates = chain === 'flux' ? null : new Map([[1, 12], [4, 6], [25, 2]]);
  }

  read(raw: Uint8Array): { txid: string; inputs: readonly { txid: string; index: number }[]; outputs: readonly { value: bigint; script: Uint8Array }[]; expiry: number } {
    if (this.chain === 'flux') {
      const tx = parseFlux(raw);
      return { txid: fluxTxid(tx), inputs: tx.inputs, outputs: tx.outputs, expiry: tx.expiryHeight };
    }
    const tx = parseBitcoin(raw);
    return { txid: bitcoinTxid(tx), inputs: tx.inputs, outputs: tx.outputs, expiry: 0 };
  }

  tip() {
    if (this.down) return Promise.reject(new AppError('endpoint/unreachable', 'down'));
    return Promise.resolve({ height: this.height, agreed: this.agreed });
  }

  feeEstimates() {
    if (this.down) return Promise.reject(new AppError('endpoint/unreachable', 'down'));
    return Promise.resolve(this.estimates);
  }

  transaction(txid: string): Promise<ChainView> {
    if (this.down) return Promise.reject(new AppError('endpoint/unreachable', 'down'));
    const found = this.known.get(txid);
    if (found === undefined) return Promise.resolve({ kind: 'absent' });
    return Promise.resolve(found.height === null ? { kind: 'mempool' } : { kind: 'block', height: found.height, ok: true });
  }

  spender(point: Outpoint) {
    for (const [txid, { spends, height }] of this.known) if (spends.includes(outpointKey(point))) return Promise.resolve({ txid, height });
    return Promise.resolve(null);
  }

  broadcasters(): Broadcaster[] {
    return this.servers.map((server) => ({
      url: server.url,
      send: async (raw) => {
        this.step(`before send ${server.url}`);
        if (server.down || this.down) throw new AppError('endpoint/unreachable', 'down');
        const { txid } = this.read(raw);
        const answer = server.answer?.(txid) ?? this.accept(raw);
        this.received.push({ url: server.url, txid, raw });
        this.step(`after send ${server.url}`);
        return answer;
      },
    }));
  }

  accept(raw: Uint8Array): BroadcastAnswer {
    const { txid, inputs, outputs, expiry } = this.read(raw);
    if (this.known.has(txid)) return { kind: 'refused', message: 'txn-already-in-mempool', code: -26 };
    if (expiry !== 0 && this.height + 4 > expiry) return { kind: 'refused', message: '64: tx-expiring-soon', code: -26 };
    const spends = inputs.map((input) => `${input.txid}:${input.index}`);
    const fee = spends.reduce((sum, point) => sum + this.valueOf(point), 0n) - outputs.reduce((sum, output) => sum + output.value, 0n);
    for (const [other, known] of this.known) {
      if (!known.spends.some((point) => spends.includes(point))) continue;
      if (known.height !== null) return { kind: 'refused', message: 'bad-txns-inputs-missingorspent', code: -25 };
      if (this.chain === 'flux' || fee <= known.fee) return { kind: 'refused', message: '18: txn-mempool-conflict', code: -26 };
      this.known.delete(other);
    }
    this.known.set(txid, { raw, spends, expiry, fee, height: null });
    return { kind: 'accepted', txid };
  }

  /** Puts the mempool (or the transactions named) into new blocks. */
  mine(blocks = 1, only: readonly string[] | null = null): void {
    this.height += 1;
    for (const [txid, known] of this.known) {
      if (known.height === null && (only === null || only.includes(txid)) && (known.expiry === 0 || known.expiry >= this.height)) known.height = this.height;
    }
    this.height += blocks - 1;
    for (const [txid, known] of this.known) if (known.height === null && known.expiry !== 0 && known.expiry < this.height + 1) this.known.delete(txid);
  }
}
