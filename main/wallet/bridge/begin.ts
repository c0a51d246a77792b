// Begins a swap: figures of this moment against those that were shown, the pair reserved, the record written, then the intent.

import type { Intent } from '../../../shared/contract/money-path';
import type { ChainId } from '../../../shared/chains/ids';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { fusionChain, type FusionChain } from '../../../shared/fusion/chains';
import type { FusionDesk } from './desk';
import { blocks, judge, type Judged, type QuoteDeps } from './quote';
import { stepped, type SwapRecord } from './record';
import type { SwapStore } from './swap-store';
import { sameAddress } from './txid';

export interface BeginDeps extends QuoteDeps {
  readonly desk: FusionDesk;
  readonly swaps: SwapStore;
  readonly random: (length: number) => Uint8Array;
  /** An own address was given away: the next payment gets another. */
  readonly handedOut: (chain: FusionChain, address: string) => void;
}
export interface BeginInput {
  readonly from: ChainId;
  readonly to: FusionChain;
  readonly amount: bigint;
  readonly recipient: string | null;
  readonly shown: { readonly fee: bigint; readonly arrives: bigint; readonly deposit: string };
}
type SwapIntent = Extract<Intent, { kind: 'swap' }>;

/** @throws AppError bridge/quote-changed (context: fee, arrives, deposit), the code of what stands in the way, fusion/… of the operator, store/… */
export async function begin(input: BeginInput, deps: BeginDeps): Promise<{ swap: string; intent: SwapIntent }> {
  const { desk, swaps } = deps;
  const { info } = await desk.info(0);
  const judged = await judge(input, info, deps);
  const { sound } = judged;
  if (!sound || sound.amount !== input.amount) throw obstacle(judged);
  const { fee, sender, deposit, recipient, feeLimit, confirmations } = sound;
  const { shown } = input;
  if (fee.total !== shown.fee || fee.arrives !== shown.arrives || !sameAddress(deposit, shown.deposit)) {
    throw new AppError('bridge/quote-changed', 'the operator\'s figures changed since they were shown', { context: { fee: fee.total.toString(), arrives: fee.arrives.toString(), deposit } });
  }
  const chainFrom = fusionChain(input.from);
  if (chainFrom === null) throw new AppError('bridge/no-flux-here', 'this chain carries no FLUX', { context: { chain: input.from } });
  await desk.client.reserve({ chainFrom, chainTo: input.to, addressFrom: sender, addressTo: recipient.address });
  const at = deps.clock();
  const record: SwapRecord = {
    id: toHex(deps.random(16)), from: input.from, to: input.to, amount: sound.amount, fee: fee.total, arrives: fee.arrives, sender, recipient: recipient.address, own: recipient.own, deposit, confirmations,
    createdAt: at, changedAt: at, state: { kind: 'reserved' }, told: false, operator: null, operatorId: null, finishedAt: null, payout: null, closed: false, log: [{ at, kind: 'reserved', note: '' }],
  };
  swaps.add(record);
  if (recipient.own) deps.handedOut(input.to, recipient.address);
  return { swap: record.id, intent: intentOf(record, feeLimit) };
}

function intentOf(record: SwapRecord, feeLimit: bigint): SwapIntent {
  const { id, from, to, amount, sender, deposit, recipient, fee, arrives } = record;
  return { kind: 'swap', swap: id, from, to, amount: amount.toString(), sender, deposit, recipient, fee: fee.toString(), arrives: arrives.toString(), feeLimit: feeLimit.toString() };
}

/**
 * A plan is made for a swap that waits for its deposit, and for nothing else under its name.
 * @throws AppError bridge/unknown | bridge/not-waiting (context.state) | bridge/other-intent
 */
export function holdToRecord(intent: SwapIntent, swaps: SwapStore): void {
  const record = swaps.get(intent.swap);
  if (!record) throw new AppError('bridge/unknown', 'no such swap');
  if (record.state.kind !== 'reserved') throw new AppError('bridge/not-waiting', 'this swap does not wait for a deposit', { context: { state: record.state.kind } });
  const { feeLimit: _ours, ...agreed } = intentOf(record, 0n);
  const { feeLimit: _theirs, ...asked } = intent;
  if (Object.entries(agreed).some(([key, value]) => asked[key as keyof typeof asked] !== value)) throw new AppError('bridge/other-intent', 'this is not what was agreed for the swap');
}

/** Gives up a swap without a deposit; one that has a deposit stays as it is. @returns whether anything changed */
export function abandon(id: string, swaps: SwapStore, at: number): boolean {
  const record = swaps.get(id);
  if (record?.state.kind !== 'reserved') return false;
  swaps.put(stepped(record, { kind: 'abandoned' }, at));
  return true;
}

function obstacle({ problems, preview }: Judged): AppError {
  const first = problems.find(blocks);
  if (first) return new AppError(first.code, 'the swap cannot begin as it stands', { context: first.context });
  if (preview?.gather) return new AppError('bridge/gather-first', 'no single address holds enough');
  return new AppError('bridge/quote-changed', 'what can be sent changed since it was shown');
}
