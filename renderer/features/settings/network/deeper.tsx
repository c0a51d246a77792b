// Search deeper: widens the gap limit of a chain (BIP44) when coins are missing after a restore.

import { useState } from 'react';
import type { ChainId } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';

const GAPS = ['50', '100', '200', '500', '1000'] as const;

export function Deeper({ chain }: { chain: ChainId }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [gap, setGap] = useState<(typeof GAPS)[number]>('100');
  const search = useAct(async () => {
    await call('sync.deeper', { chain, gap: Number(gap) });
    say(t('settings.network.deeperStarted'));
  });
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="text-xs font-bold">{t('settings.network.deeper')}</h3>
        <p className="text-2xs text-muted">{t('settings.network.deeperText')}</p>
      </div>
      <SelectField<(typeof GAPS)[number]> className="w-44" label={t('settings.network.gap')} value={gap} onValue={setGap} options={GAPS.map((value) => ({ value, label: formatNumber(Number(value)) }))} />
      <Button busy={search.busy} aria-label={t('settings.network.deeperName', { chain: chainInfo(chain).name })} onClick={() => void search.run()}>{t('settings.network.deeperGo')}</Button>
      {search.error && <ErrorNotice error={search.error} className="w-full" />}
    </div>
  );
}
