// What an EVM call means for people: action, recipients, amounts and the warnings of tokens, approvals and raw calls.

import { nativeAsset, tokenAsset } from '../../../../shared/chains/ids';
import { builtInAsset } from '../../../../shared/chains/registry';
import type { EvmPlan, Figure, Review, Warning } from '../../../../shared/contract/money-path';
import { toHex } from '../../../../shared/crypto/bytes';
import { encodeAddress } from '../../../../shared/evm/address';
import { UNLIMITED } from '../../../../shared/evm/erc20';
import { assetFigure, nativeFigure } from '../figures';
import type { EvmReading } from './reading';

export interface ShownEffect {
  readonly action: Review['action'];
  /** Who gets `figure`, or may take it (approvals). */
  readonly counterparty: string;
  readonly figure: Figure;
  /** Base units that leave for the counterparty; approvals move nothing yet. */
  readonly leaving: bigint;
  /** Contract of the token, EIP-55; null for the native coin. */
  readonly token: string | null;
  readonly warnings: readonly Warning[];
}

/** At least half of all there can be: no one means such an amount as a number. */
const PRACTICALLY_UNLIMITED = UNLIMITED / 2n;

/** The call of a reading in people's terms. */
export function showEffect(reading: EvmReading, reported: EvmPlan['reported']): ShownEffect {
  const { chain, effect, own } = reading;
  if (effect.kind === 'native') {
    const self = effect.to === own.address;
    return { action: self ? 'self' : 'pay', counterparty: effect.to, figure: nativeFigure(chain, effect.amount), leaving: self ? 0n : effect.amount, token: null, warnings: [] };
  }
  if (effect.kind === 'call') {
    const context = { contract: effect.contract, selector: `0x${toHex(effect.data.subarray(0, 4))}`, bytes: effect.data.length };
    return { action: 'contract-call', counterparty: effect.contract, figure: nativeFigure(chain, effect.value), leaving: effect.value, token: null, warnings: [{ id: 'raw-data', level: 'danger', context }] };
  }
  const { call, contract } = effect;
  const asset = tokenAsset(chain, contract);
  const figure = assetFigure(asset, call.amount, { decimals: reported.tokenDecimals, symbol: reported.tokenSymbol });
  const warnings: Warning[] = builtInAsset(asset) === null ? [{ id: 'unknown-token', level: 'warn', context: { contract, decimalsReported: reported.tokenDecimals !== null } }] : [];
  if (call.method === 'approve') {
    const spender = encodeAddress(call.spender);
    const approval: Warning[] = call.amount === 0n ? [] : call.amount >= PRACTICALLY_UNLIMITED
      ? [{ id: 'approval-unlimited', level: 'danger', context: { spender, contract } }]
      : [{ id: 'approval', level: 'warn', context: { spender, contract } }];
    return { action: call.amount === 0n ? 'revoke-token' : 'approve-token', counterparty: spender, figure, leaving: 0n, token: contract, warnings: [...warnings, ...approval] };
  }
  const to = encodeAddress(call.to);
  if (to === contract) warnings.push({ id: 'token-contract-recipient', level: 'danger', context: { contract } });
  if (call.method === 'transferFrom') {
    const from = encodeAddress(call.from);
    warnings.push({ id: 'raw-data', level: 'danger', context: { contract, from } });
    return { action: 'contract-call', counterparty: to, figure, leaving: from === own.address && to !== own.address ? call.amount : 0n, token: contract, warnings };
  }
  return { action: to === own.address ? 'self' : 'pay', counterparty: to, figure, leaving: to === own.address ? 0n : call.amount, token: contract, warnings };
}

/** The figure of nothing in the asset that a call moves. */
export function leavingFigure(effect: ShownEffect, reading: EvmReading): Figure {
  const asset = effect.token === null ? nativeAsset(reading.chain) : tokenAsset(reading.chain, effect.token);
  return { ...effect.figure, asset, units: effect.leaving.toString() };
}
