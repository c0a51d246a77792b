// JSON-RPC 2.0 over HTTP to a local Anvil.
import { Agent, request } from 'node:http';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';

const answerSchema = z.object({ result: z.unknown().optional(), error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional() });

export interface RpcFailure {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** The node answered, and the answer is an error; `failure` is what it said. */
export class RpcError extends AppError {
  readonly failure: RpcFailure;

  constructor(method: string, failure: RpcFailure) {
    super('practice/rpc-error', `${method}: ${failure.message}`, { context: { method, rpcCode: failure.code } });
    this.failure = failure;
  }
}

const connections = new Agent({ keepAlive: true });

/** A wallet asks forty times a second through here: Node's own client takes a fraction of what `fetch` does for each. */
function post(url: string, body: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: connections, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    });
    const timer = setTimeout(() => sent.destroy(new Error('no answer in time')), timeoutMs);
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      // The node closed a kept connection in the moment in which it was used again: it never saw the question.
      if (sent.reusedSocket && cause.code === 'ECONNRESET') resolve(post(url, body, timeoutMs));
      else reject(cause);
    });
    sent.end(body);
  });
}

/** Calls one method with a time limit; @throws RpcError, or AppError `practice/rpc-unreachable` */
export async function callRpc(url: string, method: string, params: readonly unknown[], timeoutMs = 20_000): Promise<unknown> {
  let body: unknown;
  try {
    body = JSON.parse(await post(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), timeoutMs));
  } catch (cause) {
    throw new AppError('practice/rpc-unreachable', 'an EVM node does not answer', { context: { method }, cause });
  }
  const answer = answerSchema.parse(body);
  if (answer.error) throw new RpcError(method, answer.error);
  return answer.result;
}

export const hexNumber = (value: number | bigint): string => `0x${value.toString(16)}`;

const hexSchema = z.string().regex(/^0x[0-9a-fA-F]*$/);
const quantitySchema = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/);
export const quantity = (value: unknown): bigint => BigInt(quantitySchema.parse(value));
export const hexData = (value: unknown): string => hexSchema.parse(value);

const blockSchema = z.object({ number: quantitySchema, timestamp: quantitySchema, hash: hexSchema, baseFeePerGas: quantitySchema.optional(), transactions: z.array(z.unknown()) });

export interface BlockSummary {
  readonly height: number;
  readonly timeSeconds: number;
  readonly baseFee: bigint;
  readonly transactions: number;
}

export function blockSummary(value: unknown): BlockSummary {
  const block = blockSchema.parse(value);
  return { height: Number(block.number), timeSeconds: Number(block.timestamp), baseFee: BigInt(block.baseFeePerGas ?? '0x0'), transactions: block.transactions.length };
}
