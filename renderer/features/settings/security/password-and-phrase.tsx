// Password and recovery phrase: each act happens in the secrets window; nothing secret ever passes through this one.

import type { SecretsPurpose } from '../../../../shared/contract/secrets';
import type { Unlocked } from '../../../../shared/contract/signer';
import { call } from '../../../app/client';
import { useNow } from '../../../app/use-now';
import { formatAgo } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';
import { Row, SettingsCard } from '../parts';

export function PasswordAndPhrase({ unlocked }: { unlocked: Unlocked }) {
  const t = useT();
  const now = useNow();
  const open = useAct(async (purpose: SecretsPurpose) => {
    await call('app.secrets', { purpose, wallet: unlocked.wallet.id });
  });
  const { checkedAt, writtenDownAt } = unlocked.backup;
  const state = checkedAt !== null ? t('settings.security.checked', { ago: formatAgo(checkedAt, now) })
    : writtenDownAt !== null ? t('settings.security.writtenDown', { ago: formatAgo(writtenDownAt, now) })
      : t('settings.security.neverChecked');
  // Accounts are derived from a phrase; a wallet without any holds imported keys alone.
  const phrase = unlocked.descriptors.length > 0;
  return (
    <SettingsCard title={t('settings.security.secrets')}>
      {open.error && <ErrorNotice error={open.error} className="mx-5 my-2" />}
      <Row title={t('settings.security.password')} hint={t('settings.security.passwordHint')}><Button disabled={open.busy} onClick={() => void open.run('change-password')}>{t('settings.security.changePassword')}</Button></Row>
      {phrase ? (
        <>
          <Row title={t('settings.security.phrase')} hint={t('settings.security.phraseHint')}><Button disabled={open.busy} onClick={() => void open.run('reveal')}>{t('settings.security.showPhrase')}</Button></Row>
          <Row title={t('settings.security.check')} hint={state}><Button look={checkedAt === null ? 'primary' : 'secondary'} disabled={open.busy} onClick={() => void open.run('recheck')}>{t('settings.security.startCheck')}</Button></Row>
        </>
      ) : <Row title={t('settings.security.phrase')} hint={t('settings.security.noPhrase')} />}
    </SettingsCard>
  );
}
