// Entry of the light node's process under the app: typed calls over the port that Electron gives, until the app is gone.
import { hashNatively } from '../process/native-sha256';
import { whenParentGoes } from '../process/parent';
import { serveLightNode } from './service';

/** What Electron gives a utility process; typed here, because this folder knows no Electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const STOP_LIMIT_MS = 4_000;

hashNatively();
const { parentPort }: { readonly parentPort?: ParentPort } = process;
if (parentPort === undefined) throw new Error('this program is started by Fluxkeep; fluxkeep-node is the one for a terminal');

const stop = serveLightNode(
  { post: (message) => parentPort.postMessage(message), onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)) },
  (line) => console.error(line),
  __dirname,
);
let ending = false;
whenParentGoes(false, () => {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  void stop().then(() => process.exit(0), () => process.exit(1));
});
