// A FluxNode over the real practice network: from the faucet to a confirmed node that is paid, with the wallet closed on the way; its end, and its restart.
import * as ecc from 'tiny-secp256k1';
import { z } from 'zod';
import { createReviewer } from '../../../main/signer/review';
import type { Intent } from '../../../shared/contract/money-path';
import type { FluxNode } from '../../../shared/contract/staking';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { encodeWif } from '../../../shared/flux/wif';
import { nodeHostsSchema } from '../../../shared/practice/node-hosts';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(240_000);

const practiceFolder = temporaryFolder();
const dir = walletFolder();
const elsewhere = walletFolder();
const keys = keysOf('staking owner');
let network: PracticeProcess;
let wallet: TestWallet;
let offset = 0;
const signer = createReviewer({
  keys, ecc, now: () => Date.now() + offset, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
  addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
});

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'staking', '--clock-rate', '0');
  wallet = await startWallet(openInput(network, keys, dir));
});
afterAll(async () => {
  await wallet?.close();
  await network?.stop();
  for (const folder of [dir, elsewhere]) removeFolder(folder);
  remove(practiceFolder);
});

/** New blocks move practice time; the wallet is told, as main tells it. */
async function mine(blocks: number): Promise<void> {
  for (let left = blocks; left > 0; left -= 200) await network.do('/control/mine', { chain: 'flux', blocks: Math.min(left, 200) });
  await tellTime();
}
async function tellTime(): Promise<void> {
  offset = (await network.status()).clock.nowMs - Date.now();
  const { endpoints, prices, fusion, fluxos, xdao, currency } = openInput(network, keys, dir);
  await wallet.calls['wallet.configure']({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset: offset });
}
async function reopen(): Promise<void> {
  await wallet.close();
  wallet = await startWallet({ ...openInput(network, keys, dir), clockOffset: offset });
}
const nodes = async (): Promise<FluxNode[]> => (await wallet.calls['staking.nodes'](undefined)).nodes;
async function node(): Promise<FluxNode> {
  const [first] = await nodes();
  if (!first) throw new Error('no node');
  return first;
}
/** Looks at chain and lists until the node is in this state. */
const becomes = <K extends FluxNode['status']['kind']>(kind: K, which: (found: FluxNode) => boolean = () => true): Promise<FluxNode & { status: Extract<FluxNode['status'], { kind: K }> }> => wallet.until(async () => {
  await wallet.calls['staking.look'](undefined);
  const found = await node();
  return found.status.kind === kind && which(found) ? { ...found, status: found.status as Extract<FluxNode['status'], { kind: K }> } : null;
});
async function signAndSend(intent: Intent | null) {
  if (intent === null) throw new Error('no intent');
  const plan = await wallet.calls['plan.make']({ intent });
  const signed = await signer.sign({ hash: signer.review({ intent, plan }).hash });
  return wallet.calls['staking.carryOut']({ intent, signed });
}
const total = async (): Promise<string | undefined> => known((await wallet.row('flux/native')).balance)?.total;
const told = (kind: string): unknown[] => wallet.events.filter(({ event, payload }) => event === 'notify' && z.object({ kind: z.string() }).parse(payload).kind === kind);
const needs = async (): Promise<string[]> => (await wallet.calls['portfolio.get'](undefined)).needs.map(({ kind }) => kind).filter((kind) => kind.startsWith('node-'));
const host = async (path: string, body: unknown) => nodeHostsSchema.parse(await network.do(`/control/nodes${path}`, body)).hosts[0];

test('one decision pays the collateral, and the node starts by itself once the coin is old enough', async () => {
  const { address } = await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null });
  await network.do('/faucet', { chain: 'flux', asset: 'native', address, amount: '150000000000' });
  await mine(1);
  await wallet.until(async () => (await total()) === '150000000000');

  const [cumulus, nimbus] = await wallet.calls['staking.tiers'](undefined);
  expect(cumulus).toMatchObject({ tier: 'cumulus', collateral: '100000000000', reward: '100000000', coins: { value: 0 }, missing: { value: '0' }, nodes: { state: 'known' } });
  expect(nimbus?.missing).toMatchObject({ state: 'known', value: expect.stringMatching(/^1100000\d{6}$/) });
  const wish = { tier: 'cumulus', name: 'Attic', collateral: 'new', identity: 'own', delegates: { kind: 'none' } } as const;
  expect(await wallet.calls['staking.preview'](wish)).toMatchObject({ problems: [], ready: true, fee: expect.stringMatching(/^\d+$/), seconds: 101 * 30 });
  const { node: id, intent } = await wallet.calls['staking.begin'](wish);
  expect(await node()).toMatchObject({ id, name: 'Attic', status: { kind: 'reserved' }, identity: { kind: 'own', index: 0 } });
  const done = await signAndSend(intent);
  expect(done).toMatchObject({ nodes: [id], sent: true, reason: null });
  expect(await node()).toMatchObject({ status: { kind: 'maturing', confirmations: null, of: 100, startAt: null }, start: { allowed: false } });
  expect((await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address).not.toBe((await node()).address);

  await mine(1);
  expect((await becomes('maturing', ({ status }) => status.kind === 'maturing' && status.confirmations === 1)).status.startAt).toBeGreaterThan(100);
  await reopen();
  await mine(98);
  expect(await becomes('maturing', ({ status }) => status.kind === 'maturing' && status.confirmations === 99)).toMatchObject({ seen: expect.objectContaining({ source: 'agreed' }) });
  // Ordinary payments leave it where it is.
  const { spendable } = await wallet.calls['send.preview']({ asset: 'flux/native', to: address, note: '', amount: { kind: 'all' }, fee: { kind: 'preset', preset: 'normal' } });
  expect(BigInt(known(spendable) ?? '0')).toBeLessThan(50_000_000_000n);
  expect(await wallet.calls['staking.nodes'](undefined)).toMatchObject({ locked: '100000000000' });

  await mine(1);
  expect((await becomes('starting')).status).toMatchObject({ reason: null });
  await mine(1);
  const started = await becomes('started');
  expect(started.status.confirmBy).toBe(started.status.height + 240);
});

test('the server confirms it, a payout comes, and a wallet with the same keys elsewhere finds it by itself', async () => {
  const { collateral, identity } = await node();
  if (!collateral || identity?.kind !== 'own') throw new Error('no identity');
  const identityKey = encodeWif({ privateKey: keys.nodePrivateKey(identity.index), compressed: keys.nodeKey(identity.index).publicKey.length === 33 }, FLUX_REGTEST);
  await host('', { identityKey, collateral: { txid: collateral.txid, index: collateral.vout }, fluxId: keys.identity().address, ip: '5.6.7.8' });
  await reopen();
  await mine(3);
  const confirmed = await becomes('confirmed');
  expect(confirmed.status).toMatchObject({ ip: '5.6.7.8', expiring: false, expiresAt: confirmed.status.lastConfirmed + 641, renewFrom: confirmed.status.lastConfirmed + 501 });
  expect(confirmed).toMatchObject({ trouble: null, start: { allowed: false, problem: 'staking/already-confirmed' }, seen: { source: 'agreed' } });
  expect(confirmed.nextPayment).toBeGreaterThan(0);
  expect(told('node-confirmed')).toHaveLength(1);

  await mine(60);
  await wallet.until(async () => (await node()).rewards.count > 0);
  expect(await node()).toMatchObject({ rewards: { total: expect.stringMatching(/^[1-9]00000000$/) } });
  const { rewards, count } = await wallet.calls['staking.rewards']({ node: confirmed.id, limit: 10 });
  expect([rewards[0]?.name, rewards[0]?.amount, rewards.length]).toEqual(['Attic', '100000000', count]);
  expect((await wallet.calls['staking.exportRewards']({ node: null })).csv).toMatch(/^time,node,amount,symbol,height,address,transaction\r\n[^,]+,Attic,1,FLUX,/);

  const other = await startWallet({ ...openInput(network, keys, elsewhere), clockOffset: offset });
  try {
    const found = await other.until(async () => {
      await other.calls['staking.look'](undefined);
      return (await other.calls['staking.nodes'](undefined)).nodes[0];
    });
    expect(found).toMatchObject({ collateral, tier: 'cumulus', status: { kind: 'confirmed' }, identity: { kind: 'own', index: 0 } });
    expect(other.events.filter(({ event, payload }) => event === 'notify' && JSON.stringify(payload).includes('node-'))).toEqual([]);
  } finally {
    await other.close();
  }
});

test('lists that cannot be read change nothing, and say why', async () => {
  const before = (await becomes('confirmed')).status.lastConfirmed;
  for (const endpoint of ['a', 'b'] as const) for (const chain of ['flux', 'fluxos'] as const) await network.do('/control/fault', { chain, endpoint, fault: 'http500' });
  await wallet.calls['staking.look'](undefined);
  expect(await node()).toMatchObject({ status: { kind: 'confirmed', lastConfirmed: before }, trouble: { code: 'endpoint/http-status' } });
  expect((await wallet.calls['staking.nodes'](undefined)).locked).toBe('100000000000');
  for (const endpoint of ['a', 'b'] as const) for (const chain of ['flux', 'fluxos'] as const) await network.do('/control/fault', { chain, endpoint, fault: 'none' });
  expect(await becomes('confirmed', ({ trouble }) => trouble === null)).toMatchObject({ trouble: null });
});

test('a server that is away lets its node expire: told before, told then, and restarted when it is allowed', async () => {
  const { collateral } = await node();
  if (!collateral) throw new Error('no collateral');
  const name = { collateral: { txid: collateral.txid, index: collateral.vout } };
  await host('/stop', name);
  const { height } = z.object({ height: z.number() }).parse(await network.do('/control/mine', { chain: 'flux', blocks: 1 }));
  const { lastConfirmed, expiresAt } = (await becomes('confirmed')).status;
  await mine(lastConfirmed + 561 - height);
  await becomes('confirmed', ({ status }) => status.kind === 'confirmed' && status.expiring);
  expect([told('node-expiring').length, await needs()]).toEqual([1, ['node-expiring']]);
  await mine(expiresAt - (lastConfirmed + 561));
  expect(await becomes('out')).toMatchObject({ status: { was: 'confirmed' }, start: { allowed: true, problem: null } });
  expect([told('node-out').length, await needs()]).toEqual([1, ['node-out']]);

  const { intent, left } = await wallet.calls['staking.restart']({ nodes: [(await node()).id] });
  expect(left).toEqual([]);
  expect(await signAndSend(intent)).toMatchObject({ txid: null, sent: true, reason: null });
  expect((await wallet.calls['staking.restart']({ nodes: [(await node()).id] }))).toMatchObject({ intent: null, left: [{ problem: 'staking/start-on-its-way' }] });
  await mine(1);
  await becomes('started');
  await host('/start', name);
  await mine(2);
  await becomes('confirmed');
  expect([told('node-confirmed').length, await needs()]).toEqual([2, []]);
});

test('rewards are gathered and collateral stays; freed by its name, it goes and the node ends', async () => {
  await wallet.until(async () => known((await wallet.row('flux/native')).balance));
  const gather = await wallet.calls['staking.consolidate'](undefined);
  expect(gather).toMatchObject({ problem: null, intent: { all: true } });
  expect(BigInt(gather.amount ?? '0')).toBeLessThan(100_000_000_000n);
  const { collateral, name } = await node();
  if (!collateral) throw new Error('no collateral');
  const target = keysOf('safe place').scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, 'p2pkh', 'flux').address;
  const [kept] = (await wallet.calls['staking.evacuate']({ to: { flux: target }, typed: 'EVACUAT' })).steps;
  expect(kept).toMatchObject({ asset: 'flux/native', nodes: [], problem: { code: 'staking/collateral-stays' } });
  expect(BigInt(kept?.amount ?? '0')).toBeLessThan(100_000_000_000n);
  const [all] = (await wallet.calls['staking.evacuate']({ to: { flux: target }, typed: 'EVACUATE' })).steps;
  expect(all).toMatchObject({ nodes: [name], problem: null, intent: { all: true, to: target } });
  // Typed for that payment alone: another still leaves the collateral where it is.
  const { spendable } = await wallet.calls['send.preview']({ asset: 'flux/native', to: target, note: '', amount: { kind: 'all' }, fee: { kind: 'preset', preset: 'normal' } });
  expect(BigInt(known(spendable) ?? '0')).toBeLessThan(100_000_000_000n);
  if (!all?.intent) throw new Error('no intent');
  const plan = await wallet.calls['plan.make']({ intent: all.intent });
  const review = signer.review({ intent: all.intent, plan });
  expect(review.warnings.map(({ id }) => id)).toContain('collateral-spent');
  const { txid } = await wallet.calls['plan.carryOut']({ intent: all.intent, signed: await signer.sign({ hash: review.hash }) });
  await mine(1);
  expect((await becomes('ended')).status).toEqual({ kind: 'ended', txid });
  await wallet.calls['staking.forget']({ node: (await node()).id });
  expect(await nodes()).toEqual([]);
});

test('there the next node gets the key behind that of the node that was found', async () => {
  const other = await startWallet({ ...openInput(network, keys, elsewhere), clockOffset: offset });
  try {
    const { address } = await other.calls['receive.fresh']({ chain: 'flux', scriptType: null });
    await network.do('/faucet', { chain: 'flux', asset: 'native', address, amount: '110000000000' });
    await network.do('/control/mine', { chain: 'flux', blocks: 1 });
    const wish = { tier: 'cumulus', name: 'Next', collateral: 'new', identity: 'own', delegates: { kind: 'none' } } as const;
    await other.until(async () => (await other.calls['staking.preview'](wish)).ready);
    const { node: next } = await other.calls['staking.begin'](wish);
    expect((await other.calls['staking.nodes'](undefined)).nodes.map(({ id, identity }) => [id === next, identity])).toEqual([[false, { kind: 'own', index: 0 }], [true, { kind: 'own', index: 1 }]]);
  } finally {
    await other.close();
  }
});
