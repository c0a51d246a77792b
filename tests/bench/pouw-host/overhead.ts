// What the work loop takes beside the work: its slices with their hashes, its small steps, what it tells and the states that it hands out,
// against one call that does everything. Both in this process, so that nothing else differs; hashed by the same interface as in the sandbox.
import { admit } from '../../../shared/pouw/admit/admit';
import { toHex } from '../../../shared/crypto/bytes';
import { JobRun, openModule } from '../../../shared/pouw/run';
import { zFromSandbox, type FromSandbox } from '../../../shared/pouw/sandbox-messages';
import { serveWork } from '../../../shared/pouw/work-loop';
import { median, type Measured } from '../bench-type';
import { kernelJob, type KernelJob, type KernelName } from './kernel-jobs';

const ROUNDS = 9;
/** As the coordinator cuts a job. */
const SLICES = 16;
const KEEP_EVERY_MS = 15_000;
const OUTPUT_BYTES = 1_048_576;

const hash = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

/** @returns how the job ended */
function throughLoop({ module, frame, units, output }: KernelJob): Promise<FromSandbox> {
  const { memory, mutableGlobals } = admit(module, { memPages: 64 });
  return new Promise((resolve) => {
    let hear: (message: unknown) => void = () => undefined;
    serveWork({
      post: (message) => {
        const said = zFromSandbox.parse(message);
        if (said.kind === 'done' || said.kind === 'failed') resolve(said);
      },
      onMessage: (listener) => { hear = listener; },
    }, { now: () => performance.now(), breathe: () => new Promise((wake) => { setImmediate(wake); }), hash }, openModule);
    hear({ kind: 'start', program: { kind: 'wasm', module, pages: memory.pages, globals: [...mutableGlobals] }, from: { frame, state: null }, units, slices: SLICES, output, outputBytes: OUTPUT_BYTES, keepEvery: KEEP_EVERY_MS, stopAfter: null });
  });
}

async function bare(compiled: WebAssembly.Module, { module, frame }: KernelJob): Promise<void> {
  const run = await JobRun.start(compiled, admit(module, { memPages: 64 }), frame, { outputBytes: OUTPUT_BYTES });
  run.step(run.total);
}

async function used(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** @param longer times the job's length of the throughput's rounds */
export async function overhead(name: KernelName, longer: number): Promise<Measured> {
  const job = kernelJob(name, longer);
  const compiled = await WebAssembly.compile(job.module as Uint8Array<ArrayBuffer>);
  const [ratios, whole]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Whoever is first has the colder processor: they take turns.
    const order = round % 2 === 0 ? ['bare', 'loop'] : ['loop', 'bare'];
    const ms = { bare: 0, loop: 0 };
    for (const who of order) {
      if (who === 'bare') ms.bare = await used(() => bare(compiled, job));
      else ms.loop = await used(async () => {
        const end = await throughLoop(job);
        if (end.kind !== 'done') throw new Error('the job was not done');
      });
    }
    if (round === 0) continue;
    ratios.push(ms.loop / ms.bare);
    whole.push(ms.bare);
  }
  return { value: (median(ratios) - 1) * 100, note: `a job of ${(median(whole) / 1_000).toFixed(1)} s in ${SLICES} slices` };
}
