// An ONNX job that runs: its model is read strictly and written anew, its rows go through the runtime a unit at a time, and its state is what came
// out so far. What stands behind `OpenRuntime` is trusted; the model and the rows are not.
import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../../errors/app-error';
import { decodeFrame, type OutputType } from '../abi';
import { failure } from '../job-failure';
import { decodeOnnx, unitsOf, type OnnxParams } from '../kinds/onnx';
import { readOutput } from '../output';
import type { RunLimits } from '../run';
import type { Runnable } from '../runnable';
import { elementsOf, type Shape } from './model';
import { readModel } from './read-model';
import { planOf } from './shapes';
import { INPUT, outputOf, writeModel } from './write-model';

/** A model in the runtime: the output for the rows of one unit. */
export type Infer = (rows: Float32Array) => Promise<Float32Array>;

/** What the runtime has to know beside the file. */
export interface ModelFile {
  readonly bytes: Uint8Array;
  readonly input: { readonly name: string; readonly dims: Shape };
  readonly output: { readonly name: string; readonly dims: Shape };
}
export type OpenRuntime = (model: ModelFile) => Promise<Infer>;

/** "FKOX". */
const MAGIC = 0x584f_4b46;
const VERSION = 1;
/** Magic, version, units in all, units done, and the hash of what the job started from. */
const HEADER_BYTES = 16 + 32;

export class OnnxRun implements Runnable {
  readonly total: number;
  #done = 0;
  #broken: AppError | null = null;
  /** What came out so far. */
  readonly #made: Float32Array;

  private constructor(private readonly infer: Infer, private readonly params: OnnxParams, private readonly rows: Float32Array, private readonly sizes: { readonly row: number; readonly output: number }, private readonly origin: Uint8Array, private readonly limits: RunLimits) {
    this.total = unitsOf(params);
    this.#made = new Float32Array(params.rows * sizes.output);
  }

  /**
   * @param state what a snapshot held; null: from the beginning
   * @throws AppError pouw/job-… | pouw/model-…
   */
  static async open(frame: Uint8Array, state: Uint8Array | null, limits: RunLimits, openRuntime: OpenRuntime): Promise<OnnxRun> {
    const [params, modelBytes, rowBytes] = partsOf(frame);
    const model = readModel(modelBytes);
    const plan = planOf(model, params.perUnit);
    const sizes = { row: elementsOf(model.row), output: elementsOf(plan.output) / params.perUnit };
    if (params.rows * sizes.output * 4 > limits.outputBytes) throw failure('output-limit', `the output is larger than ${limits.outputBytes} bytes`, { most: limits.outputBytes });
    if (rowBytes.length !== params.rows * sizes.row * 4) throw failure('input', 'the rows are not as many and as long as the job says', { bytes: rowBytes.length });
    const rows = new Float32Array(new Uint8Array(rowBytes).buffer);
    if (!rows.every(Number.isFinite)) throw failure('input', 'the rows hold what is not a finite number');
    const infer = await opened(openRuntime, {
      bytes: writeModel(model, params.perUnit), input: { name: INPUT, dims: [params.perUnit, ...model.row] }, output: { name: outputOf(model), dims: plan.output },
    });
    const run = new OnnxRun(infer, params, rows, sizes, sha256(frame), limits);
    if (state) run.#take(state);
    return run;
  }

  get done(): number {
    return this.#done;
  }

  async step(units: number): Promise<'more' | 'done'> {
    if (this.#broken) throw this.#broken;
    if (!Number.isSafeInteger(units) || units < 1) throw new AppError('pouw/job-units-asked', 'a step takes a whole number of units above zero');
    if (this.#done === this.total) throw new AppError('pouw/job-over', 'the job is done already');
    const end = Math.min(this.total, this.#done + units);
    while (this.#done < end) await this.#unit();
    return this.#done === this.total ? 'done' : 'more';
  }

  snapshot(): Uint8Array {
    if (this.#broken) throw this.#broken;
    const made = this.#made.subarray(0, this.#places(this.#done));
    const state = new Uint8Array(HEADER_BYTES + made.byteLength);
    const view = new DataView(state.buffer);
    [MAGIC, VERSION, this.total, this.#done].forEach((value, index) => view.setUint32(4 * index, value, true));
    state.set(this.origin, 16);
    state.set(new Uint8Array(made.buffer, made.byteOffset, made.byteLength), HEADER_BYTES);
    return state;
  }

  output(type: OutputType): Uint8Array {
    if (this.#done !== this.total) throw new AppError('pouw/job-unfinished', 'the job is not done yet');
    if (type !== 'f32') throw failure('output', 'what a model makes is f32', { type });
    return readOutput(new Uint8Array(this.#made.buffer), { pointer: 0, length: this.#made.byteLength }, type, this.limits.outputBytes);
  }

  async #unit(): Promise<void> {
    const { rows, perUnit } = this.params;
    const first = this.#done * perUnit;
    const block = new Float32Array(perUnit * this.sizes.row);
    block.set(this.rows.subarray(first * this.sizes.row, Math.min(rows, first + perUnit) * this.sizes.row));
    try {
      const made = await this.infer(block);
      if (made.length !== perUnit * this.sizes.output) throw failure('output', 'the runtime gave another number of numbers than the model has');
      if (made.some(Number.isNaN)) throw failure('output-nan', 'the output holds NaN');
      this.#made.set(made.subarray(0, (Math.min(rows, first + perUnit) - first) * this.sizes.output), first * this.sizes.output);
      this.#done += 1;
    } catch (thrown) {
      this.#broken = thrown instanceof AppError ? thrown : failure('error', 'the runtime gave up', {}, thrown);
      throw this.#broken;
    }
  }

  #take(state: Uint8Array): void {
    const broken = (part: string) => failure('snapshot', 'the snapshot is not one of this job', { part });
    if (state.length < HEADER_BYTES) throw broken('size');
    const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
    const [magic, version, total, done] = [0, 1, 2, 3].map((index) => view.getUint32(4 * index, true));
    if (magic !== MAGIC || version !== VERSION || total !== this.total || done === undefined || done > this.total) throw broken('header');
    if (!this.origin.every((byte, index) => state[16 + index] === byte)) throw broken('origin');
    const made = new Float32Array(new Uint8Array(state.subarray(HEADER_BYTES, HEADER_BYTES + Math.floor((state.length - HEADER_BYTES) / 4) * 4)).buffer);
    if (state.length !== HEADER_BYTES + 4 * this.#places(done) || made.some(Number.isNaN)) throw broken('size');
    this.#made.set(made);
    this.#done = done;
  }

  /** Numbers that come out of the first units. */
  #places(units: number): number {
    return Math.min(this.params.rows, units * this.params.perUnit) * this.sizes.output;
  }
}

function partsOf(frame: Uint8Array): [OnnxParams, Uint8Array, Uint8Array] {
  const parts = decodeFrame(frame);
  const [model, rows, ...more] = parts?.inputs ?? [];
  if (!parts || !model || !rows || more.length > 0) throw failure('input', 'an ONNX job takes a model and rows');
  try {
    return [decodeOnnx(parts.params), model, rows];
  } catch (cause) {
    throw failure('input', 'the params of the job make no sense', {}, cause);
  }
}

async function opened(open: OpenRuntime, model: ModelFile): Promise<Infer> {
  try {
    return await open(model);
  } catch (cause) {
    throw failure('start', 'the runtime did not take the model', {}, cause);
  }
}
