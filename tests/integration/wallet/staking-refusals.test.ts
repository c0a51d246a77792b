// What nodes refuse a START for, each said by the real practice network and shown in the words that a person reads, in both languages.
import * as ecc from 'tiny-secp256k1';
import { z } from 'zod';
import { stakingErrors as german } from '../../../renderer/i18n/de/errors-staking';
import { stakingErrors as english } from '../../../renderer/i18n/en/errors-staking';
import { insightClient } from '../../../main/wallet/chains/flux/insight-client';
import { nodeHttp } from '../../../main/wallet/chains/http';
import { offerStart } from '../../../main/wallet/staking/start/offer';
import type { StartFacts } from '../../../main/wallet/staking/start/refusals';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import { seededKey } from '../../../node-core/practice/seed';
import { addressOfPublicKey } from '../../../shared/flux/address';
import { fluxNodeMessage, fluxNodeTransactionId, serializeFluxNodeTransaction, type FluxNodeStart, type Outpoint } from '../../../shared/flux/fluxnode-transaction';
import { signMessage } from '../../../shared/flux/message';
import { multisigScript, p2pkhScript } from '../../../shared/flux/script-templates';
import { encodeWif } from '../../../shared/flux/wif';
import { PracticeProcess, getJson, remove, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(120_000);

const [owner, stranger, server] = [seededKey('refusals', 'owner'), seededKey('refusals', 'stranger'), seededKey('refusals', 'server')];
const address = addressOfPublicKey(owner.publicKey, PRACTICE_FLUX);
const folder = temporaryFolder();
const http = nodeHttp();
let network: PracticeProcess;
let now = 0;
/** Coins of the owner: two of a tier, one that is a FLUX short. */
let first: Outpoint, second: Outpoint, short: Outpoint;

async function coin(amount: string): Promise<Outpoint> {
  const { txid } = z.object({ txid: z.string() }).parse(await network.do('/faucet', { chain: 'flux', address, amount }));
  const rows = z.array(z.object({ txid: z.string(), vout: z.number() })).parse(await getJson(`${network.ready.endpoints.flux.a}/addr/${address}/utxo`));
  return { txid, index: rows.find((row) => row.txid === txid)?.vout ?? -1 };
}
async function mine(blocks: number): Promise<void> {
  await network.do('/control/mine', { chain: 'flux', blocks });
  now = Math.floor((await network.status()).clock.nowMs / 1000);
}
/** Offers a START as the wallet does. @param by signs it */
function offer(more: Partial<FluxNodeStart>, by = owner, facts: Partial<StartFacts> = {}) {
  const unsigned: FluxNodeStart = {
    kind: 'start', version: 6, collateral: first, owner: { kind: 'key', publicKey: owner.publicKey }, nodePublicKey: server.publicKey, sigTime: now, signature: new Uint8Array(0), delegates: null, extraBits: 0, ...more,
  };
  const start = { ...unsigned, signature: signMessage(fluxNodeMessage(unsigned), 'flux', { privateKey: by.secret, compressed: true }, ecc) };
  const servers = [network.ready.endpoints.flux.a, network.ready.endpoints.flux.b].map((url) => ({ url, send: (raw: Uint8Array) => insightClient(url, http.http).send(raw) }));
  return offerStart(servers, serializeFluxNodeTransaction(start), fluxNodeTransactionId(start), { asDelegate: false, place: null, ...facts });
}
type Code = keyof typeof english;
/** What a person reads of a refusal, and whether the wallet offers the START again soon. */
async function says(offered: ReturnType<typeof offer>): Promise<[Code, string, string, string]> {
  const answer = await offered;
  if (answer.kind === 'taken') throw new Error('a server took it');
  const code = answer.reason.code as Code;
  return [code, answer.kind, english[code]?.what, german[code]?.what];
}

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'refusals', '--clock-rate', '0');
  first = await coin('100000000000');
  second = await coin('100000000000');
  short = await coin('99900000000');
  await mine(1);
});
afterAll(async () => {
  http.close();
  await network?.stop();
  remove(folder);
});

test('a coin that is too young', async () => {
  expect(await says(offer({}))).toEqual(['staking/too-young', 'later', 'The coin is too young: it needs 100 confirmations first', 'Die Münze ist zu jung: Sie braucht erst 100 Bestätigungen']);
  await mine(100);
});

test.each<[string, () => ReturnType<typeof offer>, Code, 'later' | 'never', string]>([
  ['a coin of another amount', () => offer({ collateral: short }), 'staking/wrong-amount', 'never', 'This coin is not exactly the amount of a tier'],
  ['a coin that is not there', () => offer({ collateral: { txid: 'ab'.repeat(32), index: 0 } }), 'staking/collateral-missing', 'later', 'The network does not find the coin of this node'],
  ['a key that does not own the coin', () => offer({ owner: { kind: 'key', publicKey: stranger.publicKey } }, stranger), 'staking/wrong-key', 'never', 'This key or script does not own the coin'],
  ['a script that does not own the coin', () => offer({ owner: { kind: 'script', redeemScript: multisigScript(1, [owner.publicKey]) } }), 'staking/wrong-key', 'never', 'This key or script does not own the coin'],
  ['a script that is no multisig', () => offer({ owner: { kind: 'script', redeemScript: p2pkhScript(new Uint8Array(20)) } }), 'staking/bad-script', 'never', 'The network does not take the script of this multisig address'],
  ['a signature of somebody else', () => offer({}, stranger), 'staking/bad-signature', 'never', 'The network does not take the signature of the start'],
  ['a signature that is too old', () => offer({ sigTime: now - 3601 }), 'staking/signature-too-old', 'never', 'The signature of the start is older than an hour'],
  ['five delegates', () => offer({ delegates: { kind: 'update', version: 1, keys: Array(5).fill(stranger.publicKey) } }), 'staking/bad-delegates', 'never', 'A delegate cannot be like this: at most four different compressed keys'],
  ['a delegate that is no compressed key', () => offer({ delegates: { kind: 'update', version: 1, keys: [ecc.pointCompress(stranger.publicKey, false)] } }), 'staking/bad-delegates', 'never', 'A delegate cannot be like this: at most four different compressed keys'],
  ['a delegate whom nobody named', () => offer({ delegates: { kind: 'signing', version: 1 } }, stranger, { asDelegate: true }), 'staking/not-a-delegate', 'never', 'The owner did not name your key as a delegate'],
])('%s', async (_name, offered, code, kind, words) => {
  expect(await says(offered())).toEqual([code, kind, words, expect.stringMatching(/\S/)]);
});

test('a node that is on its way, started, confirmed, or held back', async () => {
  expect(await offer({})).toEqual({ kind: 'taken' });
  expect(await offer({})).toEqual({ kind: 'taken' });
  expect((await says(offer({ sigTime: now - 1 }))).slice(0, 3)).toEqual(['staking/newer-start-waits', 'later', 'A newer start of this node is waiting already']);
  await network.do('/control/nodes', { identityKey: encodeWif({ privateKey: server.secret, compressed: true }, PRACTICE_FLUX), collateral: second, fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ip: '203.0.113.9' });
  expect(await offer({ collateral: second })).toEqual({ kind: 'taken' });
  await mine(3);
  expect(await says(offer({}))).toEqual(['staking/already-started', 'later', 'A node on this coin is started already', expect.stringMatching(/\S/)]);
  expect(await says(offer({ collateral: second }))).toEqual(['staking/already-confirmed', 'never', 'A node on this coin is running already', expect.stringMatching(/\S/)]);
  await mine(245);
  expect(await says(offer({}, owner, { place: { kind: 'dos', added: 1 } }))).toEqual(['staking/in-dos-list', 'later', 'The network holds this coin back, because no server confirmed its last start in time', expect.stringMatching(/\S/)]);
});
