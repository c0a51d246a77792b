// The light node is off: one screen of plain words on what it does and costs, and the switch.

import { Cpu, Gauge, ShieldAlert } from 'lucide-react';
import type { LightNodeView } from '../../../shared/contract/light-node-window';
import { call } from '../../app/client';
import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Points } from '../../ui/points';
import { useAct } from '../../ui/use-act';

export function Off({ view }: { view: LightNodeView }) {
  const t = useT();
  const switchOn = useAct(async () => {
    await call('lightNode.set', { enabled: true });
  });
  const { diskMegabytes } = view.settings;
  return (
    <div className="px-7 py-6">
      <Card className="mx-auto max-w-200 px-8 py-8">
        <span className="inline-flex size-11 items-center justify-center rounded-lg bg-accent-tint text-accent"><Icon of={Cpu} className="size-5.5" /></span>
        <h2 className="mt-4 text-xl font-bold">{t('lightNode.off.title')}</h2>
        <p className="mt-2 max-w-150 text-sm text-muted">{t('lightNode.off.text')}</p>
        <div className="mt-7 grid gap-x-8 gap-y-6 @3xl/main:grid-cols-2">
          <Points icon={Cpu} title={t('lightNode.off.does')} items={[t('lightNode.off.doesList.follow'), t('lightNode.off.doesList.own'), t('lightNode.off.doesList.contradict')]} />
          <Points icon={Gauge} title={t('lightNode.off.costs')} items={[t('lightNode.off.costsList.traffic'), t('lightNode.off.costsList.disk', { megabytes: formatNumber(diskMegabytes) }), t('lightNode.off.costsList.power')]} />
        </div>
        <div className="mt-6 border-t border-line pt-6">
          <Points icon={ShieldAlert} title={t('lightNode.off.not')} items={[t('lightNode.off.notText')]} />
        </div>
        {switchOn.error && <ErrorNotice error={switchOn.error} className="mt-5" />}
        <Button look="primary" size="lg" className="mt-7" busy={switchOn.busy} onClick={() => void switchOn.run()}>{t('lightNode.off.on')}</Button>
      </Card>
    </div>
  );
}
