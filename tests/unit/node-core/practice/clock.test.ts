// Practice time and the ticker that makes blocks by it.
import { PracticeClock } from '../../../../node-core/practice/clock';
import { Ticker } from '../../../../node-core/practice/ticker';

describe('practice clock', () => {
  let real = 0;
  const clockAt = (rate: number): PracticeClock => {
    real = 0;
    return new PracticeClock(1_000_000, rate, () => real);
  };

  test('runs at its rate, keeps what passed when the rate changes', () => {
    const clock = clockAt(2);
    real = 500;
    expect(clock.nowMs()).toBe(1_001_000);
    clock.setRate(10);
    real = 600;
    expect(clock.reading()).toEqual({ nowMs: 1_002_000, rate: 10 });
    expect(clock.nowSeconds()).toBe(1_002);
  });
  test('moves forward, never back', () => {
    const clock = clockAt(1);
    clock.advance(60_000);
    clock.advanceTo(1_000_000);
    expect(clock.nowMs()).toBe(1_060_000);
    expect(() => clock.advance(-1)).toThrow(expect.objectContaining({ code: 'practice/bad-clock' }));
    expect(() => clock.setRate(Number.NaN)).toThrow(expect.objectContaining({ code: 'practice/bad-clock' }));
  });
  test('tells the real delay until a moment; none comes while it stands', () => {
    const clock = clockAt(4);
    expect(clock.realDelayUntil(1_004_000)).toBe(1_000);
    expect(clock.realDelayUntil(999_000)).toBe(0);
    clock.setRate(0);
    expect(clock.realDelayUntil(1_004_000)).toBe(Number.POSITIVE_INFINITY);
  });
  test('tells its listeners of changes until they leave', () => {
    const clock = clockAt(1);
    let heard = 0;
    const leave = clock.onChange(() => (heard += 1));
    clock.setRate(5);
    clock.advance(1);
    leave();
    clock.advance(1);
    expect(heard).toBe(2);
  });
});

describe('ticker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('sleeps until the next step is due, wakes on a jump, and stops', async () => {
    const clock = new PracticeClock(0, 1, () => Date.now());
    const start = clock.nowMs();
    const steps: number[] = [];
    const ticker = new Ticker(clock, () => {
      steps.push(clock.nowMs() - start);
      return clock.nowMs() + 10_000;
    }, () => undefined);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(steps).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(steps).toHaveLength(2);
    clock.advance(60_000);
    await jest.advanceTimersByTimeAsync(100);
    expect(steps).toHaveLength(3);
    await ticker.stop();
    await jest.advanceTimersByTimeAsync(100_000);
    expect(steps).toHaveLength(3);
  });
  test('goes on after a step that threw', async () => {
    const clock = new PracticeClock(0, 1, () => Date.now());
    const errors: unknown[] = [];
    let calls = 0;
    const ticker = new Ticker(clock, () => {
      calls += 1;
      if (calls === 1) throw new Error('once');
      return clock.nowMs() + 1_000_000;
    }, (thrown) => errors.push(thrown));
    await jest.advanceTimersByTimeAsync(1_500);
    expect([calls, errors.length]).toEqual([2, 1]);
    await ticker.stop();
  });
});
