// Jobs in renderers that the app's main process opens and ends: this process only ever holds the other end of a port.

import { randomHex } from '../ident/node-key';
import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import type { SandboxProgram } from '../../../shared/pouw/sandbox-messages';
import type { HandedPort } from '../../process/utility-process';
import { readOnnxRuntime } from './onnx-package';
import type { Sandbox, SandboxHost } from './sandbox';

export interface RendererHostDeps {
  /** Asks main for a sandbox; its port comes by `opened`, its end by `gone`. */
  want(id: string, program: SandboxProgram): void;
  /** Asks main to end its process. */
  kill(id: string): void;
  /** Folder of the package. */
  readonly programs: string;
}

/** Milliseconds that main may take to make a sandbox; one that stands ready is there at once. */
const OPEN_LIMIT_MS = 30_000;

interface Waiting {
  resolve(port: HandedPort): void;
  reject(thrown: AppError): void;
}

export class RendererHost implements SandboxHost {
  readonly isolation = 'chromium';
  private readonly waiting = new Map<string, Waiting>();
  private readonly open_ = new Map<string, (crashed: boolean) => void>();

  constructor(private readonly deps: RendererHostDeps) {}

  onnxRuntime(): Promise<Uint8Array> {
    return readOnnxRuntime(this.deps.programs);
  }

  async open(program: SandboxProgram): Promise<Sandbox> {
    const id = randomHex(16);
    const port = await new Promise<HandedPort>((resolve, reject) => {
      const late = setTimeout(() => {
        this.deps.kill(id);
        this.failed(id, { code: 'pouw/no-sandbox', message: 'no sandbox came in time', context: {} });
      }, OPEN_LIMIT_MS);
      this.waiting.set(id, {
        resolve: (handed) => { clearTimeout(late); resolve(handed); },
        reject: (thrown) => { clearTimeout(late); reject(thrown); },
      });
      this.deps.want(id, program);
    });
    let dead: ((crashed: boolean) => void) | null = null;
    const gone = new Promise<void>((resolve) => {
      this.open_.set(id, (crashed) => {
        port.close();
        resolve();
        dead?.(crashed);
      });
    });
    return {
      send: (message) => port.postMessage(message),
      listen: (onMessage, onDead) => {
        dead = onDead;
        port.on('message', ({ data }) => onMessage(data));
        port.start();
        if (!this.open_.has(id)) onDead(false);
      },
      kill: async () => {
        if (this.open_.has(id)) this.deps.kill(id);
        await gone;
      },
    };
  }

  /** Main handed a port over. */
  opened(id: string, port: HandedPort): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting) return waiting.resolve(port);
    // Nobody waits for it any more.
    port.close();
    this.deps.kill(id);
  }

  /** Main could not open it. */
  failed(id: string, error: ErrorShape): void {
    this.waiting.get(id)?.reject(AppError.fromShape(error));
    this.waiting.delete(id);
  }

  /** The sandbox's process is gone. */
  gone(id: string, crashed: boolean): void {
    const end = this.open_.get(id);
    this.open_.delete(id);
    end?.(crashed);
    this.failed(id, { code: 'pouw/no-sandbox', message: 'the sandbox ended before it began', context: {} });
  }

  async close(): Promise<void> {
    for (const id of [...this.open_.keys()]) this.deps.kill(id);
    for (const id of [...this.waiting.keys()]) this.failed(id, { code: 'pouw/stopped', message: 'the worker ends', context: {} });
  }
}
