// The Flux cloud through the wallet's own calls over the real practice network: what a dishonest node tries, a payment that does not fit, and an app from its first word to its end.
import * as ecc from 'tiny-secp256k1';
import { createReviewer } from '../../../main/signer/review';
import type { AppWish, CloudState } from '../../../shared/contract/cloud';
import type { Intent } from '../../../shared/contract/money-path';
import { cloudStatusSchema, type CloudStatus, type CloudSwitchRequest } from '../../../shared/practice/cloud-control';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { component } from '../../unit/shared/fluxos/samples';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(240_000);

const practiceFolder = temporaryFolder();
const dir = walletFolder();
const keys = keysOf('cloud owner');
const { address: fluxId } = keys.scriptOf({ kind: 'flux-id' }, 'p2pkh', 'bitcoin');
const input = () => ({ ...openInput(network, keys, dir), fluxId: { address: fluxId, key: { kind: 'flux-id' as const }, path: '' } });
let network: PracticeProcess;
let wallet: TestWallet;
let offset = 0;
const signer = createReviewer({
  keys, ecc, now: () => Date.now() + offset, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
  addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
});

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'cloud', '--clock-rate', '0');
  wallet = await startWallet(input());
  const { address } = await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null });
  await network.do('/faucet', { chain: 'flux', address, amount: '60000000000' });
  await mine(1);
  await wallet.until(async () => known((await wallet.row('flux/native')).balance)?.spendable === '60000000000');
});
afterEach(() => turn({ switch: 'none' }));
afterAll(async () => {
  await wallet?.close();
  await network?.stop();
  removeFolder(dir);
  remove(practiceFolder);
});

async function tellTime(): Promise<void> {
  offset = (await network.status()).clock.nowMs - Date.now();
  const { endpoints, prices, fusion, fluxos, xdao, currency } = input();
  await wallet.calls['wallet.configure']({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset: offset });
}
async function mine(blocks: number): Promise<void> {
  await network.do('/control/mine', { chain: 'flux', blocks });
  await tellTime();
  await wallet.calls['sync.now'](undefined);
}
const turn = (request: CloudSwitchRequest): Promise<unknown> => network.do('/control/cloud', request);
const status = async (): Promise<CloudStatus> => cloudStatusSchema.parse(JSON.parse((await network.control('/control/cloud')).text));
const state = (): Promise<CloudState> => wallet.calls['cloud.state'](undefined);
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'no error', (thrown: { code?: string }) => thrown.code ?? String(thrown));
const wish = (patch: Partial<AppWish> = {}): AppWish => ({ name: 'myshop', description: 'A shop', compose: [component], instances: 2, contacts: [], geolocation: [], expire: 200, staticip: false, ...patch });

async function sign(intent: Intent) {
  const plan = intent.kind === 'sign-message' ? { kind: 'message' as const } : await wallet.calls['plan.make']({ intent });
  const signed = await signer.sign({ hash: signer.review({ intent, plan }).hash });
  return intent.kind === 'sign-message' ? wallet.calls['cloud.carryOut']({ intent, signed }) : wallet.calls['plan.carryOut']({ intent, signed });
}
const logIn = async () => sign((await wallet.calls['cloud.login'](undefined)).intent);
async function register(patch: Partial<AppWish> = {}, update = false) {
  const done = await sign((await wallet.calls['cloud.begin']({ wish: wish(patch), update })).intent);
  if (!('kind' in done) || done.kind !== 'app-registered') throw new Error('not registered');
  return done;
}

test('nothing can be registered before the login; a session is not on disk', async () => {
  expect([(await state()).session, await code(register())]).toEqual([null, 'cloud/not-logged-in']);
  expect(await logIn()).toEqual({ kind: 'logged-in', node: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
  expect((await state()).session).toMatchObject({ node: expect.stringMatching(/^127/) });
  await wallet.close();
  wallet = await startWallet({ ...input(), clockOffset: offset });
  await wallet.calls['sync.now'](undefined);
  expect((await state()).session).toBeNull();
  await logIn();
});

test('the form is held to the limits, to the network\'s names, and priced', async () => {
  expect(await wallet.calls['cloud.check']({ wish: wish({ name: 'fluxshop' }), update: false })).toMatchObject({ problems: [{ field: 'name', code: 'app/name-reserved' }], price: null });
  const good = await wallet.calls['cloud.check']({ wish: wish({ expire: 88_000 }), update: false });
  expect(good).toMatchObject({ problems: [], refusal: null, price: { state: 'known', value: { usd: '99000000', estimate: '99000000' } } });
  expect(await wallet.calls['cloud.check']({ wish: wish(), update: true })).toMatchObject({ problems: [{ field: 'name', code: 'app/no-such-app' }] });
});

test('a node that would have another app signed is not followed', async () => {
  await turn({ switch: 'otherSpecification', value: true });
  expect(await code(wallet.calls['cloud.begin']({ wish: wish(), update: false }))).toBe('cloud/other-specification');
});

test('a node that calls the message by another name is not believed: the wallet asks for the right one', async () => {
  await turn({ switch: 'otherHash', value: true, times: 1 });
  const done = await register({ name: 'othername' });
  expect(done).toMatchObject({ kind: 'app-registered', reason: null });
  expect((await status()).waiting.map(({ hash }) => hash)).toContain(done.hash);
});

test('an app is registered, paid once, to the right place, and listed', async () => {
  const done = await register();
  const [message] = (await state()).messages;
  expect(message).toMatchObject({ hash: done.hash, name: 'myshop', state: { kind: 'unpaid', late: false } });
  await turn({ switch: 'paymentAddress', value: 'other' });
  // The other node has not kept an answer yet: what the address is asked for again is a fresh one.
  expect(await code(wallet.calls['cloud.pay']({ hash: done.hash }))).toBe('cloud/other-address');
  await turn({ switch: 'none' });
  const { intent } = await wallet.calls['cloud.pay']({ hash: done.hash });
  if (intent.kind !== 'pay') throw new Error('no payment');
  expect([intent.note, intent.to]).toEqual([done.hash, (await status()).address]);
  for (const wrong of [{ ...intent, amount: '1' }, { ...intent, to: (await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address }]) expect(await code(wallet.calls['plan.make']({ intent: wrong }))).toBe('cloud/not-the-payment');
  await sign(intent);
  expect((await state()).messages[0]?.state).toMatchObject({ kind: 'paid', mined: false });
  expect(await code(wallet.calls['cloud.pay']({ hash: done.hash }))).toBe('cloud/paid');
  await mine(1);
  await wallet.until(async () => (await state()).messages[0]?.state.kind === 'done');
  await mine(3);
  const apps = known((await wallet.until(async () => {
    const { apps: reading } = await state();
    return known(reading)?.[0]?.nodes.state === 'known' && known(known(reading)?.[0]?.nodes ?? { state: '' })?.length === 2 ? { reading } : null;
  })).reading);
  expect(apps).toMatchObject([{ name: 'myshop', instances: 2, version: 8, wish: wish(), renewal: { state: 'known' } }]);
  const [app] = apps ?? [];
  expect((app?.expires ?? 0) - (app?.height ?? 0)).toBe(200);
});

test('a change credits what is not used up, and its message names it as one', async () => {
  const done = await register({ instances: 4 }, true);
  expect((await state()).messages[0]).toMatchObject({ kind: 'update', instances: 4 });
  await sign((await wallet.calls['cloud.pay']({ hash: done.hash })).intent);
  await mine(1);
  await wallet.until(async () => known((await state()).apps)?.[0]?.instances === 4);
});

test('too late is refused before anything is signed, and lapses', async () => {
  const done = await register({ name: 'lateshop' });
  const { intent } = await wallet.calls['cloud.pay']({ hash: done.hash });
  await network.do('/control/clock', { advanceMs: 56 * 60_000 });
  await tellTime();
  expect((await state()).messages[0]?.state).toEqual({ kind: 'unpaid', late: true });
  expect([await code(wallet.calls['cloud.pay']({ hash: done.hash })), await code(wallet.calls['plan.make']({ intent }))]).toEqual(['cloud/late', 'cloud/late']);
  await network.do('/control/clock', { advanceMs: 5 * 60_000 });
  await tellTime();
  expect((await state()).messages[0]?.state).toEqual({ kind: 'lapsed' });
  await wallet.calls['cloud.forget']({ hash: done.hash });
  expect((await state()).messages[0]?.name).not.toBe('lateshop');
});

test('an answer that is lost leaves a message that is not paid before it is found', async () => {
  await turn({ switch: 'registerLost', value: true, times: 1 });
  await network.do('/control/fault', { chain: 'fluxos', endpoint: 'a', fault: 'none' });
  const done = await register({ name: 'lostshop' });
  // Found at once: the network says that it waits.
  expect(done).toMatchObject({ kind: 'app-registered', reason: null });
  await turn({ switch: 'registerWarning', value: 'Not sure about this', times: 1 });
  const unsure = await register({ name: 'unsureshop' });
  expect(unsure).toMatchObject({ kind: 'app-registered', reason: { code: 'fluxos/warning' } });
  const hash = unsure.hash;
  expect((await state()).messages[0]?.state).toMatchObject({ kind: 'unsure' });
  expect(await code(wallet.calls['cloud.pay']({ hash }))).toBe('cloud/not-to-pay');
});

test('a node that forgot the login ends it here, too', async () => {
  await turn({ switch: 'sessionsLost', value: true, times: 1 });
  expect(await code(register({ name: 'forgotten' }))).toBe('fluxos/unauthorized');
  expect((await state()).session).toBeNull();
});

test('one gateway away is no trouble; both away is said, and never an empty list', async () => {
  await network.do('/control/fault', { chain: 'fluxos', endpoint: 'a', fault: 'down' });
  await wallet.calls['cloud.look'](undefined);
  expect(known((await state()).apps)?.length).toBe(1);
  await network.do('/control/fault', { chain: 'fluxos', endpoint: 'b', fault: 'down' });
  await wallet.calls['cloud.look'](undefined);
  expect((await state()).apps).toMatchObject({ state: 'unknown', reason: { code: 'fluxos/unreachable' } });
});
