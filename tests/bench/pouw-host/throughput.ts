// How fast a module runs where jobs run, against the fastest native build of the same mathematics: processor time of the second half of a
// job, so that the first steps, in which the module is still being translated, are in no figure. Rounds take turns.
import { cpus } from 'node:os';
import { runJob } from '../../../node-core/pouw/host/run-job';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { sliceEnd } from '../../../shared/pouw/sandbox-messages';
import { heard } from '../../pouw/job-host/heard';
import { jobText } from '../../pouw/job-host/job-host';
import { median, type Measured } from '../bench-type';
import { kernelJob, type KernelJob, type KernelName } from './kernel-jobs';
import { nativeKernels } from './native';
import { workPrograms, withJobHost } from './place';

const ROUNDS = 9;
const SLICES = 2;
const LIMITS = { memPages: 64, wallSeconds: 600, outputBytes: 1_048_576 };

interface Figures {
  readonly app: number;
  readonly thread: number;
  readonly native: number;
  readonly note: string;
}

/** The same in a thread of this process, which does nothing else meanwhile. */
async function inThread(host: ThreadHost, { module, frame, units, output }: KernelJob): Promise<{ ms: number; sha256: string }> {
  let [from, used] = [process.cpuUsage(), 0];
  const outcome = await runJob(heard(host, ({ kind, index }) => {
    if (kind === 'slice' && index === 0) from = process.cpuUsage();
    else if (kind === 'done') {
      const { user, system } = process.cpuUsage(from);
      used = (user + system) / 1_000;
    }
  }), { plan: { units, slices: SLICES, output, limits: LIMITS }, program: { kind: 'wasm', module }, frame, state: null, keepEvery: null });
  if (outcome.kind !== 'done') throw new Error('the job was not done');
  return { ms: used, sha256: outcome.sha256 };
}

async function measure(name: KernelName): Promise<Figures> {
  const job = kernelJob(name);
  const thread = new ThreadHost(await workPrograms());
  const natives = nativeKernels(name, job, sliceEnd(job.units, SLICES, 0));
  try {
    return await withJobHost(async (host, { sandbox }) => {
      const text = jobText({ ...job, slices: SLICES });
      const times = new Map<string, number[]>();
      const hashes = new Map<string, string>();
      const count = (who: string, ms: number, sha256: string, round: number): void => {
        if ((hashes.get(who) ?? sha256) !== sha256) throw new Error(`${who} gave two results of one job`);
        hashes.set(who, sha256);
        if (round > 0) times.set(who, [...(times.get(who) ?? []), ms]);
      };
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const native of natives) {
          const { ms, sha256 } = await native.run();
          count(native.name, ms, sha256, round);
        }
        await host.ask('warm', null);
        const ran = await host.ask('measure', { job: text });
        count('app', ran.processorMs, ran.sha256, round);
        const threaded = await inThread(thread, job);
        count('thread', threaded.ms, threaded.sha256, round);
      }
      // Where additions and multiplications are rounded one by one, everybody did the same work to the bit.
      const expected = hashes.get('app');
      for (const who of ['thread', ...natives.filter(({ exact }) => exact).map((each) => each.name)]) if (hashes.get(who) !== expected) throw new Error(`${who} and the app differ in ${name}`);
      const middle = (who: string): number => median(times.get(who) ?? []);
      const [best] = natives.map((each) => ({ name: each.name, ms: middle(each.name) })).sort((left, right) => left.ms - right.ms);
      if (!best) throw new Error('no native build');
      const rest = natives.map((each) => `${each.name} ${middle(each.name).toFixed(0)} ms`).join(', ');
      return { app: middle('app'), thread: middle('thread'), native: best.ms, note: `${rest}; ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${sandbox}` };
    });
  } finally {
    for (const native of natives) native.end();
    await thread.close();
  }
}

const found = new Map<KernelName, Promise<Figures>>();

/** Time of the app's host, or of a thread, over the native one. */
export async function slowness(name: KernelName, where: 'app' | 'thread'): Promise<Measured> {
  const figures = found.get(name) ?? measure(name);
  found.set(name, figures);
  const { native, note, [where]: ms } = await figures;
  return { value: ms / native, note: `${(native / ms).toFixed(2)} of the native speed, ${ms.toFixed(0)} ms; ${note}` };
}
