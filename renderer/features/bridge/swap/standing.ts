// Where a swap stands, in one word with its tone, and whether it needs the person. What Fusion calls a state is shown as it says it when it is not a known word.

import type { Swap } from '../../../../shared/contract/bridge';
import { useT } from '../../../i18n/use-t';
import type { Key } from '../../../i18n/keys';
import type { Tone } from '../../../ui/pill';

/** Fusion's words for a swap (flux-services 2.3). */
const FUSION_WORDS = ['new', 'waiting', 'confirming', 'exchanging', 'finished', 'hold', 'expired', 'dust'] as const;
export type FusionWord = (typeof FUSION_WORDS)[number];

/** Fusion's word for a swap when it is one of its known ones. */
export function fusionWord(swap: Swap): FusionWord | null {
  const said = swap.operator?.status.toLowerCase();
  return FUSION_WORDS.find((word) => word === said) ?? null;
}

export interface Standing {
  readonly word: string;
  readonly tone: Tone;
}

function following(swap: Swap): { key: Key | null; tone: Tone } {
  const word = fusionWord(swap);
  if (word !== null) return { key: `bridge.standing.fusion.${word}`, tone: word === 'hold' || word === 'expired' || word === 'dust' ? 'warn' : 'accent' };
  return { key: swap.operator === null ? 'bridge.standing.told' : null, tone: 'accent' };
}

function standingOf(swap: Swap): { key: Key | null; tone: Tone } {
  const { state } = swap;
  switch (state.kind) {
    case 'reserved': return { key: 'bridge.standing.reserved', tone: 'warn' };
    case 'abandoned': return { key: 'bridge.standing.abandoned', tone: 'neutral' };
    case 'depositing': return { key: 'bridge.standing.depositing', tone: 'accent' };
    case 'following': return following(swap);
    case 'checking': return { key: 'bridge.standing.checking', tone: 'accent' };
    case 'arrived': return { key: 'bridge.standing.arrived', tone: 'good' };
    case 'paid-unchecked': return { key: 'bridge.standing.paid-unchecked', tone: 'neutral' };
    case 'contradicted': return { key: 'bridge.standing.contradicted', tone: 'bad' };
    case 'refused': return { key: `bridge.standing.${state.how}`, tone: 'bad' };
    case 'cancelled': return { key: 'bridge.standing.cancelled', tone: 'neutral' };
    case 'deposit-failed': return { key: 'bridge.standing.deposit-failed', tone: 'bad' };
  }
}

export function useStanding(): (swap: Swap) => Standing {
  const t = useT();
  return (swap) => {
    const { key, tone } = standingOf(swap);
    return { word: key === null ? t('bridge.standing.unknown', { status: swap.operator?.status ?? '' }) : t(key), tone };
  };
}

/** Nothing more will happen to it, as far as anybody can tell. */
export function isOver({ state }: Swap): boolean {
  return state.kind === 'abandoned' || state.kind === 'arrived' || state.kind === 'paid-unchecked' || state.kind === 'deposit-failed' || state.kind === 'cancelled';
}

/** Between the approval and its end, with or without trouble. */
export function isOnItsWay(swap: Swap): boolean {
  return !isOver(swap) && swap.state.kind !== 'reserved' && swap.state.kind !== 'refused';
}

/** Refusals by Fusion to take note of a deposit, after which it needs the person. */
const REFUSALS = 6;

/** The deposit is on its way, and Fusion does not take note of it. */
export function isUntaken({ state }: Swap): boolean {
  return state.kind === 'depositing' && state.attempts >= REFUSALS && state.reason?.code === 'fusion/refused';
}
