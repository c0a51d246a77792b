// Reading digits with a model, end to end: a coordinator and two workers agree to the bit, the network of a training run can be the one that
// reads, and nothing but the runtime of the package is ever run for it.
import { join } from 'node:path';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { runJob } from '../../../node-core/pouw/host/run-job';
import { startOf } from '../../../node-core/pouw/job/frame';
import type { BatchView, Job } from '../../../shared/pouw/protocol';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import { until } from '../../e2e/harness/until';
import { localNetwork, PROGRAMS, type LocalNetwork } from './local-network';

jest.setTimeout(120_000);

let network: LocalNetwork;
beforeEach(async () => { network = await localNetwork(); });
afterEach(() => network.stop());

interface Read {
  readonly digits: number;
  readonly right: number;
  readonly each: readonly { readonly digits: number; readonly right: number }[];
  readonly shown: readonly { readonly label: number; readonly read: number; readonly sure: number; readonly pixels: string }[];
}

async function finished(id: string): Promise<BatchView> {
  await until('the batch finished', () => network.coordinator.coordinator.batch(id).state === 'finished', 90_000);
  return network.coordinator.coordinator.batch(id);
}

async function readOf({ result }: BatchView): Promise<Read> {
  expect(result?.media).toBe('application/x-digits-read+json');
  const client = await network.client('reader');
  return JSON.parse(Buffer.from(await client.blob(result?.blob ?? { sha256: '', size: 0 })).toString()) as Read;
}

it('two workers read digits that nobody learned from, and their results are the same', async () => {
  const publisher = await network.client('publisher');
  const { id } = await publisher.submit({ title: 'Digits', work: { kind: 'onnx', model: null, digits: 'unseen', jobs: 2 } });
  await Promise.all(['first', 'second'].map((name) => network.worker(name)));
  const batch = await finished(id);
  expect(batch).toMatchObject({ jobs: 2, workers: 2 });
  const read = await readOf(batch);
  expect(read.digits).toBe(500);
  expect(read.right).toBeGreaterThan(450);
  expect(read.each.map(({ digits }) => digits)).toEqual(new Array<number>(10).fill(50));
  expect(read.shown.length).toBeGreaterThan(30);
  const { state, deps } = network.coordinator.coordinator;
  for (const { job, leases } of state.jobs.values()) {
    expect(job.module).toEqual(ONNX_RUNTIME);
    expect(new Set(leases.flatMap(({ result }) => (result ? [result.output.sha256] : []))).size).toBe(1);
    // The runtime was never a blob of anybody.
    expect(deps.blobs.has(job.module.sha256)).toBe(false);
  }
});

it('the network of a training run reads, and one that is not finished does not', async () => {
  const publisher = await network.client('publisher');
  await expect(publisher.submit({ title: 'No', work: { kind: 'onnx', model: 'ab'.repeat(16), digits: 'unseen', jobs: 1 } })).rejects.toMatchObject({ code: 'pouw/no-model' });
  const training = await publisher.submit({ title: 'Model', work: { kind: 'train', rounds: 1, shards: 2, epochs: 3 } });
  await expect(publisher.submit({ title: 'No', work: { kind: 'onnx', model: training.id, digits: 'unseen', jobs: 1 } })).rejects.toMatchObject({ code: 'pouw/no-model' });
  await Promise.all(['first', 'second'].map((name) => network.worker(name)));
  const { curve } = await finished(training.id);
  const { id } = await publisher.submit({ title: 'Digits', work: { kind: 'onnx', model: training.id, digits: 'unseen', jobs: 1 } });
  const read = await readOf(await finished(id));
  // The network says of the digits of the test what it said when it was trained.
  expect(read.right / read.digits).toBeCloseTo(curve.at(-1)?.accuracy ?? 0, 10);
});

describe('one job in a thread', () => {
  const host = new ThreadHost(PROGRAMS);
  afterAll(() => host.close());

  async function planned(): Promise<Job> {
    const publisher = await network.client('publisher');
    const { id } = await publisher.submit({ title: 'Digits', work: { kind: 'onnx', model: null, digits: 'unseen', jobs: 1 } });
    const { coordinator } = network.coordinator;
    const [job] = coordinator.state.batches.get(id)?.jobs ?? [];
    return coordinator.state.job(job ?? '').job;
  }

  it('stopped at any slice and gone on with elsewhere, it gives the same output and the same trail', async () => {
    const job = await planned();
    const { blobs } = network.coordinator.coordinator.deps;
    const whole = await runJob(host, { ...(await startOf(blobs, job, null)), keepEvery: null });
    if (whole.kind !== 'done') throw new Error('not done');
    for (const slice of [1, 7, 15]) {
      const half = await runJob(host, { ...(await startOf(blobs, job, null)), keepEvery: null, stopAfter: slice });
      if (half.kind !== 'state') throw new Error('no state');
      const rest = await runJob(host, { ...(await startOf(blobs, job, { state: half.state, trail: whole.trail.slice(0, slice) })), keepEvery: null });
      expect(rest).toMatchObject({ kind: 'done', sha256: whole.sha256, trail: whole.trail });
    }
  });

  it('is refused with another runtime, with bytes that are no model, and with a state of another job', async () => {
    const job = await planned();
    const { blobs } = network.coordinator.coordinator.deps;
    const start = await startOf(blobs, job, null);
    await expect(runJob(host, { ...start, program: { kind: 'onnx', sha256: 'ab'.repeat(32) }, keepEvery: null })).rejects.toMatchObject({ code: 'pouw/module-runtime' });
    const broken = (start.frame ?? new Uint8Array(0)).slice();
    broken.fill(0xff, 40, 60);
    await expect(runJob(host, { ...start, frame: broken, keepEvery: null })).rejects.toMatchObject({ code: expect.stringMatching(/^pouw\/model-/) as string });
    await expect(runJob(host, { ...start, state: { state: new Uint8Array(64), trail: [] }, keepEvery: null })).rejects.toMatchObject({ code: 'pouw/job-snapshot' });
    await expect(new ThreadHost(join(PROGRAMS, 'modules')).onnxRuntime()).rejects.toMatchObject({ code: 'pouw/no-runtime' });
  });
});
