// Following nodes over time: START sent when it may be, lists looked at with pauses, strangers' wallets' nodes found, each event told once.
import { AppError } from '../../../../../shared/errors/app-error';
import type { BroadcastAnswer } from '../../../../../main/wallet/plans/ports';
import { collateralCoins } from '../../../../../main/wallet/staking/wish/candidates';
import { NodeFollower, type FollowerDeps } from '../../../../../main/wallet/staking/life/follower';
import type { NodeLists } from '../../../../../main/wallet/staking/lists/read-lists';
import type { ConfirmedNode, WaitingNode } from '../../../../../main/wallet/staking/lists/shapes';
import { node, NOW, OUTAGE, signedStart, TXID } from './samples';
import { removeFolders, stakingWorld } from './support';

const POINT = `${TXID}:0`;
const confirmedNode = (point: string, lastConfirmed = 1_990): ConfirmedNode => ({ point, ip: '5.6.7.8', added: 1_110, confirmed: 1_120, lastConfirmed, lastPaid: null, tier: 'cumulus', publicKey: `02${'1'.repeat(64)}`, rank: 2 });
const rows = <T extends { point: string }>(...list: T[]) => ({ answered: true, rows: new Map(list.map((row) => [row.point, row])) }) as const;

let world: ReturnType<typeof stakingWorld>;
let follower: NodeFollower;
let now: number;
let lists: NodeLists;
let looks: string[][];
let offers: number;
let answer: BroadcastAnswer | AppError;
let notices: string[];
let forgiven: number;
const EMPTY: NodeLists = { confirmed: rows<ConfirmedNode>(), started: rows<WaitingNode>(), dos: rows<WaitingNode>(), source: 'agreed' };
beforeEach(() => {
  world = stakingWorld();
  [now, lists, looks, offers, answer, notices, forgiven] = [0, EMPTY, [], 0, { kind: 'accepted', txid: 'e'.repeat(64) }, [], 0];
  const desk: FollowerDeps['desk'] = {
    read: (points) => {
      looks.push([...points]);
      return Promise.resolve(lists);
    },
    forgive: () => { forgiven += 1; },
  };
  const deps: FollowerDeps = {
    ...world.deps, network: 'practice', desk, collateral: () => collateralCoins(world.deps), now: () => now, changed: () => undefined, notify: (kind, id) => notices.push(`${kind} ${id.slice(0, 2)}`),
    broadcasters: () => [{ url: 'a', send: () => {
      offers += 1;
      return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
    } }],
  };
  follower = new NodeFollower(deps);
});
afterEach(() => world.close());
afterAll(removeFolders);
const there = (height: number) => world.state.fates.set(POINT, { address: 'tmAttic', value: 100_000_000_000n, seen: true, height, spentBy: null });
const pass = (milliseconds: number): void => {
  now += milliseconds;
  world.state.now += milliseconds;
};

test('without nodes or coins nothing is asked', async () => {
  expect(await follower.turn()).toBeNull();
  expect(looks).toEqual([]);
});

test('START goes out with the hundredth confirmation and no earlier, then again until a list shows it', async () => {
  there(1_902);
  world.nodes.add(node({ start: signedStart({ tip: 1_900 }) }));
  await follower.turn();
  expect(offers).toBe(0);
  world.state.tip = 2_001;
  await follower.turn();
  expect([offers, world.nodes.get('ab'.repeat(16))?.start]).toEqual([1, expect.objectContaining({ taken: true, nextAt: NOW + 120_000 })]);
  pass(119_000);
  await follower.turn();
  expect(offers).toBe(1);
  pass(2_000);
  await follower.turn();
  expect(offers).toBe(2);
  lists = { ...EMPTY, started: rows({ point: POINT, added: 2_002 }) };
  pass(200_000);
  await follower.turn();
  expect(world.nodes.get('ab'.repeat(16))?.start).toMatchObject({ landed: true });
  pass(3_600_000);
  const before = offers;
  await follower.turn();
  expect(offers).toBe(before);
});

test('refused or unheard it is tried again after a pause, with the reason; once it is too old the person is told', async () => {
  there(1_000);
  world.nodes.add(node({ start: signedStart() }));
  answer = { kind: 'refused', message: 'Minimum height requirement not met', code: -26 };
  await follower.turn();
  answer = new AppError('endpoint/timeout', 'x');
  pass(4_000);
  await follower.turn();
  expect([offers, world.nodes.get('ab'.repeat(16))?.start?.reason?.code]).toEqual([1, 'staking/too-young']);
  pass(2_000);
  await follower.turn();
  expect([offers, world.nodes.get('ab'.repeat(16))?.start]).toEqual([2, expect.objectContaining({ attempts: 2, reason: expect.objectContaining({ code: 'endpoint/timeout' }) })]);
  pass(3_600_000);
  await follower.turn();
  await follower.turn();
  expect([offers, notices]).toEqual([2, ['node-needs-signature ab']]);
});

test('lists are looked at for nodes and for own coins that one may stand on; one found there gets a record, quietly', async () => {
  const coin = world.coin();
  const young = world.coin({ height: null });
  await follower.turn();
  expect([looks, world.nodes.all()]).toEqual([[[`${coin.txid}:0`]], []]);
  lists = { ...EMPTY, confirmed: rows(confirmedNode(`${coin.txid}:0`)) };
  pass(10_000);
  await follower.turn();
  expect(world.nodes.all()).toMatchObject([{ collateral: { txid: coin.txid, vout: 0 }, tier: 'cumulus', address: coin.address, identity: { kind: 'other' }, was: 'confirmed', name: expect.stringContaining('Cumulus') }]);
  pass(10_000);
  await follower.turn();
  expect([world.nodes.all().length, notices, looks.at(-1)?.includes(`${young.txid}:0`)]).toEqual([1, [], false]);
});

test('falling out is told once, and only after two complete looks without the node', async () => {
  there(1_000);
  world.nodes.add(node({ start: signedStart({ landed: true }) }));
  lists = { ...EMPTY, confirmed: rows(confirmedNode(POINT)) };
  await follower.turn();
  expect(notices).toEqual(['node-confirmed ab']);
  lists = EMPTY;
  for (let look = 0; look < 4; look += 1) {
    pass(10_000);
    await follower.turn();
    expect(notices).toEqual(look === 0 ? ['node-confirmed ab'] : ['node-confirmed ab', 'node-out ab']);
  }
});

test('lists that fail change nothing, say why, and are asked with growing pauses until the person asks', async () => {
  there(1_000);
  world.nodes.add(node({ place: { kind: 'started', added: 1_950 }, was: 'started' }));
  const silent = { answered: false, reason: OUTAGE } as const;
  lists = { confirmed: silent, started: silent, dos: silent, source: 'reported' };
  const dues: number[] = [];
  for (let look = 0; look < 4; look += 1) {
    const due = await follower.turn();
    dues.push((due ?? 0) - now);
    pass((due ?? now) - now);
  }
  expect(dues).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect([follower.trouble?.code, world.nodes.all()[0]?.place]).toEqual(['endpoint/unreachable', { kind: 'started', added: 1_950 }]);
  lists = { ...EMPTY, started: rows({ point: POINT, added: 1_950 }) };
  follower.urge();
  await follower.turn();
  expect([looks.length, forgiven, follower.trouble]).toEqual([5, 1, null]);
});

test('a node whose coin is spent is looked for no more', async () => {
  world.state.fates.set(POINT, { address: 'tmAttic', value: 100_000_000_000n, seen: true, height: 1_000, spentBy: 'f'.repeat(64) });
  world.nodes.add(node({ place: { kind: 'started', added: 1_950 }, was: 'started' }));
  expect(await follower.turn()).toBeNull();
  expect(looks).toEqual([]);
});
