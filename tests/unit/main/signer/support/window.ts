// A signer with weak key derivation on a disk in memory, and typed clients in the places of main and of a secrets window.

import { connect, type RpcPort } from '../../../../../shared/contract/rpc';
import { secretsCalls } from '../../../../../shared/contract/secrets';
import { signerCalls } from '../../../../../shared/contract/signer';
import type { Client } from '../../../../../shared/contract/base';
import type { WireEvent } from '../../../../../shared/contract/wire';
import { startSigner, type SecretsPort, type SignerTools } from '../../../../../main/signer/start';
import { MemoryDisk } from './memory-disk';
import { libraryTools } from './vault-tools';

export interface TestSigner {
  readonly main: Client<typeof signerCalls>;
  readonly events: WireEvent[];
  readonly waits: number[];
  /** Everything that ever left the signer towards main, as text. */
  readonly sentToMain: () => string;
  window(): { secrets: Client<typeof secretsCalls>; close: () => void };
}

/** Two ends of a pipe that copies what passes, as a process border does. */
function pipe(): [RpcPort, RpcPort] {
  const ends: Array<Array<(message: unknown) => void>> = [[], []];
  const end = (own: number, other: number): RpcPort => ({
    post: (message) => queueMicrotask(() => { for (const listener of ends[other] ?? []) listener(structuredClone(message)); }),
    onMessage: (listener) => void ends[own]?.push(listener),
  });
  return [end(0, 1), end(1, 0)];
}

export function testSigner(disk: MemoryDisk, { allowMainnet = true, ...changes }: Partial<SignerTools> & { allowMainnet?: boolean } = {}): TestSigner {
  const events: WireEvent[] = [];
  const waits: number[] = [];
  const sent: string[] = [];
  const [mainEnd, signerEnd] = pipe();
  let deliver: (message: unknown, ports: readonly SecretsPort[]) => void = () => undefined;
  startSigner(
    {
      post: (message) => {
        sent.push(JSON.stringify(message, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)));
        signerEnd.post(message);
      },
      onMessage: (listener) => {
        deliver = listener;
        signerEnd.onMessage((message) => listener(message, []));
      },
    },
    { ...libraryTools(disk), wait: async (ms) => { waits.push(ms); }, loaders: { require: () => { throw new Error('no'); }, import: () => Promise.reject(new Error('no')) }, ...changes },
  );
  deliver({ start: { vaultDir: '/profile/vaults', network: 'practice', allowMainnet, practiceTime: { nowMs: 0, readAt: 0, rate: 1 } } }, []);
  const main = connect(mainEnd, signerCalls, (event) => events.push(event)).calls;
  return {
    main, events, waits,
    sentToMain: () => sent.join('\n'),
    window: () => {
      const [windowEnd, portEnd] = pipe();
      const closers: Array<() => void> = [];
      deliver({ secretsPort: true }, [{ ...portEnd, onClose: (listener) => void closers.push(listener) }]);
      return { secrets: connect(windowEnd, secretsCalls).calls, close: () => closers.forEach((close) => close()) };
    },
  };
}

/** Lets everything that waits for nothing but its turn happen. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
