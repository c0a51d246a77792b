// A swap as windows see it, and as its support needs it.

import type { ChainId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import type { Swap } from '../../../shared/contract/bridge';
import type { Need } from '../../../shared/contract/wallet';
import type { ErrorShape } from '../../../shared/errors/app-error';
import { heldChain, fusionChainName } from '../../../shared/fusion/chains';
import { fluxOn } from '../../../shared/fusion/flux-on';
import { plainAmount } from '../../../shared/money/units';
import type { OutboxEntry } from '../plans/ports';
import { isHold } from './follow/heard';
import { needsRegistration } from './follow/writer';
import type { SwapRecord } from './record';
import { depositTxid } from './states';

export interface ViewDeps {
  readonly outbox: { get(id: string): OutboxEntry | null };
  /** Height of a chain's tip at the last look; null before the first. */
  readonly tip: (chain: ChainId) => number | null;
  readonly trouble: (record: SwapRecord) => ErrorShape | null;
  /** When the operator was last heard of a swap, in network time. */
  readonly heardAt: (id: string) => number | null;
}

export function show(record: SwapRecord, deps: ViewDeps): Swap {
  const { id, from, to, amount, fee, arrives, sender, recipient, own, deposit, createdAt, changedAt, state, operator } = record;
  const txid = depositTxid(state);
  const trouble = deps.trouble(record);
  return {
    id, from, to, amount: amount.toString(), fee: fee.toString(), arrives: arrives.toString(), sender, recipient, own, deposit, createdAt, changedAt, state,
    operator: operator && { ...operator, at: deps.heardAt(id) ?? operator.at },
    trouble: trouble && { ...trouble, context: { ...trouble.context } },
    depositDepth: txid === null ? null : { have: depositDepth(from, txid, deps), want: operator?.confirmations ?? record.confirmations },
    payoutDepth: payoutDepth(record, deps),
    activity: txid === null ? null : `${from}:${txid}`,
  };
}

function depositDepth(chain: ChainId, txid: string, { outbox, tip }: ViewDeps): number {
  const state = outbox.get(`${chain}:${txid}`)?.state;
  if (state?.kind !== 'mined' && state?.kind !== 'confirmed') return 0;
  return depth(state.height, tip(chain));
}

function payoutDepth({ payout, to, state }: SwapRecord, { tip }: ViewDeps): { have: number; want: number } | null {
  const chain = heldChain(to);
  if (!payout || chain === null) return null;
  const have = depth(payout.height, tip(chain));
  return { have: state.kind === 'arrived' ? Math.max(have, payout.want) : have, want: payout.want };
}

/** A block counts itself; sync may not have seen it yet. */
const depth = (height: number, tip: number | null): number => (tip === null ? 1 : Math.max(1, tip - height + 1));

/** What of a swap needs the person; null when nothing does. */
export function swapNeed(record: SwapRecord): Need | null {
  const { id, state, from, to } = record;
  const need = (reason: string, level: Need['level'], more: Need['context'] = {}): Need => ({ id: `swap:${id}`, kind: 'swap-needs-you', level, context: { swap: id, reason, from, to, ...more } });
  switch (state.kind) {
    case 'contradicted': return need('contradicted', 'danger', { what: state.what });
    case 'refused': return need('refused', 'danger', { how: state.how });
    case 'depositing': return needsRegistration(record) ? need('not-taken', 'warn', { said: String(state.reason?.context.said ?? '') }) : null;
    case 'following':
    case 'checking': return isHold(record.operator) ? need('hold', 'warn') : null;
    case 'reserved':
    case 'abandoned':
    case 'arrived':
    case 'paid-unchecked':
    case 'deposit-failed':
    case 'cancelled': return null;
  }
}

/** All that support needs to find a swap, as JSON. No key, no other swap, no other address. */
export function supportText(record: SwapRecord, label: string, network: string, at: number, deps: ViewDeps): { name: string; text: string } {
  const swap = show(record, deps);
  const { state } = record;
  const there = heldChain(record.to);
  const flux = (units: string | bigint | null): string | null => (units === null ? null : plainAmount(BigInt(units), 8));
  const iso = (time: number): string => new Date(time).toISOString();
  const content = {
    for: 'Fusion support', madeAt: iso(at), network, swap: record.id, fusionId: record.operatorId, zelid: label,
    from: { chain: chainInfo(record.from).name, address: record.sender, deposit: record.deposit, txid: depositTxid(state), confirmations: swap.depositDepth },
    to: { chain: fusionChainName(record.to), address: record.recipient, token: there && (fluxOn(there)?.contract ?? null), txid: 'txidTo' in state ? state.txidTo : null, confirmations: swap.payoutDepth, found: record.payout && { height: record.payout.height, amount: flux(record.payout.amount) } },
    agreed: { amount: flux(record.amount), fee: flux(record.fee), arrives: flux(record.arrives), at: iso(record.createdAt) },
    wallet: { state, since: iso(record.changedAt), trouble: swap.trouble, checkedBy: there === null ? 'nobody: the wallet does not hold this chain' : 'the wallet, on the receiving chain' },
    operator: swap.operator && { ...swap.operator, at: iso(swap.operator.at), amountFrom: flux(swap.operator.amountFrom), amountTo: flux(swap.operator.amountTo), fee: flux(swap.operator.fee) },
    steps: record.log.map((step) => ({ ...step, at: iso(step.at) })),
  };
  return { name: `fluxkeep-swap-${record.id.slice(0, 8)}.json`, text: `${JSON.stringify(content, null, 2)}\n` };
}
