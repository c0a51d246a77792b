// Claims of parallel mining: what an own earning address may ask Fusion for, chain by chain or all at once, and what it got before.

import { useState } from 'react';
import { Pickaxe } from 'lucide-react';
import type { Claims as KnownClaims } from '../../../../shared/contract/bridge';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Address, shortAddress } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Empty } from '../../../ui/empty';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Loading } from '../../../ui/skeleton';
import { useLong } from '../use-long';
import { AllCard } from './all-card';
import { ChainsCard } from './chains-card';
import { ClaimDialog, type Target } from './claim-dialog';
import { PastCard } from './past-card';

export function Claims() {
  const t = useT();
  const addresses = useCall('claims.addresses', undefined);
  if (addresses.error) return <ErrorNotice error={addresses.error} action={<Button size="sm" onClick={() => void addresses.refetch()}>{t('common.retry')}</Button>} />;
  if (!addresses.data) return <Card><Loading waitingFor={t('bridge.claims.loadingAddresses')} rows={5} /></Card>;
  const first = addresses.data[0];
  if (first === undefined) return <Card><Empty icon={Pickaxe} title={t('bridge.claims.none')}>{t('bridge.claims.noneText')}</Empty></Card>;
  return <OfAddresses addresses={addresses.data} first={first} />;
}

function OfAddresses({ addresses, first }: { addresses: readonly string[]; first: string }) {
  const t = useT();
  const [chosen, setChosen] = useState(first);
  // The figures that the dialog was opened with stay with it: when Fusion cannot be asked any more, what became of the claim is said there.
  const [opened, setOpened] = useState<{ target: Target; claims: KnownClaims } | null>(null);
  const address = addresses.includes(chosen) ? chosen : first;
  const labels = useCall('receive.list', { chain: 'flux' }).data;
  const query = useCall('claims.get', { address });
  const reading = query.data;
  const claims = reading?.state === 'known' ? reading.value : null;
  const open = (target: Target) => claims && setOpened({ target, claims });
  const asking = !query.error && (reading === undefined || reading.state === 'loading');
  const long = useLong(asking);
  const name = (entry: string) => {
    const label = labels?.find((known) => known.address === entry)?.label;
    return label ? `${label} (${shortAddress(entry)})` : shortAddress(entry);
  };
  return (
    <>
      <Card className="p-5" label={t('bridge.claims.title')}>
        <CardTitle aside={<span role="status" className="text-2xs text-muted">{long ? t('bridge.claims.asking') : ''}</span>}>{t('bridge.claims.title')}</CardTitle>
        <p className="mt-1.5 max-w-160 text-xs text-muted">{t('bridge.claims.text')}</p>
        <div className="mt-4 grid items-end gap-x-5 gap-y-3 @4xl/main:grid-cols-[20rem_minmax(0,1fr)]">
          <SelectField label={t('bridge.claims.address')} value={address} options={addresses.map((entry) => ({ value: entry, label: name(entry) }))} onValue={setChosen} />
          <div className="min-w-0 pb-1.5" data-testid="earning-address"><Address value={address} className="text-sm" /></div>
        </div>
        {claims?.isMiner && <Notice tone="warn" className="mt-4" title={t('bridge.claims.miner')}>{t('bridge.claims.minerText')}</Notice>}
        {query.error && <ErrorNotice error={query.error} className="mt-4" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />}
        {reading?.state === 'unknown' && <ErrorNotice error={reading.reason} tone="warn" className="mt-4" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />}
      </Card>
      <div className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <ChainsCard reading={reading ?? { state: 'loading' }} onClaim={open} />
        <AllCard reading={reading ?? { state: 'loading' }} onClaim={() => open('all')} />
      </div>
      {claims && <PastCard past={claims.past} />}
      {opened && <ClaimDialog {...opened} onClose={() => setOpened(null)} />}
    </>
  );
}
