// Where a node stands: one word with its tone, and what kind of care it needs.

import type { FluxNode } from '../../../../shared/contract/staking';
import type { Key } from '../../../i18n/keys';
import type { Tone } from '../../../ui/pill';

export function standingOf({ status }: FluxNode): { key: Key; tone: Tone } {
  switch (status.kind) {
    case 'reserved': return { key: 'staking.standing.reserved', tone: 'neutral' };
    case 'maturing': return { key: 'staking.standing.maturing', tone: 'accent' };
    case 'needs-signature': return { key: 'staking.standing.needs-signature', tone: 'warn' };
    case 'starting': return { key: 'staking.standing.starting', tone: 'accent' };
    case 'started': return { key: 'staking.standing.started', tone: 'accent' };
    case 'confirmed': return status.expiring ? { key: 'staking.standing.expiring', tone: 'warn' } : { key: 'staking.standing.confirmed', tone: 'good' };
    case 'banned': return { key: 'staking.standing.banned', tone: 'bad' };
    case 'out': return status.was === 'never' ? { key: 'staking.standing.never', tone: 'neutral' } : { key: 'staking.standing.out', tone: 'bad' };
    case 'ended': return { key: 'staking.standing.ended', tone: 'neutral' };
    case 'failed': return { key: 'staking.standing.failed', tone: 'bad' };
  }
}

const STARTING: readonly FluxNode['status']['kind'][] = ['maturing', 'needs-signature', 'starting', 'started'];
/** Between its approval and its first confirmation. */
export const isStarting = ({ status }: FluxNode): boolean => STARTING.includes(status.kind);

/** A signature of the person is what brings it on, now or once the network allows it. */
export const startable = (node: FluxNode): boolean => needsStart(node) || node.status.kind === 'banned' || (node.start.allowed && (node.status.kind === 'reserved' || node.status.kind === 'starting'));

/** It stands still without a signature. */
export const needsStart = ({ status }: FluxNode): boolean => status.kind === 'out' || status.kind === 'needs-signature';

/** Nothing of it is on the network, and nothing signed would bring it there. */
export const canForget = ({ status }: FluxNode): boolean => status.kind === 'ended' || status.kind === 'failed' || status.kind === 'reserved';
