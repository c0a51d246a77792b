// One EVM server through JSON-RPC (execution-apis): typed answers, refusals told apart from failures.

import { z } from 'zod';
import { toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnswer } from '../exact-json';
import type { Http } from '../http';
import type { BroadcastAnswer, EvmCall } from '../../plans/ports';
import { quantity, zAccount, zCount, zData, zHash32, zQuantity } from './hex';
import { jsonRpc, readRpc } from './json-rpc';

const zTx = z.object({ hash: zHash32, from: zAccount, to: zAccount.nullish(), value: zQuantity, input: zData, nonce: zCount, blockNumber: zCount.nullish() });
const zBlock = z.object({ number: zCount, hash: zHash32, timestamp: zCount, baseFeePerGas: zQuantity.nullish() });
const zFullBlock = zBlock.extend({ transactions: z.array(zTx) });
const zLog = z.object({ address: zAccount, topics: z.array(zHash32).max(4), data: zData, blockNumber: zCount, transactionHash: zHash32, logIndex: zCount, removed: z.boolean().optional() });
const zReceipt = z.object({ status: zCount.optional(), blockNumber: zCount, gasUsed: zQuantity, effectiveGasPrice: zQuantity.nullish(), l1Fee: zQuantity.nullish() });
const zProof = zReceipt.extend({ transactionHash: zHash32, blockHash: zHash32, logs: z.array(z.object({ address: zAccount, topics: z.array(zHash32).max(4), data: zData })).max(20_000) });
const zFeeHistory = z.object({ reward: z.array(z.array(zQuantity)).nullish() });

export type EvmTx = z.output<typeof zTx>;
export type EvmBlock = z.output<typeof zBlock>;
export type EvmLog = z.output<typeof zLog>;
export type EvmReceipt = z.output<typeof zReceipt>;
/** A receipt with its block and its events. */
export type EvmProof = z.output<typeof zProof>;
export type BlockTag = number | 'latest' | 'pending';
const tagged = (block: BlockTag): string => (typeof block === 'number' ? quantity(block) : block);

/** @param topics null is a wildcard */
export interface LogFilter {
  readonly from: number;
  readonly to: number;
  readonly topics: readonly (string | null)[];
}

export interface EvmClient {
  chainId(): Promise<number>;
  height(): Promise<number>;
  block(block: BlockTag): Promise<EvmBlock>;
  fullBlock(height: number): Promise<z.output<typeof zFullBlock>>;
  /** @throws AppError evm/no-history when the server no longer has that block's state */
  balance(address: string, block: BlockTag): Promise<bigint>;
  nonce(address: string, block: BlockTag): Promise<number>;
  call(to: string, data: string, block: BlockTag): Promise<string>;
  /** As `call`; null when the contract refuses (it has no such function). */
  tryCall(to: string, data: string): Promise<string | null>;
  /** @throws AppError evm/range-too-large when the server wants fewer blocks at a time */
  logs(filter: LogFilter): Promise<EvmLog[]>;
  transaction(txid: string): Promise<EvmTx | null>;
  receipt(txid: string): Promise<EvmReceipt | null>;
  /** @throws AppError endpoint/lies when it is the receipt of another transaction */
  proof(txid: string): Promise<EvmProof | null>;
  gasPrice(): Promise<bigint>;
  /** Priority fees at three percentiles of the last blocks; null where the server does not tell. */
  priorityFees(): Promise<readonly (readonly bigint[])[] | null>;
  estimateGas(call: EvmCall): Promise<bigint>;
  code(address: string): Promise<string>;
  send(raw: Uint8Array): Promise<BroadcastAnswer>;
}

export function evmClient(url: string, http: Http): EvmClient {
  const rpc = jsonRpc(url, http);
  const read = <T extends z.ZodType>(schema: T, method: string, params: readonly unknown[]) => readRpc(rpc, schema, method, params);
  /** A read of an old state, which servers without an archive refuse. */
  const readAt = async <T extends z.ZodType>(schema: T, method: string, params: readonly unknown[]): Promise<z.output<T>> => {
    try {
      return parseAnswer(schema, await rpc(method, params));
    } catch (thrown) {
      throw renamed(thrown, [[/trie|state|prun|archive|header not found|not available|out ?of ?range|unknown block/i, 'evm/no-history']], 'endpoint/refused');
    }
  };

  return {
    chainId: () => read(zCount, 'eth_chainId', []),
    height: () => read(zCount, 'eth_blockNumber', []),
    block: (block) => read(zBlock, 'eth_getBlockByNumber', [tagged(block), false]),
    fullBlock: (height) => read(zFullBlock, 'eth_getBlockByNumber', [quantity(height), true]),
    balance: (address, block) => readAt(zQuantity, 'eth_getBalance', [address, tagged(block)]),
    nonce: (address, block) => readAt(zCount, 'eth_getTransactionCount', [address, tagged(block)]),
    call: (to, data, block) => readAt(zData, 'eth_call', [{ to, data }, tagged(block)]),
    async tryCall(to, data) {
      try {
        return parseAnswer(zData, await rpc('eth_call', [{ to, data }, 'latest']));
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'rpc/refused') return null;
        throw thrown;
      }
    },
    async logs({ from, to, topics }) {
      try {
        const logs = parseAnswer(z.array(zLog).max(20_000), await rpc('eth_getLogs', [{ fromBlock: quantity(from), toBlock: quantity(to), topics }]));
        return logs.filter((log) => log.removed !== true);
      } catch (thrown) {
        throw renamed(thrown, [[/range|limit|too many|too large|size|exceed|block count/i, 'evm/range-too-large'], [/prun|archive|not available|unknown block/i, 'evm/no-history']], 'endpoint/refused');
      }
    },
    transaction: (txid) => read(zTx.nullable(), 'eth_getTransactionByHash', [txid]),
    receipt: (txid) => read(zReceipt.nullable(), 'eth_getTransactionReceipt', [txid]),
    async proof(txid) {
      const found = await read(zProof.nullable(), 'eth_getTransactionReceipt', [txid]);
      if (found && found.transactionHash !== txid.toLowerCase()) throw new AppError('endpoint/lies', 'the receipt is of another transaction', { context: { what: 'receipt' } });
      return found;
    },
    gasPrice: () => read(zQuantity, 'eth_gasPrice', []),
    async priorityFees() {
      try {
        return parseAnswer(zFeeHistory, await rpc('eth_feeHistory', [quantity(10), 'latest', [10, 50, 90]])).reward ?? null;
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'rpc/refused') return null;
        throw thrown;
      }
    },
    async estimateGas({ from, to, value, data }) {
      try {
        return parseAnswer(zQuantity, await rpc('eth_estimateGas', [{ from, to, value: quantity(value), data: `0x${toHex(data)}` }]));
      } catch (thrown) {
        throw renamed(thrown, [], 'evm/would-revert');
      }
    },
    code: (address) => read(zData, 'eth_getCode', [address, 'latest']),
    async send(raw) {
      try {
        return { kind: 'accepted', txid: parseAnswer(zHash32, await rpc('eth_sendRawTransaction', [`0x${toHex(raw)}`])) };
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'rpc/refused') throw thrown;
        return { kind: 'refused', message: String(thrown.context.said ?? ''), code: Number(thrown.context.rpc ?? 0) };
      }
    },
  };
}

/** Gives a refusal the code of the first pattern that its words match, else `otherwise`; other errors pass. */
function renamed(thrown: unknown, patterns: readonly (readonly [RegExp, string])[], otherwise: string): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'rpc/refused') return thrown;
  const said = String(thrown.context.said ?? '');
  const code = patterns.find(([pattern]) => pattern.test(said))?.[1] ?? otherwise;
  return new AppError(code, 'the server refuses the call', { context: thrown.context, cause: thrown });
}
