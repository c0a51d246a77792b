// What a person who looks elsewhere should be told of a node, each event once; and what of it needs the person.

import type { NodeStatus } from '../../../../shared/contract/staking';
import type { Need, Notify } from '../../../../shared/contract/wallet';
import type { NodeRecord } from '../record';

export type NodeNews = Extract<Notify['kind'], `node-${string}`>;

/** The event that a status is, with a name that another event of the same kind does not have; null: nothing to tell. */
function eventOf(record: NodeRecord, status: NodeStatus): { readonly kind: NodeNews; readonly event: string } | null {
  switch (status.kind) {
    case 'confirmed': return status.expiring ? { kind: 'node-expiring', event: String(status.lastConfirmed) } : { kind: 'node-confirmed', event: String(status.confirmedHeight) };
    case 'banned': return { kind: 'node-out', event: `banned ${status.since}` };
    // One that was never confirmed was told of when it was banned.
    case 'out': return status.was === 'confirmed' ? { kind: 'node-out', event: `out ${record.told['node-confirmed'] ?? ''} ${record.start?.txid ?? ''}` } : null;
    case 'needs-signature': return { kind: 'node-needs-signature', event: record.start?.txid ?? record.fund ?? '' };
    case 'reserved':
    case 'maturing':
    case 'starting':
    case 'started':
    case 'ended':
    case 'failed': return null;
  }
}

/** The record that knows that its present event was told, and the news if it was not before. */
export function tell(record: NodeRecord, status: NodeStatus): { readonly record: NodeRecord; readonly news: NodeNews | null } {
  const found = eventOf(record, status);
  if (found === null || record.told[found.kind] === found.event) return { record, news: null };
  return { record: { ...record, told: { ...record.told, [found.kind]: found.event } }, news: found.kind };
}

/** What of a node needs the person; null when nothing does. */
export function nodeNeed({ id, name, tier }: NodeRecord, status: NodeStatus, height: number): Need | null {
  const need = (kind: Need['kind'], level: Need['level'], more: Need['context'] = {}): Need => ({ id: `${kind}:${id}`, kind, level, context: { node: id, name, tier, ...more } });
  switch (status.kind) {
    case 'confirmed': return status.expiring ? need('node-expiring', 'warn', { blocks: Math.max(0, status.expiresAt - height), expiresAt: status.expiresAt }) : null;
    case 'banned': return need('node-out', 'warn', { banned: true, until: status.until, blocks: Math.max(0, status.until - height) });
    case 'out': return status.was === 'never' ? null : need('node-out', 'danger', { banned: false });
    case 'needs-signature': return need('node-needs-signature', 'warn', { why: status.why });
    case 'reserved':
    case 'maturing':
    case 'starting':
    case 'started':
    case 'ended':
    case 'failed': return null;
  }
}
