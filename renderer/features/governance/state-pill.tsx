// What became of a proposal, as a word on its colour.

import type { ProposalState } from '../../../shared/contract/governance';
import { useT } from '../../i18n/use-t';
import { Pill, type Tone } from '../../ui/pill';

const TONES: Record<ProposalState, Tone> = { open: 'accent', passed: 'good', rejected: 'bad', 'rejected-few': 'neutral', 'rejected-unpaid': 'neutral', unpaid: 'warn', other: 'neutral' };

/** @param said the service's word, shown when it is not known */
export function StatePill({ state, said }: { state: ProposalState; said: string }) {
  const t = useT();
  return <Pill tone={TONES[state]}>{state === 'other' ? said : t(`governance.state.${state}`)}</Pill>;
}
