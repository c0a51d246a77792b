// Entry of the process that does useful work under the app: no key of a wallet, no database; its jobs run in sandboxes that main opens.
import { runUnderApp } from '../process/utility-process';
import { serveWorker } from './service';

runUnderApp((parent) => serveWorker(
  { post: (message) => parent.postMessage(message), onMessage: (listener) => parent.on('message', ({ data, ports }) => listener(data, ports)) },
  (line) => console.error(line),
  __dirname,
));
