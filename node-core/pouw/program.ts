// Entry of the process that does useful work under the app: no key of a wallet, no database; its jobs run in sandboxes that main opens.
import { hashNatively } from '../process/native-sha256';
import { whenParentGoes } from '../process/parent';
import type { SandboxPort } from './host/renderer-host';
import { serveWorker } from './service';

/** What Electron gives a utility process; typed here, because this folder knows no Electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly SandboxPort[] }) => void): void;
}

const STOP_LIMIT_MS = 4_000;

hashNatively();
const { parentPort }: { readonly parentPort?: ParentPort } = process;
if (parentPort === undefined) throw new Error('this program is started by Fluxkeep; fluxkeep-node is the one for a terminal');

const stop = serveWorker(
  { post: (message) => parentPort.postMessage(message), onMessage: (listener) => parentPort.on('message', ({ data, ports }) => listener(data, ports)) },
  (line) => console.error(line),
);
let ending = false;
whenParentGoes(false, () => {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  void stop().then(() => process.exit(0), () => process.exit(1));
});
