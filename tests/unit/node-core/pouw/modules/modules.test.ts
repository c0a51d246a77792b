// All modules: what is committed is what the sources make, and no input makes one trap.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inProject } from '../../../../../build/setup/paths.mjs';
import { decodeMolecules, encodeMolecules } from '../../../../../shared/pouw/kinds/molecules';
import { averageWeights, decodeTrained, DIGIT_BYTES, encodeTraining, firstWeights, testWeights } from '../../../../../shared/pouw/kinds/train';
import { begin, runModule, type ModuleName } from './run-module';

const NAMES: readonly ModuleName[] = ['primes', 'tile', 'digits', 'molecules'];
const folder = inProject('node-core/pouw/modules');

it('the built modules are those of the checksums, and of their sources', () => {
  const sums = Object.fromEntries(readFileSync(`${folder}/built/SHA256SUMS`, 'utf8').trim().split('\n').map((line) => line.split('  ').reverse()));
  for (const name of NAMES) expect(createHash('sha256').update(readFileSync(`${folder}/built/${name}.wasm`)).digest('hex')).toBe(sums[`${name}.wasm`]);
  execFileSync(process.execPath, [`${folder}/build.mjs`, '--check'], { stdio: 'pipe' });
}, 60_000);

it.each(NAMES)('%s takes any params and inputs without a trap', async (module) => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 3 }), async (params, inputs) => {
    const refusal = await begin({ module, params, inputs }).then(() => null, (thrown: unknown) => thrown);
    if (refusal !== null) expect(refusal).toMatchObject({ code: 'pouw/job-input' });
  }), { numRuns: 60 });
});

describe('training', () => {
  const digits = new Uint8Array(readFileSync(`${folder}/data/digits.bin`));
  const [learned, tested] = [digits.subarray(0, 4_000 * DIGIT_BYTES), digits.subarray(4_000 * DIGIT_BYTES)];
  const share = (at: number, of: number) => learned.slice(Math.floor((at * 4_000) / of) * DIGIT_BYTES, Math.floor(((at + 1) * 4_000) / of) * DIGIT_BYTES);
  const job = (weights: Float32Array, shard: Uint8Array, seed = 1n) => ({ module: 'digits', seed, output: 'f32', params: encodeTraining({ epochs: 1, batch: 16, rate: 0.1 }), inputs: [new Uint8Array(weights.buffer), shard] }) as const;

  it('averaged over shares, reads digits that it has not learned from better each round', async () => {
    let weights = firstWeights(7);
    const curve: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const trained = await Promise.all([0, 1, 2].map(async (at) => decodeTrained((await runModule(job(weights, share(at, 3), BigInt(round * 3 + at)))).output)));
      weights = averageWeights(trained.map((each) => ({ weights: each.weights, digits: 1_333 })));
      curve.push(testWeights(weights, tested).accuracy);
    }
    expect(curve[0]).toBeGreaterThan(0.7);
    expect(curve.at(-1)).toBeGreaterThan(0.88);
  });

  it('ends at the same weights however it is cut', async () => {
    const one = job(firstWeights(3), share(0, 20), 9n);
    const whole = await runModule(one);
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }), async (cuts) => {
      expect((await runModule(one, cuts)).state).toEqual(whole.state);
    }), { numRuns: 10 });
  });

  it('refuses weights that are no numbers, and labels that are no digits', async () => {
    const broken = firstWeights(3);
    broken[5] = Number.NaN;
    await expect(begin(job(broken, share(0, 20)))).rejects.toMatchObject({ code: 'pouw/job-input' });
    const wrong = share(0, 20);
    wrong[DIGIT_BYTES - 1] = 10;
    await expect(begin(job(firstWeights(3), wrong))).rejects.toMatchObject({ code: 'pouw/job-input' });
  });
});

describe('molecules', () => {
  const params = encodeMolecules({ particles: 64, steps: 600, density: 0.7, temperature: 0.9, timeStep: 0.002 });

  it('keep their energy, and end at the same places however the run is cut', async () => {
    const whole = await runModule({ module: 'molecules', seed: 5n, params, output: 'f64' });
    const { energies, drift, positions } = decodeMolecules(whole.output);
    expect(energies).toHaveLength(64);
    expect(positions).toHaveLength(3 * 64);
    // Velocity Verlet keeps the energy within its own small swings.
    expect(drift).toBeLessThan(0.02);
    const cut = await runModule({ module: 'molecules', seed: 5n, params, output: 'f64' }, [1, 7, 20, 3]);
    expect(cut.state).toEqual(whole.state);
    expect((await runModule({ module: 'molecules', seed: 6n, params, output: 'f64' })).output).not.toEqual(whole.output);
  });
});
