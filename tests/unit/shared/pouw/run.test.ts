// A job runs to the same bits however it is cut, and what a module says is never believed.
import { encodeFrame } from '../../../../shared/pouw/abi';
import { admit } from '../../../../shared/pouw/admit/admit';
import { JobRun } from '../../../../shared/pouw/run';
import { attempt } from '../../../pouw/corpus/attempt';
import { corpus } from '../../../pouw/corpus/corpus';
import { CORPUS_LIMITS, corpusFrame } from '../../../pouw/corpus/entry';
import { encode, F32, F64, I64, type Global } from '../../../pouw/corpus/encode';
import { jobModule, op, UNITS } from '../../../pouw/corpus/job-module';

const good = encode(jobModule());
const admitted = admit(good, CORPUS_LIMITS);
const compiled = () => WebAssembly.compile(Uint8Array.from(good));
const started = async (): Promise<JobRun> => JobRun.start(await compiled(), admitted, corpusFrame(), CORPUS_LIMITS);
const resumed = async (state: Uint8Array): Promise<JobRun> => JobRun.resume(await compiled(), admitted, state, CORPUS_LIMITS);
const code = (value: string) => expect.objectContaining({ code: value }) as Error;

/** What the good module computes. */
function expected(): Uint8Array {
  let stirred = 7;
  for (let unit = 0; unit < UNITS; unit += 1) stirred = (Math.imul(stirred, 31) + unit) >>> 0;
  const output = new Uint8Array(8);
  new DataView(output.buffer).setUint32(0, stirred, true);
  return output;
}

describe('a good module', () => {
  it.each([1, 3, 10, 1_000])('gives its output in slices of %i units, with and without snapshots', async (slice) => {
    expect(await attempt(good, { slice })).toEqual(expected());
    expect(await attempt(good, { slice, resume: true })).toEqual(expected());
  });

  it('counts its units', async () => {
    const run = await started();
    expect([run.total, run.done]).toEqual([UNITS, 0]);
    expect(run.step(4)).toBe('more');
    expect(run.done).toBe(4);
    expect(run.step(6)).toBe('done');
    expect(run.done).toBe(UNITS);
  });

  it('gives its output from a snapshot of its end', async () => {
    const run = await started();
    run.step(UNITS);
    expect((await resumed(run.snapshot())).output('bytes')).toEqual(expected());
  });

  it('writes the same snapshot wherever it was stopped before', async () => {
    const [one, other] = [await started(), await started()];
    one.step(5);
    other.step(2);
    const third = await resumed(other.snapshot());
    third.step(3);
    expect(third.snapshot()).toEqual(one.snapshot());
  });

  it('goes on after a mistake of the host', async () => {
    const run = await started();
    for (const units of [0, -1, 1.5, Number.NaN, Infinity]) expect(() => run.step(units)).toThrow(code('pouw/job-units-asked'));
    expect(() => run.output('bytes')).toThrow(code('pouw/job-unfinished'));
    expect(run.step(UNITS)).toBe('done');
    expect(() => run.step(1)).toThrow(code('pouw/job-over'));
    expect(run.output('bytes')).toEqual(expected());
  });

  it('takes no input that is too large for it', async () => {
    const frame = encodeFrame({ seed: 1n, params: new Uint8Array(), inputs: [new Uint8Array(20_000)] });
    await expect(JobRun.start(await compiled(), admitted, frame, CORPUS_LIMITS)).rejects.toThrow(code('pouw/job-input'));
  });
});

describe('the corpus', () => {
  const entries = corpus().filter(({ expect: fate }) => fate === 'failed');
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', async (_, { bytes, code: wanted = '', output = 'bytes' }) => {
    await expect(attempt(bytes, { output })).rejects.toThrow(code(wanted));
  });

  it('fails once and for all', async () => {
    const bytes = corpus().find(({ name }) => name === 'status-garbage')?.bytes ?? new Uint8Array();
    const run = await JobRun.start(await WebAssembly.compile(Uint8Array.from(bytes)), admit(bytes, CORPUS_LIMITS), corpusFrame(), CORPUS_LIMITS);
    for (const call of [() => run.step(1), () => run.step(1), () => run.snapshot(), () => run.output('bytes')]) expect(call).toThrow(code('pouw/job-status'));
  });
});

describe('a snapshot', () => {
  const changed = async (at: number, value: number): Promise<Uint8Array> => {
    const run = await started();
    run.step(5);
    const state = run.snapshot();
    new DataView(state.buffer).setUint32(at, value, true);
    return state;
  };

  it.each([
    ['magic', 0, 0], ['version', 4, 2], ['bytes of memory', 8, 0], ['units in all', 12, 11], ['no units', 12, 0], ['more done than there is', 16, 11], ['progress that the module has not', 20, 900_000], ['number of globals', 24, 2], ['global', 36, 0x3ff8_0000], ['global that is NaN', 36, 0x7ff8_0000],
  ] as const)('is refused with another %s', async (_, at, value) => {
    await expect(changed(at, value).then(resumed)).rejects.toThrow(code(at === 20 ? 'pouw/job-progress' : 'pouw/job-snapshot'));
  });

  it('is refused when it is shorter, longer or of nothing', async () => {
    const state = (await started()).snapshot();
    for (const other of [state.slice(0, -1), Uint8Array.of(...state.slice(0, 40)), new Uint8Array(), new Uint8Array(state.length + 1)]) await expect(resumed(other)).rejects.toThrow(code('pouw/job-snapshot'));
  });

  it('is read from the middle of a larger buffer', async () => {
    const run = await started();
    run.step(5);
    const state = run.snapshot();
    const larger = new Uint8Array(state.length + 3);
    larger.set(state, 3);
    const next = await resumed(larger.subarray(3));
    expect(next.step(5)).toBe('done');
    expect(next.output('bytes')).toEqual(expected());
  });

  const withGlobal = async (global: Omit<Global, 'mutable'>) => {
    const parts = jobModule();
    const bytes = encode({ ...parts, globals: [...parts.globals, { ...global, mutable: true }], exports: [...parts.exports, ['another', 3, 1]] });
    const [module, found] = [await WebAssembly.compile(Uint8Array.from(bytes)), admit(bytes, CORPUS_LIMITS)];
    expect(found.mutableGlobals).toEqual(['another', 'done']);
    const run = await JobRun.start(module, found, corpusFrame(), CORPUS_LIMITS);
    return async () => {
      const state = run.snapshot();
      expect((await JobRun.resume(module, found, state, CORPUS_LIMITS)).snapshot()).toEqual(state);
    };
  };

  it.each([
    ['-1 as i64', I64, [0x42, 0x7f]],
    ['0.1 as f32', F32, [0x43, 0xcd, 0xcc, 0xcc, 0x3d]],
    ['-0 as f64', F64, [0x44, 0, 0, 0, 0, 0, 0, 0, 0x80]],
  ])('holds a global of %s', async (_, type, init) => {
    await (await withGlobal({ type, init: [...init, ...op.end] }))();
  });

  it('holds no NaN', async () => {
    await expect((await withGlobal({ type: F64, init: [0x44, 1, 0, 0, 0, 0, 0, 0xf0, 0x7f, ...op.end] }))()).rejects.toThrow(code('pouw/job-global-nan'));
  });
});
