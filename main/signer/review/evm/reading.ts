// Reads an EVM plan: who signs, for which chain, at what cost at most, and what the call does.

import { isEvmChain, type EvmChain } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import type { EvmPlan } from '../../../../shared/contract/money-path';
import { equalBytes } from '../../../../shared/crypto/bytes';
import { encodeAddress } from '../../../../shared/evm/address';
import { decodeErc20, type Erc20Call } from '../../../../shared/evm/erc20';
import { maxGasPrice, parseTransaction, serializeUnsigned, type EvmTransaction } from '../../../../shared/evm/transaction';
import { evmHash } from '../hash';
import type { Keys, OwnScript } from '../ports';
import { insist, refusal } from '../refusal';

/** What the transaction does, as far as its bytes tell. Addresses in EIP-55 form. */
export type EvmEffect =
  | { readonly kind: 'native'; readonly to: string; readonly amount: bigint }
  | { readonly kind: 'token'; readonly contract: string; readonly call: Erc20Call }
  | { readonly kind: 'call'; readonly contract: string; readonly value: bigint; readonly data: Uint8Array };

export interface EvmReading {
  readonly chain: EvmChain;
  readonly chainId: number;
  readonly tx: EvmTransaction;
  readonly own: OwnScript;
  readonly effect: EvmEffect;
  readonly gasPrice: bigint;
  readonly gasLimit: number;
  /** The most that can be paid for gas, in wei. */
  readonly fee: bigint;
  readonly hash: string;
}

/** The least that any transaction uses. */
const MIN_GAS = 21_000n;
/** Far above anything this wallet makes, below a block's limit. */
const MAX_GAS = 10_000_000n;

/** Decodes unsigned bytes and insists that writing them again gives the same: nothing hides in another form. */
function parseUnsigned(bytes: Uint8Array): EvmTransaction {
  let parsed;
  try {
    parsed = parseTransaction(bytes);
  } catch (thrown) {
    throw refusal('unreadable-plan', 'the transaction of the plan cannot be read', {}, thrown);
  }
  insist(parsed.signature === null, 'unsupported-format', 'the plan is already signed');
  insist(equalBytes(serializeUnsigned(parsed.tx), bytes), 'unsupported-format', 'the transaction has more than one form');
  return parsed.tx;
}

function checkFormat(tx: EvmTransaction): void {
  insist(tx.type !== 1 && (tx.type === 0 || tx.accessList.length === 0), 'unsupported-format', 'this kind of transaction is not signed', { type: tx.type });
  insist(tx.gasLimit >= MIN_GAS && tx.gasLimit <= MAX_GAS, 'bad-gas', 'the gas limit is out of range', { gasLimit: tx.gasLimit.toString() });
  insist(maxGasPrice(tx) > 0n, 'bad-gas', 'the gas price is nothing');
  insist(tx.type !== 2 || tx.maxPriorityFeePerGas <= tx.maxFeePerGas, 'bad-gas', 'the tip is above the whole price');
  insist(tx.nonce <= BigInt(Number.MAX_SAFE_INTEGER), 'bad-nonce', 'the nonce is absurd');
}

/** What a call to `to` does. */
function effectOf(tx: Pick<EvmTransaction, 'to' | 'value' | 'data'>): EvmEffect {
  insist(tx.to !== null, 'contract-creation', 'the transaction creates a contract');
  const to = encodeAddress(tx.to);
  if (tx.data.length === 0) return { kind: 'native', to, amount: tx.value };
  const call = tx.value === 0n ? decodeErc20(tx.data) : null;
  return call === null ? { kind: 'call', contract: to, value: tx.value, data: tx.data } : { kind: 'token', contract: to, call };
}

/** @throws AppError `review/...` */
export function readEvmPlan(plan: EvmPlan, keys: Keys): EvmReading {
  const { chain } = plan;
  insist(isEvmChain(chain), 'unsupported-format', 'not an EVM chain', { chain });
  const chainId = chainInfo(chain).evmChainId;
  const tx = parseUnsigned(plan.unsigned);
  checkFormat(tx);
  insist(chainId !== null && tx.chainId === BigInt(chainId), 'wrong-chain-id', 'the transaction is for another chain', { chainId: String(tx.chainId), expected: chainId ?? 0 });
  const own = keys.scriptOf(plan.key, 'evm', chain);
  const gasPrice = maxGasPrice(tx);
  return {
    chain, chainId, tx, own, gasPrice,
    effect: effectOf(tx),
    gasLimit: Number(tx.gasLimit),
    fee: tx.gasLimit * gasPrice,
    hash: evmHash(keys.network, chain, plan.unsigned, own.address),
  };
}
