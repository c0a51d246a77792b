// Nodes on disk: written whole, read by their shape, set aside when they are damaged; freed coins stay freed.
import { AppError } from '../../../../../shared/errors/app-error';
import { NodeStore } from '../../../../../main/wallet/staking/node-store';
import { node, TXID } from './samples';
import { removeFolders, stakingWorld } from './support';

let world: ReturnType<typeof stakingWorld>;
beforeEach(() => { world = stakingWorld(); });
afterEach(() => world.close());
afterAll(removeFolders);
const again = () => new NodeStore(world.db);

test('what was written is read, by id, coin and address; the newest record on a coin counts', () => {
  const [old, fresh] = [node({ hidden: true }), node({ id: 'b'.repeat(32) })];
  world.nodes.add(old);
  world.nodes.add(fresh);
  expect([again().all(), again().get(old.id), again().on({ txid: TXID, vout: 0 }), again().on({ txid: TXID, vout: 1 })]).toEqual([[old, fresh], old, fresh, null]);
  expect([again().reserves('tmAttic'), again().reserves('tmElse')]).toEqual([true, false]);
  world.nodes.put({ ...old, name: 'Cellar' });
  world.nodes.remove(fresh.id);
  expect([world.nodes.all(), again().all()]).toEqual([[{ ...old, name: 'Cellar' }], [{ ...old, name: 'Cellar' }]]);
});
test('an id is taken once, and only what is there can be changed', () => {
  world.nodes.add(node());
  expect(() => world.nodes.add(node())).toThrow(expect.objectContaining({ code: 'staking/known' }));
  expect(() => world.nodes.put(node({ id: 'b'.repeat(32) }))).toThrow(expect.objectContaining({ code: 'staking/unknown' }));
});
test('a write that is rolled back leaves nothing', () => {
  world.nodes.add(node());
  expect(() => world.nodes.together(() => {
    world.nodes.put(node({ name: 'Cellar' }));
    world.nodes.release({ txid: TXID, vout: 0 }, 1);
    expect([world.nodes.all()[0]?.name, world.nodes.released().size]).toEqual(['Cellar', 1]);
    throw new AppError('x/y', 'x');
  })).toThrow(expect.objectContaining({ code: 'x/y' }));
  expect([world.nodes.all(), world.nodes.released().size]).toEqual([[node()], 0]);
});
test('a damaged record is kept aside, and the others are there', () => {
  world.nodes.add(node());
  world.nodes.add(node({ id: 'b'.repeat(32) }));
  world.db.run("UPDATE node SET record = '{' WHERE id = ?", ['b'.repeat(32)]);
  again().setDamagedAside();
  expect([again().all(), world.db.get('SELECT count(*) AS n FROM node')]).toEqual([[node()], { n: 2 }]);
});
test('freed coins stay freed until they are kept again', () => {
  world.nodes.release({ txid: TXID, vout: 0 }, 1);
  world.nodes.release({ txid: TXID, vout: 0 }, 2);
  expect([...again().released()]).toEqual([`${TXID}:0`]);
  world.nodes.keep({ txid: TXID, vout: 0 });
  expect([[...world.nodes.released()], [...again().released()]]).toEqual([[], []]);
});
