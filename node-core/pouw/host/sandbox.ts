// Where a job runs. The app runs it in a renderer that Chromium locks up; a server or a test in a thread, which shields nothing
// but the module's own limits.

import type { SandboxProgram, ToSandbox } from '../../../shared/pouw/sandbox-messages';

/** One sandbox for one job. */
export interface Sandbox {
  send(message: ToSandbox): void;
  /** Messages as they come, not yet parsed; and the end, however it came, `crashed` by a fault of what ran in it. One listener each. */
  listen(onMessage: (message: unknown) => void, onDead: (crashed: boolean) => void): void;
  /** Ends it at once, whatever it does; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface SandboxHost {
  /** What shields the computer from the module, in words for the history. */
  readonly isolation: 'chromium' | 'thread';
  /** A fresh sandbox that takes one job of that program. @throws AppError pouw/no-sandbox */
  open(program: SandboxProgram): Promise<Sandbox>;
  /** The runtime for models of this package, its hash checked. @throws AppError pouw/no-runtime */
  onnxRuntime(): Promise<Uint8Array>;
  close(): Promise<void>;
}

