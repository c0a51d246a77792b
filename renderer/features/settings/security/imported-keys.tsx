// Keys that were brought along: what they are, the way to move what they hold under the recovery phrase, and the way out.

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Imported } from '../../../../shared/contract/money-path';
import { missingKeys } from '../../../../shared/hd/missing-keys';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { ChainDot } from '../../../ui/chain-mark';
import { ErrorNotice } from '../../../ui/error-notice';
import { Pill } from '../../../ui/pill';
import { useAct } from '../../../ui/use-act';
import { Row, SettingsCard } from '../parts';
import { Sweep } from './sweep';

/** @param wallet id of the open wallet: the key joins it */
export function ImportedKeys({ wallet, imported }: { wallet: string; imported: readonly Imported[] }) {
  const t = useT();
  const [sweeping, setSweeping] = useState<Imported | null>(null);
  const act = useAct(async (task: { purpose: 'import-key' } | { purpose: 'remove-key'; key: string }) => {
    await call('app.secrets', { wallet, ...task });
  });
  return (
    <SettingsCard
      title={t('settings.security.imported')} note={t(imported.length === 0 ? 'settings.security.noImported' : 'settings.security.importedNote')}
      aside={<Button size="sm" icon={KeyRound} disabled={act.busy} onClick={() => void act.run({ purpose: 'import-key' })}>{t('settings.security.importKey')}</Button>}
    >
      {act.error && <ErrorNotice error={act.error} className="mx-5 my-2" />}
      {imported.map((key) => {
        const waits = missingKeys(key, imported) > 0;
        const reason = `sweep-waits-${key.id}`;
        return (
          <Row
            key={`${key.id}/${key.family}`} hint={<><Address value={key.address} className="text-xs" />{waits && <span id={reason} className="mt-0.5 block">{t('settings.security.sspWaits')}</span>}</>}
            title={<span className="flex flex-wrap items-center gap-2"><ChainDot chain={key.family} /><span className="font-medium">{key.name || t(`settings.security.kinds.${key.kind}`)}</span><span className="text-xs text-muted">{t(`settings.security.family.${key.family}`)}</span><Pill>{t(`settings.security.kinds.${key.kind}`)}</Pill></span>}
          >
            <Button size="sm" disabled={waits} aria-describedby={waits ? reason : undefined} aria-label={t('settings.security.sweepName', { name: key.name })} onClick={() => setSweeping(key)}>{t('settings.security.sweep')}</Button>
            <Button size="sm" disabled={act.busy} aria-label={t('settings.security.removeName', { name: key.name })} onClick={() => void act.run({ purpose: 'remove-key', key: key.id })}>{t('settings.security.removeKey')}</Button>
          </Row>
        );
      })}
      {sweeping && <Sweep imported={sweeping} onClose={() => setSweeping(null)} />}
    </SettingsCard>
  );
}
