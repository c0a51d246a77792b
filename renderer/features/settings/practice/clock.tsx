// The practice network's clock: as it is, or faster, so that confirmations and expiry need no patience.

import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Choices } from '../../../ui/choice';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';
import { Row, SettingsCard } from '../parts';

const RATES = [1, 10, 60] as const;
type Rate = `r${(typeof RATES)[number]}`;

/** @param rate practice seconds per second */
export function Clock({ rate, onChanged }: { rate: number; onChanged(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const set = useAct(async (chosen: number) => {
    await call('practice.clock', { rate: chosen });
    say(t('settings.practice.clockDone', { rate: chosen }));
    onChanged();
  });
  const known = RATES.find((one) => one === rate);
  return (
    <SettingsCard title={t('settings.practice.clock')}>
      <Row title={t('settings.practice.clockHint')} hint={known === undefined ? t('settings.practice.otherRate', { rate }) : undefined}>
        <Choices<Rate>
          legend={t('settings.practice.clock')} value={known === undefined ? null : `r${known}`} choices={RATES.map((one) => ({ value: `r${one}` as const, label: t(`settings.practice.rates.r${one}`), disabled: set.busy }))}
          onChoose={(chosen) => void set.run(RATES.find((one) => `r${one}` === chosen) ?? 1)}
        />
      </Row>
      {set.error && <ErrorNotice error={set.error} className="mx-5 my-2" />}
    </SettingsCard>
  );
}
