// BOINC behind typed calls: what its process answers to main. Nothing is connected before main asks.
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Handlers } from '../../../shared/contract/base';
import { boincClientCalls, zBoincStart, type BoincStart } from '../../../shared/contract/boinc';
import { serve } from '../../../shared/contract/rpc';
import { AppError } from '../../../shared/errors/app-error';
import { dial, timers } from '../../p2p/dial';
import { boincFolders, findBoincPassword } from './password';
import { BoincWatch } from './watch';

const zFirst = z.object({ start: zBoincStart });

export interface BoincPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Waits for the start message, then answers. @returns ends it */
export function serveBoinc(port: BoincPort): () => Promise<void> {
  let watch: BoincWatch | null = null;
  const required = (): BoincWatch => {
    if (watch === null) throw new AppError('boinc/not-started', 'the process was not told where BOINC is');
    return watch;
  };
  const handlers: Handlers<typeof boincClientCalls> = {
    'boincClient.look': () => required().look(),
    'boincClient.order': (order) => required().order(order),
  };
  const onRpc: ((message: unknown) => void)[] = [];
  serve({ post: (message) => port.post(message), onMessage: (listener) => void onRpc.push(listener) }, boincClientCalls, handlers);
  port.onMessage((message) => {
    const first = zFirst.safeParse(message);
    if (first.success) watch ??= watchAt(first.data.start);
    else for (const listener of onRpc) listener(message);
  });
  return async () => watch?.close();
}

function watchAt({ port, folder }: BoincStart): BoincWatch {
  const folders = folder === null ? boincFolders(process.platform, process.env) : [folder];
  return new BoincWatch({
    dial, timers, port, folders,
    password: () => findBoincPassword(folders, process.platform),
    installed: () => folders.some((each) => existsSync(each)),
    now: Date.now,
  });
}
