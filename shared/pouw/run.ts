// One run of a module: the host counts the units itself and believes nothing that the module says about them.

import { AppError } from '../errors/app-error';
import type { Admitted } from './admit/admit';
import { PAGE_BYTES, STATUS, type OutputType } from './abi';

export interface RunLimits {
  /** Most bytes of an output. */
  readonly outputBytes: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  abi(): number;
  buf(bytes: number): number;
  init(pointer: number, bytes: number): number;
  units(): number;
  step(units: number): number;
  progress(): number;
  out(): number;
  out_len(): number;
}

/** Header of a snapshot: units in all and done, as little-endian u32. */
const HEADER = 8;
/** Each global takes this much in a snapshot, whatever its type. */
const GLOBAL = 16;
const MILLION = 1_000_000;

const bad = (code: string, message: string, cause?: unknown): AppError => new AppError(`pouw/job-${code}`, message, { cause });

/** A trap, a stack that ran over, memory that was not there: an error of the module, never a result. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw bad('trap', 'the module stopped with a trap', cause);
  }
}

export class JobRun {
  private constructor(private readonly exports: Exports, private readonly globals: readonly { readonly global: WebAssembly.Global }[], private readonly limits: RunLimits, readonly total: number, private completed: number, private lastProgress = 0) {}

  /** Units done. */
  get done(): number {
    return this.completed;
  }

  /** Begins with a frame (abi.ts). @throws AppError pouw/job-… */
  static async start(module: WebAssembly.Module, admitted: Admitted, frame: Uint8Array, limits: RunLimits): Promise<JobRun> {
    const { exports, globals } = await instantiate(module, admitted);
    const pointer = guarded(() => exports.buf(frame.length)) >>> 0;
    const size = exports.memory.buffer.byteLength;
    if (pointer === 0 || pointer % 8 !== 0 || pointer + frame.length > size) throw bad('input', 'the module has no room for its input');
    new Uint8Array(exports.memory.buffer, pointer, frame.length).set(frame);
    const status = guarded(() => exports.init(pointer, frame.length));
    if (status !== 0) throw bad('input', `the module refused its input (${status | 0})`);
    const total = guarded(() => exports.units());
    if (!Number.isInteger(total) || total <= 0) throw bad('units', 'the module says it has no work');
    return new JobRun(exports, globals, limits, total, 0);
  }

  /** Goes on from a snapshot. @throws AppError pouw/job-state when it is not one of this module */
  static async resume(module: WebAssembly.Module, admitted: Admitted, state: Uint8Array, limits: RunLimits): Promise<JobRun> {
    const { exports, globals } = await instantiate(module, admitted);
    const memory = new Uint8Array(exports.memory.buffer);
    if (state.length !== HEADER + globals.length * GLOBAL + memory.length) throw bad('state', 'this state belongs to another module');
    const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
    const [total, done] = [view.getUint32(0, true), view.getUint32(4, true)];
    if (total === 0 || done > total) throw bad('state', 'this state makes no sense');
    globals.forEach(({ global, type }, at) => writeGlobal(global, type, view, HEADER + at * GLOBAL));
    memory.set(state.subarray(HEADER + globals.length * GLOBAL));
    return new JobRun(exports, globals, limits, total, done);
  }

  /** Does exactly so many units. @throws AppError pouw/job-trap | pouw/job-status | pouw/job-progress */
  step(units: number): 'more' | 'done' {
    if (!Number.isInteger(units) || units <= 0 || units > this.total - this.completed) throw bad('status', 'so many units are not left');
    const status = guarded(() => this.exports.step(units));
    this.completed += units;
    const finished = this.completed === this.total;
    if (status !== (finished ? STATUS.done : STATUS.more)) throw bad('status', `the module says ${status | 0} after ${this.completed} of ${this.total} units`);
    const progress = guarded(() => this.exports.progress());
    if (!Number.isInteger(progress) || progress < this.lastProgress || progress > MILLION) throw bad('progress', 'the progress of the module makes no sense');
    this.lastProgress = progress;
    return finished ? 'done' : 'more';
  }

  /** The whole state: to the same bits wherever the same units were done. */
  snapshot(): Uint8Array {
    const memory = new Uint8Array(this.exports.memory.buffer);
    const state = new Uint8Array(HEADER + this.globals.length * GLOBAL + memory.length);
    const view = new DataView(state.buffer);
    view.setUint32(0, this.total, true);
    view.setUint32(4, this.completed, true);
    this.globals.forEach(({ global }, at) => readGlobal(global, view, HEADER + at * GLOBAL));
    state.set(memory, HEADER + this.globals.length * GLOBAL);
    return state;
  }

  /** A copy of the output. @throws AppError pouw/job-output when it is too large, lies outside of the memory, or holds NaN */
  output(type: OutputType): Uint8Array {
    if (this.completed !== this.total) throw bad('output', 'the module is not done');
    const pointer = guarded(() => this.exports.out()) >>> 0;
    const length = guarded(() => this.exports.out_len());
    const { buffer } = this.exports.memory;
    if (!Number.isInteger(length) || length < 0 || length > this.limits.outputBytes || pointer % 8 !== 0 || pointer + length > buffer.byteLength) throw bad('output', 'the output does not lie where it may');
    const bytes = new Uint8Array(buffer, pointer, length).slice();
    if (type !== 'bytes') refuseNaN(bytes, type);
    return bytes;
  }
}

function refuseNaN(bytes: Uint8Array, type: 'f32' | 'f64'): void {
  const size = type === 'f32' ? 4 : 8;
  if (bytes.length % size !== 0) throw bad('output', 'the output is no whole number of floats');
  const values = type === 'f32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
  if (values.some((value) => Number.isNaN(value))) throw bad('output', 'the output holds a number that is none');
}

type GlobalType = 'i32' | 'i64' | 'f32' | 'f64';

async function instantiate(module: WebAssembly.Module, { memory, mutableGlobals }: Admitted): Promise<{ exports: Exports; globals: { global: WebAssembly.Global; type: GlobalType }[] }> {
  let instance: WebAssembly.Instance;
  try {
    instance = await WebAssembly.instantiate(module, {});
  } catch (cause) {
    throw bad('trap', 'the module could not be started', cause);
  }
  const exports = instance.exports as unknown as Exports & Record<string, unknown>;
  if (exports.memory.buffer.byteLength !== memory.pages * PAGE_BYTES) throw bad('state', 'the memory of the module is not what was admitted');
  if (guarded(() => exports.abi()) !== 1) throw bad('abi', 'the module is made for another host');
  const globals = [...mutableGlobals].sort().map((name) => {
    const global = exports[name] as WebAssembly.Global;
    return { global, type: typeof global.value === 'bigint' ? ('i64' as const) : ('f64' as const) };
  });
  return { exports, globals };
}

/** i64 as its bits; every other number fits a double whole, but for NaN, which shipped modules never hold. */
function readGlobal(global: WebAssembly.Global, view: DataView, at: number): void {
  const { value } = global as { value: number | bigint };
  if (typeof value === 'bigint') view.setBigUint64(at, BigInt.asUintN(64, value), true);
  else view.setFloat64(at, value, true);
}

function writeGlobal(global: WebAssembly.Global, type: GlobalType, view: DataView, at: number): void {
  global.value = type === 'i64' ? BigInt.asIntN(64, view.getBigUint64(at, true)) : view.getFloat64(at, true);
}
