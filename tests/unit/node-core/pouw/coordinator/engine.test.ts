// The coordinator's decisions, one by one: who gets work, when a result may be shown, what holds a lease and what ends it.
import { jobView, ledgerOf } from '../../../../../node-core/pouw/coordinator/views';
import { hash, id, stand, together, trailOf, type Stand } from './kit';

const owner = (fluxId: string, payout: string) => ({ fluxId, payout, until: 9_000_000_000, signature: `${'A'.repeat(87)}=` });

/** A node with a row of results that others confirmed. */
function trusted(at: Stand, name: string, partner = 'partner'): string {
  const [node, other] = [at.join(name), at.join(partner)];
  at.luck.always = 0;
  for (let count = 0; count < at.engine.policy.trustAfter; count += 1) together(at, at.publish(`${name} ${count}`), [[node], [other]]);
  at.luck.always = 0.999;
  return node;
}

describe('leases', () => {
  test('a node that nobody knows gets nothing', () => {
    expect(() => stand().take(hash('stranger'), [])).toThrow(expect.objectContaining({ code: 'pouw/not-registered' }));
  });

  test('jobs go out in their order, each to as many as have to agree', () => {
    const at = stand();
    const jobs = [at.publish('1'), at.publish('2')];
    const given = ['a', 'b', 'c', 'd', 'e'].map((name) => at.take(at.join(name)));
    expect(given.map((lease) => lease && at.state.lease(lease).job)).toEqual([jobs[0], jobs[0], jobs[1], jobs[1], null]);
  });

  test('only kinds that the worker does', () => {
    const at = stand();
    at.publish('1', { kind: 'render' });
    expect(at.take(at.join('a'))).toBeNull();
  });

  test('a node that registered again under the same words changes nothing', () => {
    const at = stand();
    at.join('a');
    const before = at.events.length;
    at.join('a');
    expect(at.events.length).toBe(before);
  });

  test('what a worker forgot is given to others at once', () => {
    const at = stand();
    at.publish('1');
    const [a, b, c] = [at.join('a'), at.join('b'), at.join('c')];
    const lost = at.take(a) ?? '';
    at.take(b);
    expect(at.take(c)).toBeNull();
    at.take(a, []);
    expect(at.state.lease(lost).state).toBe('lapsed');
  });

  test('a job whose time is over fails, and its leases end', () => {
    const at = stand();
    const job = at.publish('1', { expires: at.clock.now + 1000 });
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.commit(a, first);
    at.commit(b, second);
    at.reveal(a, first);
    at.clock.now += 1000;
    at.apply(at.engine.lapse(at.clock.now));
    expect(at.state.job(job).state).toBe('failed');
    expect(at.engine.standing(a, first).state).toBe('cancelled');
    expect(at.engine.standing(b, second).state).toBe('cancelled');
    expect(() => at.reveal(b, second)).toThrow(expect.objectContaining({ code: 'pouw/lapsed' }));
  });

  test('leases of jobs that failed do not count to what a worker may hold', () => {
    const at = stand({ mostLeases: 1 });
    at.publish('1', { expires: at.clock.now + 1000 });
    const [a, b] = [at.join('a'), at.join('b')];
    const first = at.take(a) ?? '';
    at.take(b);
    at.commit(a, first);
    at.clock.now += 1000;
    at.apply(at.engine.lapse(at.clock.now));
    at.publish('2');
    expect(at.take(a)).not.toBeNull();
  });

  test('a worker holds so many leases and no more', () => {
    const at = stand({ mostLeases: 2 });
    for (const name of ['1', '2', '3']) at.publish(name);
    const a = at.join('a');
    expect([at.take(a), at.take(a), at.take(a)].filter((lease) => lease !== null)).toHaveLength(2);
  });

  test('a lease ends when its time is over, and heartbeats move that', () => {
    const at = stand({ leaseMs: 1000 });
    at.publish('1');
    const [a, b] = [at.join('a'), at.join('b')];
    const [kept, dropped] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.clock.now += 900;
    at.engine.heartbeat(a, kept, at.clock.now);
    at.clock.now += 200;
    at.apply(at.engine.lapse(at.clock.now));
    expect([kept, dropped].map((lease) => at.state.lease(lease).state)).toEqual(['leased', 'lapsed']);
    expect(at.engine.standing(b, dropped).state).toBe('lapsed');
  });

  test('heartbeats do not hold a lease longer than the job allows', () => {
    const at = stand({ leaseMs: 600_000 });
    at.publish('1', { delayBoundSeconds: 700 });
    const a = at.join('a');
    const lease = at.take(a) ?? '';
    for (let minute = 0; minute < 13; minute += 1) {
      at.clock.now += 60_000;
      at.engine.heartbeat(a, lease, at.clock.now);
      at.apply(at.engine.lapse(at.clock.now));
    }
    expect(at.state.lease(lease).state).toBe('lapsed');
  });

  test('who committed and waits for the other keeps the lease', () => {
    const at = stand({ leaseMs: 1000 });
    at.publish('1');
    const a = at.join('a');
    const lease = at.take(a) ?? '';
    at.commit(a, lease);
    for (let count = 0; count < 5; count += 1) {
      at.clock.now += 600;
      at.engine.heartbeat(a, lease, at.clock.now);
      at.apply(at.engine.lapse(at.clock.now));
    }
    expect(at.state.lease(lease).state).toBe('committed');
  });

  test('who may reveal and does not loses the lease, however often it says that it lives', () => {
    const at = stand({ leaseMs: 1000 });
    at.publish('1');
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.commit(a, first);
    at.commit(b, second);
    for (let count = 0; count < 3; count += 1) {
      at.clock.now += 600;
      at.engine.heartbeat(a, first, at.clock.now);
      at.apply(at.engine.lapse(at.clock.now));
    }
    expect(at.state.lease(first).state).toBe('lapsed');
  });

  test('a late result is taken while the job still wants one, and not after', () => {
    const at = stand({ leaseMs: 1000 });
    const job = at.publish('1');
    const [a, b, c] = [at.join('a'), at.join('b'), at.join('c')];
    const [late, other] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.clock.now += 1000;
    at.apply(at.engine.lapse(at.clock.now));
    at.commit(a, late);
    expect(at.state.lease(late).state).toBe('committed');
    const third = at.take(c) ?? '';
    expect(() => at.commit(b, other)).toThrow(expect.objectContaining({ code: 'pouw/lapsed' }));
    at.commit(c, third);
    at.reveal(a, late);
    at.reveal(c, third);
    at.judge(job);
    expect(at.state.job(job).state).toBe('provisional');
  });

  test('one owner is never twice in a quorum', () => {
    const at = stand();
    at.publish('1');
    const [a, b, c, d] = [at.join('a', owner('flux id 1', 'address 1')), at.join('b', owner('flux id 1', 'address 2')), at.join('c', owner('flux id 2', 'address 1')), at.join('d', owner('flux id 2', 'address 2'))];
    expect([a, b, c, d].map((node) => at.take(node) !== null)).toEqual([true, false, false, true]);
    expect(at.take(a)).toBeNull();
  });
});

describe('commit and reveal', () => {
  test('nobody shows a result before all are bound to theirs', () => {
    const at = stand();
    const job = at.publish('1');
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    expect(() => at.reveal(a, first)).toThrow(expect.objectContaining({ code: 'pouw/not-committed' }));
    at.commit(a, first);
    expect(at.engine.standing(a, first)).toMatchObject({ state: 'committed', wants: null });
    expect(() => at.reveal(a, first)).toThrow(expect.objectContaining({ code: 'pouw/too-early' }));
    at.commit(b, second);
    expect(at.engine.standing(a, first)).toMatchObject({ state: 'committed', wants: { kind: 'reveal' } });
    expect(() => at.reveal(a, first, 'another')).toThrow(expect.objectContaining({ code: 'pouw/other-result' }));
    at.reveal(a, first);
    at.judge(job);
    expect(at.state.job(job).state).toBe('open');
    at.reveal(b, second);
    at.judge(job);
    expect(at.engine.standing(a, first).state).toBe('validated');
  });

  test('what was revealed is not shown while others still may answer', () => {
    const at = stand();
    const job = at.publish('1');
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.commit(a, first);
    at.commit(b, second);
    at.reveal(a, first);
    expect(JSON.stringify(jobView(at.state.job(job)))).not.toContain(trailOf(job).output);
    at.reveal(b, second);
    at.judge(job);
    expect(jobView(at.state.job(job)).results).toHaveLength(2);
  });

  test('repeating changes nothing; another commitment is refused', () => {
    const at = stand();
    const job = at.publish('1');
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    at.commit(a, first);
    const committed = at.events.length;
    at.commit(a, first);
    expect(at.events.length).toBe(committed);
    expect(() => at.commit(a, first, 'another')).toThrow(expect.objectContaining({ code: 'pouw/committed' }));
    at.commit(b, second);
    at.reveal(a, first);
    at.reveal(b, second);
    at.judge(job);
    const judged = at.events.length;
    at.reveal(a, first);
    at.judge(job);
    expect(at.events.length).toBe(judged);
  });

  test('a lease belongs to one worker, and a trail has as many entries as the job has slices', () => {
    const at = stand();
    at.publish('1', { slices: 7 });
    const [a, b] = [at.join('a'), at.join('b')];
    const [first, second] = [at.take(a) ?? '', at.take(b) ?? ''];
    expect(() => at.commit(b, first)).toThrow(expect.objectContaining({ code: 'pouw/no-lease' }));
    expect(() => at.engine.commit(a, id('nothing'), hash('commitment'), at.clock.now)).toThrow(expect.objectContaining({ code: 'pouw/no-lease' }));
    at.commit(a, first);
    at.commit(b, second);
    expect(() => at.reveal(a, first)).toThrow(expect.objectContaining({ code: 'pouw/bad-trail' }));
  });
});

describe('trust', () => {
  test('a row of confirmed results earns work alone, now and then still with a second one', () => {
    const at = stand();
    const node = trusted(at, 'a');
    at.publish('alone');
    expect(at.state.lease(at.take(node) ?? '').alone).toBe(true);
    at.publish('checked');
    at.luck.always = 0;
    expect(at.state.lease(at.take(node) ?? '').alone).toBe(false);
  });

  test('what is done alone pays only after the next check', () => {
    const at = stand();
    const node = trusted(at, 'a');
    const before = at.state.node(node).credits;
    const job = at.publish('alone');
    together(at, job, [[node]]);
    expect(at.state.job(job).state).toBe('provisional');
    expect(at.state.node(node)).toMatchObject({ credits: before, escrow: 30 });
    expect(ledgerOf(at.state, at.state.node(node)).entries[0]).toMatchObject({ job, standing: 'provisional' });
    at.luck.always = 0;
    together(at, at.publish('check'), [[node], [at.join('partner')]]);
    expect(at.state.job(job).state).toBe('final');
    expect(at.state.node(node)).toMatchObject({ credits: before + 60, escrow: 0 });
  });

  test('where more checks are asked for, each speaks for what was done before it', () => {
    const at = stand({ checks: 2 });
    const node = trusted(at, 'a');
    const alone = (name: string): string => {
      at.luck.always = 0.999;
      const job = at.publish(name);
      together(at, job, [[node]]);
      return job;
    };
    const check = (name: string): void => {
      at.luck.always = 0;
      together(at, at.publish(name), [[node], [at.join('partner')]]);
    };
    const [first, second] = [alone('1'), (check('check 1'), alone('2'))];
    check('check 2');
    expect([first, second].map((job) => at.state.job(job).state)).toEqual(['final', 'provisional']);
    check('check 3');
    expect(at.state.job(second).state).toBe('final');
    expect(at.state.node(node).escrow).toBe(0);
  });

  test('who was never wrong for long needs a single check; who was wrong once never does', () => {
    const confirmedBy = (wrongBefore: boolean): number => {
      const at = stand({ checks: 2, provenAfter: 5 });
      if (wrongBefore) together(at, at.publish('a lie'), [[at.join('a'), 'lie'], [at.join('partner')]]);
      const node = trusted(at, 'a');
      if (wrongBefore) trusted(at, 'a');
      at.luck.always = 0.999;
      const job = at.publish('alone');
      together(at, job, [[node]]);
      at.luck.always = 0;
      for (let checks = 1; ; checks += 1) {
        together(at, at.publish(`check ${checks}`), [[node], [at.join('partner')]]);
        if (at.state.job(job).state === 'final') return checks;
      }
    };
    expect([confirmedBy(false), confirmedBy(true)]).toEqual([1, 2]);
  });

  test('newcomers who agree are looked at by another number than trusted ones', () => {
    const at = stand({ looks: 0, agreedLooks: 1 });
    const job = at.publish('made up');
    together(at, job, [[at.join('a'), 'one story'], [at.join('b'), 'one story']]);
    expect(at.state.job(job)).toMatchObject({ state: 'open', verdict: 'slice 4 showed who was wrong' });
    expect(['a', 'b'].map((name) => at.state.node(hash(name)).invalid)).toEqual([1, 1]);
  });

  test('results that nobody confirmed do not make a row longer', () => {
    const at = stand();
    const node = trusted(at, 'a');
    const { streak } = at.state.node(node);
    together(at, at.publish('alone'), [[node]]);
    expect(at.state.node(node).streak).toBe(streak);
    together(at, at.publish('single', { replication: { minQuorum: 1, maxErrors: 8, maxTotal: 16, adaptive: false } }), [[node]]);
    expect(at.state.node(node).streak).toBe(streak);
  });

  test('a check that fails voids what rested on the node; it is done again, by others', () => {
    const at = stand();
    const node = trusted(at, 'a');
    const job = at.publish('alone');
    together(at, job, [[node]]);
    at.luck.always = 0;
    const check = at.publish('check');
    together(at, check, [[node, 'a lie'], [at.join('partner')]]);
    expect(at.state.job(job).state).toBe('open');
    expect(at.state.node(node)).toMatchObject({ escrow: 0, streak: 0, invalid: 1 });
    const voided = at.state.job(job).leases[0]?.id ?? '';
    expect(at.engine.standing(node, voided).state).toBe('cancelled');
    together(at, job, [[at.join('partner')], [at.join('third')]]);
    expect(['final', 'provisional']).toContain(at.state.job(job).state);
  });

  test('what others also stand behind is not voided with the one who was caught', () => {
    const at = stand();
    const [a, b, c] = [at.join('a'), at.join('b'), at.join('c')];
    const job = at.publish('agreed');
    together(at, job, [[a], [b]]);
    together(at, at.publish('lie'), [[a, 'a lie'], [c]]);
    expect(at.state.job(job).state).toBe('provisional');
    expect([a, b].map((node) => at.state.node(node).escrow)).toEqual([0, 30]);
    together(at, at.publish('second lie'), [[b, 'a lie'], [c]]);
    expect(at.state.job(job).state).toBe('open');
  });

  test('a node that was caught while it works alone needs a second one for that work', () => {
    const at = stand();
    const node = trusted(at, 'a');
    const job = at.publish('alone', { kind: 'render' });
    const alone = at.take(node, [], ['render']) ?? '';
    at.luck.always = 0;
    together(at, at.publish('check'), [[node, 'a lie'], [at.join('partner')]]);
    at.commit(node, alone);
    expect(() => at.reveal(node, alone)).toThrow(expect.objectContaining({ code: 'pouw/too-early' }));
    expect(at.state.lease(at.take(at.join('partner'), [], ['render']) ?? '').job).toBe(job);
  });

  test('caught three times, a node is out, and what it has begun is given to others', () => {
    const at = stand();
    const [liar, honest] = [at.join('liar'), at.join('honest')];
    const begun = at.publish('begun', { kind: 'render' });
    const lease = at.take(liar, [], ['render']) ?? '';
    for (let count = 0; count < 3; count += 1) together(at, at.publish(`lie ${count}`), [[liar, `lie ${count}`], [at.join(`honest ${count}`)]]);
    expect(at.state.node(liar).invalid).toBe(3);
    expect(() => at.take(liar)).toThrow(expect.objectContaining({ code: 'pouw/excluded' }));
    expect(at.state.lease(lease).state).toBe('lapsed');
    expect(() => at.commit(liar, lease)).toThrow(expect.objectContaining({ code: 'pouw/lapsed' }));
    expect(at.state.lease(at.take(honest, [], ['render']) ?? '').job).toBe(begun);
  });
});
