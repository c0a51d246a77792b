// Fusion's calls about parallel mining and snapshots. No snapshot was ever taken of the practice network, so those are honestly empty.
import { z } from 'zod';
import { toHex } from '../../../shared/crypto/bytes';
import { PARALLEL_CHAINS } from '../../../shared/fusion/chains';
import { fluxNumber, type JsonOut } from './exact-json';
import type { CoinbaseOutput } from './mining';
import type { FusionOperator } from './operator';
import type { ClaimRecord } from './records';
import { FusionRefusal } from './reply';
import { requireChain } from './swap-api';
import { MINING_SHARE } from './terms';

const MOST_ADDRESSES = 12;
const text = z.string().min(1).max(2_000);
const proofFields = { address: text, message: text, signature: text, redeemScript: text.optional(), publicKey: text.optional() };
const claimSchema = z.object({ ...proofFields, chain: text, claimingAddress: text });
const claimAllSchema = z.object(proofFields);
const snapshotClaimSchema = z.object({ ...proofFields, chain: text, snapshot: text, claimingAddress: text });
const addressListSchema = z.object({ addresses: z.array(z.object({ chain: text.default('main'), address: text })).max(MOST_ADDRESSES) });

type JsonObject = { readonly [key: string]: JsonOut | undefined };
const sumOf = <Entry>(entries: readonly Entry[], amount: (entry: Entry) => bigint): bigint => entries.reduce((sum, entry) => sum + amount(entry), 0n);
const gross = (claim: ClaimRecord): bigint => BigInt(claim.amount);
const fee = (claim: ClaimRecord): bigint => BigInt(claim.fee);

function requireText(value: string | null, name: string): string {
  if (value === null || value === '') throw new FusionRefusal('bad-request', `${name} is missing.`);
  return value;
}

export function summary(operator: FusionOperator, address: string | null): JsonObject {
  const { mining, switches } = operator;
  const earner = requireText(address, 'address');
  const outputs = mining.outputsOf(earner);
  const earned = sumOf(outputs, (output) => output.value);
  const claims = mining.claimsOf(earner);
  return {
    address: earner,
    satoshis: earned,
    amount: fluxNumber(earned),
    numberOfTxs: outputs.length,
    isMiner: switches.get('claims') === 'miner',
    maxClaimablePerChain: fluxNumber(earned / MINING_SHARE),
    maxClaimableTotal: fluxNumber((earned / MINING_SHARE) * BigInt(PARALLEL_CHAINS.length)),
    claimedTotal: fluxNumber(sumOf(claims, gross)),
    chainStatistics: mining.claimable(earner).map(({ chain, amount }) => {
      const here = claims.filter((claim) => claim.chain === chain);
      return {
        chain,
        claimedAmount: fluxNumber(sumOf(here, gross)),
        receivedAmount: fluxNumber(sumOf(here, gross) - sumOf(here, fee)),
        feesPaid: fluxNumber(sumOf(here, fee)),
        possibleToClaim: fluxNumber(amount),
      };
    }),
  };
}

/** Only addresses of the main chain count. */
export function summaries(operator: FusionOperator, body: unknown): JsonOut {
  return addressListSchema.parse(body).addresses.filter(({ chain }) => chain === 'main').map(({ address }) => summary(operator, address));
}

export function claimed(operator: FusionOperator, address: string | null, chain: string | null): JsonObject {
  const earner = requireText(address, 'address');
  const only = chain === null ? null : requireChain(chain, false);
  const claims = operator.mining.claimsOf(earner).filter((claim) => only === null || claim.chain === only);
  return { address: earner, numberOfTxs: claims.length, transactions: claims.map((claim) => ({ ...claim, amount: fluxNumber(gross(claim)), fee: fluxNumber(fee(claim)) })) };
}

export function records(operator: FusionOperator, address: string | null): JsonObject {
  const earner = requireText(address, 'address');
  const outputs = operator.mining.outputsOf(earner);
  const earned = sumOf(outputs, (output) => output.value);
  return { address: earner, satoshis: earned, amount: fluxNumber(earned), numberOfTxs: outputs.length, transactions: outputs.map((output) => outputJson(output, earner)) };
}

function outputJson({ txid, index, height, value, script }: CoinbaseOutput, address: string): JsonObject {
  return { txid, vout: index, height, address, satoshis: value, scriptPubKey: toHex(script), coinbase: true };
}

export function miningStats(operator: FusionOperator): JsonObject {
  const outputs = operator.mining.allOutputs();
  const claims = operator.store.claims();
  const funds = sumOf(outputs, (output) => output.value);
  const perChain = funds / MINING_SHARE;
  return {
    total: outputs.length,
    totalClaimed: claims.length,
    totalSatoshis: funds,
    totalFunds: fluxNumber(funds),
    totalFundsClaimable: fluxNumber(perChain * BigInt(PARALLEL_CHAINS.length)),
    totalFundsClaimed: fluxNumber(sumOf(claims, gross)),
    totalFundsClaimablePerChain: fluxNumber(perChain),
    totalFeesPaid: fluxNumber(sumOf(claims, fee)),
    ...Object.fromEntries(PARALLEL_CHAINS.map((chain) => [`${chain}FeesPaid`, fluxNumber(sumOf(claims.filter((claim) => claim.chain === chain), fee))])),
  };
}

export function claim(operator: FusionOperator, body: unknown): Promise<string> {
  const { chain, claimingAddress, ...proof } = claimSchema.parse(body);
  const parallel = PARALLEL_CHAINS.find((each) => each === requireChain(chain, true));
  if (parallel === undefined) throw new FusionRefusal('unknown-chain', 'There is no such chain here.');
  return operator.alone(() => operator.claims.claim(proof, parallel, claimingAddress));
}

export function multiAvailable(operator: FusionOperator, address: string | null): JsonObject {
  const earner = requireText(address, 'address');
  const all = operator.mining.claimAll(earner);
  const fees = all.miningFees + all.swapFee;
  return {
    address: earner,
    totalClaim: fluxNumber(all.gross),
    totalMiningFees: fluxNumber(all.miningFees),
    totalSwapFees: fluxNumber(all.swapFee),
    totalFee: fluxNumber(fees),
    totalReward: fluxNumber(all.net),
  };
}

export function multiClaim(operator: FusionOperator, body: unknown): Promise<string> {
  const proof = claimAllSchema.parse(body);
  return operator.alone(() => operator.claims.claimAll(proof));
}

function requireSnapshot(reward: string | null, snapshotted: string | null): void {
  requireChain(reward, true);
  requireChain(snapshotted, false);
}

export function snapshotStats(query: URLSearchParams): JsonObject {
  requireSnapshot(query.get('rewardchain'), query.get('snapshotchain'));
  return { total: 0, totalClaimPossible: 0, totalClaimed: 0, totalSatoshis: 0, totalFunds: 0, totalFundsClaimable: 0, totalFundsClaimed: 0, totalFeesPaid: 0 };
}

export function snapshotInfo(query: URLSearchParams): never {
  requireSnapshot(query.get('rewardchain'), query.get('snapshotchain'));
  if (['address', 'claimedaddress', 'txid'].every((name) => query.get(name) === null)) throw new FusionRefusal('bad-request', 'An address or a transaction is missing.');
  throw new FusionRefusal('no-record', 'No snapshot was taken of the practice network.');
}

export function snapshotsAvailable(body: unknown): JsonOut {
  addressListSchema.parse(body);
  return [];
}

export function snapshotClaim(operator: FusionOperator, body: unknown): never {
  const { chain, snapshot, claimingAddress, ...proof } = snapshotClaimSchema.parse(body);
  requireSnapshot(snapshot, chain);
  requireText(claimingAddress, 'claimingAddress');
  operator.claims.requireProof(proof);
  throw new FusionRefusal('no-record', 'No snapshot was taken of the practice network.');
}
