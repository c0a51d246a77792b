// A worker's line to one coordinator: signed requests, bounded answers, everything checked against the OpenAPI document.

import { AppError } from '../../../shared/errors/app-error';
import type { BatchRequest, BatchView, Health, LeaseAnswer, LeaseRequest, LeaseState, Ledger, NodeView, Registration, Result } from '../../../shared/pouw/protocol';
import type { NodeKey } from '../ident/node-key';
import { signRequest } from '../ident/request-signing';
import { checked } from '../openapi/checks';
import { blobHash } from '../store/blob-cache';

const TIMEOUT_MS = 20_000;
const MOST_JSON = 4 * 1024 * 1024;

export class CoordinatorClient {
  /** @param url base address, without a slash at the end */
  constructor(readonly url: string, private readonly key: NodeKey, private readonly now: () => number) {}

  async health(): Promise<Health> {
    return checked('Health', await this.json('GET', '/v1/health'));
  }

  async register(registration: Registration): Promise<NodeView> {
    return checked('NodeView', await this.json('POST', '/v1/nodes', registration));
  }

  async lease(request: LeaseRequest): Promise<LeaseAnswer> {
    return checked('LeaseAnswer', await this.json('POST', '/v1/leases', request));
  }

  async heartbeat(lease: string, done: number): Promise<LeaseState> {
    return checked('LeaseState', await this.json('POST', `/v1/leases/${lease}/heartbeat`, { done }));
  }

  async commit(lease: string, commitment: string): Promise<LeaseState> {
    return checked('LeaseState', await this.json('POST', `/v1/leases/${lease}/commit`, { commitment }));
  }

  async result(lease: string, result: Result): Promise<LeaseState> {
    return checked('LeaseState', await this.json('POST', `/v1/leases/${lease}/result`, result));
  }

  async handIn(lease: string, slices: number, state: Uint8Array): Promise<LeaseState> {
    const blob = await this.putBlob(state);
    return checked('LeaseState', await this.json('POST', `/v1/leases/${lease}/state`, { slices, state: blob }));
  }

  async submit(request: BatchRequest): Promise<BatchView> {
    return checked('BatchView', await this.json('POST', '/v1/batches', request));
  }

  async batches(): Promise<BatchView[]> {
    const { batches } = (await this.json('GET', '/v1/batches')) as { batches?: unknown };
    if (!Array.isArray(batches)) throw new AppError('pouw/bad-message', 'batches: must be an array');
    return batches.map((batch) => checked('BatchView', batch));
  }

  async ledger(): Promise<Ledger> {
    return checked('Ledger', await this.json('GET', `/v1/ledger?node=${this.key.id}`));
  }

  /** @throws AppError blob/wrong-hash when the coordinator gives other bytes */
  async blob({ sha256, size }: { sha256: string; size: number }): Promise<Uint8Array> {
    const bytes = await this.send('GET', `/v1/blobs/${sha256}`, null, size);
    if (blobHash(bytes) !== sha256) throw new AppError('blob/wrong-hash', 'the coordinator gave other bytes than the job names');
    return bytes;
  }

  async putBlob(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
    const sha256 = blobHash(bytes);
    await this.send('PUT', `/v1/blobs/${sha256}`, { type: 'application/octet-stream', bytes }, MOST_JSON);
    return { sha256, size: bytes.length };
  }

  private async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const bytes = await this.send(method, path, body === undefined ? null : { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) }, MOST_JSON);
    return parse(bytes);
  }

  /** @throws AppError pouw/unreachable, or the coordinator's own refusal by its code */
  private async send(method: string, path: string, body: { type: string; bytes: Uint8Array } | null, most: number): Promise<Uint8Array> {
    const bytes = body?.bytes ?? new Uint8Array(0);
    let response: Response;
    let content: Uint8Array;
    try {
      response = await fetch(`${this.url}${path}`, {
        method, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { ...signRequest(this.key, { method, path, body: bytes }, this.now()), ...(body ? { 'content-type': body.type } : {}) },
        ...(body ? { body: Buffer.from(bytes) } : {}),
      });
      content = await bounded(response, most);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('pouw/unreachable', 'the coordinator cannot be reached', { cause });
    }
    if (response.ok) return content;
    const refusal = parse(content) as { error?: unknown; message?: unknown } | null;
    const code = typeof refusal?.error === 'string' && /^[a-z-]{1,40}\/[a-z-]{1,40}$/.test(refusal.error) ? refusal.error : 'pouw/refused';
    throw new AppError(code, typeof refusal?.message === 'string' ? refusal.message.slice(0, 200) : `the coordinator answered ${response.status}`);
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new AppError('pouw/bad-message', 'the coordinator answered with something that is not JSON', { cause });
  }
}

async function bounded(response: Response, most: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new AppError('pouw/too-large', 'the coordinator answered with more than was asked for');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
