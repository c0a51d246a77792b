// A coordinator that hands out exactly the jobs that a test or a bench gives it, one after the other, and notes when each was taken and
// handed in. It believes everything, so that only the worker's own verdict counts.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toHex } from '../../shared/crypto/bytes';
import type { Blob, Job, Kind, LeaseState, Result } from '../../shared/pouw/protocol';

export interface ScriptedJob extends Pick<Job, 'title' | 'output' | 'units' | 'slices'> {
  /** Its bytes, or what a job names without handing it out. */
  readonly module: Uint8Array | Blob;
  /** Primes unless it says something else; only whether it is `onnx` matters to a worker. */
  readonly kind?: Kind;
  readonly params: Uint8Array;
  readonly inputs: readonly Uint8Array[];
  readonly seed: bigint;
  readonly limits: Job['limits'];
}

export interface Taken {
  readonly lease: string;
  readonly title: string;
  /** performance.now() when its lease was answered, and when the worker committed; null before. */
  readonly leasedAt: number;
  committedAt: number | null;
  result: Result | null;
}

export interface ScriptedCoordinator {
  readonly url: string;
  /** In the order in which they were taken. */
  readonly taken: readonly Taken[];
  give(job: ScriptedJob): void;
  stop(): Promise<void>;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const FAR = 4_000_000_000_000;

export async function scriptedCoordinator(): Promise<ScriptedCoordinator> {
  const blobs = new Map<string, Uint8Array>();
  const waiting: Job[] = [];
  const taken: Taken[] = [];
  const of = (path: string): Taken | undefined => taken.find(({ lease }) => path.startsWith(`/v1/leases/${lease}/`));
  const shelve = (bytes: Uint8Array) => {
    blobs.set(sha256(bytes), bytes);
    return { sha256: sha256(bytes), size: bytes.length };
  };
  const stands = (state: LeaseState['state'], wants: LeaseState['wants'] = null): LeaseState => ({ state, until: FAR, wants, verdict: null, retryAfterSeconds: 0.05 });
  const nodeView = (node: string) => ({ node, valid: 0, invalid: 0, streak: 0, credits: 0, excluded: false });

  const answer = (path: string, node: string, body: unknown): unknown => {
    if (path === '/v1/health') return { protocol: 'pouw/1', name: 'scripted', time: Date.now(), pays: null };
    if (path === '/v1/nodes') return nodeView(node);
    if (path === '/v1/batches') return { batches: [] };
    if (path.startsWith('/v1/ledger')) return { node: nodeView(node), credits: 0, escrow: 0, entries: [], payouts: [] };
    if (path === '/v1/leases') {
      const job = waiting.shift();
      if (!job) return { lease: null, retryAfterSeconds: 0.05 };
      taken.push({ lease: job.id, title: job.title, leasedAt: performance.now(), committedAt: null, result: null });
      return { lease: { id: job.id, job, until: FAR }, retryAfterSeconds: 0 };
    }
    const found = of(path);
    if (!found) return undefined;
    if (path.endsWith('/heartbeat')) return stands('leased');
    if (path.endsWith('/commit')) {
      found.committedAt = performance.now();
      return stands('committed', { kind: 'reveal' });
    }
    found.result = body as Result;
    return stands('validated');
  };

  const server = createServer((request, response) => {
    void (async () => {
      const [path = '/', bytes] = [request.url, await read(request)] as const;
      const blob = /^\/v1\/blobs\/([0-9a-f]{64})$/.exec(path)?.[1];
      if (blob !== undefined && request.method === 'GET') return response.end(blobs.get(blob) ?? '');
      const said = blob !== undefined ? shelve(bytes) : answer(path, String(request.headers['pouw-node'] ?? ''), bytes.length === 0 ? null : JSON.parse(bytes.toString()));
      response.statusCode = said === undefined ? 404 : 200;
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(said ?? { error: 'pouw/no-lease', message: 'nobody knows this lease' }));
    })().catch((thrown: unknown) => response.destroy(thrown instanceof Error ? thrown : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let count = 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    give: ({ title, output, units, slices, module, params, inputs, seed, limits, kind = 'primes' }) => {
      const id = (++count).toString(16).padStart(32, '0');
      waiting.push({
        v: 1, id, batch: id, publisher: '0'.repeat(64), kind, title, module: module instanceof Uint8Array ? shelve(module) : module, inputs: inputs.map(shelve), params: toHex(params), seed: seed.toString(16).padStart(16, '0'),
        output, limits, units, slices, delayBoundSeconds: 86_400, replication: { minQuorum: 1, maxErrors: 1, maxTotal: 1, adaptive: false }, creditPerUnit: 1, expires: FAR,
      });
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
