// Useful work behind typed calls: what its process answers to main, and what it tells by itself.

import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/base';
import { serve } from '../../shared/contract/rpc';
import { workCalls, zWorkStart, type WorkBatch, type WorkStart, type WorkStatus } from '../../shared/contract/useful-work';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { BatchView } from '../../shared/pouw/protocol';
import { paced } from '../process/paced';
import type { HandedPort } from '../process/utility-process';
import { kindsOf } from './host/onnx-package';
import { RendererHost } from './host/renderer-host';
import { creditsOf } from './coordinator/state';
import { PolicyWatch } from './policy/policy-watch';
import { listedModules } from './worker/listed-modules';
import { Worker } from './worker/worker';
import type { AttemptRecord } from './worker/attempts';

const STATUS_EVERY_MS = 250;
const zFirst = z.object({ start: zWorkStart });
const zPort = z.object({ sandbox: z.string().max(64) });

export interface WorkPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown, ports: readonly HandedPort[]) => void): void;
}

/** Waits for the start message, then works. @param programs folder of the package @returns ends it */
export function serveWorker(port: WorkPort, log: (line: string) => void, programs: string): () => Promise<void> {
  let running: Running | null = null;
  let starting: Promise<void> | null = null;
  const host = new RendererHost({
    programs,
    want: (id, program) => port.post({ event: 'work.sandboxWanted', payload: { id, program } }),
    kill: (id) => port.post({ event: 'work.sandboxKill', payload: { id } }),
  });
  const required = async (): Promise<Running> => {
    await starting;
    if (!running) throw new AppError('pouw/not-started', 'useful work was not told where to begin');
    return running;
  };
  const handlers: Handlers<typeof workCalls> = {
    'work.status': async () => (await required()).status(),
    'work.configure': async (wish) => (await required()).configure(wish),
    'work.readings': async (readings) => (await required()).policy.read(readings),
    'work.submit': async ({ coordinator, request }) => (await required()).submit(coordinator, request),
    'work.result': async ({ coordinator, batch }) => (await required()).result(coordinator, batch),
    'work.output': async ({ lease }) => (await required()).output(lease),
    'work.sandboxGone': ({ id, crashed }) => host.gone(id, crashed),
    'work.sandboxFailed': ({ id, error }) => host.failed(id, error),
    'work.stop': async () => {
      await running?.stop();
    },
  };
  const onRpc: ((message: unknown) => void)[] = [];
  serve({ post: (message) => port.post(message), onMessage: (listener) => void onRpc.push(listener) }, workCalls, handlers);
  port.onMessage((message, ports) => {
    const opened = zPort.safeParse(message);
    const [first] = ports;
    if (opened.success && first) return host.opened(opened.data.sandbox, first);
    const start = zFirst.safeParse(message);
    if (start.success && !starting) {
      const tell = paced(() => running && port.post({ event: 'work.changed', payload: running.status() }), STATUS_EVERY_MS);
      starting = Running.begin(start.data.start, host, programs, tell, log).then((begun) => {
        running = begun;
        tell();
      });
      starting.catch((thrown: unknown) => {
        log(`useful work did not start: ${toAppError(thrown).code}`);
        process.exit(1);
      });
      return;
    }
    for (const listener of onRpc) listener(message);
  });
  return async () => running?.stop();
}

class Running {
  private constructor(private readonly worker: Worker, private readonly host: RendererHost, readonly policy: PolicyWatch, private clock: { offset: number }, private readonly modules: readonly string[]) {}

  static async begin(start: WorkStart, host: RendererHost, programs: string, changed: () => void, log: (line: string) => void): Promise<Running> {
    const clock = { offset: start.clockOffset };
    const worker = await Worker.open({
      folder: join(start.folder), host, changed, log, kinds: kindsOf(programs),
      hostClass: { runtime: start.runtime, cores: start.cores, memoryMegabytes: start.memoryMegabytes },
      cacheBytes: start.settings.diskMegabytes * 1e6,
      now: () => Math.round(Date.now() + clock.offset),
    });
    const policy = new PolicyWatch({
      root: start.systemRoot, platform: process.platform, now: Date.now,
      // Jobs run in other processes; what they used is known from themselves.
      ownCpuMs: () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000 + worker.computedMs,
      changed: (decision) => {
        worker.setPaused(decision.run ? null : decision.reason);
        changed();
      },
    });
    const running = new Running(worker, host, policy, clock, listedModules(programs));
    running.configure(start);
    return running;
  }

  configure({ coordinators, settings, delegation, clockOffset }: Omit<WorkStart, 'folder'>): void {
    this.clock.offset = clockOffset;
    this.policy.limit(settings);
    this.worker.setLimits({ slots: settings.slots, modules: settings.unlistedModules ? null : this.modules });
    this.worker.setDelegation(delegation);
    this.worker.setCoordinators(coordinators);
  }

  async submit(coordinator: string, request: Parameters<Worker['submit']>[1]): Promise<{ batch: string }> {
    return { batch: (await this.worker.submit(coordinator, request)).id };
  }

  async result(coordinator: string, batch: string): Promise<{ media: string; bytes: Uint8Array }> {
    const found = this.worker.view().coordinators.find(({ url }) => url === coordinator)?.batches.find(({ id }) => id === batch);
    if (!found?.result) throw new AppError('blob/missing', 'this batch has no result yet');
    return { media: found.result.media, bytes: await this.worker.result(coordinator, found.result.blob) };
  }

  async output(lease: string): Promise<{ kind: AttemptRecord['job']['kind']; params: string; bytes: Uint8Array }> {
    const record = this.worker.view().history.find((each) => each.lease === lease);
    const bytes = record && (await this.worker.output(record));
    if (!record || !bytes) throw new AppError('blob/missing', 'what this job made is no longer kept');
    return { kind: record.job.kind, params: record.job.params, bytes };
  }

  status(): WorkStatus {
    const { node, jobs, history, coordinators } = this.worker.view();
    return {
      state: this.policy.decision.run ? { run: true, notes: [...this.policy.decision.notes] } : { ...this.policy.decision, notes: [...this.policy.decision.notes] }, node, isolation: this.host.isolation, temperatureC: this.policy.temperatureC, onBattery: this.policy.onBattery,
      disk: { bytes: this.worker.blobs.bytes },
      jobs: jobs.slice(0, 256).map(({ record: { lease, job, coordinator }, done, secondsLeft, computing }) => ({
        lease, title: job.title, kind: job.kind, coordinator, done: Math.min(1, done / job.units), secondsLeft, credits: creditsOf(job), stage: computing ? 'computing' : 'waiting',
      })),
      history: history.slice(0, 500).flatMap(({ lease, job, coordinator, finished, end }) => (end === null ? [] : [{
        lease, title: job.title, kind: job.kind, coordinator, at: end.at, credits: creditsOf(job), busyMs: finished?.busyMs ?? 0, end: end.how, error: end.error,
      }])),
      coordinators: coordinators.map(({ url, health, ledger, batches, error }) => ({
        url, name: health?.name ?? null, satPerCredit: health?.pays?.satPerCredit ?? null, error,
        account: ledger && { credits: ledger.credits, escrow: ledger.escrow, valid: ledger.node.valid, invalid: ledger.node.invalid, excluded: ledger.node.excluded, payouts: ledger.payouts },
        batches: batches.map((batch) => batchOf(batch, node)),
      })),
    };
  }

  async stop(): Promise<void> {
    this.policy.stop();
    await this.worker.stop();
  }
}

function batchOf({ id, title, kind, publisher, created, state, jobs, done, workers, result, curve }: BatchView, node: string): WorkBatch {
  return { id, title, kind, own: publisher === node, created, state, jobs, done, workers, curve: [...curve], result: result && { ...result.blob, media: result.media } };
}
