// The four steps of a swap and how each stands, from its state alone.

import type { Swap } from '../../../../shared/contract/bridge';
import { fusionWord } from './standing';

export type StepId = 'reserve' | 'deposit' | 'fusion' | 'arrival';
export type StepState = 'done' | 'working' | 'waiting' | 'held' | 'failed' | 'skipped' | 'unchecked';
export interface Step { readonly id: StepId; readonly state: StepState }

const steps = (deposit: StepState, fusion: StepState, arrival: StepState): Step[] => [
  { id: 'reserve', state: 'done' }, { id: 'deposit', state: deposit }, { id: 'fusion', state: fusion }, { id: 'arrival', state: arrival },
];

/** Whether the deposit is as deep as Fusion wants it, by the wallet's own count. */
function depositDeep({ depositDepth }: Swap): boolean {
  return depositDepth !== null && depositDepth.want !== null && depositDepth.have >= depositDepth.want;
}

export function stepsOf(swap: Swap): Step[] {
  const { state } = swap;
  switch (state.kind) {
    case 'reserved': return steps('waiting', 'waiting', 'waiting');
    case 'abandoned': return steps('skipped', 'skipped', 'skipped');
    case 'cancelled': return steps('skipped', 'skipped', 'skipped');
    case 'deposit-failed': return steps('failed', 'skipped', 'skipped');
    case 'depositing': return steps('working', 'waiting', 'waiting');
    case 'following': {
      const word = fusionWord(swap);
      if (word === 'hold') return steps('done', 'held', 'waiting');
      const paying = word === 'exchanging' || word === 'finished' || depositDeep(swap);
      return paying ? steps('done', 'working', 'waiting') : steps('working', 'waiting', 'waiting');
    }
    case 'checking': return steps('done', 'done', 'working');
    case 'arrived': return steps('done', 'done', 'done');
    case 'paid-unchecked': return steps('done', 'done', 'unchecked');
    case 'contradicted': return steps('done', 'done', 'failed');
    case 'refused': return steps('done', 'failed', 'skipped');
  }
}
