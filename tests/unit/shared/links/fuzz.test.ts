// Any text gets an answer or a typed refusal, and no dialog shows less than all. tests/soak/links/links.test.ts is the long form.
import fc from 'fast-check';
import { seededRandom } from '../../../e2e/harness/random';
import { judgeLink } from './judge-link';
import { randomLink } from './random-link';

const LINKS = 20_000;

it('judges links by chance, sound and damaged', () => {
  const random = seededRandom(7);
  const verdicts = new Set(Array.from({ length: LINKS }, () => judgeLink(randomLink(random), random(0, 1) === 0 ? 'practice' : 'mainnet')));
  // It would prove little if all of them were refused in the same place.
  for (const kind of ['pay', 'sign', 'address', 'links/callback-private', 'links/message-too-long', 'uri/bad-escape', 'links/unknown-action']) expect(verdicts).toContain(kind);
});

it('answers for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void judgeLink(text, 'practice')), { numRuns: 3_000 });
});

it('answers for any query', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void judgeLink(`zel:?action=sign&message=${text}`, 'practice')), { numRuns: 3_000 });
});

it('shows any text that can be signed, whole', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
    if (/\p{Surrogate}/u.test(text)) return;
    expect(judgeLink(`zel:?action=sign&message=${encodeURIComponent(text)}`, 'mainnet')).toBe(text.startsWith('FLUX_URL=') ? 'links/foreign-storage' : 'sign');
  }), { numRuns: 3_000 });
});
