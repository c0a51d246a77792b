// One step: what goes, its fee, which nodes end with it, and where it stands.

import clsx from 'clsx';
import { builtInAsset, chainInfo } from '../../../../shared/chains/registry';
import { chainOf, type AssetId } from '../../../../shared/chains/ids';
import { unitsFromText } from '../../../../shared/money/units';
import { Amount } from '../../../app/amount';
import { formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ChainDot } from '../../../ui/chain-mark';
import { errorLine } from '../../../ui/error-notice';
import { Pill, type Tone } from '../../../ui/pill';
import { isOpen, type EvacuationStep } from './use-steps';

const TONES: Record<EvacuationStep['state']['kind'], Tone> = { waiting: 'neutral', later: 'neutral', now: 'accent', signed: 'good', kept: 'warn', failed: 'bad', skipped: 'neutral', cancelled: 'warn' };

function useFeeText(): (asset: AssetId, units: string) => string {
  return (asset, units) => {
    const coin = builtInAsset(asset);
    return coin ? `${formatUnits(unitsFromText(units), coin.decimals)} ${coin.symbol}` : units;
  };
}

export function StepRow({ step, running, onSkip }: { step: EvacuationStep; running: boolean; onSkip(): void }) {
  const t = useT();
  const feeText = useFeeText();
  const { plan, state } = step;
  const chain = chainOf(plan.asset);
  const coin = builtInAsset(plan.asset);
  const name = t('staking.tools.evacuate.symbolOn', { symbol: coin?.symbol ?? t('staking.tools.evacuate.token'), chain: chainInfo(chain).name });
  const reason = state.kind === 'failed' ? state.reason : plan.problem;
  return (
    <li data-testid="evacuate-step" data-state={state.kind} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-t border-line px-5 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-60">
        <span className="flex items-center gap-2.5 font-medium"><ChainDot chain={chain} />{name}</span>
        <span className="mt-0.5 block text-2xs text-muted">{plan.fee === null ? t('staking.tools.evacuate.noFee') : t('staking.tools.evacuate.fee', { fee: feeText(plan.feeAsset, plan.fee) })}</span>
        {plan.nodes.length > 0 && <span className="block text-2xs text-warn-ink">{t('staking.tools.evacuate.ends', { names: plan.nodes.join(', ') })}</span>}
        {reason && <span className={clsx('block text-2xs', state.kind === 'failed' || (state.kind === 'skipped' && plan.intent === null) ? 'text-bad-ink' : 'text-muted')}>{errorLine(reason)}</span>}
      </span>
      <span className="text-right">{plan.amount === null ? t('staking.tools.evacuate.all') : <Amount units={plan.amount} decimals={coin?.decimals ?? null} symbol={coin?.symbol ?? ''} />}</span>
      <span className="flex items-center gap-2">
        <Pill tone={TONES[state.kind]}>{t(`staking.tools.evacuate.states.${state.kind}`)}</Pill>
        {isOpen(step) && !running && <Button size="sm" look="quiet" aria-label={t('staking.tools.evacuate.skipName', { asset: name })} onClick={onSkip}>{t('staking.tools.evacuate.skip')}</Button>}
      </span>
    </li>
  );
}
