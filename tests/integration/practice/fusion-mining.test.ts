// Parallel mining through the practice operator: earned by blocks, proved by a signature, paid with real transactions.
import { z } from 'zod';
import * as tiny from 'tiny-secp256k1';
import { toHex } from '../../../shared/crypto/bytes';
import { PARALLEL_CHAINS } from '../../../shared/fusion/chains';
import { addressOfRedeemScript } from '../../../shared/flux/address';
import { signMessage } from '../../../shared/flux/message';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { multisigScript } from '../../../shared/flux/script-templates';
import { COIN, Fusion, Holder } from './fusion-kit';
import { PracticeProcess, getJson, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(120_000);

/** 13.5 FLUX a block to the address, a tenth of it on each parallel chain. */
const BLOCKS = 40;
const PER_CHAIN = 54;
const summarySchema = z.object({ amount: z.number(), isMiner: z.boolean(), claimedTotal: z.number(), chainStatistics: z.array(z.object({ chain: z.string(), possibleToClaim: z.number(), claimedAmount: z.number(), receivedAmount: z.number(), feesPaid: z.number() })) });
const claimedSchema = z.object({ transactions: z.array(z.looseObject({ chain: z.string(), amount: z.number(), fee: z.number(), txid: z.string(), claimedAddress: z.string() })) });

const folder = temporaryFolder();
let network: PracticeProcess;
let fusion: Fusion;
let miner: Holder;

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'mining', '--clock-rate', '0');
  fusion = new Fusion(network);
  miner = new Holder(network, 'miner');
  await network.do('/control/mine', { chain: 'flux', blocks: BLOCKS, payTo: miner.flux });
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

const phrase = async (): Promise<string> => z.string().regex(/^\d{13}[0-9a-z]{43}$/).parse(await fusion.data('/messagephrase'));
const sign = (message: string, by: Holder = miner): string => Buffer.from(signMessage(message, 'flux', { privateKey: by.key.secret, compressed: true }, tiny)).toString('base64');
async function claimBody(changes: Record<string, unknown> = {}): Promise<string> {
  const message = await phrase();
  return JSON.stringify({ chain: 'eth', address: miner.flux, claimingAddress: miner.evm, message, signature: sign(message), ...changes });
}
const summary = async (address = miner.flux): Promise<z.infer<typeof summarySchema>> => summarySchema.parse(await fusion.data(`/coinbase/summary?address=${address}`));
const onChain = async (chain: string): Promise<unknown> => (await summary()).chainStatistics.find((each) => each.chain === chain);

test('every coinbase output earns a tenth on each parallel chain', async () => {
  const { amount, chainStatistics, claimedTotal } = await summary();
  expect([amount, claimedTotal, chainStatistics.map(({ chain, possibleToClaim }) => [chain, possibleToClaim])]).toEqual([540, 0, PARALLEL_CHAINS.map((chain) => [chain, PER_CHAIN])]);
  const { transactions } = z.object({ transactions: z.array(z.object({ satoshis: z.number() })) }).parse(await fusion.data(`/coinbase/records?address=${miner.flux}`));
  expect(transactions.reduce((sum, each) => sum + each.satoshis, 0)).toBe(54_000_000_000);
  expect((await summary(new Holder(network, 'nobody').flux)).amount).toBe(0);
});

test.each([
  ['an unknown phrase', { message: `1700000000000${'a'.repeat(43)}` }, 'fusion/unknown-phrase'],
  ['another signature', { signature: Buffer.alloc(65, 31).toString('base64') }, 'fusion/bad-signature'],
  ['no signature', { signature: 'abc' }, 'fusion/bad-signature'],
  ['the address of somebody else', { address: 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX' }, 'fusion/bad-signature'],
  ['a receiver of another chain', { claimingAddress: 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX' }, 'fusion/bad-address'],
  ['the main chain', { chain: 'main' }, 'fusion/unknown-chain'],
])('%s is refused', async (_, changes, code) => {
  expect(await fusion.refusal('/coinbase/claim', await claimBody(changes))).toBe(code);
});

test('a phrase is too old after a quarter of an hour', async () => {
  const body = await claimBody();
  await network.do('/control/clock', { advanceMs: 15 * 60_000 + 1 });
  expect(await fusion.refusal('/coinbase/claim', body)).toBe('fusion/phrase-expired');
});

test.each([['refused', 'fusion/above-maximum', false], ['miner', 'fusion/not-whitelisted', true]] as const)('claims that the operator does not allow: %s', async (value, code, isMiner) => {
  await fusion.set('claims', value);
  expect((await summary()).isMiner).toBe(isMiner);
  expect(await fusion.refusal('/coinbase/claim', await claimBody())).toBe(code);
  const message = await phrase();
  expect(await fusion.refusal('/coinbase/multiclaim', JSON.stringify({ address: miner.flux, message, signature: sign(message) }))).toBe(code);
  await fusion.set('claims', false);
});

test('a claim on one chain is paid there less the fee, once', async () => {
  const body = await claimBody();
  const txid = z.string().parse(await fusion.data('/coinbase/claim', body));
  expect(await fusion.refusal('/coinbase/claim', body)).toBe('fusion/phrase-used');
  expect(await fusion.refusal('/coinbase/claim', await claimBody())).toBe('fusion/nothing-to-claim');
  await miner.mine('eth', 1);
  expect(await miner.balance('eth')).toBe(52n * COIN);
  expect(await network.rpc('ethereum', 'eth_getTransactionReceipt', [txid])).toMatchObject({ status: '0x1' });
  expect(await onChain('eth')).toEqual({ chain: 'eth', possibleToClaim: 0, claimedAmount: PER_CHAIN, receivedAmount: 52, feesPaid: 2 });
  const { transactions } = claimedSchema.parse(await fusion.data(`/coinbase/claimed?address=${miner.flux}&chain=eth`));
  expect(transactions).toMatchObject([{ chain: 'eth', amount: PER_CHAIN, fee: 2, txid, claimedAddress: miner.evm }]);
});

test('on a chain that does not run here it is only said to be paid', async () => {
  const txid = await fusion.data('/coinbase/claim', await claimBody({ chain: 'sol', claimingAddress: '3q79qsEp9CoCpNE2poy5stVKmXqWruLdwxn5KWNHeUNk' }));
  expect(txid).toMatch(/^[1-9A-HJ-NP-Za-km-z]{86,88}$/);
  expect(await onChain('sol')).toMatchObject({ possibleToClaim: 0, receivedAmount: 53.8 });
});

test('claim-all pays the sum on the main chain to the address that earned it', async () => {
  // Eight chains are left; their mining fees are 0.5, 0.5 and six times 0.2; one swap to main takes 0.5 and a whole FLUX.
  const preview = await fusion.data(`/coinbase/multiavailable/${miner.flux}`);
  expect(preview).toEqual({ address: miner.flux, totalClaim: 432, totalMiningFees: 2.2, totalSwapFees: 1.5, totalFee: 3.7, totalReward: 428.3 });
  expect(await fusion.data(`/coinbase/multiavailable?address=${miner.flux}`)).toEqual(preview);
  const before = await miner.balance('main');
  const message = await phrase();
  const txid = z.string().parse(await fusion.data('/coinbase/multiclaim', JSON.stringify({ address: miner.flux, message, signature: sign(message), fluxid: 'whoever' })));
  await miner.mine('main', 1);
  expect((await miner.balance('main')) - before).toBe(42_830_000_000n);
  expect(await getJson(`${network.ready.endpoints.flux.a}/tx/${txid}`)).toMatchObject({ confirmations: 1 });
  const { transactions } = claimedSchema.parse(await fusion.data(`/coinbase/claimed?address=${miner.flux}`));
  const paid = transactions.filter((each) => each.txid === `flux:${txid}`);
  expect([paid.length, paid.reduce((sum, each) => sum + each.amount, 0), paid.reduce((sum, each) => sum + each.fee, 0)]).toEqual([8, 432, expect.closeTo(3.7, 8)]);
  expect(await fusion.data(`/coinbase/multiavailable?address=${miner.flux}`)).toMatchObject({ totalClaim: 0, totalReward: 0 });
});

test('a P2SH address claims by one key of its script', async () => {
  const other = new Holder(network, 'other');
  const script = multisigScript(2, [miner.key.publicKey, other.key.publicKey]);
  const address = addressOfRedeemScript(script, FLUX_REGTEST);
  await network.do('/control/mine', { chain: 'flux', blocks: 4, payTo: address });
  const message = await phrase();
  const proof = { address, message, signature: sign(message, other) };
  expect(await fusion.refusal('/coinbase/multiclaim', JSON.stringify(proof))).toBe('fusion/bad-signature');
  const txid = await fusion.data('/coinbase/multiclaim', JSON.stringify({ ...proof, redeemScript: toHex(script), publicKey: toHex(other.key.publicKey) }));
  expect(txid).toMatch(/^[0-9a-f]{64}$/);
});

test('the books know what was paid for claims', async () => {
  await miner.mine('main', 1);
  const { books } = await fusion.status();
  for (const { chain, onChain: shown, claims } of books) if (shown !== null) expect([chain, shown.sent]).toEqual([chain, claims]);
  expect(books.find(({ chain }) => chain === 'sol')).toMatchObject({ claims: '5380000000', claimFees: '20000000' });
});
