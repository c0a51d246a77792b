// The two forms of a Flux ID side by side: what each can do, and what it cannot.

import { Check, Copy, Link, X } from 'lucide-react';
import type { Unlocked } from '../../../shared/contract/signer';
import { useCopy } from '../../app/copy';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import type { Key } from '../../i18n/keys';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Qr } from '../receive/qr';

function Abilities({ can, cannot }: { can: readonly Key[]; cannot: readonly Key[] }) {
  const t = useT();
  return (
    <ul className="mt-3 flex flex-col gap-1.5">
      {can.map((key) => <li key={key} className="flex items-start gap-2 text-xs"><Icon of={Check} className="mt-0.5 size-3.5 text-good" /><span><span className="sr-only">{t('fluxId.forms.can')} </span>{t(key)}</span></li>)}
      {cannot.map((key) => <li key={key} className="flex items-start gap-2 text-xs text-muted"><Icon of={X} className="mt-0.5 size-3.5 text-bad" /><span><span className="sr-only">{t('fluxId.forms.cannot')} </span>{t(key)}</span></li>)}
    </ul>
  );
}

export function Forms({ fluxId }: { fluxId: Unlocked['fluxId'] }) {
  const t = useT();
  const copy = useCopy();
  const { openLink } = useNavigation();
  const derived = fluxId.path.startsWith('m/');
  return (
    <div className="grid gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
      <Card className="grid gap-5 p-5 @2xl/main:grid-cols-[11rem_minmax(0,1fr)]" label={t('fluxId.title')}>
        <Qr text={fluxId.address} label={t('fluxId.forms.qr', { address: fluxId.address })} />
        <div className="min-w-0">
          <CardTitle>{t('fluxId.title')}</CardTitle>
          <div className="mt-3" data-testid="flux-id"><Address value={fluxId.address} className="text-lg" /></div>
          <p className="mt-1 text-2xs text-muted">{derived ? <>{t('fluxId.derived', { path: '' })}<span data-selectable className="font-mono">{fluxId.path}</span></> : t('fluxId.imported')}</p>
          <Abilities can={['fluxId.forms.login', 'fluxId.forms.apps', 'fluxId.forms.vote']} cannot={['fluxId.forms.hold']} />
          <div className="mt-4 flex flex-wrap gap-2">
            <Button look="primary" icon={Copy} onClick={() => void copy(fluxId.address)}>{t('fluxId.copy')}</Button>
            <Button icon={Link} onClick={() => openLink(null)}>{t('links.open')}</Button>
          </div>
        </div>
      </Card>
      <EthereumForm />
    </div>
  );
}

/** The wallet's first Ethereum address: services take one as a Flux ID, too. */
function EthereumForm() {
  const t = useT();
  const copy = useCopy();
  const account = useCall('receive.fresh', { chain: 'ethereum', scriptType: null });
  const address = account.data?.address ?? null;
  return (
    <Card className="p-5" label={t('fluxId.forms.ethereum')}>
      <CardTitle>{t('fluxId.forms.ethereum')}</CardTitle>
      {account.error && <ErrorNotice error={account.error} className="mt-3" />}
      {address !== null && <div className="mt-3" data-testid="flux-id-ethereum"><Address value={address} className="text-sm" /></div>}
      <Abilities can={['fluxId.forms.ethereumLogin']} cannot={['fluxId.forms.ethereumVote', 'fluxId.forms.ethereumSign']} />
      {address !== null && <Button size="sm" icon={Copy} className="mt-4" aria-label={t('fluxId.forms.copyEthereum')} onClick={() => void copy(address)}>{t('fluxId.copy')}</Button>}
    </Card>
  );
}
