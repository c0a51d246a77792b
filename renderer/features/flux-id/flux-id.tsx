// Flux ID: the name that later features log in and vote with, and messages signed and checked with it or with a Flux address.

import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '../../../shared/contract/app';
import { useCopy } from '../../app/copy';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { EMPTY_CHECK, type SignedText } from './signed-text';
import { SignMessage } from './sign-message';
import { VerifyMessage } from './verify-message';

export function FluxId({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const copy = useCopy();
  const [check, setCheck] = useState<SignedText>(EMPTY_CHECK);
  const { fluxId } = session.unlocked;
  const derived = fluxId.path.startsWith('m/');
  return (
    <div className="flex flex-col gap-4.5 px-7 py-6">
      <div className="grid gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <Card className="p-5" label={t('fluxId.title')}>
          <CardTitle>{t('fluxId.title')}</CardTitle>
          <div className="mt-3" data-testid="flux-id"><Address value={fluxId.address} className="text-lg" /></div>
          <p className="mt-1 text-2xs text-muted">{derived ? <>{t('fluxId.derived', { path: '' })}<span data-selectable className="font-mono">{fluxId.path}</span></> : t('fluxId.imported')}</p>
          <Button look="primary" icon={Copy} className="mt-4" onClick={() => void copy(fluxId.address)}>{t('fluxId.copy')}</Button>
        </Card>
        <Card className="p-5" label={t('fluxId.about')}>
          <CardTitle>{t('fluxId.about')}</CardTitle>
          <p className="mt-3 text-xs text-muted">{t('fluxId.aboutText')}</p>
          <Notice tone="warn" className="mt-3">{t('fluxId.noCoins')}</Notice>
        </Card>
      </div>
      <div className="grid items-start gap-4.5 @4xl/main:grid-cols-2">
        <SignMessage fluxId={fluxId} onCheck={setCheck} />
        <VerifyMessage text={check} onText={setCheck} />
      </div>
    </div>
  );
}
