// Useful work is off: one screen of plain words on what it does, costs and earns, and the switch.

import { Atom, Coins, Gauge, ShieldCheck } from 'lucide-react';
import type { UsefulWorkView } from '../../../shared/contract/useful-work';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Points } from '../../ui/points';
import { useAct } from '../../ui/use-act';

export function Off({ view }: { view: UsefulWorkView }) {
  const t = useT();
  const switchOn = useAct(async () => {
    await call('usefulWork.set', { enabled: true });
  });
  return (
    <Card className="px-8 py-8">
      <span className="inline-flex size-11 items-center justify-center rounded-lg bg-accent-tint text-accent"><Icon of={Atom} className="size-5.5" /></span>
      <h2 className="mt-4 text-xl font-bold">{t('usefulWork.off.title')}</h2>
      <p className="mt-2 max-w-150 text-sm text-muted">{t('usefulWork.off.text')}</p>
      <div className="mt-7 grid gap-x-8 gap-y-6 @3xl/main:grid-cols-2">
        <Points icon={ShieldCheck} title={t('usefulWork.off.safe')} items={[t('usefulWork.off.safeList.sandbox'), t('usefulWork.off.safeList.wallet'), t('usefulWork.off.safeList.stop')]} />
        <Points icon={Gauge} title={t('usefulWork.off.costs')} items={[t('usefulWork.off.costsList.power', { watts: WATTS_PER_JOB }), t('usefulWork.off.costsList.noise'), t('usefulWork.off.costsList.disk')]} />
      </div>
      <div className="mt-6 border-t border-line pt-6">
        <Points icon={Coins} title={t('usefulWork.off.earns')} items={[t('usefulWork.off.earnsText')]} />
      </div>
      {!view.installed && <Notice tone="warn" className="mt-5">{t('usefulWork.off.notInstalled')}</Notice>}
      {view.refusal && <ErrorNotice error={view.refusal} className="mt-5" />}
      {switchOn.error && <ErrorNotice error={switchOn.error} className="mt-5" />}
      <Button look="primary" size="lg" className="mt-7" busy={switchOn.busy} disabled={!view.installed || view.refusal !== null} onClick={() => void switchOn.run()}>{t('usefulWork.off.on')}</Button>
    </Card>
  );
}

/** What a busy core of a usual computer draws more than an idle one; said as an estimate wherever it is used. */
export const WATTS_PER_JOB = 12;
