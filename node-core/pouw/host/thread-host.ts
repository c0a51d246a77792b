// Runs jobs in threads of this process: for servers, the coordinator's own checks and tests. Marked as weaker wherever it is shown.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SandboxProgram } from '../../../shared/pouw/sandbox-messages';
import { readOnnxRuntime } from './onnx-package';
import type { Sandbox, SandboxHost } from './sandbox';

const THREADS: Readonly<Record<SandboxProgram, string>> = { wasm: 'thread.cjs', onnx: 'onnx-thread.cjs' };

export class ThreadHost implements SandboxHost {
  readonly isolation = 'thread';
  private readonly open_ = new Set<Worker>();

  /** @param programs folder of the package with the bundled threads */
  constructor(private readonly programs: string) {}

  onnxRuntime(): Promise<Uint8Array> {
    return readOnnxRuntime(this.programs);
  }

  async open(program: SandboxProgram): Promise<Sandbox> {
    const worker = new Worker(join(this.programs, THREADS[program]), { stdin: false, env: {}, argv: [], resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 } });
    this.open_.add(worker);
    let crashed = false;
    // An error ends the thread (a heap that is full, for one); 'exit' follows it.
    worker.on('error', () => { crashed = true; });
    const gone = new Promise<void>((resolve) => void worker.once('exit', () => {
      this.open_.delete(worker);
      resolve();
    }));
    return {
      send: (message) => worker.postMessage(message),
      listen: (onMessage, onDead) => {
        worker.on('message', onMessage);
        void gone.then(() => onDead(crashed));
      },
      kill: async () => {
        await worker.terminate();
        await gone;
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.open_].map((worker) => worker.terminate()));
  }
}
