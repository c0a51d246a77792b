// Own servers' keys found again by their public keys, within a gap that grows with each that is found.
import { NodeKeys } from '../../../../../main/wallet/staking/node-keys';
import { recognise } from '../../../../../main/wallet/staking/identities';
import { Keyring } from '../../../../../main/signer/keyring/keyring';
import { node } from './samples';
import { keyHex, removeFolders, serverKey, SERVERS, stakingWorld } from './support';

let world: ReturnType<typeof stakingWorld>;
beforeEach(() => { world = stakingWorld(); });
afterEach(() => world.close());
afterAll(removeFolders);
const found = (id: string, publicKey: string, more: Parameters<typeof node>[0] = {}) => world.nodes.add(node({ id: id.repeat(32), collateral: null, identity: { kind: 'other', publicKey }, ...more }));
const numbers = () => world.nodes.all().map(({ identity }) => (identity?.kind === 'own' ? identity.index : null));

test('keys are those that the signer gives to servers, on either network', () => {
  for (const network of ['practice', 'mainnet'] as const) {
    const signer = Keyring.fromSeed(network, new Uint8Array(64).fill(4));
    const keys = new NodeKeys(() => signer.nodeKeys(), network);
    for (const index of [0, 1, 20]) expect(keys.numberOf(Buffer.from(signer.nodeKey(index).publicKey).toString('hex'), -1)).toBe(index === 20 ? null : index);
  }
});

test('own keys get their numbers, those of hidden nodes, too; a stranger\'s stays as it is', () => {
  found('a', serverKey(2));
  found('b', keyHex(7));
  found('c', serverKey(0), { hidden: true });
  expect([recognise(world.nodes, world.deps.keys), numbers()]).toEqual([true, [2, null, 0]]);
  expect(recognise(world.nodes, world.deps.keys)).toBe(false);
});

test('each one found widens the gap, in whatever order they were found', () => {
  for (const [id, index] of [['a', 58], ['b', 38], ['c', 19], ['d', 79]] as const) found(id, serverKey(index));
  expect([recognise(world.nodes, world.deps.keys), numbers()]).toEqual([true, [58, 38, 19, null]]);
});

test('an absurd number in a record costs no more than a large one', () => {
  found('a', serverKey(3));
  world.nodes.add(node({ id: 'b'.repeat(32), identity: { kind: 'own', index: 2_000_000_000 } }));
  expect([recognise(world.nodes, world.deps.keys), numbers()[0]]).toEqual([true, 3]);
});

test('other keys of the wallet are used from then on; without a phrase there are none', () => {
  found('a', serverKey(1));
  const another = Keyring.fromSeed('practice', new Uint8Array(64).fill(8));
  world.state.nodeKeys = another.nodeKeys();
  expect(recognise(world.nodes, world.deps.keys)).toBe(false);
  world.state.nodeKeys = null;
  expect([recognise(world.nodes, world.deps.keys), world.deps.keys.exist]).toEqual([false, false]);
  world.state.nodeKeys = SERVERS.nodeKeys();
  expect([recognise(world.nodes, world.deps.keys), world.deps.keys.exist]).toEqual([true, true]);
});
