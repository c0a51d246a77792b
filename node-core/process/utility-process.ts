// What every program under the app shares: the port that Electron gives a utility process, and an end in order when the app is gone.
import { hashNatively } from './native-sha256';
import { whenParentGoes } from './parent';

/** A port that main hands over; typed here, because this folder knows no Electron. */
export interface HandedPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** The line to main. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly HandedPort[] }) => void): void;
}

const STOP_LIMIT_MS = 4_000;

/** @param serve begins to answer, and returns what ends it in order */
export function runUnderApp(serve: (port: ParentPort) => () => Promise<void>): void {
  hashNatively();
  const { parentPort }: { readonly parentPort?: ParentPort } = process;
  if (parentPort === undefined) throw new Error('this program is started by Fluxkeep; fluxkeep-node is the one for a terminal');
  const stop = serve(parentPort);
  let ending = false;
  whenParentGoes(false, () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void stop().then(() => process.exit(0), () => process.exit(1));
  });
}
