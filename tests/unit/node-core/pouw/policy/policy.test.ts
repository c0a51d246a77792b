// The policy of useful work: each cause, the waits, and what holds for any readings.
import fc from 'fast-check';
import { advancePolicy, CALM_MS, SPIKE_MS, startPolicy, type PolicyState } from '../../../../../node-core/pouw/policy/policy';
import { PAUSE_REASONS, type WorkDecision, type WorkLimits, type WorkReadings } from '../../../../../shared/pouw/policy';

const LIMITS: WorkLimits = { onlyWhenAway: false, awayAfterS: 300, pauseOnBattery: true, hours: null, maxTemperatureC: 80, maxOtherLoad: 0.25 };
const CALM: Omit<WorkReadings, 'at'> = { onBattery: false, idleSeconds: 1000, hour: 12, temperatureC: 50, cpuLoadByOthers: 0.05, signingOpen: false, userPaused: false };

class Run {
  state: PolicyState = startPolicy();
  constructor(private readonly limits: WorkLimits = LIMITS) {}
  at(seconds: number, readings: Partial<WorkReadings> = {}, limits = this.limits): WorkDecision {
    const { state, decision } = advancePolicy(this.state, limits, { ...CALM, ...readings, at: seconds * 1000 });
    this.state = state;
    return decision;
  }
}
const paused = (reason: string, since: number, resumesWhen: string): object => ({ run: false, reason, since: since * 1000, resumesWhen });

test('nothing stops work', () => {
  expect(new Run().at(0)).toEqual({ run: true, notes: [] });
});

test.each([
  ['user-paused', { userPaused: true }, 'user-resumes'],
  ['signing', { signingOpen: true }, 'dialog-closed'],
] as const)('%s counts at once and ends at once', (reason, readings, resumesWhen) => {
  const run = new Run();
  run.at(0);
  expect(run.at(1, readings)).toMatchObject(paused(reason, 1, resumesWhen));
  expect(run.at(2, readings)).toMatchObject(paused(reason, 1, resumesWhen));
  expect(run.at(3)).toMatchObject({ run: true });
});

test('battery counts at once, and a minute after the plug work goes on', () => {
  const run = new Run();
  run.at(0);
  expect(run.at(1, { onBattery: true })).toMatchObject(paused('on-battery', 1, 'plugged-in'));
  expect(run.at(100)).toMatchObject(paused('on-battery', 1, 'calm'));
  expect(run.at(120, { onBattery: true })).toMatchObject(paused('on-battery', 1, 'plugged-in'));
  run.at(130);
  expect(run.at(189)).toMatchObject({ run: false });
  expect(run.at(190)).toMatchObject({ run: true });
});

test('a short spike stops nothing, a long one does until a minute of calm', () => {
  const run = new Run();
  run.at(0);
  expect(run.at(1, { cpuLoadByOthers: 0.9 })).toMatchObject({ run: true });
  expect(run.at(10.9, { cpuLoadByOthers: 0.9 })).toMatchObject({ run: true });
  expect(run.at(12)).toMatchObject({ run: true });
  run.at(13, { cpuLoadByOthers: 0.9 });
  expect(run.at(23, { cpuLoadByOthers: 0.9 })).toMatchObject(paused('busy', 23, 'others-idle'));
  expect(run.at(24)).toMatchObject(paused('busy', 23, 'calm'));
  expect(run.at(50, { cpuLoadByOthers: 0.3 })).toMatchObject(paused('busy', 23, 'others-idle'));
  run.at(51);
  expect(run.at(110.9)).toMatchObject({ run: false });
  expect(run.at(111)).toMatchObject({ run: true });
});

test('heat counts at once and must be five degrees below the limit for a minute', () => {
  const run = new Run();
  expect(run.at(0, { temperatureC: 80 })).toMatchObject({ run: true });
  expect(run.at(1, { temperatureC: 80.5 })).toMatchObject(paused('too-hot', 1, 'cooler'));
  expect(run.at(100, { temperatureC: 76 })).toMatchObject(paused('too-hot', 1, 'cooler'));
  expect(run.at(101, { temperatureC: 75 })).toMatchObject(paused('too-hot', 1, 'calm'));
  expect(run.at(161, { temperatureC: 75 })).toMatchObject({ run: true });
});

test('only when away: the time without input decides', () => {
  const run = new Run({ ...LIMITS, onlyWhenAway: true });
  expect(run.at(0, { idleSeconds: 299 })).toMatchObject(paused('in-use', 0, 'away'));
  expect(run.at(1, { idleSeconds: 300 })).toMatchObject({ run: true });
  expect(run.at(2, { idleSeconds: 0 })).toMatchObject(paused('in-use', 2, 'away'));
});

test.each([
  [{ from: 22, to: 6 }, [22, 23.99, 0, 5.99], [6, 12, 21.99]],
  [{ from: 9, to: 17 }, [9, 16.99], [8.99, 17, 0]],
  [{ from: 0, to: 24 }, [0, 23.99], []],
  [{ from: 7, to: 7 }, [0, 7, 23], []],
])('hours %j', (hours, within, outside) => {
  for (const hour of within) expect(new Run({ ...LIMITS, hours }).at(0, { hour })).toMatchObject({ run: true });
  for (const hour of outside) expect(new Run({ ...LIMITS, hours }).at(0, { hour })).toMatchObject(paused('outside-hours', 0, 'hours-begin'));
});

describe('what is unknown', () => {
  test('a battery counts as plugged in, with a note', () => {
    expect(new Run().at(0, { onBattery: null })).toEqual({ run: true, notes: ['battery-unknown'] });
  });
  test('idle time is neither in use nor away: a reason of its own', () => {
    const run = new Run({ ...LIMITS, onlyWhenAway: true });
    expect(run.at(0, { idleSeconds: null })).toEqual({ ...paused('idle-unknown', 0, 'idle-known'), notes: ['idle-unknown'] });
    expect(run.at(1)).toMatchObject({ run: true });
  });
  test('temperature and load stop nothing, with notes', () => {
    expect(new Run().at(0, { temperatureC: null, cpuLoadByOthers: null })).toEqual({ run: true, notes: ['temperature-unknown', 'load-unknown'] });
  });
  test('a sensor that falls silent does not make a hot processor a cool one', () => {
    const run = new Run();
    run.at(0, { temperatureC: 95 });
    expect(run.at(1000, { temperatureC: null })).toMatchObject({ ...paused('too-hot', 0, 'cooler'), notes: ['temperature-unknown'] });
    run.at(1001);
    expect(run.at(1061)).toMatchObject({ run: true });
  });
  test('what no limit asks for needs no note', () => {
    const limits: WorkLimits = { ...LIMITS, pauseOnBattery: false, maxTemperatureC: null, maxOtherLoad: null };
    expect(new Run(limits).at(0, { onBattery: null, idleSeconds: null, temperatureC: null, cpuLoadByOthers: null })).toEqual({ run: true, notes: [] });
  });
});

test('of several reasons the first is told, each with its own time', () => {
  const run = new Run();
  run.at(1, { onBattery: true });
  expect(run.at(2, { onBattery: true, userPaused: true })).toMatchObject(paused('user-paused', 2, 'user-resumes'));
  expect(run.at(3, { onBattery: true })).toMatchObject(paused('on-battery', 1, 'plugged-in'));
});

test('a limit that is taken away counts at once', () => {
  const run = new Run();
  run.at(0, { onBattery: true });
  expect(run.at(1, { onBattery: true }, { ...LIMITS, pauseOnBattery: false })).toMatchObject({ run: true });
});

test('a clock that is set back makes no wait endless', () => {
  const run = new Run();
  run.at(10_000, { onBattery: true });
  run.at(10_001);
  expect(run.at(0)).toMatchObject(paused('on-battery', 0, 'calm'));
  expect(run.at(60)).toMatchObject({ run: true });
});

const unknownOr = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(known, { freq: 6 });
const anyReadings = fc.array(fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 15_000 }), fc.integer({ min: 0, max: 90_000 })),
  onBattery: unknownOr(fc.boolean()), idleSeconds: unknownOr(fc.nat(600)), hour: fc.double({ min: 0, max: 23.99, noNaN: true }), temperatureC: unknownOr(fc.integer({ min: 30, max: 100 })),
  cpuLoadByOthers: unknownOr(fc.constantFrom(0, 0.1, 0.26, 0.9)), signingOpen: fc.constantFrom(false, false, false, true), userPaused: fc.constantFrom(false, false, false, true),
}), { maxLength: 60 });
const anyLimits: fc.Arbitrary<WorkLimits> = fc.record({
  onlyWhenAway: fc.boolean(), awayAfterS: fc.constant(300), pauseOnBattery: fc.boolean(), hours: fc.option(fc.record({ from: fc.nat(24), to: fc.nat(24) })),
  maxTemperatureC: fc.option(fc.constant(80)), maxOtherLoad: fc.option(fc.constant(0.25)),
});

test('any readings: always a reason, at once where it must be, and never faster than the waits', () => {
  fc.assert(fc.property(anyLimits, anyReadings, (limits, steps) => {
    let state = startPolicy();
    let [at, busySince, last]: [number, number | null, WorkDecision | null] = [0, null, null];
    const lastBad = { battery: -Infinity, hot: -Infinity, busy: -Infinity };
    for (const { after, ...rest } of steps) {
      at += after;
      const readings: WorkReadings = { ...rest, at };
      const { state: next, decision } = advancePolicy(state, limits, readings);
      state = next;
      const isBusy = limits.maxOtherLoad !== null && readings.cpuLoadByOthers !== null && readings.cpuLoadByOthers > limits.maxOtherLoad;
      busySince = isBusy ? (busySince ?? at) : null;
      if (readings.userPaused) expect(decision).toMatchObject({ run: false, reason: 'user-paused' });
      else if (readings.signingOpen) expect(decision).toMatchObject({ run: false, reason: 'signing' });
      else if (limits.pauseOnBattery && readings.onBattery === true) expect(decision).toMatchObject({ run: false, reason: 'on-battery' });
      if (limits.maxTemperatureC !== null && (readings.temperatureC ?? 0) > limits.maxTemperatureC) expect(decision.run).toBe(false);
      if (busySince !== null && at - busySince >= SPIKE_MS) expect(decision.run).toBe(false);
      if (limits.pauseOnBattery && readings.onBattery === true) lastBad.battery = at;
      if (limits.maxTemperatureC !== null && (readings.temperatureC ?? 0) > limits.maxTemperatureC) lastBad.hot = at;
      if (busySince !== null && at - busySince >= SPIKE_MS) lastBad.busy = at;
      // Whatever stopped work by itself has been gone for a minute.
      if (decision.run) for (const time of Object.values(lastBad)) expect(at - time).toBeGreaterThanOrEqual(CALM_MS);
      else {
        expect(PAUSE_REASONS).toContain(decision.reason);
        expect(decision.since).toBeLessThanOrEqual(at);
        expect(decision.resumesWhen).not.toBe('');
        // Load alone stops work only after it has lasted.
        if (decision.reason === 'busy' && last?.run === true) expect(busySince !== null && at - busySince >= SPIKE_MS).toBe(true);
      }
      last = decision;
    }
  }), { numRuns: 2000 });
});

test('the same readings give the same answer, and the state before stays as it was', () => {
  fc.assert(fc.property(anyLimits, anyReadings, (limits, steps) => {
    let state = startPolicy();
    let at = 0;
    for (const { after, ...rest } of steps) {
      at += after;
      const copy = structuredClone(state);
      const first = advancePolicy(state, limits, { ...rest, at });
      expect(advancePolicy(state, limits, { ...rest, at })).toEqual(first);
      expect(state).toEqual(copy);
      state = first.state;
    }
  }), { numRuns: 200 });
});
