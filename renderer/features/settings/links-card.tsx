// Links from the system: which schemes are handed to this program. The system is asked; nothing is remembered beside it.

import { useQueryClient } from '@tanstack/react-query';
import { LINK_SCHEMES, type LinkScheme } from '../../../shared/links/schemes';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { ErrorNotice } from '../../ui/error-notice';
import { Switch } from '../../ui/toggle';
import { useAct } from '../../ui/use-act';
import { Block, SettingsCard } from './parts';

export function LinksCard() {
  const t = useT();
  const client = useQueryClient();
  const state = useCall('links.handlers', undefined);
  const change = useAct(async (scheme: LinkScheme, on: boolean) => {
    client.setQueryData(['links.handlers', undefined], await call('links.register', { scheme, on }));
  });
  return (
    <SettingsCard title={t('links.settings.title')} note={t('links.settings.note')}>
      {LINK_SCHEMES.map((scheme) => (
        <Block key={scheme}>
          <Switch
            label={t(`links.settings.${scheme}`)} hint={scheme === 'zel' ? t('links.settings.zelHint') : undefined} on={state.data?.[scheme] ?? false} disabled={!state.data || change.busy}
            onChange={(on) => void change.run(scheme, on)}
          />
        </Block>
      ))}
      {(state.error ?? change.error) && <div className="px-5 pb-3">{state.error && <ErrorNotice error={state.error} />}{change.error && <ErrorNotice error={change.error} />}</div>}
    </SettingsCard>
  );
}
