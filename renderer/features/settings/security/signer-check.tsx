// Asks the running signer to try every way to a network, and says in words what came of it.

import { useState } from 'react';
import { call, type Output } from '../../../app/client';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { Block, SettingsCard } from '../parts';

type SelfCheck = Output<'app.selfCheck'>;

function Result({ result }: { result: SelfCheck }) {
  const t = useT();
  const { blocked, open, inetSockets } = result;
  // The system's silence about sockets (-1) is neither good nor bad.
  const sockets = inetSockets < 0 ? t('settings.security.signerUnknownSockets') : inetSockets === 0 ? t('settings.security.signerNoSocket') : t('settings.security.signerSockets', { count: inetSockets });
  const closed = open.length === 0 && inetSockets <= 0;
  return closed ? (
    <Notice tone="good" title={t('settings.security.signerGood', { count: formatNumber(blocked.length) })}>
      {t('settings.security.signerGoodText')} {sockets}
      <details className="mt-1.5">
        <summary className="w-fit rounded-sm underline underline-offset-2">{t('settings.security.signerWays')}</summary>
        <ul data-selectable className="mt-1.5 grid grid-cols-2 gap-x-4 font-mono text-2xs @3xl/main:grid-cols-3">{blocked.map((way) => <li key={way} className="break-all">{way}</li>)}</ul>
      </details>
    </Notice>
  ) : (
    <Notice tone="bad" urgent title={t('settings.security.signerBad')}>{open.length > 0 ? t('settings.security.signerBadText', { ways: open.join(', ') }) : t('settings.security.signerBadSockets')} {sockets}</Notice>
  );
}

export function SignerCheck() {
  const t = useT();
  const [result, setResult] = useState<SelfCheck | null>(null);
  const check = useAct(async () => {
    setResult(null);
    setResult(await call('app.selfCheck', undefined));
  });
  return (
    <SettingsCard title={t('settings.security.signer')} note={t('settings.security.signerText')}>
      <Block>
        <Button busy={check.busy} onClick={() => void check.run()}>{t(result ? 'settings.security.signerAgain' : 'settings.security.signerCheck')}</Button>
        <div role="status" aria-live="polite" className="mt-3 empty:hidden">{result && <Result result={result} />}</div>
        {check.error && <ErrorNotice error={check.error} className="mt-3" />}
      </Block>
    </SettingsCard>
  );
}
