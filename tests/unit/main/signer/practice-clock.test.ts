// Practice time in the signer follows what main tells it.
import { PracticeClock } from '../../../../main/signer/practice-clock';

let system = 0;
const clockAt = (nowMs: number, rate: number): PracticeClock => {
  system = 1_000_000;
  return new PracticeClock(() => system, { nowMs, readAt: system, rate });
};

test('counts on from the reading, at its rate', () => {
  const clock = clockAt(5_000_000, 1);
  system += 300;
  expect(clock.now()).toBe(5_000_300);
  clock.tell({ nowMs: 5_000_300, readAt: system, rate: 60 });
  system += 1_000;
  expect([clock.now(), clock.rate]).toEqual([5_060_300, 60]);
});

test('follows a jump, and a reading that was on its way for a while', () => {
  const clock = clockAt(5_000_000, 10);
  clock.tell({ nowMs: 9_000_000, readAt: system - 50, rate: 10 });
  expect(clock.now()).toBe(9_000_500);
});

test('stands still at rate 0', () => {
  const clock = clockAt(5_000_000, 0);
  system += 60_000;
  expect(clock.now()).toBe(5_000_000);
});

test('does not go back by the little that two readings differ, but with another network', () => {
  const clock = clockAt(5_000_000, 1);
  expect(clock.now()).toBe(5_000_000);
  clock.tell({ nowMs: 4_999_800, readAt: system, rate: 1 });
  expect(clock.now()).toBe(5_000_000);
  clock.tell({ nowMs: 1_000_000, readAt: system, rate: 1 });
  expect(clock.now()).toBe(1_000_000);
});
