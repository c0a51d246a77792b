// The life of a node: one status for every record and scene, and lists that change it only when they answered.
import fc from 'fast-check';
import { zNodeStatus } from '../../../../../shared/contract/staking';
import { heard, type Words } from '../../../../../main/wallet/staking/life/hear';
import { nodeNeed, tell } from '../../../../../main/wallet/staking/life/news';
import { startAbility } from '../../../../../main/wallet/staking/life/ability';
import { statusOf, type Scene } from '../../../../../main/wallet/staking/life/status';
import { zNodeRecord, type NodeRecord, type Place } from '../../../../../main/wallet/staking/record';
import { confirmedPlace, node, NOW, none, OUTAGE, PARAMS, scene, signedStart, silent, TXID, words } from './samples';

const height = fc.integer({ min: 0, max: 5_000 });
const place: fc.Arbitrary<Place | null> = fc.oneof(
  fc.constant(null), fc.constant({ kind: 'absent' } as const), fc.record({ kind: fc.constant('started' as const), added: height }), fc.record({ kind: fc.constant('dos' as const), added: height }),
  fc.record({ kind: fc.constant('confirmed' as const), ip: fc.constant('1.2.3.4'), added: height, confirmed: height, lastConfirmed: height, lastPaid: fc.option(height), rank: fc.option(height) }),
);
const start = fc.option(fc.record({ sigTime: fc.integer({ min: -10_000, max: 10_000 }).map((seconds) => NOW / 1000 + seconds), landed: fc.boolean(), taken: fc.boolean(), tip: fc.option(height), attempts: fc.nat(9), reason: fc.constantFrom(null, OUTAGE) }).map((more) => signedStart(more)));
const record: fc.Arbitrary<NodeRecord> = fc.record({
  place, start, was: fc.constantFrom('confirmed' as const, 'started' as const, 'never' as const), misses: fc.nat(3), fund: fc.constantFrom(null, TXID), collateral: fc.constantFrom(null, { txid: TXID, vout: 0 }),
  seen: fc.option(fc.record({ height, at: fc.constant(NOW), source: fc.constantFrom('agreed' as const, 'reported' as const) })),
}).map(node);
const coin: fc.Arbitrary<Scene['coin']> = fc.oneof(fc.constant({ kind: 'unknown' } as const), fc.constant({ kind: 'waiting' } as const), fc.record({ kind: fc.constant('there' as const), height }), fc.constant({ kind: 'spent', txid: 'f'.repeat(64) } as const));
const fund: fc.Arbitrary<Scene['fund']> = fc.oneof(fc.constant(null), fc.constant({ kind: 'going' } as const), fc.constant({ kind: 'gone', reason: OUTAGE } as const));
const anyScene = fc.record({ tip: fc.option(height), coin, fund }).map((more) => scene(more));
const word = <T>(entry: fc.Arbitrary<T>) => fc.oneof(fc.constant(silent), fc.constant(none), entry.map((value) => ({ answered: true, entry: value }) as const));
const anyWords: fc.Arbitrary<Words> = fc.record({
  confirmed: word(fc.record({ kind: fc.constant('confirmed' as const), ip: fc.constant('1.2.3.4'), added: height, confirmed: height, lastConfirmed: height, lastPaid: fc.option(height), rank: fc.option(height), publicKey: fc.constant(null) })),
  started: word(fc.record({ added: height })), dos: word(fc.record({ added: height })), height, at: fc.constant(NOW), source: fc.constantFrom('agreed' as const, 'reported' as const),
});

describe('whatever happens', () => {
  test('there is one status, of the shape that windows are promised, and it is the same each time', () => {
    fc.assert(fc.property(record, anyScene, (some, there) => {
      const status = statusOf(some, there);
      expect(zNodeStatus.parse(status)).toEqual(status);
      expect(statusOf(some, there)).toEqual(status);
    }), { numRuns: 3_000 });
  });
  test('a node has ended exactly when its coin is spent by the wallet\'s own view, whatever lists say', () => {
    fc.assert(fc.property(record, anyScene, anyWords, (some, there, said) => {
      const status = statusOf(heard(some, said, PARAMS), there);
      expect(status.kind === 'ended').toBe(there.coin.kind === 'spent');
    }), { numRuns: 3_000 });
  });
  test('a list that did not answer never moves a node to out, banned or ended', () => {
    fc.assert(fc.property(record, anyScene, anyWords, (some, there, said) => {
      fc.pre(there.coin.kind !== 'spent' && [said.confirmed, said.started, said.dos].some((one) => !one.answered && one === silent));
      const nothingShown = [said.confirmed, said.started, said.dos].every((one) => !one.answered || one.entry === null);
      fc.pre(nothingShown);
      expect(heard(some, said, PARAMS)).toBe(some);
    }), { numRuns: 5_000 });
  });
  test('a record that has heard anything can be stored and read', () => {
    fc.assert(fc.property(record, anyWords, (some, said) => {
      const after = heard(some, said, PARAMS);
      expect(zNodeRecord.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    }));
  });
  test('what was confirmed once is known to have been', () => {
    fc.assert(fc.property(record, anyWords, (some, said) => {
      const after = heard(some, said, PARAMS);
      if (some.was === 'confirmed') expect(after.was).toBe('confirmed');
      if (said.confirmed.answered && said.confirmed.entry && after.place?.kind === 'confirmed') expect(after.was).toBe('confirmed');
    }));
  });
  test('an event is told once', () => {
    fc.assert(fc.property(record, anyScene, (some, there) => {
      const first = tell(some, statusOf(some, there));
      expect(tell(first.record, statusOf(first.record, there)).news).toBeNull();
    }));
  });
});

describe('before START', () => {
  const kindOf = (some: NodeRecord, there: Scene) => statusOf(some, there);
  test('nothing is signed', () => expect(kindOf(node({ collateral: null }), scene({ coin: { kind: 'unknown' } })).kind).toBe('reserved'));
  test('the payment is on its way: no confirmation, and when START goes is not known', () => {
    const paying = node({ start: signedStart(), fund: TXID });
    for (const fact of [{ kind: 'unknown' }, { kind: 'waiting' }] as const) expect(kindOf(paying, scene({ coin: fact, fund: { kind: 'going' } }))).toEqual({ kind: 'maturing', confirmations: null, of: 100, startAt: null });
  });
  test.each([[1_000, 1], [1_050, 51], [1_098, 99]])('at height %s the coin of block 1,000 has %s confirmations, and START fits into block 1,100', (tip, confirmations) => {
    expect(kindOf(node({ start: signedStart() }), scene({ tip }))).toEqual({ kind: 'maturing', confirmations, of: 100, startAt: 1_100 });
  });
  test('with 100 confirmations it is sent: the block after the tip is the first that may hold it', () => {
    expect(kindOf(node({ start: signedStart() }), scene({ tip: 1_099 }))).toEqual({ kind: 'starting', attempts: 0, reason: null });
  });
  test('a payment that did not happen leaves everything where it was', () => {
    expect(kindOf(node({ start: signedStart(), fund: TXID }), scene({ coin: { kind: 'unknown' }, fund: { kind: 'gone', reason: OUTAGE } }))).toEqual({ kind: 'failed', reason: OUTAGE });
  });
  test('a payment that was given up and came after all counts', () => {
    expect(kindOf(node({ start: signedStart(), fund: TXID }), scene({ tip: 1_050, fund: { kind: 'gone', reason: OUTAGE } })).kind).toBe('maturing');
  });
  test.each([[3_600, 'starting'], [3_601, 'needs-signature']])('signed %s seconds ago it is %s', (age, kind) => {
    expect(kindOf(node({ start: signedStart({ sigTime: NOW / 1000 - age }) }), scene()).kind).toBe(kind);
  });
  test('a START that was lost with a damaged file is asked for when the coin is old enough', () => {
    expect(kindOf(node({ fund: TXID }), scene({ tip: 1_050, fund: { kind: 'going' } }))).toMatchObject({ kind: 'maturing', startAt: null });
    expect(kindOf(node({ fund: TXID }), scene({ fund: { kind: 'going' } }))).toEqual({ kind: 'needs-signature', why: 'never-signed' });
  });
});

describe('on the chain', () => {
  const confirmed = (lastConfirmed: number, tip: number) => statusOf(node({ place: { ...confirmedPlace, lastConfirmed }, was: 'confirmed', seen: { height: tip, at: NOW, source: 'agreed' } }), scene({ tip }));
  test('a started node has 240 blocks to be confirmed', () => {
    expect(statusOf(node({ place: { kind: 'started', added: 1_100 }, was: 'started' }), scene())).toEqual({ kind: 'started', height: 1_100, confirmBy: 1_340 });
  });
  test('renewal from the 501st block, the end in the 641st, overdue after 560', () => {
    expect(confirmed(1_400, 1_960)).toMatchObject({ renewFrom: 1_901, expiresAt: 2_041, expiring: false });
    expect(confirmed(1_400, 1_961)).toMatchObject({ expiring: true });
    // Beyond its end by the wallet's own count: the lists have the last word. What no list was read for is no alarm.
    expect(statusOf(node({ place: { ...confirmedPlace, lastConfirmed: 1_400 }, seen: { height: 1_500, at: NOW, source: 'agreed' } }), scene({ tip: 2_500 }))).toMatchObject({ kind: 'confirmed', expiring: false });
    expect(confirmed(1_400, 2_500)).toMatchObject({ kind: 'confirmed', expiring: true });
  });
  test('never confirmed in time: banned until 720 blocks after its START', () => {
    expect(statusOf(node({ place: { kind: 'dos', added: 1_500 }, was: 'started' }), scene())).toEqual({ kind: 'banned', since: 1_500, until: 2_220 });
    // A START that waits for the end of the ban goes out then.
    const waiting = node({ place: { kind: 'dos', added: 1_280 }, was: 'started', start: signedStart() });
    expect(statusOf(waiting, scene({ tip: 1_999 })).kind).toBe('banned');
    expect(statusOf(waiting, scene({ tip: 2_000 })).kind).toBe('starting');
  });
  test('in none of the lists: out', () => {
    expect(statusOf(node({ place: { kind: 'absent' }, was: 'confirmed', start: signedStart({ landed: true }) }), scene())).toEqual({ kind: 'out', was: 'confirmed' });
  });
});

describe('what lists say', () => {
  const listed = (more: Partial<Extract<Place, { kind: 'confirmed' }>> & { publicKey?: string | null } = {}) => ({ answered: true, entry: { ...confirmedPlace, publicKey: null, ...more } }) as const;
  test('START has landed when a list shows the node from above the tip that it was signed at', () => {
    const restarted = node({ was: 'confirmed', place: { kind: 'absent' }, start: signedStart({ tip: 1_500, reason: OUTAGE }) });
    expect(heard(restarted, words({ dos: { answered: true, entry: { added: 1_400 } } }), PARAMS).start).toMatchObject({ landed: false });
    expect(heard(restarted, words({ started: { answered: true, entry: { added: 1_501 } } }), PARAMS).start).toMatchObject({ landed: true, taken: true, reason: null });
  });
  test('between two lists a node can be in neither: it is out after the second look only', () => {
    const started = node({ place: { kind: 'started', added: 1_100 }, was: 'started', start: signedStart({ landed: true }) });
    const once = heard(started, words(), PARAMS);
    expect([once.misses, statusOf(once, scene()).kind]).toEqual([1, 'started']);
    expect(heard(once, words({ confirmed: listed() }), PARAMS)).toMatchObject({ misses: 0, place: { kind: 'confirmed' } });
    expect(statusOf(heard(once, words(), PARAMS), scene()).kind).toBe('out');
  });
  test('one server alone that leaves out a node which cannot have ended is not believed', () => {
    let some = node({ place: confirmedPlace, was: 'confirmed', start: signedStart({ landed: true }) });
    for (let look = 0; look < 5; look += 1) some = heard(some, words({ source: 'reported' }), PARAMS);
    expect([statusOf(some, scene()).kind, some.misses]).toEqual(['confirmed', 5]);
    expect(heard(some, words({ source: 'agreed' }), PARAMS).place).toEqual({ kind: 'absent' });
    expect(heard(some, words({ source: 'reported', height: 1_900 + 641 }), PARAMS).place).toEqual({ kind: 'absent' });
  });
  test('a node in two lists counts by its latest START; a server that is behind takes no renewal back', () => {
    const both = words({ dos: { answered: true, entry: { added: 1_000 } }, started: { answered: true, entry: { added: 1_800 } } });
    expect(heard(node(), both, PARAMS).place).toEqual({ kind: 'started', added: 1_800 });
    const some = node({ place: confirmedPlace, was: 'confirmed' });
    expect(heard(some, words({ confirmed: listed({ lastConfirmed: 1_300 }), source: 'reported' }), PARAMS).place).toMatchObject({ lastConfirmed: 1_900 });
    expect(heard(some, words({ confirmed: listed({ lastConfirmed: 1_300 }), source: 'agreed' }), PARAMS).place).toMatchObject({ lastConfirmed: 1_300 });
  });
  test('the key of a server that another wallet made is read, an own one is kept', () => {
    const publicKey = `02${'1'.repeat(64)}`;
    expect(heard(node({ identity: null }), words({ confirmed: listed({ publicKey }) }), PARAMS).identity).toEqual({ kind: 'other', publicKey });
    expect(heard(node(), words({ confirmed: listed({ publicKey }) }), PARAMS).identity).toEqual({ kind: 'own', index: 0 });
  });
});

describe('whether START can be signed', () => {
  const ability = (more: Partial<NodeRecord>, there: Partial<Scene> = {}, hasKey = true) => {
    const some = node(more);
    const at = scene(there);
    return startAbility(some, statusOf(some, at), at.tip ?? 0, hasKey);
  };
  test.each<[string, Partial<NodeRecord>, Partial<Scene>, ReturnType<typeof ability>]>([
    ['nothing signed', {}, {}, { allowed: true, from: null, problem: null }],
    ['a wish without a coin', { collateral: null }, {}, { allowed: false, from: null, problem: 'staking/begin-anew' }],
    ['too young', { start: signedStart() }, { tip: 1_050 }, { allowed: false, from: 1_100, problem: 'staking/too-young' }],
    ['on its way', { start: signedStart({ taken: true }) }, {}, { allowed: false, from: null, problem: 'staking/start-on-its-way' }],
    ['refused', { start: signedStart({ reason: OUTAGE }) }, {}, { allowed: true, from: null, problem: null }],
    ['started', { place: { kind: 'started', added: 1_900 } }, {}, { allowed: false, from: null, problem: 'staking/already-started' }],
    ['confirmed', { place: confirmedPlace }, {}, { allowed: false, from: 2_541, problem: 'staking/already-confirmed' }],
    ['banned', { place: { kind: 'dos', added: 1_500 } }, {}, { allowed: false, from: 2_220, problem: 'staking/in-dos-list' }],
    ['the ban is over', { place: { kind: 'dos', added: 1_200 } }, {}, { allowed: true, from: null, problem: null }],
    ['out', { place: { kind: 'absent' }, was: 'confirmed' }, {}, { allowed: true, from: null, problem: null }],
    ['the coin is spent', {}, { coin: { kind: 'spent', txid: TXID } }, { allowed: false, from: null, problem: 'staking/collateral-spent' }],
    ['the payment did not happen', { fund: TXID, start: signedStart() }, { coin: { kind: 'unknown' }, fund: { kind: 'gone', reason: OUTAGE } }, { allowed: false, from: null, problem: 'staking/not-funded' }],
    ['no key of the server', { place: { kind: 'absent' }, was: 'confirmed', identity: null }, {}, { allowed: false, from: null, problem: 'staking/identity-unknown' }],
  ])('%s', (_name, more, there, expected) => expect(ability(more, there)).toEqual(expected));
  test('without the key of the coin', () => expect(ability({ place: { kind: 'absent' }, was: 'confirmed' }, {}, false).problem).toBe('staking/no-key'));
});

describe('what needs the person', () => {
  const needOf = (more: Partial<NodeRecord>, there: Partial<Scene> = {}) => {
    const some = node(more);
    return nodeNeed(some, statusOf(some, scene(there)), 2_000);
  };
  test('before a node expires, when it fell out, when a signature is missing; else nothing', () => {
    expect(needOf({ place: { ...confirmedPlace, lastConfirmed: 1_400 }, seen: { height: 2_000, at: NOW, source: 'agreed' } })).toMatchObject({ kind: 'node-expiring', context: { name: 'Attic', blocks: 41, expiresAt: 2_041 } });
    expect(needOf({ place: { kind: 'absent' }, was: 'confirmed' })).toMatchObject({ kind: 'node-out', level: 'danger' });
    expect(needOf({ place: { kind: 'dos', added: 1_500 }, was: 'started' })).toMatchObject({ kind: 'node-out', context: { banned: true, blocks: 220 } });
    expect(needOf({ start: signedStart({ sigTime: 1 }) })).toMatchObject({ kind: 'node-needs-signature', context: { why: 'too-old' } });
    for (const quiet of [{}, { place: confirmedPlace }, { place: { kind: 'started', added: 1_900 } as const }]) expect(needOf(quiet)).toBeNull();
    expect(needOf({}, { coin: { kind: 'spent', txid: TXID } })).toBeNull();
  });
  test('falling out again after a restart is another event', () => {
    const first = tell(node({ place: { kind: 'absent' }, was: 'confirmed', start: signedStart({ landed: true }), told: { 'node-confirmed': '1110' } }), { kind: 'out', was: 'confirmed' });
    expect(first.news).toBe('node-out');
    const again = tell({ ...first.record, told: { ...first.record.told, 'node-confirmed': '3000' } }, { kind: 'out', was: 'confirmed' });
    expect(again.news).toBe('node-out');
  });
});
