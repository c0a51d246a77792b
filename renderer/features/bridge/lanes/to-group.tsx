// Where a swap arrives: radio buttons at the far end of each lane, and a last one for chains that the wallet does not hold.

import clsx from 'clsx';
import { useId } from 'react';
import { heldChain, type FusionChain } from '../../../../shared/fusion/chains';
import { useT } from '../../../i18n/use-t';
import { chainName } from '../flux';
import type { GroupProps } from './from-group';
import { Node } from './node';
import { ELSEWHERE } from './rows';

export function ToGroup({ lanes, from, to, paused, onReverse, onTo, disabled }: GroupProps & { onTo(key: FusionChain): void }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset disabled={disabled} className="pointer-events-none absolute inset-0">
      <legend className="sr-only">{t('bridge.lanes.to')}</legend>
      {lanes.map((lane) => {
        const taken = lane.key === from;
        return (
          <label key={lane.key} className="group pointer-events-auto ml-auto flex h-11 w-[calc(50%-var(--lane-name)/2)]" onClick={taken && !disabled ? onReverse : undefined} title={taken ? t('bridge.lanes.reverse') : undefined}>
            <input type="radio" className="peer sr-only" name={name} value={lane.key} checked={lane.key === to} disabled={taken} onChange={() => onTo(lane.key)} />
            <span className="sr-only">{chainName(lane.key)}{paused(lane.key) && `, ${t('bridge.lanes.paused')}`}</span>
            <Node at="end" chosen={lane.key === to} />
          </label>
        );
      })}
      <label className="group pointer-events-auto flex h-11">
        <input type="radio" className="peer sr-only" name={name} value="elsewhere" checked={heldChain(to) === null} onChange={() => onTo(ELSEWHERE[0] ?? 'kda')} />
        <ElsewhereName to={to} paused={paused(to)} focusable />
        <span className="w-[calc(50%-var(--lane-name)/2)]" />
        <Node at="end" chosen={heldChain(to) === null} />
      </label>
    </fieldset>
  );
}

/** The last lane's name: the chain that is chosen there, or all that are reached by it. */
export function ElsewhereName({ to, paused, focusable }: { to: FusionChain; paused: boolean; focusable?: boolean }) {
  const t = useT();
  const chosen = heldChain(to) === null;
  const all = ELSEWHERE.map(chainName).join(', ');
  return (
    <span className={clsx('flex w-(--lane-name) shrink-0 flex-col justify-center pr-3', focusable && 'rounded-md peer-focus-visible:outline-2 peer-focus-visible:outline-accent')}>
      <span className="truncate text-sm leading-tight font-bold text-text">{chosen ? chainName(to) : t('bridge.lanes.elsewhere')}</span>
      <span className="flex min-w-0 gap-1.5 text-2xs text-muted" title={chosen ? undefined : all}>
        <span className="truncate">{chosen ? t('bridge.lanes.notHeld') : all}</span>
        {chosen && paused && <span className="font-semibold text-warn-ink">{t('bridge.lanes.paused')}</span>}
      </span>
    </span>
  );
}
