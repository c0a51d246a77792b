// Two workers of the practice network, so that work which one person publishes is repeated by somebody. They begin with the first batch.
import { join } from 'node:path';
import { kindsOf } from '../../pouw/host/onnx-package';
import { ThreadHost } from '../../pouw/host/thread-host';
import { Worker } from '../../pouw/worker/worker';

export interface PracticeWorkers {
  stop(): Promise<void>;
}

/** @param programs folder of the package @param url of the coordinator */
export async function startPracticeWorkers(folder: string, programs: string, url: string, now: () => number, report: (line: string) => void): Promise<PracticeWorkers> {
  const workers = await Promise.all(['one', 'two'].map(async (name) => {
    const worker = await Worker.open({
      folder: join(folder, `worker-${name}`), host: new ThreadHost(programs), kinds: kindsOf(programs), now, log: report, changed: () => undefined,
      hostClass: { runtime: `practice worker ${name}`, cores: 1, memoryMegabytes: 512 },
    });
    worker.setLimits({ slots: 1, modules: null });
    worker.setCoordinators([url]);
    return worker;
  }));
  return { stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))) };
}
