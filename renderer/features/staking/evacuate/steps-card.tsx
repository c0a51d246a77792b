// The steps of an evacuation with their states, and what runs, stops and goes on with them.

import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Notice } from '../../../ui/notice';
import { StepRow } from './step-row';
import { isOpen, isSigned, type EvacuationStep, type Steps } from './use-steps';

export function StepsCard({ steps, list }: { steps: Steps; list: readonly EvacuationStep[] }) {
  const t = useT();
  const go = useNavigation((state) => state.go);
  const done = list.filter(isSigned).length;
  const open = list.some(isOpen);
  const later = list.some(({ state }) => state.kind === 'later');
  const over = list.length > 0 && !open && !steps.running;
  const begun = list.some((step) => isSigned(step) || step.state.kind === 'failed' || step.state.kind === 'cancelled');
  return (
    <Card label={t('staking.tools.evacuate.steps')} className="max-w-190 pb-1">
      <div className="px-5 pt-5 pb-3">
        <CardTitle aside={list.length > 0 && <span role="status" className="text-2xs text-muted tabular">{t('staking.tools.evacuate.progress', { done, all: list.length })}</span>}>{t('staking.tools.evacuate.steps')}</CardTitle>
        <p className="mt-1 text-xs text-muted">{t(list.length === 0 ? 'staking.tools.evacuate.noSteps' : 'staking.tools.evacuate.stepsHint')}</p>
      </div>
      <ol>{list.map((step, at) => <StepRow key={`${step.plan.asset} ${at}`} step={step} running={steps.running} onSkip={() => steps.skip(at)} />)}</ol>
      {list.length > 0 && (
        <div className="flex flex-wrap items-center gap-3 border-t border-line px-5 py-4">
          {open && !steps.running && <Button look="danger" onClick={() => void steps.run()}>{t(begun ? 'staking.tools.evacuate.goOn' : 'staking.tools.evacuate.begin')}</Button>}
          {steps.running && <Button disabled={steps.stopping} onClick={steps.stop}>{t('staking.tools.evacuate.stop')}</Button>}
          {steps.running && <span role="status" className="text-xs text-muted">{t(steps.stopping ? 'staking.tools.evacuate.stopping' : 'staking.start.waitingText')}</span>}
          {over && <Notice tone={done === list.length ? 'good' : 'info'} className="flex-1" title={t(later ? 'staking.tools.evacuate.halfway' : 'staking.tools.evacuate.finished')} action={<Button size="sm" onClick={() => go('activity')}>{t('staking.tools.evacuate.activity')}</Button>}>{t(later ? 'staking.tools.evacuate.halfwayText' : done === list.length ? 'staking.tools.evacuate.finishedText' : 'staking.tools.evacuate.finishedPart')}</Notice>}
        </div>
      )}
    </Card>
  );
}
