// The wallet's calls in a process of their own, over Node's IPC: for tests that kill it. The argument is the milliseconds between looks at a chain.
import { randomFillSync } from 'node:crypto';
import { nodeHttp } from '../../../main/wallet/chains/http';
import { walletHandlers } from '../../../main/wallet/process/handlers';
import { serve } from '../../../shared/contract/rpc';
import { walletCalls } from '../../../shared/contract/wallet';

const post = (message: unknown): void => void process.send?.(message);
const { handlers } = walletHandlers({
  now: Date.now, chance: Math.random, random: (length) => randomFillSync(new Uint8Array(length)), http: nodeHttp, resolve: () => Promise.reject(new Error('no names')), pollMs: () => Number(process.argv[2] ?? 100),
  emit: (event, payload) => post({ event, payload }),
});
serve({ post, onMessage: (listener) => void process.on('message', listener) }, walletCalls, handlers);
