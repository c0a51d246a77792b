// A payment on an EVM chain before it is bytes: gas, fee, balances, nonce. Previews and plans share it.
import { chainOf, contractOf, type AssetId, type EvmChain } from '../../../../shared/chains/ids';
import { builtInAsset, chainInfo } from '../../../../shared/chains/registry';
import { toHex } from '../../../../shared/crypto/bytes';
import { decodeAddress } from '../../../../shared/evm/address';
import { decodeErc20, encodeErc20 } from '../../../../shared/evm/erc20';
import { parseTransaction, serializeUnsigned, type EvmTransaction } from '../../../../shared/evm/transaction';
import { AppError } from '../../../../shared/errors/app-error';
import { absurdAnswer, checkFee } from '../fees/rate';
import { mostPerGas, type EvmPrice } from '../fees/evm-rates';
import type { OutboxEntry, OwnAddress, PlanPorts } from '../ports';
import { nextNonce } from './nonces';

/** Gas of a plain transfer of the native coin to an account without code. */
export const PLAIN_GAS = 21_000n;
/** No payment of one coin or token needs more. */
const MOST_GAS = 2_000_000n;

export interface EvmFacts {
  readonly chain: EvmChain;
  readonly asset: AssetId;
  readonly from: OwnAddress;
  /** Native balance less what the outbox may still take, in wei. */
  readonly native: bigint;
  /** The same for the asset paid with; equals `native` when that is the native coin. */
  readonly available: bigint;
  readonly nonce: number;
}

/** What one transaction pays of an asset, fee apart; read from its bytes, because a replacement's intent names no amount. */
function paidBy(raw: Uint8Array, asset: AssetId): bigint {
  const { tx } = parseTransaction(raw);
  const contract = contractOf(asset);
  if (contract === null) return tx.value;
  const call = tx.to !== null && `0x${toHex(tx.to)}` === contract ? decodeErc20(tx.data) : null;
  return call?.method === 'transfer' ? call.amount : 0n;
}

/** What the outbox may still take from a balance. Of a transaction and its replacement only the newer one counts. */
function outgoing(live: readonly OutboxEntry[], chain: EvmChain, asset: AssetId): bigint {
  const native = contractOf(asset) === null;
  const replaced = new Set(live.map((entry) => entry.replaces));
  return live
    .filter((entry) => entry.chain === chain && entry.state.kind !== 'mined' && !replaced.has(entry.id))
    .reduce((sum, entry) => sum + paidBy(entry.raw, asset) + (native ? entry.fee : 0n), 0n);
}

/** Balances and nonce. @throws AppError evm/absurd-nonce, or what the servers failed with */
export async function evmFacts(ports: PlanPorts, asset: AssetId): Promise<EvmFacts> {
  const chain = chainOf(asset);
  if (chain === 'flux' || chain === 'bitcoin') throw new AppError('plan/wrong-chain', 'not an EVM chain');
  const backend = ports.evm(chain);
  const from = await ports.accounts.evm();
  const contract = contractOf(asset);
  const [balance, token, counts, live] = await Promise.all([
    backend.balance(from.address),
    contract === null ? null : backend.tokenBalance(contract, from.address),
    backend.nonce(from.address),
    ports.outbox.live(),
  ]);
  const atLeastZero = (units: bigint): bigint => (units > 0n ? units : 0n);
  const native = atLeastZero(balance - outgoing(live, chain, `${chain}/native`));
  return { chain, asset, from, native, available: token === null ? native : atLeastZero(token - outgoing(live, chain, asset)), nonce: nextNonce(chain, from.address, live, counts) };
}

export interface EvmGas {
  readonly limit: bigint;
  readonly recipientIsContract: boolean;
}

function callOf(asset: AssetId, to: string, amount: bigint): { to: string; value: bigint; data: Uint8Array } {
  const contract = contractOf(asset);
  if (contract === null) return { to, value: amount, data: new Uint8Array(0) };
  return { to: contract, value: 0n, data: encodeErc20({ method: 'transfer', to: decodeAddress(to), amount }) };
}

/** @throws AppError evm/would-revert | fee/absurd-answer */
export async function evmGas(ports: PlanPorts, facts: EvmFacts, to: string, amount: bigint): Promise<EvmGas> {
  const backend = ports.evm(facts.chain);
  const recipientIsContract = await backend.isContract(to);
  if (contractOf(facts.asset) === null && !recipientIsContract) return { limit: PLAIN_GAS, recipientIsContract };
  const estimate = await backend.estimateGas({ from: facts.from.address, ...callOf(facts.asset, to, amount) });
  if (estimate < PLAIN_GAS || estimate > MOST_GAS) throw absurdAnswer(facts.chain, 'gas', estimate.toString());
  return { limit: estimate + estimate / 4n, recipientIsContract };
}

/** The transaction itself. */
export function evmTransaction(facts: EvmFacts, to: string, amount: bigint, gasLimit: bigint, price: EvmPrice): EvmTransaction {
  const call = callOf(facts.asset, to, amount);
  const fields = { nonce: BigInt(facts.nonce), gasLimit, to: decodeAddress(call.to), value: call.value, data: call.data, chainId: BigInt(chainInfo(facts.chain).evmChainId ?? 0) };
  return price.type === 2
    ? { ...fields, type: 2, maxFeePerGas: price.maxFeePerGas, maxPriorityFeePerGas: price.maxPriorityFeePerGas, accessList: [] }
    : { ...fields, type: 0, gasPrice: price.gasPrice };
}

/** Bytes that a signature adds at most, for the data fee of layer 2. */
const SIGNATURE_BYTES = 70;

/** Base posts its data on Ethereum and charges for it apart from gas; doubled, because that price moves. Zero elsewhere. */
export async function dataFee(ports: PlanPorts, tx: EvmTransaction, chain: EvmChain): Promise<bigint> {
  if (chain !== 'base') return 0n;
  const unsigned = serializeUnsigned(tx);
  // The signature cannot be compressed: bytes that are no zeros stand in for it.
  const bytes = new Uint8Array(unsigned.length + SIGNATURE_BYTES).fill(0xa7);
  bytes.set(unsigned);
  const fee = await ports.evm(chain).l1Fee(bytes);
  return fee === null ? 0n : 2n * fee;
}

export interface EvmCost {
  readonly amount: bigint;
  /** The most it can cost, data fee included. */
  readonly fee: bigint;
}

/**
 * Whether balances cover amount and fee; "all" becomes a figure.
 * @throws AppError plan/not-enough | plan/fee-not-covered | fee/above-reason
 */
export function evmCost(facts: EvmFacts, wanted: bigint | 'all', gasLimit: bigint, price: EvmPrice, data: bigint): EvmCost {
  const fee = gasLimit * mostPerGas(price) + data;
  checkFee(facts.chain, fee);
  const native = contractOf(facts.asset) === null;
  const amount = wanted !== 'all' ? wanted : native ? facts.available - fee : facts.available;
  if (amount <= 0n) throw new AppError('plan/not-enough', 'nothing is left after the fee', { context: { missing: (1n - amount).toString() } });
  const need = native ? amount + fee : amount;
  if (need > facts.available) throw new AppError('plan/not-enough', 'the balance does not cover it', { context: { missing: (need - facts.available).toString() } });
  if (!native && fee > facts.native) {
    throw new AppError('plan/fee-not-covered', 'the fee is paid in the coin of the chain, and there is not enough of it', { context: { missing: (fee - facts.native).toString(), symbol: chainInfo(facts.chain).native.symbol } });
  }
  return { amount, fee };
}

/** Decimals and symbol as reported, for tokens that are not built in; nulls for those that are. */
export async function reportedToken(ports: PlanPorts, asset: AssetId): Promise<{ decimals: number | null; symbol: string | null }> {
  const contract = contractOf(asset);
  const chain = chainOf(asset);
  if (contract === null || builtInAsset(asset) !== null || chain === 'flux' || chain === 'bitcoin') return { decimals: null, symbol: null };
  const facts = (await ports.knownToken(asset)) ?? (await ports.evm(chain).tokenFacts(contract));
  return { decimals: facts.decimals, symbol: facts.symbol === null ? null : facts.symbol.slice(0, 40) };
}
