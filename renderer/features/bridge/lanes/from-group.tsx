// Where a swap starts: radio buttons whose labels are the lanes' names and balances, reaching over the first half of each lane.

import { useId } from 'react';
import type { FusionChain } from '../../../../shared/fusion/chains';
import { useT } from '../../../i18n/use-t';
import { LaneName } from './lane-name';
import { Node } from './node';
import type { Lane } from './rows';

export interface GroupProps {
  lanes: readonly Lane[];
  from: FusionChain;
  to: FusionChain;
  paused(key: FusionChain): boolean;
  onReverse(): void;
  disabled: boolean;
}

export function FromGroup({ lanes, from, to, paused, onReverse, onFrom, disabled }: GroupProps & { onFrom(lane: Lane): void }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset disabled={disabled} className="absolute top-0 left-0 w-[calc(50%+var(--lane-name)/2)]">
      <legend className="sr-only">{t('bridge.lanes.from')}</legend>
      {lanes.map((lane) => {
        // A lane that is taken by the other end is passed over by the arrow keys; a click on it turns the direction round.
        const taken = lane.key === to;
        return (
          <label key={lane.key} className="group flex h-11" onClick={taken && !disabled ? onReverse : undefined} title={taken ? t('bridge.lanes.reverse') : undefined}>
            <input type="radio" className="peer sr-only" name={name} value={lane.key} checked={lane.key === from} disabled={taken} onChange={() => onFrom(lane)} />
            <span className="flex w-(--lane-name) shrink-0 flex-col justify-center rounded-md pr-3 peer-focus-visible:outline-2 peer-focus-visible:outline-accent">
              <LaneName chain={lane.chain} balance={lane.balance} paused={paused(lane.key)} />
            </span>
            <Node at="start" chosen={lane.key === from} />
          </label>
        );
      })}
    </fieldset>
  );
}
