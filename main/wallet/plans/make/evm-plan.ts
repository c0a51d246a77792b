// Turns an EVM transaction into the plan that the signer reads, with what servers say about it.
import type { EvmPlan } from '../../../../shared/contract/money-path';
import { serializeUnsigned, type EvmTransaction } from '../../../../shared/evm/transaction';
import type { EvmChain } from '../../../../shared/chains/ids';
import type { OwnAddress } from '../ports';

export interface EvmPlanParts {
  readonly chain: EvmChain;
  readonly tx: EvmTransaction;
  readonly from: OwnAddress;
  readonly reported: EvmPlan['reported'];
  readonly replaces: Uint8Array | null;
}

export function evmPlan(parts: EvmPlanParts): EvmPlan {
  return { kind: 'evm', chain: parts.chain, unsigned: serializeUnsigned(parts.tx), key: parts.from.key, reported: parts.reported, replaces: parts.replaces };
}
