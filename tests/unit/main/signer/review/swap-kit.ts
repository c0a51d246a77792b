// Builds deposits of swaps and claims for tests of the review.

import type { Intent, UtxoPlan } from '../../../../../shared/contract/money-path';
import { decodeAddress } from '../../../../../shared/evm/address';
import { encodeErc20 } from '../../../../../shared/evm/erc20';
import { fluxOn } from '../../../../../shared/fusion/flux-on';
import { coin, evmKey, evmPlan, evmTransaction, fluxKey, stranger, utxoPlan, type Kit, type Type2, type UtxoParts } from './kit';

export type SwapIntent = Extract<Intent, { kind: 'swap' }>;
export type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;

const FLUX_ON_BASE = fluxOn('base')?.contract ?? '';
export const OPERATOR_EVM = '0x98f17e2d8C09F637A236d067191E0d11656A7dF0';
export const AMOUNT = 300_000_000n;

export const ownFlux = (kit: Kit, index = 0): string => kit.keys.scriptOf(fluxKey(index), 'p2pkh', 'flux').address;
export const ownEvm = (kit: Kit, chain: 'ethereum' | 'base' = 'base'): string => kit.keys.scriptOf(evmKey, 'evm', chain).address;
export const operatorFlux = (kit: Kit): { address: string; script: Uint8Array } => stranger('flux', 'operator', kit.keys.network);

/** 3 FLUX from the main chain to the own account on Base, fee 0.1 FLUX. */
export function fluxSwap(kit: Kit, more: Partial<UtxoParts> = {}): { intent: SwapIntent; plan: UtxoPlan } {
  const sender = kit.keys.scriptOf(fluxKey(0), 'p2pkh', 'flux');
  const operator = operatorFlux(kit);
  const intent: SwapIntent = {
    kind: 'swap', swap: '5a'.repeat(16), from: 'flux', to: 'base', amount: AMOUNT.toString(), sender: sender.address, deposit: operator.address, recipient: ownEvm(kit),
    fee: '10000000', arrives: '290000000', feeLimit: '10000',
  };
  const plan = utxoPlan({
    chain: 'flux', coins: [coin(kit, 'flux', fluxKey(0), 600_000_000n), coin(kit, 'flux', fluxKey(0), 400_000_000n)],
    outputs: [{ value: AMOUNT, script: operator.script }, { value: 699_999_000n, script: sender.script }],
    change: [{ vout: 1, key: fluxKey(0), scriptType: 'p2pkh' }], ...more,
  });
  return { intent, plan };
}

/** Transfer of FLUX on Base to the operator. */
export const deposit = (more: Partial<Type2> = {}): Type2 =>
  evmTransaction({ to: decodeAddress(FLUX_ON_BASE), value: 0n, gasLimit: 65_000n, data: encodeErc20({ method: 'transfer', to: decodeAddress(OPERATOR_EVM), amount: AMOUNT }), ...more });

/** 3 FLUX from Base to an own address of the main chain. */
export function evmSwap(kit: Kit, tx = deposit()): { intent: SwapIntent; plan: ReturnType<typeof evmPlan> } {
  const intent: SwapIntent = {
    kind: 'swap', swap: '5b'.repeat(16), from: 'base', to: 'main', amount: AMOUNT.toString(), sender: ownEvm(kit), deposit: OPERATOR_EVM, recipient: ownFlux(kit, 3),
    fee: '10000000', arrives: '290000000', feeLimit: (10n ** 17n).toString(),
  };
  return { intent, plan: evmPlan(tx) };
}
