// A FluxNode on the running practice network: pasted into a server, started by broadcast, read from both kinds of service, through faults and kill -9.
import * as ecc from 'tiny-secp256k1';
import { z } from 'zod';
import { seededKey } from '../../../node-core/practice/seed';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import { signFluxNodeStart } from '../../../main/signer/sign/flux';
import { toHex } from '../../../shared/crypto/bytes';
import { addressOfPublicKey } from '../../../shared/flux/address';
import { FLUX_MAINNET } from '../../../shared/flux/params';
import { PRACTICE_BENCHMARK_KEYS } from '../../../shared/flux/benchmark-keys';
import { encodeWif } from '../../../shared/flux/wif';
import { confirmedNodeSchema, dosNodeSchema, fluxosAnswer, nodeCountSchema, startedNodeSchema } from '../../../shared/practice/fluxos';
import { nodeHostsSchema, type NodeHosts } from '../../../shared/practice/node-hosts';
import { PRACTICE_TOKEN_HEADER } from '../../../shared/practice/control-api';
import vectors from '../../vectors/fluxd-regtest-main.json';
import { PracticeProcess, ask, getJson, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(180_000);

const FLUX_ID = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const [owner, identity] = [seededKey('node test', 'owner'), seededKey('node test', 'identity')];
const address = addressOfPublicKey(owner.publicKey, PRACTICE_FLUX);
const identityKey = encodeWif({ privateKey: identity.secret, compressed: true }, PRACTICE_FLUX);

const folder = temporaryFolder();
let network: PracticeProcess;
let collateral = { txid: '', index: -1 };

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'node test', '--clock-rate', '0');
  const { txid } = z.object({ txid: z.string() }).parse(await network.do('/faucet', { chain: 'flux', address, amount: '100000000000' }));
  const rows = z.array(z.object({ txid: z.string(), vout: z.number() })).parse(await getJson(`${network.ready.endpoints.flux.a}/fluxnode/addrs/${address}/utxo`));
  collateral = { txid, index: rows.find((row) => row.txid === txid)?.vout ?? -1 };
  await mine(100);
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

const mine = (blocks: number): Promise<unknown> => network.do('/control/mine', { chain: 'flux', blocks });
const daemon = async <Data extends z.ZodType>(path: string, data: Data, side: 'a' | 'b' = 'a'): Promise<z.infer<Data>> => {
  const answer = fluxosAnswer(z.unknown()).parse(await getJson(`${network.ready.endpoints.fluxos[side]}/daemon/${path}`));
  if (answer.status === 'error') throw new Error(answer.data.message);
  return data.parse(answer.data);
};
const insight = async <Row extends z.ZodType>(path: string, row: Row, filter?: string): Promise<z.infer<Row>[]> => {
  const post = filter === undefined ? {} : { method: 'POST', body: JSON.stringify({ filter }) };
  return z.object({ result: z.array(row), error: z.null(), id: z.number() }).parse(JSON.parse((await ask(`${network.ready.endpoints.flux.b}/fluxnode/${path}`, post)).text)).result;
};
const hosts = async (): Promise<NodeHosts> => nodeHostsSchema.parse(JSON.parse((await network.control('/control/nodes')).text));
const outpoint = (): string => `COutPoint(${collateral.txid}, ${collateral.index})`;

async function broadcastStart(): Promise<{ status: number; text: string }> {
  const { clock } = await network.status();
  const { raw } = signFluxNodeStart({
    start: {
      kind: 'start', version: 6, collateral, owner: { kind: 'key', publicKey: owner.publicKey }, nodePublicKey: identity.publicKey,
      sigTime: Math.floor(clock.nowMs / 1000), signature: new Uint8Array(0), delegates: null, extraBits: 0,
    },
    privateKey: owner.secret, ecc,
  });
  return ask(`${network.ready.endpoints.flux.a}/tx/send`, { method: 'POST', body: JSON.stringify({ rawtx: toHex(raw) }) });
}

test.each([
  [{ identityKey: '0'.repeat(52) }, 'wif/malformed'],
  [{ identityKey: encodeWif({ privateKey: identity.secret, compressed: true }, FLUX_MAINNET) }, 'wif/other-network'],
  [{ identityKey: `${identityKey.slice(0, -1)}${identityKey.endsWith('1') ? '2' : '1'}` }, 'wif/bad-checksum'],
  [{ fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb' }, 'practice/bad-flux-id'],
  [{ fluxId: 'nobody' }, 'practice/bad-request'],
  [{ ip: 'example.org' }, 'practice/bad-request'],
  [{ ip: '1.2.3.4:5; rm' }, 'practice/bad-request'],
  [{ collateral: { txid: 'ab', index: 0 } }, 'practice/bad-request'],
])('settings that a server refuses: %j', async (wrong, error) => {
  const answer = await network.control('/control/nodes', { identityKey, collateral, fluxId: FLUX_ID, ip: '203.0.113.7', ...wrong });
  expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, error]);
  expect(answer.text).not.toContain(identityKey);
  expect((await hosts()).hosts).toEqual([]);
});

test('no server, no call on it', async () => {
  const answer = await network.control('/control/nodes/stop', { collateral });
  expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'practice/no-host']);
});

test('pasted settings, a START, and the server confirms: every service tells the same', async () => {
  await network.do('/control/nodes', { identityKey, collateral, fluxId: FLUX_ID, ip: '203.0.113.7:16137', hardware: 'cumulus' });
  expect(await hosts()).toMatchObject({ benchmarkKey: PRACTICE_BENCHMARK_KEYS[0]?.publicKey, hosts: [{ collateral, status: 'OFFLINE', running: true, keyMatches: null, publicKey: toHex(identity.publicKey) }] });
  const sent = await broadcastStart();
  expect(sent.status).toBe(200);
  const { txid } = z.object({ txid: z.string() }).parse(JSON.parse(sent.text));
  await mine(1);
  const row = { collateral: outpoint(), payment_address: address, expires_in: 240, amount: '1000.00' };
  expect(await daemon('getstartlist', z.array(startedNodeSchema))).toMatchObject([row]);
  expect(await insight('startlist', startedNodeSchema)).toMatchObject([row]);
  expect(Object.keys((await insight('startlist', z.record(z.string(), z.unknown())))[0] ?? {})).toEqual(Object.keys(vectors.getstartlist[0] ?? {}));
  expect((await hosts()).hosts).toMatchObject([{ status: 'STARTED', keyMatches: true }]);
  expect(await getJson(`${network.ready.endpoints.flux.a}/tx/${txid}`)).toMatchObject({ txid, version: 6, nType: 2, type: 'Starting a fluxnode', nFluxNodeTxVersion: 1, collateralOutputHash: collateral.txid, confirmations: 1 });
  await mine(1);
  expect(await daemon('getstartlist', z.array(startedNodeSchema))).toEqual([]);
  const height = await daemon('getblockcount', z.number());
  const confirmed = { collateral: outpoint(), txhash: collateral.txid, outidx: String(collateral.index), ip: '203.0.113.7:16137', network: '', added_height: height - 1, confirmed_height: height, tier: 'CUMULUS', pubkey: toHex(identity.publicKey), last_paid_height: 0 };
  for (const filter of [collateral.txid, address, '203.0.113.7', toHex(identity.publicKey)]) expect(await daemon(`viewdeterministicfluxnodelist/${filter}`, z.array(confirmedNodeSchema))).toMatchObject([confirmed]);
  for (const filter of [address, '203.0.113.7:16137', `${collateral.txid}-${collateral.index}`, `nobody,${collateral.txid}-${collateral.index}`]) {
    expect(await insight('listfluxnodes', confirmedNodeSchema, filter)).toMatchObject([confirmed]);
  }
  expect(await daemon('getfluxnodecount', nodeCountSchema, 'b')).toMatchObject({ total: 97, 'cumulus-enabled': 61, 'nimbus-enabled': 24, 'stratus-enabled': 12, ipv4: 0 });
  expect(await daemon('listfluxnodes?limit=5', z.array(confirmedNodeSchema))).toHaveLength(5);
  expect(await getJson(`${network.ready.endpoints.fluxos.a}/daemon/listfluxnodes?limit=x`)).toMatchObject({ status: 'error', data: { code: -8 } });
  expect(await daemon('fluxnodecurrentwinner', z.record(z.string(), z.looseObject({ tier: z.string() })))).toMatchObject({ 'CUMULUS Winner': { tier: 'CUMULUS' }, 'STRATUS Winner': {} });
  expect((await ask(`${network.ready.endpoints.fluxos.a}/daemon/stop`)).status).toBe(404);
  // The fields are those of a real fluxd, in its order.
  const firstKeys = (rows: unknown): string[] => Object.keys(z.array(z.record(z.string(), z.unknown())).parse(rows)[0] ?? {});
  expect(firstKeys(await insight('listfluxnodes', z.unknown(), address))).toEqual(firstKeys(vectors.listfluxnodes));
  expect(Object.keys(await daemon('getfluxnodecount', z.record(z.string(), z.number())))).toEqual(Object.keys(vectors.getfluxnodecount));
  expect(Object.keys((await daemon('fluxnodecurrentwinner', z.record(z.string(), z.record(z.string(), z.unknown()))))['CUMULUS Winner'] ?? {})).toEqual(Object.keys(vectors.fluxnodecurrentwinner['CUMULUS Winner']));
  const [host] = (await hosts()).hosts;
  expect(await getJson(`${network.ready.endpoints.flux.a}/tx/${host?.lastConfirm}`)).toMatchObject({ nType: 4, updateType: 0, benchmarkTier: 'CUMULUS', ip: '203.0.113.7:16137', blockheight: height });
  expect((await broadcastStart()).text).toBe('16: fluxnode-tx-already-in-confirm-chain. Code:-26');
});

test('a block names FluxNode transactions by another id than theirs, as the real server does', async () => {
  const [host] = (await hosts()).hosts;
  const { blockhash } = z.looseObject({ blockhash: z.string() }).parse(await getJson(`${network.ready.endpoints.flux.a}/tx/${host?.lastConfirm}`));
  const { tx } = z.looseObject({ tx: z.array(z.string()) }).parse(await getJson(`${network.ready.endpoints.flux.a}/block/${blockhash}`));
  expect(tx).toHaveLength(2);
  expect(tx).not.toContain(host?.lastConfirm);
});

test('an endpoint can be down, stale, or keep the newest node to itself', async () => {
  const fault = (name: string): Promise<unknown> => network.do('/control/fault', { chain: 'fluxos', endpoint: 'b', fault: name });
  await fault('down');
  await expect(ask(`${network.ready.endpoints.fluxos.b}/daemon/getdoslist`)).rejects.toThrow();
  await fault('none');
  await fault('missingCoin');
  expect(await daemon(`listfluxnodes/${address}`, z.array(confirmedNodeSchema), 'b')).toEqual([]);
  await fault('none');
  await fault('stale');
  const before = await daemon('listfluxnodes', z.array(confirmedNodeSchema), 'b');
  await mine(3);
  expect(await daemon('listfluxnodes', z.array(confirmedNodeSchema), 'b')).toEqual(before);
  expect(await daemon('listfluxnodes', z.array(confirmedNodeSchema), 'a')).not.toEqual(before);
  await fault('none');
});

test('after kill -9 the server goes on: it tells of its new address', async () => {
  await mine(2);
  const before = await daemon('listfluxnodes', z.array(confirmedNodeSchema));
  network.child.kill('SIGKILL');
  await network.exited;
  network = await PracticeProcess.start(folder);
  expect(await daemon('listfluxnodes', z.array(confirmedNodeSchema))).toEqual(before);
  await network.do('/control/nodes/address', { collateral, ip: '203.0.113.9' });
  await mine(1);
  expect(await daemon(`listfluxnodes/${address}`, z.array(confirmedNodeSchema))).toMatchObject([{ ip: '203.0.113.9' }]);
});

test('a stopped server lets its node expire; thrown away, it is gone', async () => {
  await network.do('/control/nodes/stop', { collateral });
  await mine(500);
  await mine(140);
  expect((await hosts()).hosts).toMatchObject([{ status: 'CONFIRMED', running: false }]);
  await mine(1);
  expect((await hosts()).hosts).toMatchObject([{ status: 'expired' }]);
  expect(await daemon('getdoslist', z.array(dosNodeSchema))).toEqual([]);
  const removed = await ask(`${network.ready.endpoints.control}/control/nodes`, { method: 'DELETE', headers: { [PRACTICE_TOKEN_HEADER]: network.ready.controlToken }, body: JSON.stringify({ collateral }) });
  expect(nodeHostsSchema.parse(JSON.parse(removed.text)).hosts).toEqual([]);
  expect((await broadcastStart()).status).toBe(200);
});
