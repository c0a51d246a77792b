import { Backoff } from '../../../../main/processes/backoff';

describe('restarting a child that died', () => {
  it('waits longer each time and gives up at the limit', () => {
    const backoff = new Backoff({ pauses: [0, 10, 100], windowMs: 1000 }, () => 5);
    expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([{ attempt: 1, pause: 0 }, { attempt: 2, pause: 10 }, { attempt: 3, pause: 100 }, null]);
  });
  it('forgives deaths that are long past, and all of them when told', () => {
    let now = 0;
    const backoff = new Backoff({ pauses: [0, 10], windowMs: 1000 }, () => now);
    backoff.next();
    backoff.next();
    now = 1000;
    expect(backoff.next()).toEqual({ attempt: 1, pause: 0 });
    backoff.forgive();
    expect(backoff.next()).toEqual({ attempt: 1, pause: 0 });
  });
});
