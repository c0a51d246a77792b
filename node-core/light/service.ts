// The light node behind typed calls: what its process answers to main, and what it tells by itself.
import { join } from 'node:path';
import type { Handlers } from '../../shared/contract/base';
import { lightNodeCalls, zLightNodeStart, type LightNodeStart } from '../../shared/contract/light-node';
import { serve } from '../../shared/contract/rpc';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { z } from 'zod';
import { readTextIfThere } from '../files/atomic-file';
import { paced } from '../process/paced';
import { assemble, type AssembleHooks, type Assembled } from './assemble';
import { broadcast } from './broadcast';
import { exportProof } from './export-proof';

/** A status is told at most so often. */
const STATUS_EVERY_MS = 250;
const zStart = z.object({ start: zLightNodeStart.nullable() });

export interface ServicePort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What a release has beside the program; its table is the work of whoever made the release, and without one sources are asked. */
function shipped(network: LightNodeStart['network'], folder: string | undefined): Pick<AssembleHooks, 'threadProgram' | 'releaseTable'> {
  if (folder === undefined) return {};
  const releaseTable = readTextIfThere(join(folder, `table-${network}.json`));
  return { threadProgram: join(folder, 'signature-thread.cjs'), ...(releaseTable === null ? {} : { releaseTable }) };
}

/** Waits for the start message, then answers. @param programs folder of the bundled thread program and of the tables that the release ships @returns ends what runs */
export function serveLightNode(port: ServicePort, log: (line: string) => void, programs?: string): () => Promise<void> {
  let running: Assembled | null = null;
  const required = (): Assembled => {
    if (running === null) throw new AppError('light/not-started', 'the light node was not told what to follow');
    return running;
  };
  const begin = (start: LightNodeStart): void => {
    const tell = paced(() => running && port.post({ event: 'node.status', payload: running.node.status() }), STATUS_EVERY_MS);
    const seen = paced(() => running && port.post({ event: 'node.watched', payload: { to: running.node.follower?.tip.height ?? 0 } }), STATUS_EVERY_MS);
    running = assemble(start, { onStatus: tell, onWatched: seen, log, ...shipped(start.network, programs) });
    try {
      running.node.start();
    } catch (thrown) {
      // What the store says is told as a state, not by an end without a word.
      running.node.halt(toAppError(thrown));
    }
    tell();
  };
  const stop = async (): Promise<void> => {
    const ended = running;
    running = null;
    await ended?.node.stop();
  };
  const handlers: Handlers<typeof lightNodeCalls> = {
    'node.status': () => required().node.status(),
    'node.watch': ({ scripts }) => required().node.watch(scripts),
    'node.watched': () => required().node.watched(),
    'node.proof': ({ txid }) => exportProof(required(), txid),
    'node.broadcast': async ({ raw }) => ({ peers: await broadcast(required(), raw) }),
    'node.pause': ({ paused }) => required().node.pause(paused),
    'node.limits': ({ diskMegabytes, kilobytesPerSecond }) => {
      const { node, pool } = required();
      node.diskBytes = diskMegabytes * 1_000_000;
      pool.kilobytesPerSecond = kilobytesPerSecond;
      return undefined;
    },
    'node.clock': ({ clockOffset }) => required().setClockOffset(clockOffset),
    'node.stop': () => stop(),
  };
  port.onMessage((message) => {
    const parsed = zStart.safeParse(message);
    if (parsed.success && running === null && parsed.data.start !== null) begin(parsed.data.start);
  });
  serve(port, lightNodeCalls, handlers);
  return stop;
}
