// The newest entries of Activity, each a way to its detail.

import clsx from 'clsx';
import { Amount } from '../../app/amount';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useNow } from '../../app/use-now';
import { formatAgo } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { TextButton } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/skeleton';
import { KIND_ICONS, useEntryWords } from '../activity/entry';

const SHOWN = 6;

export function Recent() {
  const t = useT();
  const now = useNow();
  const { go, openActivity } = useNavigation();
  const { subtitle } = useEntryWords();
  const recent = useCall('activity.list', { filter: {}, offset: 0, limit: SHOWN });
  return (
    <Card label={t('portfolio.recent')} className="px-5 pt-5 pb-3">
      <CardTitle aside={recent.data && recent.data.total > SHOWN ? <TextButton onClick={() => go('activity')}>{t('portfolio.all')}</TextButton> : undefined}>{t('portfolio.recent')}</CardTitle>
      {recent.error && <ErrorNotice error={recent.error} className="my-3" />}
      {!recent.data && !recent.error && <Loading waitingFor={t('activity.loading')} />}
      {recent.data?.total === 0 && <p className="mt-2 mb-2 text-xs text-muted">{t('portfolio.recentNone')}</p>}
      <ul className="mt-2 -mx-2">
        {recent.data?.entries.map((entry) => (
          <li key={entry.id}>
            <button type="button" onClick={() => openActivity(entry.id)} className="flex min-h-13 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-surface-2">
              <Icon of={KIND_ICONS[entry.kind]} className="size-4 text-muted" />
              <span className="min-w-0 flex-1">
                <span className="block text-xs font-bold">{t(`activity.kinds.${entry.kind}`)}</span>
                <span className="block truncate text-2xs text-muted">{subtitle(entry)}</span>
              </span>
              <span className="text-right">
                {entry.amount === '0' ? null : <Amount units={entry.amount} decimals={entry.decimals} symbol={entry.symbol} list sign className={clsx('block text-xs', entry.amount.startsWith('-') ? 'text-text' : 'text-good-ink')} />}
                <span className="block text-2xs text-muted">{formatAgo(entry.time, now)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
