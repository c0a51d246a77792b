// Every module of the malice corpus gets its verdict, and each refusal the code of the rule that it was made to break.
import { AppError } from '../../../../../shared/errors/app-error';
import { admit } from '../../../../../shared/pouw/admit/admit';
import { corpus } from '../../../../pouw/corpus/corpus';
import { CORPUS_LIMITS } from '../../../../pouw/corpus/entry';
import { encode } from '../../../../pouw/corpus/encode';
import { jobModule } from '../../../../pouw/corpus/job-module';

const verdict = (bytes: Uint8Array): string => {
  try {
    admit(bytes, CORPUS_LIMITS);
    return 'admitted';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

const entries = corpus();

it('has a name for each, and enough of them', () => {
  expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  expect(entries.length).toBeGreaterThanOrEqual(28);
});

it.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { bytes, expect: fate, code }) => {
  expect(verdict(bytes)).toBe(fate === 'refused' ? code : 'admitted');
  if (fate !== 'refused') expect(WebAssembly.validate(Uint8Array.from(bytes))).toBe(true);
});

it('admits the good module that the others are made from', () => {
  expect(admit(encode(jobModule()), CORPUS_LIMITS)).toEqual({ memory: { pages: 1 }, mutableGlobals: ['done'] });
});
