// What plans and the outbox ask of EVM servers (EvmBackend): several servers, one answer.

import { nativeAsset, tokenAsset, type EvmChain } from '../../../shared/chains/ids';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import type { Broadcaster, ChainView, EvmBackend, EvmCall, EvmFeeReport, Tip } from '../plans/ports';
import type { Endpoints } from './endpoints';
import { balanceOfCall, decodeUint, L1_FEE_ORACLE, l1FeeCall } from './evm/abi';
import type { EvmClient } from './evm/evm-client';
import { tokenFacts } from './evm/token-facts';
import { agreedTip, answered } from './utxo-backend';

/** Counts that differ by more than transactions in flight can explain are a contradiction. */
const NONCE_SLACK = 16;

export class EvmServers implements EvmBackend {
  constructor(private readonly chain: EvmChain, private readonly endpoints: Endpoints<EvmClient>) {}

  async tip(): Promise<Tip> {
    const heights = await answered(this.endpoints, this.endpoints.all((client) => client.height(), (height) => height));
    return agreedTip(heights.map(({ value }) => value), this.endpoints.list.length);
  }

  /** @throws AppError servers/disagree when two servers' counts cannot both be right */
  async nonce(address: string): Promise<{ latest: number; pending: number }> {
    const counts = await answered(this.endpoints, this.endpoints.all(async (client) => ({ latest: await client.nonce(address, 'latest'), pending: await client.nonce(address, 'pending') })));
    const latest = counts.map(({ value }) => value.latest);
    const pending = counts.map(({ value }) => value.pending);
    if (Math.max(...latest) - Math.min(...latest) > NONCE_SLACK) throw new AppError('servers/disagree', 'two servers count transactions differently', { context: { chain: this.chain, what: 'nonce' } });
    return { latest: Math.max(...latest), pending: Math.max(...pending) };
  }

  async balance(address: string): Promise<bigint> {
    return (await this.endpoints.use((client) => client.balance(address, 'latest'))).value;
  }

  async tokenBalance(contract: string, address: string): Promise<bigint> {
    const data = (await this.endpoints.use((client) => client.call(contract, balanceOfCall(address), 'latest'))).value;
    const units = decodeUint(data);
    if (units === null) throw new AppError('evm/not-a-token', 'the contract names no balance', { context: { chain: this.chain } });
    return units;
  }

  async fees(): Promise<EvmFeeReport> {
    return (await this.endpoints.use(async (client) => {
      const [block, gasPrice, history] = await Promise.all([client.block('latest'), client.gasPrice(), client.priorityFees()]);
      const baseFee = block.baseFeePerGas ?? null;
      const rest = baseFee === null || gasPrice <= baseFee ? 0n : gasPrice - baseFee;
      const percentile = (place: number) => median((history ?? []).map((fees) => fees[place] ?? 0n)) ?? rest;
      return { baseFee, gasPrice, tips: { slow: percentile(0), normal: percentile(1), fast: percentile(2) } };
    })).value;
  }

  async estimateGas(call: EvmCall): Promise<bigint> {
    return (await this.endpoints.use((client) => client.estimateGas(call))).value;
  }

  async isContract(address: string): Promise<boolean> {
    return (await this.endpoints.use((client) => client.code(address))).value !== '0x';
  }

  async tokenFacts(contract: string): Promise<{ decimals: number | null; symbol: string | null }> {
    const { decimals, symbol } = (await this.endpoints.use((client) => tokenFacts(client, tokenAsset(this.chain, contract)))).value;
    return { decimals, symbol };
  }

  async l1Fee(transaction: Uint8Array): Promise<bigint | null> {
    if (nativeAsset(this.chain) !== 'base/native') return null;
    const data = (await this.endpoints.use((client) => client.tryCall(L1_FEE_ORACLE, l1FeeCall(`0x${toHex(transaction)}`)))).value;
    return data === null ? null : decodeUint(data);
  }

  async transaction(txid: string): Promise<ChainView> {
    const views = await answered(this.endpoints, this.endpoints.all(async (client): Promise<ChainView> => {
      const receipt = await client.receipt(txid);
      if (receipt) return { kind: 'block', height: receipt.blockNumber, ok: receipt.status !== 0 };
      return (await client.transaction(txid)) ? { kind: 'mempool' } : { kind: 'absent' };
    }));
    const by = (kind: ChainView['kind']) => views.find(({ value }) => value.kind === kind)?.value;
    return by('block') ?? by('mempool') ?? { kind: 'absent' };
  }

  broadcasters(): readonly Broadcaster[] {
    return this.endpoints.inOrder().map((endpoint) => ({ url: endpoint.url, send: (raw) => this.endpoints.on(endpoint, (client) => client.send(raw)) }));
  }
}

function median(values: readonly bigint[]): bigint | null {
  const sorted = [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
