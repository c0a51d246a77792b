// JSON-RPC in front of an Anvil: the methods that a wallet uses and no others, with the endpoint's faults.
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { EVM_PARAMETERS } from '../evm/parameters';
import type { EvmChain } from '../evm/evm-chain';
import { RpcError, hexData, hexNumber, quantity, type RpcFailure } from '../evm/rpc';
import type { FaultSwitches } from './faults';
import { json, notFound, type ServiceHandler } from './server';

/** Reading and broadcasting. Anvil's own controls and its unlocked account stay inside. */
const ALLOWED: ReadonlySet<string> = new Set([
  'eth_chainId', 'net_version', 'web3_clientVersion', 'eth_syncing', 'eth_blockNumber', 'eth_getBalance', 'eth_getTransactionCount', 'eth_getCode',
  'eth_getStorageAt', 'eth_call', 'eth_estimateGas', 'eth_createAccessList', 'eth_gasPrice', 'eth_maxPriorityFeePerGas', 'eth_feeHistory',
  'eth_getBlockByNumber', 'eth_getBlockByHash', 'eth_getBlockReceipts', 'eth_getBlockTransactionCountByNumber', 'eth_getTransactionByHash',
  'eth_getTransactionByBlockNumberAndIndex', 'eth_getTransactionReceipt', 'eth_getRawTransactionByHash', 'eth_getLogs', 'eth_sendRawTransaction',
]);
/** Place of the block parameter of the methods that have one. */
const BLOCK_PARAMETER: Readonly<Record<string, number>> = {
  eth_getBalance: 1, eth_getTransactionCount: 1, eth_getCode: 1, eth_getStorageAt: 2, eth_call: 1, eth_estimateGas: 1, eth_getBlockByNumber: 0, eth_feeHistory: 1,
};
const BALANCE_OF = '0x70a08231';
const ABSURD_FACTOR = 10_000n;
const ABSURD_NONCE = 1_000_000n;
const INVENTED_BALANCE = 10n ** 18n;
const WRONG_CHAIN_ID = 31_337;
const METHOD_NOT_FOUND = -32601;
const MOST_IN_BATCH = 200;

const requestSchema = z.object({ jsonrpc: z.literal('2.0'), id: z.union([z.number(), z.string(), z.null()]), method: z.string(), params: z.array(z.unknown()).default([]) });
type RpcRequest = z.infer<typeof requestSchema>;

const filterSchema = z.looseObject({ fromBlock: z.string().optional(), toBlock: z.string().optional() });
const callSchema = z.looseObject({ data: z.string().optional(), input: z.string().optional() });
const feeHistorySchema = z.looseObject({ baseFeePerGas: z.array(z.string()) });

export function evmHandler(chain: () => EvmChain | null, faults: FaultSwitches): ServiceHandler {
  return async ({ method, path, body }) => {
    if (method !== 'POST' || path !== '/') return notFound();
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      return json({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
    }
    if (!Array.isArray(parsed)) return json(await answerOne(parsed, chain(), faults));
    if (parsed.length > MOST_IN_BATCH) return json({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'batch too large' } });
    return json(await Promise.all(parsed.map((each) => answerOne(each, chain(), faults))));
  };
}

async function answerOne(value: unknown, chain: EvmChain | null, faults: FaultSwitches): Promise<unknown> {
  const request = requestSchema.safeParse(value);
  if (!request.success) return { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } };
  const { id, method } = request.data;
  const failed = (error: RpcFailure): unknown => ({ jsonrpc: '2.0', id, error });
  if (!ALLOWED.has(method)) return failed({ code: METHOD_NOT_FOUND, message: `the method ${method} does not exist/is not available` });
  if (chain === null) return failed({ code: -32000, message: 'node is starting' });
  try {
    return { jsonrpc: '2.0', id, result: distort(request.data, await perform(chain, request.data, faults), faults) };
  } catch (thrown) {
    if (thrown instanceof RpcError) return failed(thrown.failure);
    if (thrown instanceof AppError || thrown instanceof z.ZodError) return failed({ code: -32000, message: 'node is not available' });
    throw thrown;
  }
}

async function perform(chain: EvmChain, request: RpcRequest, faults: FaultSwitches): Promise<unknown> {
  const { method } = request;
  const frozen = faults.frozen?.height ?? null;
  const params = frozen === null ? request.params : freeze(method, request.params, frozen);
  const { tip } = EVM_PARAMETERS[chain.chain];
  switch (method) {
    case 'eth_blockNumber': return frozen === null ? chain.call(method) : hexNumber(frozen);
    case 'eth_maxPriorityFeePerGas': return hexNumber(tip);
    case 'eth_gasPrice': return hexNumber(quantity(z.object({ baseFeePerGas: z.string() }).parse(await chain.call('eth_getBlockByNumber', ['latest', false])).baseFeePerGas) + tip);
    case 'eth_sendRawTransaction': return send(chain, hexData(params[0]), faults);
    default: return chain.call(method, params);
  }
}

async function send(chain: EvmChain, raw: string, faults: FaultSwitches): Promise<unknown> {
  if (faults.has('rejectBroadcast')) throw new RpcError('eth_sendRawTransaction', { code: -32000, message: 'rejected by a fault switch' });
  if (!faults.has('dropBroadcast')) return chain.submit(raw);
  // The id is the hash of the bytes, whether or not anybody keeps them.
  return chain.call('web3_sha3', [raw]);
}

/** Puts the block where the endpoint stopped in place of every newer one. */
function freeze(method: string, params: readonly unknown[], height: number): readonly unknown[] {
  const cap = (tag: unknown): unknown => {
    if (tag === 'earliest') return tag;
    return typeof tag === 'string' && /^0x[0-9a-f]+$/i.test(tag) && quantity(tag) <= BigInt(height) ? tag : hexNumber(height);
  };
  const place = BLOCK_PARAMETER[method];
  if (place !== undefined) return [...params.slice(0, place), cap(params[place]), ...params.slice(place + 1)];
  if (method !== 'eth_getLogs') return params;
  const filter = filterSchema.parse(params[0]);
  return [{ ...filter, ...(filter.fromBlock === undefined ? {} : { fromBlock: cap(filter.fromBlock) }), toBlock: cap(filter.toBlock) }];
}

/** The lies of the endpoint. */
function distort({ method, params }: RpcRequest, result: unknown, faults: FaultSwitches): unknown {
  switch (method) {
    case 'eth_chainId': return faults.has('wrongChain') ? hexNumber(WRONG_CHAIN_ID) : result;
    case 'net_version': return faults.has('wrongChain') ? String(WRONG_CHAIN_ID) : result;
    case 'eth_getTransactionCount': return faults.has('absurdNonce') ? hexNumber(quantity(result) + ABSURD_NONCE) : result;
    case 'eth_gasPrice':
    case 'eth_maxPriorityFeePerGas': return faults.has('absurdFee') ? hexNumber(quantity(result) * ABSURD_FACTOR) : result;
    case 'eth_feeHistory': return faults.has('absurdFee') ? absurdHistory(result) : result;
    case 'eth_getBalance': return distortBalance(quantity(result), faults, hexNumber);
    case 'eth_call': return isBalanceOf(params[0]) ? distortBalance(quantity(result), faults, (value) => `0x${value.toString(16).padStart(64, '0')}`) : result;
    case 'eth_getTransactionByHash': return faults.has('badPrevious') && result !== null ? { ...z.looseObject({}).parse(result), value: hexNumber(INVENTED_BALANCE) } : result;
    default: return result;
  }
}

function isBalanceOf(call: unknown): boolean {
  const parsed = callSchema.safeParse(call);
  return parsed.success && (parsed.data.data ?? parsed.data.input ?? '').startsWith(BALANCE_OF);
}

function distortBalance(balance: bigint, faults: FaultSwitches, write: (value: bigint) => string): string {
  if (faults.has('missingCoin')) return write(0n);
  if (faults.has('inventedCoin')) return write(balance + INVENTED_BALANCE);
  return write(faults.has('changedAmount') ? balance * 2n : balance);
}

function absurdHistory(result: unknown): unknown {
  const history = feeHistorySchema.parse(result);
  return { ...history, baseFeePerGas: history.baseFeePerGas.map((fee) => hexNumber(quantity(fee) * ABSURD_FACTOR)) };
}
