// START for nodes that need it, in one approval. Those for which it is not allowed now are named with the reason.

import { useState } from 'react';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { useAct, type Act } from '../../ui/use-act';

/** One approval takes so many. */
export const MOST = 50;

export interface Left {
  readonly node: string;
  readonly problem: string;
}
export interface Restart {
  readonly act: Act<[readonly string[]]>;
  readonly left: readonly Left[];
  /** `nothing`: none of them could be started. */
  readonly end: 'cancelled' | 'nothing' | 'signed' | null;
}

export function useRestart(): Restart {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [past, setPast] = useState<Pick<Restart, 'left' | 'end'>>({ left: [], end: null });
  const act = useAct(async (nodes: readonly string[]) => {
    setPast({ left: [], end: null });
    const { intent, left } = await call('staking.restart', { nodes: nodes.slice(0, MOST) });
    setPast({ left, end: intent ? null : 'nothing' });
    if (!intent) return;
    const outcome = await call('money.submit', { intent });
    const signed = outcome.kind === 'nodes-started';
    setPast({ left, end: signed ? 'signed' : 'cancelled' });
    say(signed ? t('staking.tools.restart.done', { count: outcome.nodes.length }) : t('staking.tools.restart.cancelled'));
  });
  return { act, ...past };
}
