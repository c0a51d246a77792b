// The signer behind a port: what index.ts runs with Electron's port, and tests with one of their own.

import { serve, type RpcPort } from '../../shared/contract/rpc';
import { secretsCalls } from '../../shared/contract/secrets';
import { signerCalls, zSignerPort, zSignerStart } from '../../shared/contract/signer';
import { signerHandlers } from './handlers';
import { useNativeHashes } from './native-hashes';
import { PracticeClock } from './practice-clock';
import { Attempts } from './secrets/attempts';
import { secretsHandlers } from './secrets/handlers';
import type { Loaders } from './self-check';
import { SignerSession } from './session';
import type { LibraryTools } from './vault/library';
import { Wallets } from './wallets';

/** The port of a secrets window: as any port, and it can say that the window is gone. */
export interface SecretsPort extends RpcPort {
  onClose(listener: () => void): void;
}

/** The port to main: messages, some of them with a secrets window's port. */
export interface MainPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown, ports: readonly SecretsPort[]) => void): void;
}

export interface SignerTools extends LibraryTools {
  readonly wait: (ms: number) => Promise<void>;
  readonly loaders: Loaders;
}

/** Waits for main's start message, then answers main and every secrets window that main hands over. */
export function startSigner(main: MainPort, tools: SignerTools): void {
  useNativeHashes();
  const listeners: Array<(message: unknown) => void> = [];
  const emit = (event: string, payload: unknown): void => main.post({ event, payload });
  let running: { session: SignerSession; attempts: Attempts } | null = null;

  main.onMessage((message, ports) => {
    const start = zSignerStart.safeParse(message);
    const [port] = ports;
    if (start.success) {
      if (running) return;
      const { vaultDir, allowMainnet, practiceTime } = start.data.start;
      const wallets = new Wallets(tools, vaultDir, allowMainnet);
      const session = new SignerSession(wallets, { random: tools.random, now: tools.now, practiceClock: new PracticeClock(tools.now, practiceTime), emit });
      running = { session, attempts: new Attempts(tools.wait) };
      serve({ post: (reply) => main.post(reply), onMessage: (listener) => void listeners.push(listener) }, signerCalls, signerHandlers(session, tools.loaders));
      void wallets.list().then((list) => emit('signer.ready', { wallets: list }));
    } else if (port && running && zSignerPort.safeParse(message).success) {
      const { handlers, forget } = secretsHandlers(running.session, running.attempts);
      port.onClose(forget);
      serve(port, secretsCalls, handlers);
    } else {
      for (const listener of listeners) listener(message);
    }
  });
}
