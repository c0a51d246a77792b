// A million links, sound and damaged: no crash, no action, no dialog that shows less than all.
import { seededRandom } from '../../e2e/harness/random';
import { judgeLink } from '../../unit/shared/links/judge-link';
import { randomLink } from '../../unit/shared/links/random-link';
import { SEED, wholeNumber } from '../soak-run';

jest.setTimeout(3_600_000);

/** FLUXKEEP_SOAK_LINKS, or a million. */
const LINKS = wholeNumber('FLUXKEEP_SOAK_LINKS', 1_000_000);
const TELL_EVERY = 100_000;

it('judges every link', () => {
  const say = (line: string): void => void process.stdout.write(`links: ${line}\n`);
  const random = seededRandom(SEED);
  const verdicts = new Map<string, number>();
  say(`${LINKS} links, seed ${SEED}`);
  for (let count = 1; count <= LINKS; count += 1) {
    const verdict = judgeLink(randomLink(random), count % 2 === 0 ? 'practice' : 'mainnet');
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (count % TELL_EVERY === 0) say(`${count} of ${LINKS}`);
  }
  say([...verdicts].sort(([, one], [, other]) => other - one).map(([verdict, count]) => `${count} ${verdict}`).join(', '));
  for (const kind of ['pay', 'sign', 'address']) expect(verdicts.get(kind) ?? 0).toBeGreaterThan(0);
});
