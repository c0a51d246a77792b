// Runs a built module in this process, whole or cut into pieces with a fresh instance between them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inProject } from '../../../../../build/setup/paths.mjs';
import { encodeFrame, type OutputType } from '../../../../../shared/pouw/abi';
import { admit } from '../../../../../shared/pouw/admit/admit';
import { JobRun } from '../../../../../shared/pouw/run';
import type { Random } from '../../../../e2e/harness/random';

export type ModuleName = 'primes' | 'tile' | 'digits' | 'molecules';

export interface ModuleJob {
  readonly module: ModuleName;
  readonly seed?: bigint;
  readonly params: Uint8Array;
  readonly inputs?: readonly Uint8Array[];
  readonly output?: OutputType;
}

const LIMITS = { outputBytes: 1_048_576 };

const shelf = new Map<ModuleName, ReturnType<typeof load>>();
/** Looked at and translated once. */
function loaded(name: ModuleName): ReturnType<typeof load> {
  const known = shelf.get(name) ?? load(name);
  shelf.set(name, known);
  return known;
}

async function load(name: ModuleName) {
  const bytes = new Uint8Array(readFileSync(inProject(`node-core/pouw/modules/built/${name}.wasm`)));
  return { admitted: admit(bytes, { memPages: 64 }), module: await WebAssembly.compile(bytes) };
}

export async function begin({ module: name, seed = 1n, params, inputs = [] }: ModuleJob): Promise<JobRun> {
  const { admitted, module } = await loaded(name);
  return JobRun.start(module, admitted, encodeFrame({ seed, params, inputs }), LIMITS);
}

/** @param cuts units of each piece; a snapshot and a fresh instance stand between two @returns `state`: SHA-256 of the last one */
export async function runModule(job: ModuleJob, cuts: readonly number[] = []): Promise<{ output: Uint8Array; state: string; units: number }> {
  const { admitted, module } = await loaded(job.module);
  let run = await begin(job);
  for (const cut of cuts) {
    const units = Math.min(cut, run.total - run.done);
    if (units === 0) break;
    run.step(units);
    run = await JobRun.resume(module, admitted, run.snapshot(), LIMITS);
  }
  if (run.done < run.total) run.step(run.total - run.done);
  return { output: run.output(job.output ?? 'bytes'), state: createHash('sha256').update(run.snapshot()).digest('hex'), units: run.total };
}

/** Runs a job as a computer does that is killed now and then: what was done since the last state that was kept is lost and done again. */
export async function runKilled(job: ModuleJob, random: Random): Promise<{ output: Uint8Array; kills: number }> {
  const { admitted, module } = await loaded(job.module);
  let run = await begin(job);
  let [kept, kills] = [run.snapshot(), 0];
  for (;;) {
    if (random(0, 2) === 0) kept = run.snapshot();
    if (kills < 6 && random(0, 2) === 0) {
      run = await JobRun.resume(module, admitted, kept, LIMITS);
      kills += 1;
    }
    if (run.done === run.total) return { output: run.output(job.output ?? 'bytes'), kills };
    run.step(random(1, Math.max(1, Math.ceil(run.total / 3))));
  }
}
