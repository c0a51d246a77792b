// One call of some work at a time: those who ask while it runs share it, unless they need one that began after.
import { DueTimer } from '../../../../../main/wallet/process/due-timer';

function slowTimer() {
  const ends: (() => void)[] = [];
  let calls = 0;
  const timer = new DueTimer('test', () => {
    calls += 1;
    return new Promise((resolve) => ends.push(() => resolve(null)));
  }, () => 0);
  return { timer, ends, calls: () => calls };
}

test('a call that runs is shared by `now`; `afresh` waits for it and makes another', async () => {
  const { timer, ends, calls } = slowTimer();
  const first = timer.now();
  const shared = timer.now();
  const fresh = timer.afresh();
  expect([calls(), ends.length]).toEqual([1, 1]);
  ends[0]?.();
  await Promise.all([first, shared]);
  await Promise.resolve();
  expect(calls()).toBe(2);
  ends[1]?.();
  await fresh;
  expect(calls()).toBe(2);
});
test('stopped, it calls nothing more', async () => {
  const { timer, calls } = slowTimer();
  await timer.stop();
  await timer.afresh();
  expect(calls()).toBe(0);
});
