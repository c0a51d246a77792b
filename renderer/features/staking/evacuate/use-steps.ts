// The steps of an evacuation, approved one after the other. It stops at the first that is not signed, and goes on from there.

import { useEffect, useRef, useState } from 'react';
import { toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { call, type Output } from '../../../app/client';

type Planned = Output<'staking.evacuate'>['steps'][number];
export type StepState = { kind: 'waiting' | 'later' | 'now' | 'signed' | 'kept' | 'skipped' | 'cancelled' } | { kind: 'failed'; reason: ErrorShape };
export interface EvacuationStep {
  readonly plan: Planned;
  readonly state: StepState;
}
export interface Steps {
  /** Null until they are worked out. */
  readonly list: readonly EvacuationStep[] | null;
  readonly running: boolean;
  readonly stopping: boolean;
  set(steps: readonly Planned[]): void;
  clear(): void;
  /** From the first step that is still to be done. */
  run(): Promise<void>;
  stop(): void;
  skip(at: number): void;
}

/** Still to be approved. */
export const isOpen = ({ state }: EvacuationStep): boolean => state.kind === 'waiting' || state.kind === 'cancelled' || state.kind === 'failed';
export const isSigned = ({ state }: EvacuationStep): boolean => state.kind === 'signed' || state.kind === 'kept';

/** Planned when the tokens that it pays for are gone. */
const LATER = 'staking/tokens-first';
/** A step that the wallet could not plan is skipped with the wallet's reason. */
const begun = (plan: Planned): EvacuationStep => ({ plan, state: { kind: plan.intent ? 'waiting' : plan.problem?.code === LATER ? 'later' : 'skipped' } });

export function useSteps(): Steps {
  const [list, setList] = useState<readonly EvacuationStep[] | null>(null);
  const [running, setRunning] = useState(false);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  // Whoever leaves the page sees no steps: none is asked for behind their back.
  useEffect(() => () => { stopped.current = true; }, []);
  const put = (at: number, state: StepState) => setList((old) => old && old.map((step, place) => (place === at ? { ...step, state } : step)));
  /** @returns whether the next one may be asked for */
  const one = async (at: number, { intent }: Planned): Promise<boolean> => {
    if (!intent) return true;
    put(at, { kind: 'now' });
    try {
      const { kind } = await call('money.submit', { intent });
      put(at, { kind: kind === 'cancelled' ? 'cancelled' : kind === 'kept' ? 'kept' : 'signed' });
      return kind !== 'cancelled';
    } catch (thrown) {
      put(at, { kind: 'failed', reason: toAppError(thrown).toShape() });
      return false;
    }
  };
  const run = async () => {
    if (!list || running) return;
    stopped.current = false;
    setRunning(true);
    setStopping(false);
    try {
      for (const [at, step] of list.entries()) {
        if (!isOpen(step)) continue;
        if (!(await one(at, step.plan)) || stopped.current) break;
      }
    } finally {
      setRunning(false);
      setStopping(false);
    }
  };
  return {
    list, running, stopping, run,
    set: (steps) => setList(steps.map(begun)),
    clear: () => setList(null),
    stop: () => { stopped.current = true; setStopping(true); },
    skip: (at) => put(at, { kind: 'skipped' }),
  };
}
