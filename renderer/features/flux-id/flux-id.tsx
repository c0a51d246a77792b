// Flux ID: the name to log in and vote with, in both its forms; messages signed and checked with it or with a Flux address; and what was signed for whom.

import { useState } from 'react';
import type { Session } from '../../../shared/contract/app';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { Forms } from './forms';
import { EMPTY_CHECK, type SignedText } from './signed-text';
import { SignMessage } from './sign-message';
import { SignedHistory } from './signed-history';
import { VerifyMessage } from './verify-message';

export function FluxId({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const [check, setCheck] = useState<SignedText>(EMPTY_CHECK);
  const { fluxId } = session.unlocked;
  return (
    <div className="flex flex-col gap-4.5 px-7 py-6">
      <Forms fluxId={fluxId} />
      <div className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <SignedHistory />
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
