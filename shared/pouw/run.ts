// A module that runs, without any environment but the WebAssembly global: the same class works in a renderer's worker, in a thread and in
// a test (docs/pouw-protocol.md). The host counts the units itself and checks every number that the module answers; what is wrong once
// stays wrong, because a module that broke a rule has nothing to say any more.
import { AppError } from '../errors/app-error';
import { PAGE_BYTES, REQUIRED_EXPORTS, STATUS, type OutputType } from './abi';
import type { Admitted } from './admit/admit';
import { failure, ModuleFailure } from './job-failure';
import { readOutput } from './output';
import type { Runnable } from './runnable';
import type { StartMessage } from './sandbox-messages';
import { readSnapshot, writeSnapshot } from './snapshot';

export interface RunLimits {
  readonly outputBytes: number;
}

type FunctionName = keyof typeof REQUIRED_EXPORTS;

const ABI_VERSION = 1;
const MILLION = 1_000_000;
const FUNCTION_NAMES = Object.keys(REQUIRED_EXPORTS) as FunctionName[];

export class JobRun implements Runnable {
  readonly #functions: ReadonlyMap<FunctionName, (...values: number[]) => unknown>;
  readonly #memory: WebAssembly.Memory;
  readonly #globals: readonly WebAssembly.Global[];
  readonly #pages: number;
  readonly #limits: RunLimits;
  #total = 0;
  #done = 0;
  #progress = 0;
  #failure: AppError | null = null;

  private constructor({ exports }: WebAssembly.Instance, { memory, mutableGlobals }: Admitted, limits: RunLimits) {
    this.#limits = limits;
    this.#pages = memory.pages;
    this.#functions = new Map(FUNCTION_NAMES.map((name) => [name, exportedFunction(exports, name)]));
    const found = exports.memory;
    if (!(found instanceof WebAssembly.Memory)) throw missing('memory');
    this.#memory = found;
    this.#globals = mutableGlobals.map((name) => {
      const global = exports[name];
      if (!(global instanceof WebAssembly.Global)) throw missing(name);
      return global;
    });
  }

  /** Starts a job from its input frame. */
  static async start(module: WebAssembly.Module, admitted: Admitted, frame: Uint8Array, limits: RunLimits): Promise<JobRun> {
    const run = await JobRun.#open(module, admitted, limits);
    const pointer = run.#call('buf', frame.length) >>> 0;
    if (pointer === 0) throw failure('input', 'the input is too large for the module', { bytes: frame.length });
    run.#place('buf', pointer, frame.length).set(frame);
    const status = run.#call('init', pointer, frame.length);
    if (status < 0) throw failure('input', 'the module does not accept the input', { status });
    if (status !== 0) throw failure('status', 'init answered something that it may not', { status });
    run.#total = run.#call('units');
    if (run.#total <= 0) throw failure('units', 'the module says that there is nothing to do', { units: run.#total });
    run.#checkProgress();
    return run;
  }

  /** Goes on from a snapshot of the same module, to the same bits as if it had never stopped. */
  static async resume(module: WebAssembly.Module, admitted: Admitted, state: Uint8Array, limits: RunLimits): Promise<JobRun> {
    const run = await JobRun.#open(module, admitted, limits);
    const { total, done, progress } = readSnapshot(state, run.#globals, run.#bytes());
    run.#total = run.#call('units');
    if (run.#total !== total) throw failure('snapshot', 'the snapshot counts other units than the module', { total, units: run.#total });
    run.#done = done;
    run.#progress = progress;
    run.#checkProgress();
    return run;
  }

  static async #open(module: WebAssembly.Module, admitted: Admitted, limits: RunLimits): Promise<JobRun> {
    let instance: WebAssembly.Instance;
    try {
      instance = await WebAssembly.instantiate(module, {});
    } catch (cause) {
      throw failure('start', 'the module could not be instantiated', {}, cause);
    }
    const run = new JobRun(instance, admitted, limits);
    const version = run.#call('abi');
    if (version !== ABI_VERSION) throw failure('abi', 'the module has another ABI', { version });
    return run;
  }

  /** Units of the whole job. */
  get total(): number {
    return this.#total;
  }

  /** Units that are done. */
  get done(): number {
    return this.#done;
  }

  /** Does so many units, or what is left of them. */
  step(units: number): 'more' | 'done' {
    return this.#guarded(() => {
      if (!Number.isSafeInteger(units) || units < 1) throw new AppError('pouw/job-units-asked', 'a step takes a whole number of units above zero');
      if (this.#done === this.#total) throw new AppError('pouw/job-over', 'the job is done already');
      const now = Math.min(units, this.#total - this.#done);
      const status = this.#call('step', now);
      if (status < 0) throw failure('error', 'the module gave up', { status });
      if (status !== STATUS.more && status !== STATUS.done) throw failure('status', 'step answered something that it may not', { status });
      this.#done += now;
      const over = this.#done === this.#total;
      if (over !== (status === STATUS.done)) throw failure('count', 'the module was done too early or too late', { done: this.#done, total: this.#total, status });
      this.#checkProgress();
      return over ? 'done' : 'more';
    });
  }

  /** The whole state between two steps. */
  snapshot(): Uint8Array {
    return this.#guarded(() => writeSnapshot({ total: this.#total, done: this.#done, progress: this.#progress }, this.#globals, this.#bytes()));
  }

  /** A copy of the output of a job that is done. */
  output(type: OutputType): Uint8Array {
    return this.#guarded(() => {
      if (this.#done !== this.#total) throw new AppError('pouw/job-unfinished', 'the job is not done yet');
      return readOutput(this.#bytes(), { pointer: this.#call('out') >>> 0, length: this.#call('out_len') }, type, this.#limits.outputBytes);
    });
  }

  /** After a failure of the module every call fails the same way; a mistake of the host changes nothing. */
  #guarded<Value>(work: () => Value): Value {
    if (this.#failure) throw this.#failure;
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof ModuleFailure) this.#failure = thrown;
      throw thrown;
    }
  }

  #call(name: FunctionName, ...values: number[]): number {
    let answer: unknown;
    try {
      answer = this.#functions.get(name)?.(...values);
    } catch (cause) {
      // A stack that is full is a RangeError, everything else a RuntimeError; both mean that the module ends here.
      throw failure('trap', 'the module was stopped by a fault of its own', { function: name }, cause);
    }
    if (typeof answer !== 'number' || (answer | 0) !== answer) throw failure('answer', 'a function answered something else than an i32', { function: name });
    return answer;
  }

  #checkProgress(): void {
    const progress = this.#call('progress');
    if (progress < 0 || progress > MILLION) throw failure('progress', 'progress is not between nothing and all', { progress });
    if (progress < this.#progress) throw failure('progress', 'progress went backwards', { progress, before: this.#progress });
    this.#progress = progress;
  }

  #place(name: string, pointer: number, length: number): Uint8Array {
    const bytes = this.#bytes();
    if (pointer % 8 !== 0 || pointer + length > bytes.length) throw failure('pointer', 'a pointer is not a multiple of 8 inside the memory', { function: name, pointer, length });
    return bytes.subarray(pointer, pointer + length);
  }

  /** The memory as it is now; a view of a memory that grew would be empty. */
  #bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#memory.buffer);
    if (bytes.length !== this.#pages * PAGE_BYTES) throw failure('memory', 'the memory is not as large as it was admitted', { bytes: bytes.length });
    return bytes;
  }
}

/** The job of a first message that names a module. @throws AppError pouw/job-… */
export async function openModule({ program, from, outputBytes }: StartMessage): Promise<JobRun> {
  if (program.kind !== 'wasm') throw failure('start', 'this sandbox runs modules only');
  const module = await WebAssembly.compile(program.module);
  const admitted = { memory: { pages: program.pages }, mutableGlobals: program.globals };
  return from.state === null ? JobRun.start(module, admitted, from.frame, { outputBytes }) : JobRun.resume(module, admitted, from.state, { outputBytes });
}

function exportedFunction(exports: WebAssembly.Exports, name: FunctionName): (...values: number[]) => unknown {
  const found = exports[name];
  if (typeof found !== 'function') throw missing(name);
  return (...values) => found(...values) as unknown;
}

const missing = (name: string): AppError => failure('start', 'the module lacks an export that it was admitted with', { name });
