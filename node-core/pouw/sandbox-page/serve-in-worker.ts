// What the scripts of the sandbox's Web Worker have in common: one job, one port to its host, nothing else in reach.

import type { Runnable } from '../../../shared/pouw/runnable';
import type { StartMessage } from '../../../shared/pouw/sandbox-messages';
import { toHex } from '../../../shared/crypto/bytes';
import { serveWork, type WorkTools } from '../../../shared/pouw/work-loop';

/** The browser's own SHA-256, where this origin has it. */
function hashTool(): Pick<WorkTools, 'hash'> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return subtle ? { hash: async (bytes) => toHex(new Uint8Array(await subtle.digest('SHA-256', bytes))) } : {};
}

/** The smallest module: what the engine sets up for its first one is done before a job comes. */
const NOTHING = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Lets messages in between two steps without the pause that timers have. */
function breather(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let wake: (() => void) | null = null;
  port2.onmessage = () => wake?.();
  return () => new Promise((resolve) => {
    wake = resolve;
    port1.postMessage(null);
  });
}

/** Says that it is ready, and takes the port that the page hands over. @param open makes the one job of this worker run */
export function serveInWorker(open: (job: StartMessage) => Promise<Runnable>): void {
  self.addEventListener('message', ({ ports }) => {
    const [port] = ports;
    if (!port) return;
    serveWork(
      {
        post: (message) => port.postMessage(message),
        onMessage: (listener) => {
          port.onmessage = ({ data }: MessageEvent<unknown>) => listener(data);
        },
      },
      { now: () => performance.now(), breathe: breather(), ...hashTool() },
      open,
    );
  }, { once: true });
  void WebAssembly.instantiate(NOTHING).then(() => self.postMessage('ready'));
}
