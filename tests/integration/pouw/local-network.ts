// A coordinator and workers in this process, with the real modules and the bundled thread: what the tests of useful work share.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCoordinator, type LocalCoordinator } from '../../../node-core/pouw/coordinator/local';
import { kindsOf } from '../../../node-core/pouw/host/onnx-package';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { nodeKey } from '../../../node-core/pouw/ident/node-key';
import { CoordinatorClient } from '../../../node-core/pouw/worker/coordinator-client';
import { listedModules } from '../../../node-core/pouw/worker/listed-modules';
import { Worker } from '../../../node-core/pouw/worker/worker';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { inProject } from '../../../build/setup/paths.mjs';

export const PROGRAMS = inProject('out/useful-work');

export interface LocalNetwork {
  readonly coordinator: LocalCoordinator;
  readonly folder: string;
  /** A worker of the real kind. */
  worker(name: string): Promise<Worker>;
  /** A publisher, or whoever speaks for itself. */
  client(name: string): Promise<CoordinatorClient>;
  stop(): Promise<void>;
}

export async function localNetwork(): Promise<LocalNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-pouw-'));
  const coordinator = await startCoordinator({
    folder: join(folder, 'coordinator'), name: 'test', programs: PROGRAMS, pays: null, params: fluxParams('practice'), now: Date.now, report: () => undefined,
    policy: { trustAfter: 3, checks: 1, retryAfterSeconds: 0.2, stateMs: 2_000 },
  });
  const workers: Worker[] = [];
  return {
    coordinator, folder,
    worker: async (name) => {
      const worker = await Worker.open({
        folder: join(folder, name), host: new ThreadHost(PROGRAMS), kinds: kindsOf(PROGRAMS), keepEvery: 100, now: Date.now, changed: () => undefined, log: () => undefined,
        hostClass: { runtime: 'test', cores: 1, memoryMegabytes: 100 },
      });
      workers.push(worker);
      worker.setLimits({ slots: 1, modules: listedModules(PROGRAMS) });
      worker.setCoordinators([coordinator.url]);
      return worker;
    },
    client: async (name) => {
      const client = new CoordinatorClient(coordinator.url, nodeKey(join(folder, name, 'node-key.pem')), Date.now);
      await client.register({ host: { runtime: 'test', cores: 1, memoryMegabytes: 1, kinds: kindsOf(PROGRAMS) }, delegation: null });
      return client;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await coordinator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
