// onnxruntime-web with everything fixed that its results could depend on: one thread, the processor's WebAssembly alone, no rewriting of the
// model, and a memory that may not grow beyond what the job allows. It is given its WebAssembly, so it asks for nothing.

import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import type { OpenRuntime } from '../../../shared/pouw/onnx/onnx-run';
import { OnnxRun } from '../../../shared/pouw/onnx/onnx-run';
import { failure } from '../../../shared/pouw/job-failure';
import type { StartMessage } from '../../../shared/pouw/sandbox-messages';

/**
 * The runtime asks for a memory that may grow to four gibibytes; what it gets ends at `pages`. A model that needs more fails, and nothing else does.
 * Once for each thread: a job has a thread of its own.
 */
function capMemory(pages: number): void {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(wish: WebAssembly.MemoryDescriptor) {
      super({ ...wish, maximum: Math.min(wish.maximum ?? pages, pages) });
    }
  };
}

/** @param runtime its WebAssembly, whose hash was checked @returns what opens models in it */
export const openRuntime = (runtime: Uint8Array): OpenRuntime => async ({ bytes, input, output }) => {
  Object.assign(env.wasm, { wasmBinary: runtime, numThreads: 1, proxy: false, simd: true, initTimeout: 0 });
  env.logLevel = 'fatal';
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['wasm'], graphOptimizationLevel: 'disabled', executionMode: 'sequential', intraOpNumThreads: 1, interOpNumThreads: 1,
    enableCpuMemArena: false, enableMemPattern: false, enableProfiling: false, logSeverityLevel: 4,
  });
  return async (rows) => {
    const made = (await session.run({ [input.name]: new Tensor('float32', rows, input.dims) }))[output.name];
    if (!(made?.data instanceof Float32Array) || made.dims.join() !== output.dims.join()) throw failure('output', 'the runtime made something else than the model says');
    return made.data;
  };
};

/** The job of a first message that names the runtime. @throws AppError pouw/job-… | pouw/model-… */
export async function openOnnx({ program, from, outputBytes }: StartMessage): Promise<OnnxRun> {
  if (program.kind !== 'onnx') throw failure('start', 'this sandbox runs models only');
  capMemory(program.pages);
  return OnnxRun.open(from.frame, from.state, { outputBytes }, openRuntime(program.runtime));
}
