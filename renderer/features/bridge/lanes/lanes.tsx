// The lanes as the control of the bridge: one per chain with FLUX. Where it starts is chosen on the left, where it arrives on the right;
// by mouse (click, or draw from one lane to another), or as two groups of radio buttons by keyboard.

import { ArrowUpDown } from 'lucide-react';
import { heldChain, type FusionChain } from '../../../../shared/fusion/chains';
import type { ChainId } from '../../../../shared/chains/ids';
import { useT } from '../../../i18n/use-t';
import { IconButton } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Curve } from './curve';
import { FromGroup } from './from-group';
import { laneY } from './geometry';
import { LaneLines } from './lane-lines';
import { ELSEWHERE, placeOf, type Lane } from './rows';
import { ToGroup } from './to-group';
import { useDrag } from './use-drag';

export interface LanesProps {
  lanes: readonly Lane[];
  /** Chains that are open for swapping; null while that is unknown. */
  open: readonly FusionChain[] | null;
  from: FusionChain;
  to: FusionChain;
  leaves: string | null;
  arrives: string | null;
  disabled: boolean;
  onChoose(patch: { from?: ChainId; to?: FusionChain }): void;
}

export const LANE_NAME = '[--lane-name:8.5rem] @2xl/main:[--lane-name:10.5rem]';

export function Lanes({ lanes, open, from, to, leaves, arrives, disabled, onChoose }: LanesProps) {
  const t = useT();
  const rows = lanes.length + 1;
  const paused = (key: FusionChain) => open !== null && !open.includes(key);
  const held = heldChain(to);
  const onReverse = () => {
    const source = lanes.find((lane) => lane.key === from);
    if (held && source) onChoose({ from: held, to: source.key });
  };
  const { drag, onPointerDown } = useDrag(rows, 0.6, ({ from: start, to: end, moves }) => {
    const begun = lanes[start];
    const target = lanes[end]?.key ?? (held === null ? to : ELSEWHERE[0]);
    if (disabled || !target) return;
    if (moves === 'end') return onChoose(target === from ? {} : { to: target });
    if (begun) onChoose({ from: begun.chain, to: target });
  });
  const start = drag?.moves === 'whole' ? drag.from : placeOf(from);
  const end = drag ? drag.to : placeOf(to);
  const group = { lanes, from, to, paused, onReverse, disabled };
  return (
    <Card label={t('bridge.lanes.title')} className="px-5 pt-4 pb-3">
      <CardTitle aside={<span className="flex items-center gap-2 text-2xs text-muted"><span className="hidden @2xl/main:inline">{t('bridge.lanes.hint')}</span><IconButton icon={ArrowUpDown} label={t('bridge.lanes.reverse')} disabled={disabled || held === null} onClick={onReverse} className="-my-1 -mr-2" /></span>}>{t('bridge.lanes.title')}</CardTitle>
      <div className={`relative mt-2 touch-none ${LANE_NAME}`} style={{ height: `${rows * 2.75}rem` }} onPointerDown={disabled ? undefined : onPointerDown} data-testid="lanes">
        <div className="absolute inset-y-0 right-0 left-(--lane-name)">
          <LaneLines lines={[...lanes.map((lane) => ({ chain: lane.chain, paused: paused(lane.key) })), { chain: null, paused: false }]} />
        </div>
        <FromGroup {...group} onFrom={(lane) => onChoose({ from: lane.chain })} />
        <ToGroup {...group} onTo={(key) => onChoose({ to: key })} />
        <div className="pointer-events-none absolute inset-y-0 right-0 left-(--lane-name)">
          {start !== end && <Curve fromY={laneY(start, rows)} toY={laneY(end, rows)} tone="draft" progress={null} leaves={drag ? null : leaves} arrives={drag ? null : arrives} />}
        </div>
      </div>
    </Card>
  );
}
