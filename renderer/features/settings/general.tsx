// General: what the window shows, and how.

import i18next from 'i18next';
import type { Settings } from '../../../shared/contract/settings';
import { useT } from '../../i18n/use-t';
import { Choices } from '../../ui/choice';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField } from '../../ui/field';
import { Loading } from '../../ui/skeleton';
import { Switch } from '../../ui/toggle';
import { LinksCard } from './links-card';
import { Block, Row, SettingsCard } from './parts';
import { useSaved } from './use-saved';

/** Written out so that a currency of the contract that is missing here does not compile; no schema library in this window. */
const CURRENCIES: Record<Settings['currency'], true> = { USD: true, EUR: true, GBP: true, CHF: true, JPY: true, CAD: true, AUD: true, PLN: true, CZK: true };
const LANGUAGES: Record<Exclude<Settings['language'], 'system'>, string> = { en: 'English', de: 'Deutsch' };
const THEMES = ['system', 'dark', 'light'] as const;
const SCALES = [100, 110, 125, 150] as const;

function currencies(): { value: Settings['currency']; label: string }[] {
  const names = new Intl.DisplayNames(i18next.language, { type: 'currency' });
  return (Object.keys(CURRENCIES) as Settings['currency'][]).map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }));
}

export function General() {
  const t = useT();
  const { settings, error, save } = useSaved();
  if (!settings) return error ? <ErrorNotice error={error} /> : <Loading waitingFor={t('common.loading')} rows={5} />;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <SettingsCard title={t('settings.general.display')}>
        <Row title={t('settings.general.currency')} hint={t('settings.general.currencyHint')}>
          <SelectField hideLabel className="w-60" label={t('settings.general.currency')} value={settings.currency} options={currencies()} onValue={(currency) => void save({ currency })} />
        </Row>
        <Block><Switch label={t('settings.general.hide')} hint={t('settings.general.hideHint')} on={settings.hideAmounts} onChange={(hideAmounts) => void save({ hideAmounts })} /></Block>
      </SettingsCard>
      <SettingsCard title={t('settings.general.look')}>
        <Row title={t('settings.general.theme')}>
          <Choices legend={t('settings.general.theme')} value={settings.theme} onChoose={(theme) => void save({ theme })} choices={THEMES.map((value) => ({ value, label: t(`settings.general.themes.${value}`) }))} />
        </Row>
        <Row title={t('settings.general.language')}>
          <SelectField<Settings['language']>
            hideLabel className="w-60" label={t('settings.general.language')} value={settings.language} onValue={(language) => void save({ language })}
            options={[{ value: 'system', label: t('settings.general.languageSystem') }, ...(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]).map((value) => ({ value, label: LANGUAGES[value] }))]}
          />
        </Row>
        <Row title={t('settings.general.textSize')}>
          <Choices
            legend={t('settings.general.textSize')} value={String(settings.textScale)} choices={SCALES.map((percent) => ({ value: String(percent), label: t('settings.general.percent', { percent }) }))}
            onChoose={(chosen) => void save({ textScale: SCALES.find((percent) => String(percent) === chosen) ?? 100 })}
          />
        </Row>
      </SettingsCard>
      <LinksCard />
    </>
  );
}
