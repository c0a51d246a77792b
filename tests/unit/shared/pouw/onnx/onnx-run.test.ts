// An ONNX job as it runs, with the plain arithmetic in the runtime's place: cut anywhere it ends in the same bits, and it takes nothing that is not its own.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { decodeFrame, encodeFrame } from '../../../../../shared/pouw/abi';
import { decodeOnnx, encodeOnnx } from '../../../../../shared/pouw/kinds/onnx';
import { OnnxRun, type OpenRuntime } from '../../../../../shared/pouw/onnx/onnx-run';
import { inferPlainly } from '../../../../../shared/pouw/onnx/plain';
import { readModel } from '../../../../../shared/pouw/onnx/read-model';
import { writeModel } from '../../../../../shared/pouw/onnx/write-model';
import { seededRandom } from '../../../../e2e/harness/random';
import { forms, MODELS, rowsFor } from './models';

const LIMITS = { outputBytes: 1_048_576 };
const names = Object.keys(MODELS) as (keyof typeof MODELS)[];

/** A runtime that has nothing but the file that it is given. */
const plainly: OpenRuntime = async ({ bytes, input }) => {
  const model = readModel(bytes);
  return async (rows) => inferPlainly(model, rows, input.dims[0] ?? 0);
};

function jobOf(name: keyof typeof MODELS, seed: number) {
  const random = seededRandom(seed);
  const model = MODELS[name](random);
  const [rows, perUnit] = [random(1, 30), random(1, 7)];
  const input = rowsFor(model, rows, random);
  const frame = encodeFrame({ seed: BigInt(seed), params: encodeOnnx({ rows, perUnit }), inputs: [writeModel(model, null), new Uint8Array(input.buffer)] });
  return { model, rows, perUnit, input, frame, random };
}

const finish = async (run: OnnxRun): Promise<string> => {
  if (run.done < run.total) await run.step(run.total);
  return createHash('sha256').update(run.snapshot()).update(run.output('f32')).digest('hex');
};

it.each(names)('%s: killed and gone on with at random units, it ends in the same bits, and those of all rows at once', async (name) => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 100_000 }), async (seed) => {
    const { model, rows, perUnit, input, frame, random } = jobOf(name, seed);
    let run = await OnnxRun.open(frame, null, LIMITS, plainly);
    expect(run.total).toBe(Math.ceil(rows / perUnit));
    const whole = await finish(await OnnxRun.open(frame, null, LIMITS, plainly));
    for (let kept = run.snapshot(); run.done < run.total; ) {
      await run.step(random(1, 4));
      if (random(0, 1) === 0) kept = run.snapshot();
      if (random(0, 2) === 0) run = await OnnxRun.open(frame, kept, LIMITS, plainly);
    }
    expect(await finish(run)).toBe(whole);
    // Rows know nothing of each other: how many go through at once changes nothing.
    expect(Buffer.compare(run.output('f32'), new Uint8Array(inferPlainly(model, input, rows).buffer))).toBe(0);
  }), { numRuns: 15 });
});

it('goes on from its own state only', async () => {
  const [one, other] = [jobOf('layers', 11), jobOf('layers', 12)];
  const run = await OnnxRun.open(one.frame, null, LIMITS, plainly);
  await run.step(1);
  const state = run.snapshot();
  await expect(OnnxRun.open(other.frame, state, LIMITS, plainly)).rejects.toMatchObject({ code: 'pouw/job-snapshot' });
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
    const changed = state.slice();
    changed[at] = (changed[at] ?? 0) ^ by;
    await expect(OnnxRun.open(one.frame, changed, LIMITS, plainly)).rejects.toMatchObject({ code: 'pouw/job-snapshot' });
  }), { numRuns: 40 });
  for (const wrong of [state.slice(0, 20), state.slice(0, -1), new Uint8Array([...state, 0]), new Uint8Array(0)]) await expect(OnnxRun.open(one.frame, wrong, LIMITS, plainly)).rejects.toMatchObject({ code: 'pouw/job-snapshot' });
});

it('refuses rows and params that make no sense, and more output than it may make', async () => {
  const { frame } = jobOf('layers', 3);
  const { seed, params, inputs: [model = params, rows = params] } = decodeFrame(frame) ?? { seed: 0n, params: new Uint8Array(0), inputs: [] };
  const opened = (parts: { params?: Uint8Array; inputs?: readonly Uint8Array[] }, limits = LIMITS) => OnnxRun.open(encodeFrame({ seed, params, inputs: [model, rows], ...parts }), null, limits, plainly);
  const broken = rows.slice();
  broken.set(new Uint8Array(Float32Array.of(Number.NaN).buffer));
  for (const parts of [{ params: new Uint8Array(0) }, { params: encodeOnnx({ rows: 0, perUnit: 1 }) }, { params: encodeOnnx({ rows: 1, perUnit: 5_000 }) }, { inputs: [model] }, { inputs: [model, rows, rows] }, { inputs: [model, rows.slice(4)] }, { inputs: [model, broken] }]) await expect(opened(parts)).rejects.toMatchObject({ code: 'pouw/job-input' });
  await expect(opened({}, { outputBytes: 4 })).rejects.toMatchObject({ code: 'pouw/job-output-limit' });
  await expect(opened({ inputs: [rows, rows] })).rejects.toMatchObject({ code: expect.stringMatching(/^pouw\/model-/) as string });
  await expect(OnnxRun.open(frame.slice(0, -8), null, LIMITS, plainly)).rejects.toMatchObject({ code: 'pouw/job-input' });
});

it('what goes wrong in the runtime ends the job for good: NaN, too few numbers, a fault, a model that it does not take', async () => {
  const { frame } = jobOf('forms', 4);
  const withRuntime = async (infer: (rows: Float32Array) => Promise<Float32Array>) => OnnxRun.open(frame, null, LIMITS, async () => infer);
  const nan = await withRuntime(async (rows) => inferPlainly(forms(seededRandom(4)), rows, rows.length / 12).fill(Number.NaN, 0, 1));
  for (const _ of [1, 2]) await expect(nan.step(1)).rejects.toMatchObject({ code: 'pouw/job-output-nan' });
  expect(() => nan.snapshot()).toThrow(expect.objectContaining({ code: 'pouw/job-output-nan' }) as Error);
  await expect((await withRuntime(async () => new Float32Array(1))).step(1)).rejects.toMatchObject({ code: 'pouw/job-output' });
  await expect((await withRuntime(async () => { throw new Error('std::bad_alloc'); })).step(1)).rejects.toMatchObject({ code: 'pouw/job-error' });
  await expect(OnnxRun.open(frame, null, LIMITS, async () => { throw new Error('no'); })).rejects.toMatchObject({ code: 'pouw/job-start' });
});

it('counts its own units, and gives its output when it is done and no sooner', async () => {
  const run = await OnnxRun.open(jobOf('layers', 20).frame, null, LIMITS, plainly);
  expect(() => run.output('f32')).toThrow(expect.objectContaining({ code: 'pouw/job-unfinished' }) as Error);
  await expect(run.step(0)).rejects.toMatchObject({ code: 'pouw/job-units-asked' });
  expect(await run.step(run.total)).toBe('done');
  await expect(run.step(1)).rejects.toMatchObject({ code: 'pouw/job-over' });
  expect(() => run.output('bytes')).toThrow(expect.objectContaining({ code: 'pouw/job-output' }) as Error);
});

it('frames and params are read back as they were written, and nothing else is taken for one', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.uint8Array({ maxLength: 40 }), fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }), fc.integer({ min: 1, max: 200 }), (seed, params, inputs, cut) => {
    const frame = encodeFrame({ seed, params, inputs });
    expect(decodeFrame(frame)).toEqual({ seed, params, inputs });
    expect(decodeFrame(frame.slice(0, Math.max(0, frame.length - cut)))).toBeNull();
    expect(decodeFrame(new Uint8Array([...frame, 0]))).toBeNull();
  }));
  expect(decodeOnnx(encodeOnnx({ rows: 500, perUnit: 10 }))).toEqual({ rows: 500, perUnit: 10 });
});
