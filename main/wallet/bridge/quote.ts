// What a swap would do and cost: the service's figures, the deposit's preview and the recipient, judged together. Amounts are 10⁻⁸ FLUX.

import { isEvmChain, nativeAsset, type ChainId, type EvmChain, type NetworkId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import type { Reading } from '../../../shared/contract/base';
import type { SwapQuote } from '../../../shared/contract/bridge';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { fusionChain, heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { swapFee, type SwapFee } from '../../../shared/fusion/fee';
import { confirmationsFor, mostPerSwap } from '../../../shared/fusion/ladder';
import { listedDeposit } from '../../../shared/fusion/operator-addresses';
import type { DepositPreview, DepositRequest } from '../plans/ports';
import { checkAddress } from '../plans/preview/recipient';
import type { FusionInfo } from './fusion/swap-shapes';
import { recipientOf, type OwnAddresses, type Recipient } from './recipient';

export interface QuoteDeps extends OwnAddresses {
  readonly network: NetworkId;
  readonly deposits: (request: DepositRequest) => Promise<DepositPreview>;
  /** Where the last deposit on a chain went. */
  readonly lastDeposit: (chain: ChainId) => string | null;
  readonly openSwaps: () => number;
  readonly gas: (chain: EvmChain) => Reading<string>;
  /** Whether code stands at an address; null when no server says. */
  readonly isContract: (chain: EvmChain, address: string) => Promise<boolean | null>;
  readonly clock: () => number;
}
export interface Wish {
  readonly from: ChainId;
  readonly to: FusionChain;
  readonly amount: bigint | 'all' | null;
  /** Null: an own address. */
  readonly recipient: string | null;
}
type Problem = SwapQuote['problems'][number];

/** Swaps of one wallet that may be open at a time. */
const MOST_OPEN = 200;
/** Worth knowing, no reason to stop: a contract may be somebody's wallet. */
const ADVICE: readonly string[] = ['bridge/recipient-is-contract'];
/** Whether a problem keeps the swap from beginning. */
export const blocks = ({ code }: Problem): boolean => !ADVICE.includes(code);

/** What a quote rests on, for `bridge.begin`. */
export interface Judged {
  readonly problems: readonly Problem[];
  /** Every figure there is, when nothing stands in the way. */
  readonly sound: { readonly amount: bigint; readonly fee: SwapFee; readonly confirmations: number; readonly sender: string; readonly deposit: string; readonly recipient: Recipient; readonly feeLimit: bigint } | null;
  readonly amount: bigint | null;
  readonly fee: SwapFee | null;
  readonly confirmations: number | null;
  readonly recipient: Recipient | null;
  readonly deposit: string | null;
  readonly preview: DepositPreview | null;
}

/** @param service the operator's figures, or why there are none */
export async function judge(wish: Wish, service: FusionInfo | AppError, deps: QuoteDeps): Promise<Judged> {
  const problems: Problem[] = [];
  const info = service instanceof AppError ? null : service;
  if (service instanceof AppError) problems.push(problem('service', service));
  problems.push(...laneProblems(wish, info));
  if (deps.openSwaps() >= MOST_OPEN) problems.push({ field: 'service', code: 'bridge/too-many-open', context: { most: MOST_OPEN } });

  const recipient = problems.some(({ code }) => code === 'bridge/same-chain') ? null : attempt(problems, 'recipient', () => recipientOf(wish.to, wish.recipient, deps.network, depositsOn(wish.to, info), deps));
  const deposit = info === null ? null : depositAddress(wish.from, info, deps.network);
  if (info !== null && deposit === null && fusionChain(wish.from) !== null) problems.push({ field: 'service', code: 'bridge/no-deposit-address', context: { chain: wish.from } });

  const preview = deposit === null ? null : await previewOf({ chain: wish.from, amount: wish.amount, deposit }, deps, problems);
  if (preview?.problem) problems.push({ field: preview.problem.field, code: preview.problem.error.code, context: { ...preview.problem.error.context } });
  const amount = preview?.amount ?? (typeof wish.amount === 'bigint' ? wish.amount : null);
  const figures = amount === null || info === null ? null : figuresOf(amount, wish.to, info, problems);
  if (recipient && !recipient.own) await lookAtRecipient(wish.to, recipient.address, deps, problems);

  const fee = figures?.fee ?? null;
  const confirmations = figures?.confirmations ?? null;
  const sender = preview?.sender?.address ?? null;
  const feeLimit = preview?.feeLimit ?? null;
  const whole = amount !== null && fee !== null && confirmations !== null && sender !== null && deposit !== null && recipient !== null && feeLimit !== null;
  const free = preview?.gather === null && !problems.some(blocks);
  return { problems, amount, fee, confirmations, recipient, deposit, preview, sound: whole && free ? { amount, fee, confirmations, sender, deposit, recipient, feeLimit } : null };
}

export function quoteOf(wish: Wish, judged: Judged, at: number, deps: QuoteDeps): SwapQuote {
  const { problems, amount, fee, confirmations, recipient, deposit, preview } = judged;
  const key = fusionChain(wish.from);
  const there = heldChain(wish.to);
  const text = (units: bigint): string => units.toString();
  return {
    problems: [...problems], ready: judged.sound !== null,
    amount: amount === null ? null : text(amount),
    fee: fee && { flat: text(fee.flat), percent: text(fee.percent), total: text(fee.total) },
    arrives: fee && fee.arrives > 0n ? text(fee.arrives) : null,
    networkFee: preview?.fee == null ? null : { asset: nativeAsset(wish.from), units: text(preview.fee) },
    gasThere: there !== null && isEvmChain(there) ? { asset: nativeAsset(there), balance: deps.gas(there) } : null,
    confirmations,
    seconds: confirmations === null ? null : confirmations * chainInfo(wish.from).blockSeconds + 60,
    sender: preview?.sender ? { address: preview.sender.address, spendable: text(preview.sender.spendable) } : null,
    recipient,
    deposit: deposit === null || key === null ? null : { address: deposit, listed: listedDeposit(deps.network, key, deposit), last: deps.lastDeposit(wish.from) },
    gather: preview?.gather ? { intent: preview.gather.intent, fee: text(preview.gather.fee) } : null,
    at,
  };
}

/** The operator's address for deposits; null when it names none that fits the chain, or several. */
function depositAddress(chain: ChainId, info: FusionInfo, network: NetworkId): string | null {
  const key = fusionChain(chain);
  if (key === null) return null;
  const sound = new Set<string>();
  for (const address of depositsOn(key, info)) {
    try {
      sound.add(checkAddress(address, chain === 'flux' ? 'flux' : 'evm', network));
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }
  return sound.size === 1 ? [...sound][0] ?? null : null;
}

function depositsOn(chain: FusionChain, info: FusionInfo | null): string[] {
  return (info?.deposits ?? []).filter((entry) => entry.chain === chain).map(({ address }) => address);
}

function laneProblems({ from, to }: Wish, info: FusionInfo | null): Problem[] {
  const key = fusionChain(from);
  if (key === null) return [{ field: 'from', code: 'bridge/no-flux-here', context: { chain: from } }];
  if (key === to) return [{ field: 'to', code: 'bridge/same-chain', context: { chain: to } }];
  const paused = (field: 'from' | 'to', chain: FusionChain): Problem[] => (info === null || info.open.includes(chain) ? [] : [{ field, code: 'bridge/paused', context: { chain } }]);
  return [...paused('from', key), ...paused('to', to)];
}

function figuresOf(amount: bigint, to: FusionChain, info: FusionInfo, problems: Problem[]): { fee: SwapFee | null; confirmations: number | null } {
  const flat = info.flat[to];
  const fee = flat === undefined ? null : swapFee(amount, flat, info.percentage);
  if (fee === null) problems.push({ field: 'service', code: 'bridge/no-fee', context: { chain: to } });
  else if (fee.arrives <= 0n) problems.push({ field: 'amount', code: 'bridge/amount-not-above-fee', context: { fee: fee.total.toString() } });
  const confirmations = confirmationsFor(amount, info.ladder);
  if (confirmations === null) problems.push({ field: 'amount', code: 'bridge/amount-above-ladder', context: { most: (mostPerSwap(info.ladder) ?? 0n).toString() } });
  return { fee, confirmations };
}

async function previewOf(request: DepositRequest, deps: QuoteDeps, problems: Problem[]): Promise<DepositPreview | null> {
  try {
    return await deps.deposits(request);
  } catch (thrown) {
    problems.push(problem('from', toAppError(thrown)));
    return null;
  }
}

async function lookAtRecipient(to: FusionChain, address: string, deps: QuoteDeps, problems: Problem[]): Promise<void> {
  const chain = heldChain(to);
  if (chain !== null && isEvmChain(chain) && (await deps.isContract(chain, address))) problems.push({ field: 'recipient', code: 'bridge/recipient-is-contract', context: { chain: to } });
}

function attempt<T>(problems: Problem[], field: Problem['field'], work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    problems.push(problem(field, thrown));
    return null;
  }
}

function problem(field: Problem['field'], { code, context }: AppError): Problem {
  return { field, code, context: { ...context } };
}
