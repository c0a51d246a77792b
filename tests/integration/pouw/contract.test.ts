// Every operation of the OpenAPI document against the real door: answers are what the document says, refusals too, and nothing that the
// document does not allow comes in.
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import document from '../../../node-core/pouw/openapi/generated/document.json';
import { nodeKey, randomHex, type NodeKey } from '../../../node-core/pouw/ident/node-key';
import { signRequest } from '../../../node-core/pouw/ident/request-signing';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import type { BatchView, LeaseAnswer, LeaseState } from '../../../shared/pouw/protocol';
import { sha256, solve, type Solved } from '../../pouw/keepers/solve';
import { localNetwork, type LocalNetwork } from './local-network';

jest.setTimeout(60_000);

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: { readonly content: Record<string, unknown> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> } | { readonly $ref: string }>;
}

/** By operationId: where it is in the document. */
const OPERATIONS = new Map(Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) => (method === 'parameters' ? [] : [[(operation as Operation).operationId, { path, method: method.toUpperCase(), operation: operation as Operation }] as const]))));

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'pouw', components: document.components });
/** References inside the document, as ones into the schema that was added. */
const anchored = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"pouw#/components')) as object;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
  readonly json: unknown;
}

let network: LocalNetwork;
let key: NodeKey;
let other: NodeKey;
beforeAll(async () => {
  network = await localNetwork();
  [key, other] = ['contract', 'other'].map((name) => nodeKey(join(network.folder, name, 'node-key.pem'))) as [NodeKey, NodeKey];
});
afterAll(() => network.stop());

const called = new Set<string>();

interface Call {
  readonly parts?: Record<string, string>;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly by?: NodeKey | null;
}

/** Asks, and checks the answer against what the document says about this operation and status. */
async function call(name: string, { parts = {}, query = '', body, headers = {}, by = key }: Call = {}): Promise<Answer> {
  const found = OPERATIONS.get(name);
  if (!found) throw new Error(`the document has no operation ${name}`);
  const path = Object.entries(parts).reduce((text, [part, value]) => text.replace(`{${part}}`, value), found.path) + query;
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const response = await fetch(`${network.coordinator.url}${path}`, {
    method: found.method, headers: { ...(by ? signRequest(by, { method: found.method, path, body: bytes }, Date.now()) : {}), ...headers }, ...(bytes.length > 0 ? { body: new Uint8Array(bytes) } : {}),
  });
  const content = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const said = found.operation.responses[String(response.status)] ?? document.components.responses.Refusal;
  if ('$ref' in said) throw new Error('only the refusal is a reference');
  const media = (said.content as Record<string, { readonly schema?: object }> | undefined)?.[type];
  if (media === undefined) throw new Error(`${name} ${response.status}: the document does not say ${type}`);
  const json: unknown = type === 'application/json' ? JSON.parse(content.toString()) : null;
  if (media.schema && !ajv.validate(anchored(media.schema), json)) throw new Error(`${name} ${response.status}: ${ajv.errorsText()}`);
  if (response.ok) called.add(name);
  return { status: response.status, type, bytes: content, json };
}

const registration = { host: { runtime: 'contract', cores: 1, memoryMegabytes: 100, kinds: ['primes'] }, delegation: null };

describe('a job, from its batch to the ledger', () => {
  let batch: BatchView;
  let lease: NonNullable<LeaseAnswer['lease']>;
  let solved: Solved;
  const salt = randomHex(32);
  const output = () => ({ sha256: sha256(solved.output), size: solved.output.length });
  const result = () => ({ output: output(), salt, trail: [...solved.trail], cpuMilliseconds: 1, wallMilliseconds: 1 });

  it('health, register and submit', async () => {
    expect((await call('health', { by: null })).json).toMatchObject({ protocol: 'pouw/1' });
    expect((await call('register', { body: registration })).json).toMatchObject({ node: key.id, valid: 0 });
    await call('register', { body: registration, by: other });
    batch = (await call('submit', { body: { title: 'contract', work: { kind: 'primes', from: '0', count: '200000', jobs: 1 } } })).json as BatchView;
    expect(batch).toMatchObject({ state: 'running', jobs: 1 });
  });

  it('lease, heartbeat, commit', async () => {
    lease = ((await call('lease', { body: { kinds: ['primes'], holds: [] } })).json as LeaseAnswer).lease ?? lease;
    const partner = ((await call('lease', { body: { kinds: ['primes'], holds: [] }, by: other })).json as LeaseAnswer).lease;
    expect((await call('heartbeat', { parts: { lease: lease.id }, body: { done: 0 } })).json).toMatchObject({ state: 'leased' });
    solved = await solve(lease.job, { get: async (hash) => (await call('blob', { parts: { sha256: hash }, by: null })).bytes });
    expect((await call('commit', { parts: { lease: lease.id }, body: { commitment: commitmentOf(output().sha256, key.id, salt) } })).json).toMatchObject({ state: 'committed', wants: null });
    expect((await call('result', { parts: { lease: lease.id }, body: result() })).json).toMatchObject({ error: 'pouw/too-early' });
    const second = (await call('commit', { parts: { lease: partner?.id ?? '' }, body: { commitment: commitmentOf(output().sha256, other.id, salt) }, by: other })).json as LeaseState;
    expect(second.wants).toEqual({ kind: 'reveal' });
    await call('putBlob', { parts: { sha256: output().sha256 }, body: Buffer.from(solved.output), by: other });
    await call('result', { parts: { lease: partner?.id ?? '' }, body: result(), by: other });
  });

  it('blobs whole, in part, and only under their own name', async () => {
    expect((await call('putBlob', { parts: { sha256: output().sha256 }, body: Buffer.from(solved.output) })).json).toEqual(output());
    expect((await call('blob', { parts: { sha256: output().sha256 }, by: null })).bytes).toEqual(Buffer.from(solved.output));
    const part = await call('blob', { parts: { sha256: output().sha256 }, headers: { range: 'bytes=2-5' }, by: null });
    expect([part.status, part.bytes]).toEqual([206, Buffer.from(solved.output.subarray(2, 6))]);
    expect((await call('putBlob', { parts: { sha256: sha256('x') }, body: Buffer.from('y') })).json).toMatchObject({ error: 'blob/wrong-hash' });
  });

  it('result, state, and what everybody may see of it', async () => {
    const { state } = (await call('result', { parts: { lease: lease.id }, body: result() })).json as LeaseState;
    expect(['submitted', 'validated']).toContain(state);
    await network.coordinator.coordinator.idle();
    expect((await call('state', { parts: { lease: lease.id }, body: { slices: 1, state: { sha256: sha256('a state'), size: 7 } } })).json).toMatchObject({ state: 'validated' });
    expect((await call('batch', { parts: { batch: batch.id }, by: null })).json).toMatchObject({ state: 'finished', done: 1 });
    expect((await call('batches', { by: null })).json).toMatchObject({ batches: [{ id: batch.id }] });
    expect((await call('job', { parts: { job: lease.job.id }, by: null })).json).toMatchObject({ results: [{ standing: 'valid' }, { standing: 'valid' }] });
    expect((await call('ledger', { query: `?node=${key.id}`, by: null })).json).toMatchObject({ entries: [{ lease: lease.id }] });
  });

  it('that was every operation of the document', () => {
    expect([...OPERATIONS.keys()].filter((name) => !called.has(name))).toEqual([]);
  });

  it('what is not allowed does not come in: an operation by operation that needs a signature or has a body', async () => {
    const parts = { lease: lease.id, sha256: output().sha256, batch: batch.id, job: lease.job.id };
    for (const [name, { operation }] of OPERATIONS) {
      if (!operation.security) expect([name, (await call(name, { parts, by: null, body: {} })).json]).toEqual([name, expect.objectContaining({ error: expect.stringMatching(/^pouw\/(not-signed|bad-message)$/) })]);
      if (operation.requestBody?.content['application/json']) {
        for (const body of [{}, [], 'text', { unknown: true }, Buffer.from('{"half":')]) expect([name, (await call(name, { parts, body })).json]).toEqual([name, expect.objectContaining({ error: 'pouw/bad-message' })]);
      }
    }
    expect((await call('register', { body: { ...registration, more: 1 } })).json).toMatchObject({ error: 'pouw/bad-message' });
    expect((await call('lease', { body: { kinds: ['primes'], holds: [] }, by: nodeKey(join(network.folder, 'stranger', 'node-key.pem')) })).json).toMatchObject({ error: 'pouw/not-registered' });
    expect((await call('heartbeat', { parts: { lease: '0'.repeat(32) }, body: { done: 0 } })).status).toBe(404);
    expect((await call('heartbeat', { parts, body: { done: 0 }, by: other })).json).toMatchObject({ error: 'pouw/no-lease' });
    expect((await call('submit', { body: { title: 'too much', work: { kind: 'primes', from: '0', count: '1', jobs: 1001 } } })).json).toMatchObject({ error: 'pouw/bad-message' });
    expect((await call('ledger', { query: '?node=nobody', by: null })).json).toMatchObject({ error: 'pouw/bad-message' });
    expect((await call('register', { body: { ...registration, host: { ...registration.host, runtime: 'x'.repeat(300_000) } } })).status).toBe(413);
  });

  it('where the document has nothing, there is nothing', async () => {
    for (const [method, path] of [['GET', '/'], ['GET', '/v1/nodes'], ['DELETE', `/v1/blobs/${output().sha256}`], ['GET', '/v1/leases'], ['POST', '/v2/nodes']]) {
      const response = await fetch(`${network.coordinator.url}${path}`, { method });
      expect([path, response.status, await response.json()]).toEqual([path, 404, expect.objectContaining({ error: 'pouw/no-route' })]);
    }
  });
});
