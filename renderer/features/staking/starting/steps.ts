// The five steps of a start from what is known of the node: lock, wait, identity, settings on the server, start.

import type { FluxNode } from '../../../../shared/contract/staking';
import { COLLATERAL_CONFIRMATIONS } from '../../../../shared/flux/node-times';

type Step = 'lock' | 'wait' | 'identity' | 'copy' | 'start';
/** `you`: it waits for the person. */
export interface StepState {
  readonly state: 'done' | 'now' | 'you' | 'later';
  /** 0 to 1 for a step that moves. */
  readonly share: number | null;
}

const DONE: StepState = { state: 'done', share: null };
const NOW: StepState = { state: 'now', share: null };
const YOU: StepState = { state: 'you', share: null };
const LATER: StepState = { state: 'later', share: null };

function waited({ status }: FluxNode): StepState {
  if (status.kind !== 'maturing') return DONE;
  if (status.confirmations === null) return LATER;
  return { state: 'now', share: Math.min(1, Math.max(0, status.confirmations / (status.of || COLLATERAL_CONFIRMATIONS))) };
}

export function stepsOf(node: FluxNode): Record<Step, StepState> {
  const { kind } = node.status;
  const unmined = node.status.kind === 'maturing' && node.status.confirmations === null;
  return {
    lock: unmined ? NOW : DONE,
    wait: waited(node),
    identity: node.identity === null ? LATER : DONE,
    // Nobody but the server can say that it has them; its confirmation ends this card.
    copy: node.collateral === null ? LATER : YOU,
    start: kind === 'needs-signature' ? YOU : kind === 'starting' ? NOW : kind === 'started' ? DONE : LATER,
  };
}
