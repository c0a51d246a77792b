// Small jobs in the app's sandboxes, ended after slices drawn at random and gone on with in fresh ones: the output is the plain reference's,
// and the trail is Node's.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inProject } from '../../../build/setup/paths.mjs';
import { encodeFrame } from '../../../shared/pouw/abi';
import { sliceEnd } from '../../../shared/pouw/sandbox-messages';
import { seededRandom } from '../../e2e/harness/random';
import { begin, type ModuleName } from '../../unit/node-core/pouw/modules/run-module';
import { smallJob } from '../../unit/node-core/pouw/modules/small-jobs';
import { jobText, type JobHost } from './job-host';

const MOST_SLICES = 4;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * @returns sandboxes that were ended on the way
 * @throws with kind and seed of the first job that differs
 */
export async function compareInSandboxes(host: JobHost, kind: ModuleName, seed: number, jobs: number): Promise<number> {
  const module = new Uint8Array(readFileSync(inProject(`node-core/pouw/modules/built/${kind}.wasm`)));
  let kills = 0;
  for (let each = 0; each < jobs; each += 1) {
    const random = seededRandom(seed + each);
    const { job, plain } = smallJob(kind, random);
    const here = await begin(job);
    const [units, slices] = [here.total, Math.min(MOST_SLICES, here.total)];
    const trail: string[] = [];
    for (let slice = 0; slice < slices; slice += 1) {
      const more = sliceEnd(units, slices, slice) - here.done;
      if (more > 0) here.step(more);
      trail.push(sha256(here.snapshot()));
    }
    // Each slice but the last is an end in every third job or so.
    const cuts = Array.from({ length: slices - 1 }, (_, at) => at + 1).filter(() => random(0, 2) === 0);
    const { seed: own = 1n, params, inputs = [], output = 'bytes' } = job;
    const ran = await host.ask('run', { job: jobText({ module, frame: encodeFrame({ seed: own, params, inputs }), units, slices, output }), cuts });
    const expected = sha256(plain());
    if (sha256(here.output(output)) !== expected) throw new Error(`${kind}: Node and the plain reference differ at seed ${seed + each}`);
    if (ran.sha256 !== expected) throw new Error(`${kind}: the sandbox and the plain reference differ at seed ${seed + each}`);
    if (ran.trail.join() !== trail.join()) throw new Error(`${kind}: the trails of the sandbox and of Node differ at seed ${seed + each}`);
    // Each cut ends two: one that handed its state out, and one that had begun from it.
    kills += 2 * cuts.length;
  }
  return kills;
}
