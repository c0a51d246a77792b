// What the scripts of the sandbox's Web Worker have in common: one job, one port to its host, nothing else in reach.

import type { Runnable } from '../../../shared/pouw/runnable';
import type { StartMessage } from '../../../shared/pouw/sandbox-messages';
import { serveWork } from '../../../shared/pouw/work-loop';

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

/** Takes the port that the page hands over. @param open makes the one job of this worker run */
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
      { now: () => performance.now(), breathe: breather() },
      open,
    );
  }, { once: true });
}
