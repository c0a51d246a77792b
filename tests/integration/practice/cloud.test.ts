// The practice cloud over real HTTP, asked by the wallet's own client: logins, messages, payments in blocks, instances, and what a node can do wrong.
import * as tiny from 'tiny-secp256k1';
import { askNode } from '../../../main/wallet/cloud/fluxos/ask';
import { nodeClient, type NodeClient, type Proof } from '../../../main/wallet/cloud/fluxos/client';
import { nodeHttp } from '../../../main/wallet/chains/http';
import { encodeBase58Check } from '../../../shared/crypto/base58check';
import { concatBytes } from '../../../shared/crypto/bytes';
import { hash160 } from '../../../shared/crypto/hashes';
import { signMessage } from '../../../shared/flux/message';
import { appMessageHash, appMessageText, type AppMessage, type AppMessageType } from '../../../shared/fluxos/app-message';
import { specificationText, type AppSpecification } from '../../../shared/fluxos/specification';
import { cloudStatusSchema, type CloudStatus, type CloudSwitchRequest } from '../../../shared/practice/cloud-control';
import { z } from 'zod';
import { spec as sample } from '../../unit/shared/fluxos/samples';
import { COIN, Holder } from './fusion-kit';
import { PracticeProcess, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(180_000);

const folder = temporaryFolder();
const http = nodeHttp();
let network: PracticeProcess;
let holder: Holder;
let fluxId = '';
let asked = 0;
const at = (base: string): NodeClient => nodeClient(base, http.http, () => String((asked += 1)));
const gateway = (side: 'a' | 'b' = 'a'): NodeClient => at(network.ready.endpoints.fluxos[side]);
const sign = (text: string): string => Buffer.from(signMessage(text, 'bitcoin', { privateKey: holder.key.secret, compressed: true }, tiny)).toString('base64');
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'no error', (thrown: { code?: string }) => thrown.code ?? 'no code');
const now = async (): Promise<number> => (await network.status()).clock.nowMs;
const mine = (blocks: number): Promise<void> => holder.mine('main', blocks);
const status = async (): Promise<CloudStatus> => cloudStatusSchema.parse(JSON.parse((await network.control('/control/cloud')).text));
const turn = (request: CloudSwitchRequest): Promise<unknown> => network.do('/control/cloud', request);

async function logIn(): Promise<{ node: NodeClient; proof: Proof }> {
  const { phrase, door } = await gateway().phrase();
  const proof = { fluxId, phrase, signature: sign(phrase) };
  const node = at(door.base);
  await node.logIn(proof);
  return { node, proof };
}

async function message(spec: AppSpecification, type: AppMessageType = 'fluxappregister', timestamp?: number): Promise<{ message: AppMessage; signature: string; hash: string }> {
  const made = { type, specification: specificationText(spec), timestamp: timestamp ?? Math.floor(await now()) };
  const signature = sign(appMessageText(made));
  return { message: made, signature, hash: appMessageHash(made, signature) };
}

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'cloud test', '--clock-rate', '0');
  holder = new Holder(network, 'cloud holder');
  fluxId = encodeBase58Check(concatBytes(Uint8Array.of(0), hash160(holder.key.publicKey)));
  await holder.give('main', 1_000n * COIN);
});
afterEach(() => turn({ switch: 'none' }));
afterAll(async () => {
  http.close();
  await stopAll();
  remove(folder);
});
const spec = (patch: Partial<AppSpecification> = {}): AppSpecification => ({ ...sample, owner: fluxId, ...patch });

test('a phrase is good on the node that gave it, once, and for a quarter of an hour', async () => {
  const doors = new Set<string>();
  for (let turns = 0; turns < 2; turns += 1) {
    const { phrase, door } = await gateway().phrase();
    doors.add(door.base);
    const other = door.base === network.ready.endpoints.fluxos.a ? gateway('b') : gateway('a');
    const proof = { fluxId, phrase, signature: sign(phrase) };
    expect(await code(other.logIn(proof))).toBe('fluxos/phrase-expired');
    expect(await code(at(door.base).logIn({ ...proof, signature: sign(`${phrase}x`) }))).toBe('fluxos/bad-signature');
    expect(await at(door.base).logIn(proof)).toMatchObject({ zelid: fluxId, privilage: 'user' });
    expect(await code(at(door.base).logIn(proof))).toBe('fluxos/phrase-expired');
  }
  // The gateway hands the question to one node after the other.
  expect([...doors].sort()).toEqual([network.ready.endpoints.fluxos.a, network.ready.endpoints.fluxos.b].sort());
  const { phrase, door } = await gateway().phrase();
  await network.do('/control/clock', { advanceMs: 15 * 60_000 + 1 });
  expect(await code(at(door.base).logIn({ fluxId, phrase, signature: sign(phrase) }))).toBe('fluxos/phrase-expired');
});

test('a body that calls itself JSON is never answered; the client never does so', async () => {
  const request = { url: `${network.ready.endpoints.fluxos.a}/apps/calculatefiatandfluxprice`, method: 'POST' as const, body: specificationText(spec()), timeoutMs: 700 };
  await expect(http.http({ ...request, contentType: 'application/json' })).rejects.toMatchObject({ code: 'endpoint/timeout' });
  expect((await askNode(http.http, z.object({ usd: z.number() }), { ...request, timeoutMs: 10_000 })).data.usd).toBeGreaterThan(0);
});

test('an app is registered, paid, and runs on one node more with each block until all have it; then it is changed, and lapses', async () => {
  const { node, proof } = await logIn();
  const wish = spec({ instances: 3, expire: 120 });
  expect(JSON.parse(await node.verify(wish, false))).toEqual(wish);
  const made = await message(wish);
  expect(await code(node.register(made.message, made.signature, { ...proof, signature: sign('else') }))).toBe('fluxos/unauthorized');
  expect(await node.register(made.message, made.signature, proof)).toBe(made.hash);
  expect([await node.waits(made.hash), (await status()).waiting.map(({ hash }) => hash)]).toEqual([true, [made.hash]]);
  const [{ flux }, { address }] = await Promise.all([node.price(wish), node.deployment()]);
  expect([address, flux > 0n]).toEqual([(await status()).address, true]);
  // Less than the least does not count.
  await holder.payWithNote(address, 100n, made.hash);
  await mine(1);
  expect([await node.appsOf(fluxId), await node.waits(made.hash)]).toEqual([[], true]);
  await holder.payWithNote(address, flux, made.hash);
  await mine(1);
  expect(await node.appsOf(fluxId)).toMatchObject([{ name: 'myshop', hash: made.hash, instances: 3, expire: 120 }]);
  expect([await node.waits(made.hash), (await node.locations('myshop')).length]).toEqual([false, 0]);
  await mine(2);
  expect((await node.locations('myshop')).length).toBe(2);
  await mine(5);
  const ips = await node.locations('MyShop');
  expect([ips.length, new Set(ips).size]).toEqual([3, 3]);
  // The name is taken now; a change has to come from the owner.
  expect(await code(node.verify(wish, false))).toBe('fluxos/name-taken');
  expect(await code(node.verify(spec({ name: 'nothere' }), true))).toBe('fluxos/no-such-app');
  const changed = spec({ instances: 5, expire: 200 });
  const update = await message(changed, 'fluxappupdate');
  expect(await code(node.register(update.message, sign('something else'), proof))).toBe('fluxos/bad-signature');
  await node.register(update.message, update.signature, proof);
  await holder.payWithNote(address, (await node.price(changed)).flux, update.hash);
  await mine(1);
  const [app] = (await status()).apps;
  expect(app).toMatchObject({ hash: update.hash, instances: 5, running: 5 });
  await mine((app?.expires ?? 0) - (app?.height ?? 0) - 1);
  expect((await node.appsOf(fluxId)).length).toBe(1);
  await mine(1);
  expect([await node.appsOf(fluxId), await node.locations('myshop')]).toEqual([[], []]);
});

test('who pays an hour later pays for nothing', async () => {
  const { node, proof } = await logIn();
  const made = await message(spec({ name: 'latecomer' }));
  await node.register(made.message, made.signature, proof);
  await network.do('/control/clock', { advanceMs: 3_600_001 });
  expect(await node.waits(made.hash)).toBe(false);
  await holder.payWithNote((await node.deployment()).address, 50n * COIN, made.hash);
  await mine(2);
  expect(await node.appsOf(fluxId)).toEqual([]);
});

test('times of messages have their limits, and each limit its words', async () => {
  const { node, proof } = await logIn();
  const late = await message(spec({ name: 'clock1' }), 'fluxappregister', Math.floor(await now()) - 3_600_001);
  const early = await message(spec({ name: 'clock2' }), 'fluxappregister', Math.floor(await now()) + 300_001);
  expect([await code(node.register(late.message, late.signature, proof)), await code(node.register(early.message, early.signature, proof))]).toEqual(['fluxos/clock-late', 'fluxos/clock-early']);
  const banned = await message(spec({ name: 'clock3', compose: [{ ...sample.compose[0] as (typeof sample.compose)[number], ports: [22] }] }));
  expect(await code(node.register(banned.message, banned.signature, proof))).toBe('fluxos/bad-specification');
});

test('nodes keep answers; the client asks so that it gets a fresh one', async () => {
  const plain = `${network.ready.endpoints.fluxos.a}/apps/globalappsspecifications?owner=${fluxId}`;
  const names = async (url: string): Promise<string> => (await http.http({ url })).text;
  const before = await names(plain);
  const { node, proof } = await logIn();
  const made = await message(spec({ name: 'freshness' }));
  await node.register(made.message, made.signature, proof);
  await holder.payWithNote((await node.deployment()).address, (await node.price(spec({ name: 'freshness' }))).flux, made.hash);
  await mine(1);
  // The block moved the clock on by its half minute: ask again until the kept answer stands beside a fresh one.
  const kept = await names(plain);
  const second = await message(spec({ name: 'freshness2' }));
  await node.register(second.message, second.signature, proof);
  expect([await names(plain) === kept, before === kept]).toEqual([true, false]);
  expect((await gateway().appsOf(fluxId)).map(({ name }) => name)).toEqual(['freshness']);
});

test.each<[CloudSwitchRequest, (node: NodeClient, proof: Proof) => Promise<unknown>, string]>([
  [{ switch: 'unhealthy', value: 'DOS' }, () => gateway().phrase(), 'fluxos/unhealthy'],
  [{ switch: 'unhealthy', value: 'CONNERROR' }, () => gateway().phrase(), 'fluxos/unhealthy'],
  [{ switch: 'badHeader', value: 'server01_10.0.0.1:16127' }, () => gateway().phrase(), 'cloud/no-node'],
  [{ switch: 'badHeader', value: 'server01_evil.example' }, () => gateway().phrase(), 'cloud/no-node'],
  [{ switch: 'sessionsLost', value: true }, register, 'fluxos/unauthorized'],
  [{ switch: 'registerRefused', value: 'Sorry, This Flux does not have enough outgoing peers for safe application registration' }, register, 'fluxos/few-peers'],
  [{ switch: 'registerRefused', value: 'Something nobody has seen' }, register, 'fluxos/refused'],
  [{ switch: 'registerWarning', value: 'Careful with this' }, register, 'fluxos/warning'],
  [{ switch: 'registerLost', value: true }, register, 'fluxos/server-failed'],
])('a node with %j', async (request, work, expected) => {
  const { node, proof } = await logIn();
  await turn(request);
  expect(await code(work(node, proof))).toBe(expected);
});

let counted = 0;
async function register(node: NodeClient, proof: Proof): Promise<string> {
  const made = await message(spec({ name: `fault${(counted += 1)}` }));
  return node.register(made.message, made.signature, proof);
}

test('an answer that is lost leaves the message where it can be found', async () => {
  const { node, proof } = await logIn();
  await turn({ switch: 'registerLost', value: true, times: 1 });
  const made = await message(spec({ name: 'lostanswer' }));
  expect(await code(node.register(made.message, made.signature, proof))).toBe('fluxos/server-failed');
  expect(await node.waits(made.hash)).toBe(true);
  // The same one again is the same.
  expect(await node.register(made.message, made.signature, proof)).toBe(made.hash);
});

test.each([
  ['down', 'fluxos/unreachable'], ['http500', 'fluxos/server-failed'], ['malformedJson', 'fluxos/malformed'], ['rateLimit', 'fluxos/rate-limited'],
])('an endpoint with %s', async (fault, expected) => {
  await network.do('/control/fault', { chain: 'fluxos', endpoint: 'a', fault });
  try {
    expect(await code(gateway().deployment())).toBe(expected);
  } finally {
    await network.do('/control/fault', { chain: 'fluxos', endpoint: 'a', fault: 'none' });
  }
});

test('a kill takes nothing: logins, messages and apps are there again', async () => {
  const { node, proof } = await logIn();
  const made = await message(spec({ name: 'survivor' }));
  await node.register(made.message, made.signature, proof);
  const before = await status();
  network.child.kill('SIGKILL');
  await network.exited;
  network = await PracticeProcess.start(folder, '--clock-rate', '0');
  const after = await status();
  expect([after.apps, after.waiting.map(({ hash }) => hash)]).toEqual([before.apps, before.waiting.map(({ hash }) => hash)]);
});
