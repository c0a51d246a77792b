// What each status means, sentence by sentence. Without a known height only heights are said, never a guess of the time.

import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode, NodeStatus } from '../../../../shared/contract/staking';
import { formatNumber } from '../../../i18n/format';
import type { T } from '../../../i18n/keys';
import { useT } from '../../../i18n/use-t';
import { blocksTime } from '../blocks';

type Of<K extends NodeStatus['kind']> = Extract<NodeStatus, { kind: K }>;
/** Blocks until a height; null when the height of the chain is not known. */
type Until = (height: number) => number | null;

const time = (blocks: number | null): string => (blocks === null ? '—' : blocksTime(blocks));

function maturing(t: T, status: Of<'maturing'>): string {
  const { confirmations: have, of, startAt } = status;
  if (have === null) return t('staking.node.text.maturingNone');
  const values = { have, of, duration: blocksTime(of - have) };
  return startAt === null ? t('staking.node.text.maturing', values) : t('staking.node.text.maturingAt', { ...values, height: formatNumber(startAt) });
}

function confirmed(t: T, status: Of<'confirmed'>, until: Until): string[] {
  const expires = formatNumber(status.expiresAt);
  const left = until(status.expiresAt);
  const renew = until(status.renewFrom);
  const values = { height: formatNumber(status.renewFrom), expires, expiresIn: time(left) };
  const renewal = left !== null && left <= 0 ? t('staking.node.text.expired', { expires })
    : status.expiring ? t('staking.node.text.expiring', values)
      : renew !== null && renew <= 0 ? t('staking.node.text.renewNow', values) : t('staking.node.text.renewLater', { ...values, duration: time(renew) });
  const queue = status.rank === null ? [] : [status.rank === 0 ? t('staking.node.text.queueNext') : t('staking.node.text.queue', { count: status.rank, shown: formatNumber(status.rank) })];
  return [
    t('staking.node.text.confirmed', { since: formatNumber(status.confirmedHeight), last: formatNumber(status.lastConfirmed) }),
    renewal,
    [status.lastPaid === null ? t('staking.node.text.neverPaid') : t('staking.node.text.paid', { height: formatNumber(status.lastPaid) }), ...queue].join(' '),
  ];
}

function linesOf(t: T, status: NodeStatus, until: Until): string[] {
  switch (status.kind) {
    case 'reserved': return [t('staking.node.text.reserved')];
    case 'maturing': return [maturing(t, status)];
    case 'needs-signature': return [t(`staking.node.text.${status.why}`)];
    case 'starting': return [t('staking.node.text.starting')];
    case 'started': {
      const left = until(status.confirmBy);
      const values = { height: formatNumber(status.height), until: formatNumber(status.confirmBy) };
      return [left !== null && left <= 0 ? t('staking.node.text.startedLate', values) : t('staking.node.text.started', { ...values, duration: time(left) })];
    }
    case 'confirmed': return confirmed(t, status, until);
    case 'banned': {
      const left = until(status.until);
      const values = { since: formatNumber(status.since), until: formatNumber(status.until) };
      return [left !== null && left <= 0 ? t('staking.node.text.bannedOver', values) : t('staking.node.text.banned', { ...values, duration: time(left) })];
    }
    case 'out': return [t(status.was === 'confirmed' ? 'staking.node.text.outConfirmed' : status.was === 'started' ? 'staking.node.text.outStarted' : 'staking.node.text.outNever')];
    case 'ended': return [t('staking.node.text.ended')];
    case 'failed': return [t('staking.node.text.failed')];
  }
}

export function useStatusText({ status }: FluxNode, height: Reading<number>): string[] {
  const t = useT();
  return linesOf(t, status, (at) => (height.state === 'known' ? at - height.value : null));
}
