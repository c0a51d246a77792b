// EVM replacements: the same nonce at a higher price, with the same call or with an empty one to the account itself.
import { decodeAddress, encodeAddress } from '../../../../shared/evm/address';
import { parseTransaction, type EvmTransaction } from '../../../../shared/evm/transaction';
import { AppError } from '../../../../shared/errors/app-error';
import type { EvmChain } from '../../../../shared/chains/ids';
import { checkFee } from '../fees/rate';
import { mostPerGas, replacementPrice, type EvmPrice } from '../fees/evm-rates';
import type { OutboxEntry, OwnAddress, PlanPorts } from '../ports';
import { PLAIN_GAS, dataFee } from './evm-draft';
import type { ReplaceMode } from './replaced';

export interface EvmReplacement {
  readonly tx: EvmTransaction;
  readonly from: OwnAddress;
  readonly fee: bigint;
  readonly oldFee: bigint;
  readonly balance: bigint;
  readonly recipientIsContract: boolean;
}

function priceOf(tx: EvmTransaction): EvmPrice {
  return tx.type === 2 ? { type: 2, maxFeePerGas: tx.maxFeePerGas, maxPriorityFeePerGas: tx.maxPriorityFeePerGas } : { type: 0, gasPrice: tx.gasPrice };
}

/** @throws AppError plan/not-enough | fee/above-reason | what servers failed with */
export async function draftEvmReplacement(ports: PlanPorts, entry: OutboxEntry, chain: EvmChain, mode: ReplaceMode, wanted: EvmPrice): Promise<EvmReplacement> {
  const old = parseTransaction(entry.raw).tx;
  const from = await ports.accounts.evm();
  if (entry.nonce === null || entry.nonce.from.toLowerCase() !== from.address.toLowerCase() || old.to === null || old.chainId === null) {
    throw new AppError('replace/unknown', 'this wallet did not send that transaction');
  }
  const price = replacementPrice(priceOf(old), wanted);
  const call = mode === 'cancel'
    ? { to: decodeAddress(from.address), value: 0n, data: new Uint8Array(0), gasLimit: PLAIN_GAS }
    : { to: old.to, value: old.value, data: old.data, gasLimit: old.gasLimit };
  const fields = { nonce: old.nonce, chainId: old.chainId, ...call };
  const tx: EvmTransaction = price.type === 2
    ? { ...fields, type: 2, maxFeePerGas: price.maxFeePerGas, maxPriorityFeePerGas: price.maxPriorityFeePerGas, accessList: [] }
    : { ...fields, type: 0, gasPrice: price.gasPrice };
  const backend = ports.evm(chain);
  const [balance, data, recipientIsContract] = await Promise.all([
    backend.balance(from.address),
    dataFee(ports, tx, chain),
    mode === 'cancel' ? false : backend.isContract(encodeAddress(call.to)),
  ]);
  const fee = call.gasLimit * mostPerGas(price) + data;
  checkFee(chain, fee);
  if (call.value + fee > balance) throw new AppError('plan/not-enough', 'the balance does not cover it', { context: { missing: (call.value + fee - balance).toString() } });
  return { tx, from, fee, oldFee: entry.fee, balance, recipientIsContract };
}
