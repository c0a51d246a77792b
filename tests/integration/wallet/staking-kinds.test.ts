// Nodes of other kinds over the real practice network: on coins that exist, on a multisig script, banned and started together, started by a delegate.
import * as ecc from 'tiny-secp256k1';
import { createReviewer, type Reviewer } from '../../../main/signer/review';
import type { Keyring } from '../../../main/signer/keyring/keyring';
import type { Imported, Intent } from '../../../shared/contract/money-path';
import type { FluxNode } from '../../../shared/contract/staking';
import { toHex } from '../../../shared/crypto/bytes';
import { multisigScript } from '../../../shared/flux/script-templates';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { codeOf } from '../../unit/main/wallet/replay-server';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(240_000);

const FLUX = 100_000_000n;
const practiceFolder = temporaryFolder();
const folders = [walletFolder(), walletFolder(), walletFolder()] as const;
const owner = keysOf('kinds owner');
const helper = keysOf('kinds helper');
const stranger = keysOf('kinds stranger');
const script = multisigScript(2, [8, 9].map((byte) => ecc.pointFromScalar(new Uint8Array(32).fill(byte), true) ?? new Uint8Array(0)));
const serverKey = toHex(ecc.pointFromScalar(new Uint8Array(32).fill(77), true) ?? new Uint8Array(0));
let network: PracticeProcess;
let wallet: TestWallet;
let delegate: TestWallet;
let outsider: TestWallet;
let offset = 0;
let share: Imported;

const signerOf = (keys: Keyring): Reviewer => createReviewer({
  keys, ecc, now: () => Date.now() + offset, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
  addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
});
const signers = new Map<TestWallet, Reviewer>();

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'staking kinds', '--clock-rate', '0');
  owner.addImported({ id: 'b'.repeat(32), name: 'Shared', family: 'flux', kind: 'ssp', use: 'keep', privateKey: new Uint8Array(32).fill(8), compressed: true, redeemScript: script });
  const [described] = owner.describeImported();
  if (!described) throw new Error('no share');
  share = described;
  wallet = await startWallet({ ...openInput(network, owner, folders[0]), imported: [share] });
  delegate = await startWallet(openInput(network, helper, folders[1]));
  outsider = await startWallet(openInput(network, stranger, folders[2]));
  for (const [each, keys] of [[wallet, owner], [delegate, helper], [outsider, stranger]] as const) signers.set(each, signerOf(keys));
});
afterAll(async () => {
  for (const each of [wallet, delegate, outsider]) await each?.close();
  await network?.stop();
  for (const folder of folders) removeFolder(folder);
  remove(practiceFolder);
});

async function mine(blocks: number): Promise<void> {
  for (let left = blocks; left > 0; left -= 200) await network.do('/control/mine', { chain: 'flux', blocks: Math.min(left, 200) });
  offset = (await network.status()).clock.nowMs - Date.now();
  const { endpoints, prices, fusion, fluxos, xdao, currency } = openInput(network, owner, folders[0]);
  for (const each of [wallet, delegate, outsider]) await each.calls['wallet.configure']({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset: offset });
}
const faucet = (address: string, units: bigint) => network.do('/faucet', { chain: 'flux', asset: 'native', address, amount: units.toString() });
async function signAndSend(by: TestWallet, intent: Intent | null) {
  const signer = signers.get(by);
  if (intent === null || !signer) throw new Error('no intent');
  const plan = await by.calls['plan.make']({ intent });
  return by.calls['staking.carryOut']({ intent, signed: await signer.sign({ hash: signer.review({ intent, plan }).hash }) });
}
const nodes = async (by = wallet): Promise<FluxNode[]> => (await by.calls['staking.nodes'](undefined)).nodes;
const become = (kind: FluxNode['status']['kind'], by = wallet): Promise<FluxNode[]> => by.until(async () => {
  await by.calls['staking.look'](undefined);
  const all = await nodes(by);
  return all.length > 0 && all.every(({ status }) => status.kind === kind) && all;
});
const candidates = async () => known(await wallet.calls['staking.candidates']({ tier: 'cumulus' })) ?? [];

test('coins of the exact amount are offered, those under an imported script, too; a node starts on each', async () => {
  await faucet((await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address, 1_000n * FLUX);
  await faucet(share.address, 1_000n * FLUX);
  await mine(1);
  await wallet.until(async () => (await candidates()).filter(({ confirmations }) => confirmations === 1).length === 2);
  expect((await candidates()).map(({ imported, multisig, confirmations, problem }) => `${imported} ${multisig} ${confirmations} ${problem}`).sort()).toEqual(['Shared true 1 staking/too-young', 'null false 1 staking/too-young']);
  await mine(98);
  await wallet.until(async () => (await candidates()).every(({ confirmations }) => confirmations === 99));
  for (const { outpoint } of await candidates()) {
    const wish = { tier: 'cumulus', name: '', collateral: outpoint, identity: serverKey, delegates: { kind: 'none' } } as const;
    expect(await wallet.calls['staking.preview'](wish)).toEqual({ problems: [], ready: true, fee: null, seconds: 30 });
    const { intent } = await wallet.calls['staking.begin'](wish);
    expect(intent).toMatchObject({ kind: 'start-nodes', fund: null });
    expect(await signAndSend(wallet, intent)).toMatchObject({ txid: null, sent: true, reason: null });
    expect(await codeOf(wallet.calls['staking.begin'](wish))).toBe('staking/node-exists');
  }
  await become('maturing');
  await mine(1);
  await become('starting');
  await mine(1);
  expect((await become('started')).map(({ multisig }) => multisig).sort()).toEqual([false, true]);
});

test('never confirmed, they are banned; when START is allowed again one approval starts them all', async () => {
  await mine(241);
  const banned = await become('banned');
  const ids = banned.map(({ id }) => id);
  expect(banned.map(({ start }) => [start.allowed, start.problem, start.from !== null])).toEqual(Array(2).fill([false, 'staking/in-dos-list', true]));
  expect(await wallet.calls['staking.restart']({ nodes: ids })).toEqual({ intent: null, left: ids.map((node) => ({ node, problem: 'staking/in-dos-list' })) });
  expect((await wallet.calls['portfolio.get'](undefined)).needs.filter(({ kind }) => kind === 'node-out')).toHaveLength(2);
  await mine(480);
  await wallet.until(async () => {
    await wallet.calls['staking.look'](undefined);
    return (await nodes()).every(({ start }) => start.allowed);
  });
  const { intent, left } = await wallet.calls['staking.restart']({ nodes: ids });
  if (intent?.kind !== 'start-nodes') throw new Error('no intent');
  expect([left, intent.starts.map(({ version }) => version).sort()]).toEqual([[], [5, 6]]);
  expect(await signAndSend(wallet, intent)).toMatchObject({ sent: true, reason: null });
  await mine(1);
  await become('started');
});

test('the owner names a delegate, who starts the node later; somebody else is told that the owner named another', async () => {
  const { publicKey } = await delegate.calls['staking.delegateKey'](undefined);
  if (publicKey === null) throw new Error('no key');
  await mine(721);
  await wallet.until(async () => {
    await wallet.calls['staking.look'](undefined);
    return (await nodes()).every(({ start }) => start.allowed);
  });
  const own = (await nodes()).find(({ multisig }) => !multisig);
  if (!own?.collateral) throw new Error('no node');
  const { intent } = await wallet.calls['staking.delegates']({ node: own.id, keys: [publicKey] });
  expect(intent).toMatchObject({ starts: [{ version: 6, delegates: { kind: 'update', keys: [publicKey] } }] });
  expect(await signAndSend(wallet, intent)).toMatchObject({ sent: true, reason: null });
  await mine(722);

  const row = (await wallet.calls['receive.list']({ chain: 'flux' })).find(({ address }) => address === own.address);
  if (!row) throw new Error('no address');
  const wish = { name: 'For a friend', collateral: own.collateral, owner: toHex(owner.scriptOf(row.key, 'p2pkh', 'flux').publicKey), identity: serverKey };
  const stranger = await outsider.calls['staking.startAsDelegate'](wish);
  expect(await signAndSend(outsider, stranger.intent)).toMatchObject({ sent: false, reason: { code: 'staking/not-a-delegate' } });
  expect(await nodes(outsider)).toMatchObject([{ status: { kind: 'starting', reason: { code: 'staking/not-a-delegate' } }, start: { allowed: true } }]);
  const begun = await delegate.calls['staking.startAsDelegate'](wish);
  expect(await signAndSend(delegate, begun.intent)).toMatchObject({ sent: true, reason: null });
  await mine(1);
  expect(await become('started', delegate)).toMatchObject([{ name: 'For a friend', address: own.address, tier: 'cumulus' }]);
});

test('one server that leaves a node out changes nothing', async () => {
  const kinds = async () => (await nodes()).map(({ id, status }) => `${id} ${status.kind}`);
  await wallet.calls['staking.look'](undefined);
  const before = await kinds();
  expect(before.filter((kind) => kind.endsWith('started'))).toHaveLength(1);
  await network.do('/control/fault', { chain: 'flux', endpoint: 'a', fault: 'missingCoin' });
  for (let look = 0; look < 3; look += 1) await wallet.calls['staking.look'](undefined);
  const during = await kinds();
  await network.do('/control/fault', { chain: 'flux', endpoint: 'a', fault: 'none' });
  expect(during).toEqual(before);
});

test('collateral is freed by typing the node\'s name alone, and kept again', async () => {
  const own = (await nodes()).find(({ multisig }) => !multisig);
  if (!own?.collateral) throw new Error('no node');
  const outpoint = own.collateral;
  await wallet.calls['staking.rename']({ node: own.id, name: 'Attic' });
  expect(await codeOf(wallet.calls['staking.release']({ outpoint, typed: 'attic' }))).toBe('staking/typed-wrong');
  expect(await codeOf(wallet.calls['staking.release']({ outpoint: { ...outpoint, vout: 999 }, typed: 'Attic' }))).toBe('staking/no-such-coin');
  const figures = async () => known((await wallet.row('flux/native')).balance);
  expect(await figures()).toMatchObject({ spendable: '0', locked: (2_000n * FLUX).toString() });
  await wallet.calls['staking.release']({ outpoint, typed: 'Attic' });
  expect(await figures()).toMatchObject({ spendable: (1_000n * FLUX).toString(), locked: (1_000n * FLUX).toString() });
  expect((await nodes()).find(({ id }) => id === own.id)?.released).toBe(true);
  await wallet.calls['staking.keep']({ outpoint });
  expect(await figures()).toMatchObject({ spendable: '0' });
  expect(await codeOf(wallet.calls['staking.forget']({ node: own.id }))).toBe('staking/still-alive');
});
