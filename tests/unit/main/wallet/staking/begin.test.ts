// Beginning nodes: what is kept before anything is signed, and what the intent asks the signer to make.
import { zIntent } from '../../../../../shared/contract/money-path';
import { toHex } from '../../../../../shared/crypto/bytes';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { p2pkhScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { candidatesOf } from '../../../../../main/wallet/staking/wish/candidates';
import { abandon, begin, beginAsDelegate, holdToRecords, restart, setDelegates } from '../../../../../main/wallet/staking/wish/begin';
import { judgeWish, type StartWish } from '../../../../../main/wallet/staking/wish/judge';
import { outboxEntry } from '../samples';
import { codeOf } from '../replay-server';
import { confirmedPlace, node, NOW, OUTAGE, signedStart } from './samples';
import { keyHex, ownAddress, paying, publicKey, REDEEM, removeFolders, serverKey, SHARED, stakingWorld } from './support';

let world: ReturnType<typeof stakingWorld>;
beforeEach(() => { world = stakingWorld(); });
afterEach(() => world.close());
afterAll(removeFolders);

const wish = (more: Partial<StartWish> = {}): StartWish => ({ tier: 'cumulus', name: ' Attic\u0007 ', collateral: 'new', identity: 'own', delegates: { kind: 'none' }, ...more });
const SECONDS = NOW / 1000;

describe('with a new collateral', () => {
  test('the record stands before the intent: address kept, key number taken, START dated for the hundredth confirmation', async () => {
    const { node: id, intent } = await begin(wish(), world.deps);
    expect(zIntent.parse(intent)).toEqual(intent);
    expect(world.nodes.get(id)).toMatchObject({ name: 'Attic', tier: 'cumulus', collateral: null, address: ownAddress(10), identity: { kind: 'own', index: 0 }, start: null, was: 'never' });
    expect(intent).toMatchObject({ fund: { amount: '100000000000', to: ownAddress(10), feeLimit: '625' }, starts: [{ node: id, collateral: null, owner: { kind: 'own', scriptType: 'p2pkh' }, version: 5, delegates: { kind: 'none' } }] });
    // 101 blocks of 30 seconds, and ten minutes in hand: nodes refuse old times only.
    expect(intent.starts[0]?.sigTime).toBe(SECONDS + 101 * 30 + 600);
    expect(world.state.handedOut).toEqual([ownAddress(10)]);
    expect(world.nodes.reserves(ownAddress(10))).toBe(true);
  });
  test('each node has a key number of its own, those of hidden ones stay taken; a name is made where none was given', async () => {
    await begin(wish(), world.deps);
    const second = await begin(wish({ name: '  ' }), world.deps);
    expect(world.nodes.get(second.node)).toMatchObject({ name: 'Cumulus 2', identity: { index: 1 } });
    world.nodes.put({ ...node({ id: second.node }), identity: { kind: 'own', index: 7 }, hidden: true });
    expect((await begin(wish(), world.deps)).intent.starts[0]?.identity).toEqual({ kind: 'own', index: 8 });
  });
  test('delegates and a server\'s own key are taken along; delegates need version 6', async () => {
    const { intent } = await begin(wish({ identity: keyHex(9), delegates: { kind: 'update', keys: [keyHex(5)] } }), world.deps);
    expect(intent.starts[0]).toMatchObject({ version: 6, identity: { kind: 'other', publicKey: keyHex(9) }, delegates: { kind: 'update', keys: [keyHex(5)] } });
  });
  test('what stands in the way is named with its field, and nothing is kept', async () => {
    world.state.fund = { ...world.state.fund, fee: null, feeLimit: null, problem: { code: 'plan/not-enough', message: 'x', context: { missing: '7' } } };
    const bad = wish({ identity: `02${'f'.repeat(64)}`, delegates: { kind: 'update', keys: [keyHex(5), keyHex(5)] } });
    expect((await judgeWish(bad, world.deps)).problems).toEqual([
      { field: 'collateral', code: 'plan/not-enough', context: { missing: '7' } }, { field: 'identity', code: 'staking/bad-identity', context: {} }, { field: 'delegates', code: 'staking/bad-delegates', context: {} },
    ]);
    expect(await codeOf(begin(bad, world.deps))).toBe('plan/not-enough');
    world.state.fund = { ...world.state.fund, problem: { code: 'endpoint/timeout', message: 'x', context: {} } };
    expect((await judgeWish(wish(), world.deps)).problems).toMatchObject([{ field: 'network', code: 'endpoint/timeout' }]);
    expect([world.nodes.all(), world.state.handedOut]).toEqual([[], []]);
  });
});

describe('the key of the server', () => {
  test('an own one that was typed keeps its number, and no other node gets it', async () => {
    const typed = await begin(wish({ identity: serverKey(3) }), world.deps);
    expect(typed.intent.starts[0]?.identity).toEqual({ kind: 'own', index: 3 });
    expect((await begin(wish(), world.deps)).intent.starts[0]?.identity).toEqual({ kind: 'own', index: 4 });
  });
  test('a number is kept free for a node that was found and whose key no list named yet', async () => {
    world.nodes.add(node({ identity: null }));
    expect((await begin(wish(), world.deps)).intent.starts[0]?.identity).toEqual({ kind: 'own', index: 1 });
  });
  test('a wallet without a phrase has none; that of a server does', async () => {
    world.state.nodeKeys = null;
    expect((await judgeWish(wish(), world.deps)).problems).toEqual([{ field: 'identity', code: 'staking/no-seed', context: {} }]);
    expect(await codeOf(begin(wish(), world.deps))).toBe('staking/no-seed');
    expect((await begin(wish({ identity: serverKey(0) }), world.deps)).intent.starts[0]?.identity).toEqual({ kind: 'other', publicKey: serverKey(0) });
  });
});

describe('on a coin that exists', () => {
  test('nothing is paid, and an old one is started now', async () => {
    const coin = world.coin();
    const { intent } = await begin(wish({ collateral: coin }), world.deps);
    expect(intent).toMatchObject({ fund: null, starts: [{ collateral: { txid: coin.txid, vout: 0 }, owner: { kind: 'own', key: coin.key, scriptType: 'p2pkh' }, version: 5, sigTime: SECONDS }] });
  });
  test('under an imported key or a multisig script it is started with that; the script needs version 6', async () => {
    const paper = world.coin({ address: ownAddress(20), key: { kind: 'imported', id: 'ab'.repeat(16) } });
    expect((await begin(wish({ collateral: paper }), world.deps)).intent.starts[0]).toMatchObject({ owner: { key: { kind: 'imported' }, scriptType: 'p2pkh' }, version: 5 });
    const shared = world.coin({ address: SHARED, key: { kind: 'imported', id: 'cd'.repeat(16) }, scriptType: 'p2sh-multisig' });
    const { node: id, intent } = await begin(wish({ collateral: shared }), world.deps);
    expect(intent.starts[0]).toMatchObject({ owner: { scriptType: 'p2sh-multisig' }, version: 6 });
    expect(world.nodes.get(id)?.multisig).toBe(true);
    const candidates = candidatesOf('cumulus', world.deps);
    expect(candidates).toMatchObject({ state: 'known', value: [{ imported: 'Paper', problem: 'staking/node-exists' }, { multisig: true }] });
  });
  test('a young one is dated for when it is old enough', async () => {
    const coin = world.coin({ height: 1_951 });
    const { intent } = await begin(wish({ collateral: coin }), world.deps);
    expect(intent.starts[0]?.sigTime).toBe(SECONDS + 50 * 30 + 600);
    expect((await judgeWish(wish({ collateral: world.coin({ height: 1_951 }) }), world.deps)).seconds).toBe(1_500);
  });
  test.each<[string, (coin: ReturnType<typeof world.coin>) => void, string]>([
    ['another amount', (coin) => { world.state.coins = [{ ...coin, value: TIER_COLLATERAL.nimbus }]; }, 'staking/wrong-amount'],
    ['in no block yet', (coin) => { world.state.coins = [{ ...coin, height: null }]; }, 'staking/unconfirmed'],
    ['a node stands on it', (coin) => world.nodes.add(node({ collateral: { txid: coin.txid, vout: 0 } })), 'staking/node-exists'],
    ['a payment on its way spends it', (coin) => { world.state.entries.set('x', outboxEntry({ spends: [coin] })); }, 'staking/no-such-coin'],
    ['coins are not known', () => { world.state.reading = { state: 'unknown', reason: OUTAGE, at: NOW }; }, 'plan/coins-unknown'],
  ])('%s: refused', async (_name, change, code) => {
    const coin = world.coin();
    change(coin);
    expect(await codeOf(begin(wish({ collateral: coin }), world.deps))).toBe(code);
  });
});

describe('again', () => {
  const out = (id: string, byte: number) => {
    const coin = world.coin({ address: ownAddress(byte) });
    const record = node({ id: id.repeat(32), collateral: { txid: coin.txid, vout: 0 }, address: coin.address, place: { kind: 'absent' }, was: 'confirmed', start: signedStart({ landed: true }) });
    world.nodes.add(record);
    return record;
  };
  test('all that need it in one intent; the others are left out and named', () => {
    const first = out('a', 2);
    const second = out('b', 3);
    const third = out('c', 4);
    world.nodes.put({ ...second, place: confirmedPlace });
    world.state.keys.delete(ownAddress(4));
    const { intent, left } = restart([first.id, second.id, third.id, first.id], world.deps);
    expect(intent).toMatchObject({ fund: null, starts: [{ node: first.id, collateral: first.collateral, sigTime: SECONDS, version: 5 }] });
    expect(left).toEqual([{ node: second.id, problem: 'staking/already-confirmed' }, { node: third.id, problem: 'staking/no-key' }]);
    expect(restart([second.id], world.deps)).toMatchObject({ intent: null });
  });
  test('a START that takes the place of one that waits is younger than that', () => {
    const waiting = { ...out('a', 2), was: 'never', start: signedStart({ sigTime: SECONDS + 500, reason: { ...OUTAGE } }) } as const;
    world.nodes.put(waiting);
    expect(restart([waiting.id], world.deps).intent?.starts[0]?.sigTime).toBe(SECONDS + 501);
  });
  test('delegates are set or erased with a START, when one is allowed, by the owner', () => {
    const record = out('a', 2);
    expect(setDelegates(record.id, [keyHex(5)], world.deps).starts).toMatchObject([{ version: 6, delegates: { kind: 'update', keys: [keyHex(5)] } }]);
    expect(setDelegates(record.id, [], world.deps).starts[0]?.delegates).toEqual({ kind: 'update', keys: [] });
    expect(() => setDelegates(record.id, [toHex(new Uint8Array(33).fill(2)).replace(/^../, '05')], world.deps)).toThrow(expect.objectContaining({ code: 'staking/bad-delegates' }));
    world.nodes.put({ ...record, place: confirmedPlace });
    expect(() => setDelegates(record.id, [], world.deps)).toThrow(expect.objectContaining({ code: 'staking/already-confirmed' }));
    world.nodes.put({ ...record, owner: { kind: 'delegate', of: keyHex(8), signer: { kind: 'flux-id' } } });
    expect(() => setDelegates(record.id, [], world.deps)).toThrow(expect.objectContaining({ code: 'staking/not-the-owner' }));
  });
});

describe('as a delegate', () => {
  const owner = publicKey(8);
  const asked = (script: Uint8Array, value: bigint) => {
    const { txid, raw } = paying(script, value);
    world.state.raws.set(txid, raw);
    return { name: '', collateral: { txid, vout: 0 }, owner: toHex(owner), identity: keyHex(9) };
  };
  test('of a key or a script: the tier is read from the coin, the own key signs, version 6', async () => {
    const { node: id, intent } = await beginAsDelegate(asked(p2pkhScript(hash160(owner)), TIER_COLLATERAL.nimbus), world.deps);
    expect(intent).toMatchObject({ fund: null, starts: [{ tier: 'nimbus', owner: { kind: 'delegate', of: toHex(owner), signer: { kind: 'derived', account: 'flux:44:0', change: 0, index: 0 } }, version: 6, delegates: { kind: 'none' } }] });
    expect(world.nodes.get(id)).toMatchObject({ address: ownAddress(8), multisig: false, name: expect.stringMatching(/^Nimbus [0-9a-f]{8}:0$/) });
    const shared = await beginAsDelegate({ ...asked(p2shScript(hash160(REDEEM)), TIER_COLLATERAL.cumulus), owner: toHex(REDEEM) }, world.deps);
    expect(world.nodes.get(shared.node)).toMatchObject({ address: SHARED, multisig: true, tier: 'cumulus' });
    expect(await codeOf(beginAsDelegate({ ...asked(p2shScript(hash160(REDEEM)), TIER_COLLATERAL.cumulus), owner: toHex(REDEEM) }, world.deps))).toBe('staking/node-exists');
  });
  test('another\'s coin, another amount, no such output, no key: refused', async () => {
    expect(await codeOf(beginAsDelegate(asked(p2pkhScript(hash160(publicKey(7))), TIER_COLLATERAL.nimbus), world.deps))).toBe('staking/wrong-key');
    expect(await codeOf(beginAsDelegate(asked(p2pkhScript(hash160(owner)), 5n), world.deps))).toBe('staking/wrong-amount');
    const good = asked(p2pkhScript(hash160(owner)), TIER_COLLATERAL.nimbus);
    expect(await codeOf(beginAsDelegate({ ...good, collateral: { ...good.collateral, vout: 3 } }, world.deps))).toBe('staking/no-such-coin');
    expect(await codeOf(beginAsDelegate({ ...good, identity: `02${'f'.repeat(64)}` }, world.deps))).toBe('staking/bad-identity');
    expect(await codeOf(beginAsDelegate(good, { ...world.deps, delegateKey: () => null }))).toBe('staking/no-delegate-key');
  });
});

describe('a plan', () => {
  test('is made for what was begun and for nothing else under its name', async () => {
    const { intent } = await begin(wish(), world.deps);
    expect(() => holdToRecords(intent, world.nodes)).not.toThrow();
    const [start] = intent.starts;
    if (!start || !intent.fund) throw new Error('no start');
    for (const other of [
      { ...intent, fund: { ...intent.fund, to: ownAddress(99) } }, { ...intent, starts: [{ ...start, tier: 'nimbus' as const }] }, { ...intent, fund: null, starts: [{ ...start, collateral: { txid: '1'.repeat(64), vout: 0 } }] },
    ]) expect(() => holdToRecords(other, world.nodes)).toThrow(expect.objectContaining({ code: 'staking/other-intent' }));
    expect(() => holdToRecords({ ...intent, starts: [{ ...start, node: '9'.repeat(32) }] }, world.nodes)).toThrow(expect.objectContaining({ code: 'staking/unknown' }));
  });
  test('that was not approved leaves no wish behind, and everything that was signed before', async () => {
    const { node: id } = await begin(wish(), world.deps);
    const kept = node({ id: 'c'.repeat(32), start: signedStart() });
    world.nodes.add(kept);
    expect(abandon([id, kept.id, '9'.repeat(32)], world.nodes)).toBe(true);
    expect(world.nodes.all()).toEqual([kept]);
    expect(abandon([kept.id], world.nodes)).toBe(false);
  });
});
