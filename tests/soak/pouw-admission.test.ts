// A million damaged modules: each gets an answer or a refusal, and nothing is admitted that the engine refuses.
import { seededRandom } from '../e2e/harness/random';
import { judge } from '../pouw/corpus/judge';
import { mutated } from '../pouw/corpus/mutate';
import { SEED, wholeNumber } from './soak-run';

jest.setTimeout(3 * 3_600_000);

/** FLUXKEEP_SOAK_MUTATIONS, or a million. */
const MUTATIONS = wholeNumber('FLUXKEEP_SOAK_MUTATIONS', 1_000_000);
const TELL_EVERY = 100_000;

it('judges every damaged module as the engine does', () => {
  const say = (line: string): void => void process.stdout.write(`admission: ${line}\n`);
  const random = seededRandom(SEED);
  const verdicts = new Map<string, number>();
  say(`${MUTATIONS} mutations, seed ${SEED}`);
  for (let count = 1; count <= MUTATIONS; count += 1) {
    const verdict = judge(mutated(random));
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (count % TELL_EVERY === 0) say(`${count} of ${MUTATIONS}, ${verdicts.get('admitted') ?? 0} admitted`);
  }
  say([...verdicts].sort(([, one], [, other]) => other - one).map(([verdict, count]) => `${count} ${verdict}`).join(', '));
  expect(verdicts.get('admitted') ?? 0).toBeGreaterThan(0);
});
