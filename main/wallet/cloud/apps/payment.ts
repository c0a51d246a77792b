// The payment of a message: an ordinary payment that carries the message's hash, within the hour and not twice.

import type { Intent } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import type { Plans } from '../../plans/plans';
import type { OutboxEntry } from '../../plans/ports';
import type { MessageStore } from '../message-store';
import type { Quote } from '../price';
import type { MessageRecord } from '../record';
import { deadlineOf } from './messages';

export interface PaymentDeps {
  readonly store: MessageStore;
  readonly clock: () => number;
  /** Own transactions, oldest first. */
  readonly outbox: () => readonly OutboxEntry[];
  readonly preview: Plans['handlers']['send.preview'];
  /** Of the message's specification, now. */
  readonly quote: (record: MessageRecord) => Promise<Quote>;
}
type PreviewedIntent = NonNullable<Awaited<ReturnType<PaymentDeps['preview']>>['intent']>;
/** A payment needs a block, and the message is forgotten at its deadline. */
const LAST_PAY_MS = 5 * 60_000;
/** Ends at which the coins are where they were. */
const VOID: ReadonlySet<OutboxEntry['state']['kind']> = new Set(['expired', 'replaced', 'failed']);

export const isLate = (record: MessageRecord, now: number): boolean => now > deadlineOf(record) - LAST_PAY_MS;

/** The payment of a message that is on its way or in a block. */
export function paymentOf(hash: string, outbox: readonly OutboxEntry[]): OutboxEntry | null {
  return outbox.find(({ intent, state }) => intent.kind === 'pay' && intent.note === hash && !VOID.has(state.kind)) ?? null;
}

/** @throws AppError cloud/unknown-message | cloud/not-to-pay | cloud/late | cloud/paid | cloud/other-address, and what stands in the way of a payment */
export async function payIntent(hash: string, deps: PaymentDeps): Promise<PreviewedIntent> {
  const record = requirePayable(hash, deps);
  const { pay, payTo } = await deps.quote(record);
  if (payTo !== record.payTo) throw new AppError('cloud/other-address', 'the node names another address for payments', { context: { address: payTo } });
  const agreed = BigInt(record.pay);
  const amount = pay > agreed ? pay : agreed;
  const { intent, problems } = await deps.preview({ asset: 'flux/native', to: payTo, amount: { kind: 'units', units: amount.toString() }, fee: { kind: 'preset', preset: 'normal' }, note: hash });
  const [problem] = problems;
  if (intent === null) throw new AppError(problem?.code ?? 'plan/coins-unknown', 'this cannot be paid now', { context: { ...problem?.context } });
  if (amount !== agreed) deps.store.put({ ...record, pay: amount.toString() });
  return intent;
}

/** Holds a payment to the message that it names: not too little, not elsewhere, not too late, not twice. @throws as `payIntent` */
export function holdPayment(intent: Intent, deps: Pick<PaymentDeps, 'store' | 'clock' | 'outbox'>): void {
  if (intent.kind !== 'pay' || intent.note === null || deps.store.get(intent.note) === null) return;
  const record = requirePayable(intent.note, deps);
  const same = intent.asset === 'flux/native' && intent.to === record.payTo && BigInt(intent.amount) >= BigInt(record.pay);
  if (!same) throw new AppError('cloud/not-the-payment', 'this is not the payment that the message asks for');
}

function requirePayable(hash: string, { store, clock, outbox }: Pick<PaymentDeps, 'store' | 'clock' | 'outbox'>): MessageRecord {
  const record = store.get(hash);
  if (record === null) throw new AppError('cloud/unknown-message', 'no such message');
  if (record.state !== 'waiting') throw new AppError('cloud/not-to-pay', 'the network does not have this message');
  if (paymentOf(hash, outbox()) !== null) throw new AppError('cloud/paid', 'this message is paid already');
  if (isLate(record, clock())) throw new AppError('cloud/late', 'too little time is left to pay this message');
  return record;
}
