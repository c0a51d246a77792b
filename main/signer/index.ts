// Entry of the signer process: keys live here and the network does not. The first import takes the network away.

import './lockdown-now';
import type { MessagePortMain } from 'electron';
import { randomFillSync } from 'node:crypto';
import { startSigner, type SecretsPort } from './start';
import { chooseArgon2id } from './vault/argon2';
import { PRODUCTION_KDF } from './vault/kdf';
import { nodeDisk } from './vault/node-disk';
import { nodeProcesses } from './vault/node-processes';
import { warmUp } from './warm-up';

/** Milliseconds that the first window gets before this process takes the processor again. */
const WARM_AFTER_MS = 300;

const main = process.parentPort;

function secretsPort(port: MessagePortMain): SecretsPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
  };
}

startSigner(
  {
    post: (message) => main.postMessage(message),
    onMessage: (listener) => void main.on('message', ({ data, ports }) => listener(data, ports.map(secretsPort))),
  },
  {
    disk: nodeDisk(),
    processes: nodeProcesses,
    random: (length) => randomFillSync(new Uint8Array(length)),
    hash: chooseArgon2id().hash,
    kdf: PRODUCTION_KDF,
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    loaders: { require: (name) => require(name) as unknown, import: (name) => import(name) as Promise<unknown> },
  },
);

setTimeout(warmUp, WARM_AFTER_MS);
