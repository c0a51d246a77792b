/** Blocks per minute: whole minutes only, gaps are zeros, blocks taken back are no work. */
import { Pace } from '../../../../main/light-node/pace';

const at = (minute: number, second = 0) => minute * 60_000 + second * 1000;

test('counts what was checked in each whole minute after the first', () => {
  const pace = new Pace();
  expect(pace.minutes(at(5))).toEqual([]);
  pace.note(null, at(9));
  pace.note(100, at(10, 30));
  pace.note(160, at(10, 50));
  pace.note(220, at(11, 5));
  pace.note(230, at(11, 59));
  pace.note(232, at(14, 1));
  expect(pace.minutes(at(10, 59))).toEqual([]);
  expect(pace.minutes(at(14, 30))).toEqual([70, 0, 0]);
  expect(pace.minutes(at(15))).toEqual([70, 0, 0, 2]);
});

test('a reorganisation takes nothing away, and what came back counts again from there', () => {
  const pace = new Pace();
  pace.note(100, at(1));
  pace.note(90, at(2));
  pace.note(95, at(2, 30));
  expect(pace.minutes(at(3))).toEqual([5]);
});

test('an hour is kept, another chain begins anew', () => {
  const pace = new Pace();
  for (let minute = 0; minute < 90; minute += 1) pace.note(minute * 2, at(minute));
  expect(pace.minutes(at(90))).toHaveLength(60);
  pace.forget();
  expect(pace.minutes(at(90))).toEqual([]);
});
