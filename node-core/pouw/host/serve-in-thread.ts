// What the threads for jobs have in common: their port, their clock, and a fast hash.

import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { Runnable } from '../../../shared/pouw/runnable';
import type { StartMessage } from '../../../shared/pouw/sandbox-messages';
import { serveWork } from '../../../shared/pouw/work-loop';

/** @param open makes the one job of this thread run */
export function serveInThread(open: (job: StartMessage) => Promise<Runnable>): void {
  if (parentPort === null) throw new Error('this program runs as a thread');
  const port = parentPort;
  serveWork(
    { post: (message) => port.postMessage(message), onMessage: (listener) => void port.on('message', listener) },
    {
      now: () => performance.now(),
      breathe: () => new Promise((resolve) => { setImmediate(resolve); }),
      hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    },
    open,
  );
}
