// A computer against the thresholds of each tier: this one, or another by what fluxbench said there. An estimate.

import { useState } from 'react';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/choice';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Loading } from '../../../ui/skeleton';
import { HardwareTable } from './hardware-table';

type Source = 'this' | 'pasted';

export function HardwareDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const [source, setSource] = useState<Source>('this');
  const [typed, setTyped] = useState('');
  const [pasted, setPasted] = useState<string | null>(null);
  const other = source === 'pasted';
  const { data, error } = useCall('staking.hardware', { pasted: other ? pasted : null }, { enabled: !other || pasted !== null });
  const asked = !other || pasted !== null;
  return (
    <Dialog wide title={t('staking.tools.hardware.name')} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
        <Choices<Source> legend={t('staking.tools.hardware.source')} value={source} onChoose={setSource} choices={[{ value: 'this', label: t('staking.tools.hardware.this') }, { value: 'pasted', label: t('staking.tools.hardware.pasted') }]} />
        {other && (
          <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== '') setPasted(typed.trim()); }}>
            <TextArea mono rows={5} label={t('staking.tools.hardware.paste')} hint={t('staking.tools.hardware.pasteHint')} value={typed} maxLength={20_000} onValue={setTyped} />
            <Button type="submit" className="self-end" disabled={typed.trim() === ''}>{t('staking.tools.hardware.check')}</Button>
          </form>
        )}
        {asked && error && <ErrorNotice error={error} tone="warn" />}
        {asked && !data && !error && <Loading waitingFor={t('staking.tools.hardware.asking')} rows={5} />}
        {asked && data && <HardwareTable tiers={data.tiers} />}
        <Notice>{t('staking.tools.hardware.estimate')}</Notice>
      </div>
    </Dialog>
  );
}
