// Runs inside a Web Worker in the sandbox's renderer: one job, one port to its host, nothing else in reach.

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
  );
}, { once: true });
