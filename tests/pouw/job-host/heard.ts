// A host of jobs with an ear for what its sandboxes say, before anything is done about it.
import type { SandboxHost } from '../../../node-core/pouw/host/sandbox';

export interface Word {
  readonly kind?: unknown;
  readonly index?: unknown;
  readonly hash?: unknown;
}

export function heard(host: SandboxHost, listener: (word: Word) => void): SandboxHost {
  return {
    isolation: host.isolation,
    close: () => host.close(),
    onnxRuntime: () => host.onnxRuntime(),
    open: async (program) => {
      const sandbox = await host.open(program);
      return {
        ...sandbox,
        listen: (onMessage, onDead) => sandbox.listen((message) => {
          listener(message as Word);
          onMessage(message);
        }, onDead),
      };
    },
  };
}
