// The runtime against plain arithmetic: every operator that a model may have, in the thread that jobs run in. Sums and products come out to the bit;
// what needs an exponential, and sums whose order is the runtime's own, within 2^-20.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inProject } from '../../../build/setup/paths.mjs';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { runJob, type JobStart } from '../../../node-core/pouw/host/run-job';
import { encodeFrame } from '../../../shared/pouw/abi';
import { encodeOnnx, unitsOf } from '../../../shared/pouw/kinds/onnx';
import type { Model } from '../../../shared/pouw/onnx/model';
import { inferPlainly } from '../../../shared/pouw/onnx/plain';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import { writeModel } from '../../../shared/pouw/onnx/write-model';
import { seededRandom } from '../../e2e/harness/random';
import { forms, layers, pictures, rowsFor } from '../../unit/shared/pouw/onnx/models';
import { compareOnnxJobs } from '../../pouw/onnx/matrix';
import { PROGRAMS } from './local-network';

jest.setTimeout(120_000);

const host = new ThreadHost(PROGRAMS);
afterAll(() => host.close());

function startOfModel(model: Model, input: Float32Array, params: { rows: number; perUnit: number }, memPages = 2_048): JobStart {
  return {
    plan: { units: unitsOf(params), slices: 1, output: 'f32', limits: { memPages, wallSeconds: 100, outputBytes: 1_048_576 } },
    program: { kind: 'onnx', sha256: ONNX_RUNTIME.sha256 }, state: null, keepEvery: null,
    frame: encodeFrame({ seed: 1n, params: encodeOnnx(params), inputs: [writeModel(model, null), new Uint8Array(input.buffer)] }),
  };
}

async function compare(model: Model, seed: number): Promise<{ largest: number; different: number }> {
  const params = { rows: 23, perUnit: 6 };
  const input = rowsFor(model, params.rows, seededRandom(seed));
  const done = await runJob(host, startOfModel(model, input, params));
  if (done.kind !== 'done') throw new Error('not done');
  const [made, plain] = [new Float32Array(new Uint8Array(done.output).buffer), inferPlainly(model, input, params.rows)];
  expect(made).toHaveLength(plain.length);
  const distances = Array.from(made, (value, place) => Math.abs(value - (plain[place] ?? Number.NaN)));
  return { largest: Math.max(...distances), different: distances.filter((distance) => distance !== 0).length };
}

it('what runs models is in the package for useful work alone, and there in the scripts for models only', () => {
  const out = inProject('out');
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && !each.name.endsWith('.map')).map(({ parentPath, name }) => join(parentPath, name));
  const withRuntime = files.filter((file) => !relative(out, file).startsWith('test') && (file.includes('ort-wasm') || (/\.c?js$/.test(file) && readFileSync(file, 'utf8').includes('InferenceSession')))).map((file) => relative(out, file));
  expect(withRuntime.sort()).toEqual(['useful-work/onnx-thread.cjs', 'useful-work/onnx-worker.js', 'useful-work/onnx/ort-wasm-simd-threaded.wasm']);
});

it('products, sums and differences of layers are the same to the bit', async () => {
  expect(await compare(layers(seededRandom(1)), 1)).toEqual({ largest: 0, different: 0 });
});

it('small jobs, killed and resumed at random places, are the same to the bit; npm run soak does 250 of them', async () => {
  expect(await compareOnnxJobs(1, 30)).toBeGreaterThan(20);
});

it('pictures: convolutions, pools, means and a matrix product', async () => {
  for (const seed of [1, 2]) expect((await compare(pictures(seededRandom(seed)), seed)).largest).toBeLessThan(2 ** -20 * 16);
});

it('forms: changed shapes, and what needs an exponential', async () => {
  for (const seed of [1, 2]) expect((await compare(forms(seededRandom(seed)), seed)).largest).toBeLessThan(2 ** -20);
});

it('a model that needs more memory than its job may have fails, and nothing else does', async () => {
  const random = seededRandom(1);
  const model: Model = { opset: 17, row: [1_000], rows: null, tensors: [{ type: 'f32', dims: [1_000, 4_000], data: new Float32Array(4_000_000).fill(0.01) }], nodes: [{ op: 'MatMul', inputs: [0, 1], attributes: {} }], output: 2 };
  const params = { rows: 2, perUnit: 2 };
  const input = rowsFor(model, params.rows, random);
  await expect(runJob(host, startOfModel(model, input, params, 300))).rejects.toMatchObject({ code: expect.stringMatching(/^pouw\/job-(start|error)$/) as string });
  expect(await runJob(host, startOfModel(model, input, params))).toMatchObject({ kind: 'done' });
});
