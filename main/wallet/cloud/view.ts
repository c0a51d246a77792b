// Messages as the window sees them: where each stands follows from the record, the outbox and the list of apps.

import type { Reading } from '../../../shared/contract/base';
import type { CloudApp, CloudMessage } from '../../../shared/contract/cloud';
import type { OutboxEntry } from '../plans/ports';
import { deadlineOf } from './apps/messages';
import { isLate, paymentOf } from './apps/payment';
import type { MessageRecord } from './record';

export function showMessage(record: MessageRecord, outbox: readonly OutboxEntry[], apps: Reading<CloudApp[]>, now: number): CloudMessage {
  const { hash, type, name, instances, expire, sentAt, usd, pay, node } = record;
  return { hash, kind: type === 'fluxappupdate' ? 'update' : 'register', name, instances, expire, at: Math.floor(sentAt), deadline: Math.floor(deadlineOf(record)), price: { usd, pay }, node, state: stateOf(record, outbox, apps, now) };
}

function stateOf(record: MessageRecord, outbox: readonly OutboxEntry[], apps: Reading<CloudApp[]>, now: number): CloudMessage['state'] {
  const payment = paymentOf(record.hash, outbox);
  if (apps.state === 'known' && apps.value.some(({ hash }) => hash === record.hash)) return { kind: 'done' };
  if (payment !== null) return { kind: 'paid', txid: payment.txid, activity: payment.id, mined: payment.state.kind === 'mined' || payment.state.kind === 'confirmed' };
  if (now >= deadlineOf(record)) return { kind: 'lapsed' };
  return record.state === 'waiting' ? { kind: 'unpaid', late: isLate(record, now) } : { kind: 'unsure', reason: record.reason };
}
