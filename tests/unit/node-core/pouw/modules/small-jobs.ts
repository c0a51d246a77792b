// Small jobs of every kind, drawn from a seed, each with what plain TypeScript says of it.
import { readFileSync } from 'node:fs';
import { inProject } from '../../../../../build/setup/paths.mjs';
import { encodeMolecules } from '../../../../../shared/pouw/kinds/molecules';
import { encodePrimes } from '../../../../../shared/pouw/kinds/primes';
import { encodeTile } from '../../../../../shared/pouw/kinds/render';
import { DIGIT_BYTES, encodeTraining, firstWeights } from '../../../../../shared/pouw/kinds/train';
import { seededRandom, type Random } from '../../../../e2e/harness/random';
import { runMolecules } from './molecules-reference';
import { tallyBytes } from './primes-reference';
import { runKilled, type ModuleJob, type ModuleName } from './run-module';
import { renderTile } from './tile-reference';
import { train } from './train-reference';

interface SmallJob {
  readonly job: ModuleJob;
  readonly plain: () => Uint8Array;
}

export const KINDS: readonly ModuleName[] = ['primes', 'tile', 'digits', 'molecules'];
const digits = new Uint8Array(readFileSync(inProject('node-core/pouw/modules/data/digits.bin')));

/** A job of the kind. */
export function smallJob(kind: ModuleName, random: Random): SmallJob {
  const seed = (BigInt(random(0, 0xffff_ffff)) << 32n) | BigInt(random(0, 0xffff_ffff));
  if (kind === 'primes') {
    const [from, numbers] = [random(0, 200_000), random(1, 3) === 1 ? random(262_000, 400_000) : random(1, 20_000)];
    return { job: { module: kind, seed, params: encodePrimes({ from: BigInt(from), count: BigInt(numbers) }) }, plain: () => tallyBytes(from, from + numbers) };
  }
  if (kind === 'tile') {
    const params = { width: 64, height: 48, x: random(0, 40), y: random(0, 30), w: random(1, 8), h: random(1, 8), samples: random(1, 3), scene: random(0, 10) };
    return { job: { module: kind, seed, params: encodeTile(params) }, plain: () => renderTile(params, seed) };
  }
  if (kind === 'digits') {
    const params = { epochs: random(1, 3), batch: random(1, 20), rate: random(1, 400) / 1_000 };
    const [weights, count] = [firstWeights(random(0, 1_000_000)), random(1, 40)];
    const first = random(0, digits.length / DIGIT_BYTES - count);
    const shard = digits.slice(first * DIGIT_BYTES, (first + count) * DIGIT_BYTES);
    return { job: { module: kind, seed, params: encodeTraining(params), inputs: [new Uint8Array(weights.buffer), shard], output: 'f32' }, plain: () => train(params, weights, shard, seed) };
  }
  const params = { particles: 2 * random(4, 24), steps: random(1, 250), density: random(10, 900) / 1_000, temperature: random(0, 2_000) / 1_000, timeStep: random(1, 4) / 1_000 };
  return { job: { module: kind, seed, params: encodeMolecules(params), output: 'f64' }, plain: () => runMolecules(params, seed) };
}

/**
 * Compares jobs with the plain reference, with kills and resumes at random places.
 * @returns kills that there were
 * @throws with kind and seed of the first job that differs
 */
export async function compareJobs(kind: ModuleName, seed: number, jobs: number): Promise<number> {
  let kills = 0;
  for (let each = 0; each < jobs; each += 1) {
    const random = seededRandom(seed + each);
    const { job, plain } = smallJob(kind, random);
    const ran = await runKilled(job, random);
    if (Buffer.compare(ran.output, plain()) !== 0) throw new Error(`${kind}: the module and the plain reference differ at seed ${seed + each}`);
    kills += ran.kills;
  }
  return kills;
}
