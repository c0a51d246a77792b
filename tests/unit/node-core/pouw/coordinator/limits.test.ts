// What a job may cost: how many may be wrong or stay away before it is given up.
import { stand, together } from './kit';

test('a worker that forgets again and again does not use up a job, and does not get it for ever', () => {
  const at = stand();
  const job = at.publish('1', { replication: { minQuorum: 2, maxErrors: 3, maxTotal: 4, adaptive: true } });
  const a = at.join('a');
  for (let count = 0; count < 50; count += 1) at.take(a, []);
  at.apply(at.engine.lapse(at.clock.now));
  expect(at.state.job(job).state).toBe('open');
  expect(at.state.job(job).leases.length).toBeLessThan(10);
});

test('a job that many workers took and nobody finished fails', () => {
  const at = stand();
  const job = at.publish('1', { replication: { minQuorum: 2, maxErrors: 3, maxTotal: 4, adaptive: true } });
  for (let count = 0; count < 4; count += 1) {
    at.take(at.join(`n${count}`));
    at.clock.now += at.engine.policy.leaseMs;
    at.apply(at.engine.lapse(at.clock.now));
  }
  at.apply(at.engine.lapse(at.clock.now));
  expect(at.state.job(job)).toMatchObject({ state: 'failed', verdict: 'too many attempts failed' });
});

test('a job past its limit of wrong results goes to nobody any more, and fails', () => {
  const at = stand();
  const job = at.publish('1', { replication: { minQuorum: 2, maxErrors: 2, maxTotal: 16, adaptive: true } });
  together(at, job, [[at.join('liar'), 'one'], [at.join('other liar'), 'two']]);
  expect(at.state.job(job).state).toBe('open');
  expect(at.take(at.join('c'))).toBeNull();
  at.apply(at.engine.lapse(at.clock.now));
  expect(at.state.job(job)).toMatchObject({ state: 'failed', verdict: 'too many attempts failed' });
});

test('a job past its limit does not wait for one who cannot finish it alone', () => {
  const at = stand();
  const job = at.publish('1', { replication: { minQuorum: 2, maxErrors: 8, maxTotal: 2, adaptive: true } });
  const ends = (name: string): void => {
    at.take(at.join(name));
    at.clock.now += at.engine.policy.leaseMs;
    at.apply(at.engine.lapse(at.clock.now));
  };
  ends('a');
  const c = at.join('c');
  const lease = at.take(c) ?? '';
  at.commit(c, lease);
  at.take(at.join('b'));
  at.clock.now += at.engine.policy.leaseMs - 1;
  at.engine.heartbeat(c, lease, at.clock.now);
  at.clock.now += 1;
  at.apply(at.engine.lapse(at.clock.now));
  expect(at.state.job(job).state).toBe('failed');
  expect(at.engine.standing(c, lease).state).toBe('cancelled');
});
