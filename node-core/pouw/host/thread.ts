// Entry of the thread that runs one job on a computer without Electron. Weaker than the app's sandbox: the module has no imports and
// no way to call anything, but only V8 stands between it and this process.

import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { serveWork } from '../../../shared/pouw/work-loop';

if (parentPort === null) throw new Error('this program runs as a thread');
const port = parentPort;

serveWork(
  { post: (message) => port.postMessage(message), onMessage: (listener) => void port.on('message', listener) },
  {
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => { setImmediate(resolve); }),
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  },
);
