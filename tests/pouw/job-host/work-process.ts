// The work process under the sandboxes: the app's own host for renderers and its own way to run a job, asked from outside.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJob, RunningJob, type JobStart, type RunHooks } from '../../../node-core/pouw/host/run-job';
import { RendererHost } from '../../../node-core/pouw/host/renderer-host';
import type { SandboxHost } from '../../../node-core/pouw/host/sandbox';
import { runUnderApp } from '../../../node-core/process/utility-process';
import { collectGarbage } from './garbage';
import { heard } from './heard';
import type { Act, Acts, Asked, Input, JobText, Ran, Result, ToMain, ToWork } from './messages';

const LIMITS = { memPages: 64, wallSeconds: 600, outputBytes: 1_048_576 };
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const startOf = ({ module, frame, units, slices, output }: JobText, more: Partial<JobStart> = {}): JobStart => ({
  plan: { units, slices, output, limits: LIMITS }, program: { kind: 'wasm', module: bytes(module) }, frame: bytes(frame), state: null, keepEvery: null, ...more,
});

/** Processor milliseconds of all threads of a process (proc(5), schedstat: nanoseconds). */
function processorMs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

runUnderApp((parent) => {
  const tell = (message: ToMain): void => parent.postMessage(message);
  const host = new RendererHost({ programs: join(__dirname, '..', 'useful-work'), want: (id) => tell({ want: id }), kill: (id) => tell({ kill: id }) });
  let pid = 0;
  let runaway: RunningJob | null = null;
  /** Begins a job and resolves at its first word of the kind, with the job. */
  const until = (job: JobText, kind: string, hooks: RunHooks = {}): { said: Promise<void>; running: Promise<RunningJob> } => {
    let hear: () => void = () => undefined;
    const said = new Promise<void>((resolve) => { hear = resolve; });
    return { said, running: RunningJob.begin(heard(host, (message) => { if (message.kind === kind) hear(); }), startOf(job), hooks) };
  };
  const ended = async (running: Promise<RunningJob>): Promise<void> => (await running).stop();
  const done = async (host_: SandboxHost, start: JobStart): Promise<Ran & { busyMs: number }> => {
    const outcome = await runJob(host_, start);
    if (outcome.kind !== 'done') throw new Error('the job was not done');
    return { sha256: outcome.sha256, trail: outcome.trail, busyMs: outcome.busyMs };
  };

  const acts: { [A in Act]?: (input: Input<A>) => Promise<Result<A>> } = {
    run: async ({ job, cuts = [] }) => {
      let state: JobStart['state'] = null;
      const trail: string[] = [];
      for (const cut of cuts) {
        const outcome = await runJob(heard(host, (message) => { if (message.kind === 'slice') trail.push(String(message.hash)); }), startOf(job, { state, stopAfter: cut }));
        if (outcome.kind !== 'state') throw new Error('no state was handed out');
        state = { state: outcome.state, trail: [...trail] };
        // Somebody else goes on from there, and is ended in the middle: what was kept is where the next one begins.
        await (await RunningJob.begin(host, startOf(job, { state }))).stop();
      }
      return done(host, startOf(job, { state }));
    },
    measure: async ({ job }) => {
      let [first, last] = [0, 0];
      const ran = await done(heard(host, ({ kind, index }) => {
        if (kind === 'slice' && index === 0) first = processorMs(pid);
        else if (kind === 'done') last = processorMs(pid);
      }), startOf(job));
      return { ...ran, processorMs: last - first };
    },
    start: async ({ job }) => {
      const before = performance.now();
      const { said, running } = until(job, 'slice');
      await said;
      const took = performance.now() - before;
      await ended(running);
      return took;
    },
    pause: async ({ job }) => {
      let hear: () => void = () => undefined;
      const paused = new Promise<void>((resolve) => { hear = resolve; });
      const { said, running } = until(job, 'progress', { paused: () => hear() });
      await said;
      const before = performance.now();
      (await running).pause();
      await paused;
      const took = performance.now() - before;
      await ended(running);
      return took;
    },
    runaway: async ({ job }) => {
      const { said, running } = until(job, 'ready');
      runaway = await running;
      await said;
      // It is at it once its process has taken more than the loading of a module can take.
      const idle = processorMs(pid);
      while (processorMs(pid) - idle < 30) await new Promise((resolve) => setTimeout(resolve, 5));
      return null;
    },
    kill: async ({ next }) => {
      if (!runaway) throw new Error('there is no runaway');
      const before = performance.now();
      const gone = runaway.stop().then(() => performance.now() - before);
      const { said: sliced, running: second } = until(next, 'slice');
      await sliced;
      const working = performance.now() - before;
      await ended(second);
      return { gone: await gone, working };
    },
    many: async ({ job, times }) => {
      for (let each = 0; each < times; each += 1) await done(host, startOf(job));
      return null;
    },
    collect: () => {
      collectGarbage();
      return Promise.resolve(null);
    },
  };

  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToWork;
    if ('opened' in message) {
      ({ pid } = message);
      if (port) host.opened(message.opened, port);
    } else if ('failed' in message) host.failed(message.failed, message.error);
    else if ('gone' in message) host.gone(message.gone, message.crashed);
    else void serve(message);
  });
  async function serve({ id, act, input }: Asked): Promise<void> {
    try {
      tell({ id, value: await (acts[act] as (input: unknown) => Promise<ReturnType<Acts[Act]>>)(input) });
    } catch (thrown) {
      tell({ id, error: `${act}: ${thrown instanceof Error ? `${thrown.message} ${thrown.stack ?? ''}` : String(thrown)}` });
    }
  }
  return () => host.close();
});
