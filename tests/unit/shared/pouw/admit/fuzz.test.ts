// Any bytes get an answer or a refusal, and the engine agrees. tests/soak/pouw-admission.test.ts is the long form.
import fc from 'fast-check';
import { seededRandom } from '../../../../e2e/harness/random';
import { encode, fromSections } from '../../../../pouw/corpus/encode';
import { corpus } from '../../../../pouw/corpus/corpus';
import { jobModule } from '../../../../pouw/corpus/job-module';
import { judge } from '../../../../pouw/corpus/judge';
import { mutated } from '../../../../pouw/corpus/mutate';
import { richModule, withTable } from '../../../../pouw/corpus/rich-module';

const MUTATIONS = 3_000;

it('judges mutated modules as the engine does', () => {
  const random = seededRandom(1);
  const verdicts = new Set(Array.from({ length: MUTATIONS }, () => judge(mutated(random))));
  // It would prove little if all of them were refused in the same place.
  expect(verdicts.size).toBeGreaterThan(15);
  expect(verdicts).toContain('admitted');
});

it('judges the whole corpus as the engine does', () => {
  for (const { bytes } of corpus()) judge(bytes);
});

it('answers for any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void judge(bytes)), { numRuns: 1_000 });
});

it('answers for any bytes after a header and for any bytes as a section', () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void judge(Uint8Array.of(...header, ...bytes))), { numRuns: 1_000 });
  fc.assert(fc.property(fc.integer({ min: 0, max: 14 }), fc.uint8Array({ maxLength: 200 }), (id, bytes) => void judge(fromSections([[id, [...bytes]]]))), { numRuns: 1_000 });
});

it('answers for any instructions', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (code) => void judge(encode(jobModule({ step: { code: [...code] } })))),
    { numRuns: 3_000 },
  );
});

it('refuses every beginning of a good module', () => {
  const bytes = fromSections(withTable(richModule));
  for (let length = 0; length < bytes.length; length += 1) expect(judge(bytes.subarray(0, length))).not.toBe('admitted');
});
