// The worker's journal: however it was written, its shortest form tells the same, and every prefix of it is a state that it was in.
import fc from 'fast-check';
import { Attempts, zRecord, type AttemptEvent } from '../../../../../node-core/pouw/worker/attempts';
import type { Job } from '../../../../../shared/pouw/protocol';

const hash = (digit: number): string => digit.toString(16).repeat(64).slice(0, 64);
const lease = (digit: number): string => digit.toString(16).repeat(32).slice(0, 32);
const job = (digit: number): Job => ({
  v: 1, id: lease(digit), batch: lease(0), publisher: hash(1), kind: 'primes', title: `job ${digit}`, module: { sha256: hash(digit % 2), size: 100 }, inputs: [], params: '', seed: '0000000000000001', output: 'bytes',
  limits: { memPages: 16, wallSeconds: 60, outputBytes: 100 }, units: 10, slices: 2, delayBoundSeconds: 60, replication: { minQuorum: 2, maxErrors: 1, maxTotal: 4, adaptive: true }, creditPerUnit: 1, expires: 1_000,
});

const digit = fc.integer({ min: 1, max: 5 });
const event: fc.Arbitrary<AttemptEvent> = fc.oneof(
  digit.map((at): AttemptEvent => ({ t: 'leased', lease: lease(at), coordinator: 'http://127.0.0.1:1', job: job(at), at })),
  fc.tuple(digit, fc.integer({ min: 0, max: 9 })).map(([at, done]): AttemptEvent => ({ t: 'kept', lease: lease(at), done, state: hash(done), trail: done > 4 ? [hash(2)] : [] })),
  digit.map((at): AttemptEvent => ({ t: 'finished', lease: lease(at), output: { sha256: hash(3), size: 5 }, trail: [hash(2), hash(4)], salt: hash(5), busyMs: 1, wallMs: 2, at: 50 + at })),
  digit.map((at): AttemptEvent => ({ t: 'committed', lease: lease(at) })),
  digit.map((at): AttemptEvent => ({ t: 'submitted', lease: lease(at) })),
  fc.tuple(digit, fc.constantFrom('validated', 'refused', 'cancelled', 'lapsed', 'failed')).map(([at, end]): AttemptEvent => ({ t: 'ended', lease: lease(at), end, error: end === 'failed' ? { code: 'pouw/job-trap', message: 'a trap', context: {} } : null, at: 100 + at })),
);
const told = (attempts: Attempts) => ({ open: [...attempts.open()].sort((a, b) => a.lease.localeCompare(b.lease)), ended: [...attempts.ended()].sort((a, b) => a.lease.localeCompare(b.lease)) });
const fold = (events: readonly AttemptEvent[]): Attempts => {
  const attempts = new Attempts();
  for (const each of events) attempts.apply(each);
  return attempts;
};
/** A worker commits only what it finished, and submits only what it committed to. */
const possible = (events: readonly AttemptEvent[]): AttemptEvent[] => {
  const attempts = new Attempts();
  return events.filter((each) => {
    const state = attempts.get(each.lease)?.state;
    const fits = each.t === 'leased' ? state === undefined : each.t === 'kept' || each.t === 'finished' ? state === 'leased' : each.t === 'committed' ? state === 'finished' : each.t === 'submitted' ? state === 'committed' : state !== undefined && state !== 'ended';
    if (fits) attempts.apply(each);
    return fits;
  });
};

it('the compacted journal tells the same, parsed as it is read', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 60 }), (raw) => {
    const attempts = fold(possible(raw));
    expect(told(fold(attempts.records().map((record) => zRecord.parse(JSON.parse(JSON.stringify(record))))))).toEqual(told(attempts));
  }));
});

it('an attempt that ended stays ended, and its state is not needed any more', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 60 }), fc.array(event, { maxLength: 20 }), (raw, later) => {
    const before = fold(possible(raw));
    const ended = before.ended().map(({ lease: each, end }) => [each, end?.how]);
    for (const each of later.filter(({ t }) => t !== 'leased')) before.apply(each);
    for (const [each, how] of ended) expect(before.get(each ?? '')).toMatchObject({ end: { how }, kept: null });
  }));
});

it('a module is blamed for its own failures only', () => {
  const failed = (at: number, code: string): AttemptEvent[] => [{ t: 'leased', lease: lease(at), coordinator: 'http://127.0.0.1:1', job: job(2), at }, { t: 'ended', lease: lease(at), end: 'failed', error: { code, message: '', context: {} }, at }];
  const attempts = fold([...failed(1, 'pouw/job-trap'), ...failed(2, 'pouw/module-import'), ...failed(3, 'blob/no-room'), ...failed(4, 'pouw/unreachable')]);
  expect(attempts.failures(hash(0))).toBe(2);
});

it('a model is blamed, and not the runtime that many models share', () => {
  const failed = (at: number, model: number): AttemptEvent[] => [{ t: 'leased', lease: lease(at), coordinator: 'http://127.0.0.1:1', job: { ...job(2), kind: 'onnx', inputs: [{ sha256: hash(model), size: 1 }] }, at }, { t: 'ended', lease: lease(at), end: 'failed', error: { code: 'pouw/model-operator', message: '', context: {} }, at }];
  const attempts = fold([...failed(1, 7), ...failed(2, 7), ...failed(3, 8)]);
  expect([7, 8, 0].map((each) => attempts.failures(hash(each)))).toEqual([2, 1, 0]);
});
