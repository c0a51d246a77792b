// The same lanes under one swap: its curve, what left and what arrives, and the dot where it stands now.

import { heldChain } from '../../../../shared/fusion/chains';
import type { Swap } from '../../../../shared/contract/bridge';
import { fusionChain } from '../../../../shared/fusion/chains';
import { chainInfo } from '../../../../shared/chains/registry';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { arrivesOf, chainName, untouched, useFluxText } from '../flux';
import { curveTone, progressOf } from '../swap/progress';
import { useStanding } from '../swap/standing';
import { Curve } from './curve';
import { laneY } from './geometry';
import { LaneLines } from './lane-lines';
import { LaneName } from './lane-name';
import { LANE_NAME } from './lanes';
import { placeOf, type Lane } from './rows';
import { ElsewhereName } from './to-group';

export function SwapLanes({ lanes, swap }: { lanes: readonly Lane[]; swap: Swap }) {
  const t = useT();
  const flux = useFluxText();
  const standing = useStanding();
  const elsewhere = heldChain(swap.to) === null;
  const rows = lanes.length + (elsewhere ? 1 : 0);
  const from = fusionChain(swap.from) ?? 'main';
  const ended = swap.state.kind !== 'reserved' && untouched(swap);
  const arrives = arrivesOf(swap);
  const words = t('bridge.lanes.picture', { leaves: flux(swap.amount), from: chainInfo(swap.from).name, to: chainName(swap.to), arrives: arrives === null ? t('bridge.lanes.nothing') : flux(arrives), standing: standing(swap).word });
  return (
    <Card label={t('bridge.lanes.title')} className="px-5 pt-4 pb-3">
      <CardTitle aside={<span className="text-2xs text-muted">{t('bridge.lanes.route', { from: chainInfo(swap.from).name, to: chainName(swap.to) })}</span>}>{t('bridge.lanes.title')}</CardTitle>
      <div className={`relative mt-2 ${LANE_NAME}`} style={{ height: `${rows * 2.75}rem` }} data-testid="lanes">
        <ul aria-label={t('bridge.lanes.title')} className="w-(--lane-name)">
          {lanes.map((lane) => <li key={lane.key} className="flex h-11 flex-col justify-center pr-3"><LaneName chain={lane.chain} balance={lane.balance} paused={false} /></li>)}
          {elsewhere && <li className="flex h-11"><ElsewhereName to={swap.to} paused={false} /></li>}
        </ul>
        <div role="img" aria-label={words} className="absolute inset-y-0 right-0 left-(--lane-name)">
          <LaneLines lines={[...lanes.map((lane) => ({ chain: lane.chain, paused: false })), ...(elsewhere ? [{ chain: null, paused: false }] : [])]} />
          <Curve fromY={laneY(placeOf(from), rows)} toY={laneY(placeOf(swap.to), rows)} tone={curveTone(swap)} progress={progressOf(swap)} leaves={ended ? null : flux(`-${swap.amount}`)} arrives={ended || arrives === null ? null : flux(arrives, true)} />
        </div>
      </div>
    </Card>
  );
}
