// Entry of the wallet process: the network and the database live here, keys never do. It ends when main does.

import { createHash, randomFillSync } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { serve } from '../../shared/contract/rpc';
import { walletCalls } from '../../shared/contract/wallet';
import { useNativeSha256 } from '../../shared/crypto/hashes';
import { nodeHttp } from './chains/http';
import { walletHandlers } from './process/handlers';
import { warmUp } from './process/warm-up';
import { watchParent } from './process/watch-parent';
import { usualPollMs, type WalletWorld } from './process/world';

useNativeSha256((data) => new Uint8Array(createHash('sha256').update(data).digest()));

const main = process.parentPort;
const world: WalletWorld = {
  now: Date.now,
  chance: Math.random,
  random: (length) => randomFillSync(new Uint8Array(length)),
  http: nodeHttp,
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  pollMs: usualPollMs,
  emit: (event, payload) => main.postMessage({ event, payload }),
};
const { handlers, close } = walletHandlers(world);

serve({ post: (message) => main.postMessage(message), onMessage: (listener) => void main.on('message', ({ data }) => listener(data)) }, walletCalls, handlers);
watchParent(close);
void warmUp(world);
