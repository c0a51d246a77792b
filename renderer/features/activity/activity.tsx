// Activity: every chain in one list, searched and filtered, with a panel for the entry that is open.

import { List as ListShape, SearchX } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useNavigation } from '../../app/navigation';
import { useNow } from '../../app/use-now';
import { useQueryClient } from '@tanstack/react-query';
import { dayStart } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/empty';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { useDebounced } from '../../app/use-debounced';
import { Detail } from './detail';
import { FilterBar, filterOf, NO_FILTERS, type Filters } from './filters';
import { EntryList } from './list';
import { useListWindow } from './use-window';

export function ActivityScreen() {
  const t = useT();
  const client = useQueryClient();
  const { activity: open, openActivity, closeActivity, go } = useNavigation();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const settled = useDebounced(filters, 150);
  const day = dayStart(useNow(60_000));
  const filter = useMemo(() => filterOf(settled, day), [settled, day]);
  const list = useListWindow(filter, range.first, range.last);
  const onRange = useCallback((first: number, last: number) => setRange((old) => (old.first === first && old.last === last ? old : { first, last })), []);
  const filtered = JSON.stringify({ ...settled, suspicious: false }) !== JSON.stringify(NO_FILTERS);
  return (
    <div className="flex h-full min-h-0 gap-4.5 px-7 py-6">
      <div className="flex min-w-0 flex-1 flex-col gap-3.5">
        <FilterBar filters={filters} onFilters={setFilters} filter={filter} />
        {list.error && <ErrorNotice error={list.error} action={<Button size="sm" onClick={() => void client.invalidateQueries({ queryKey: ['activity.list'] })}>{t('common.retry')}</Button>} />}
        {list.total === null && !list.error && <Card><Loading waitingFor={t('activity.loading')} rows={8} /></Card>}
        {list.total === 0 && (
          <Card>
            {filtered
              ? <Empty icon={SearchX} title={t('activity.noMatch')} action={<Button onClick={() => setFilters(NO_FILTERS)}>{t('activity.clear')}</Button>}>{t('activity.noMatchText')}</Empty>
              : <Empty icon={ListShape} title={t('activity.empty')} action={<Button look="primary" onClick={() => go('receive')}>{t('activity.emptyAction')}</Button>}>{t('activity.emptyText')}</Empty>}
          </Card>
        )}
        {list.total !== null && list.total > 0 && <EntryList key={JSON.stringify(filter)} list={list} total={list.total} selected={open} narrow={open !== null} onOpen={openActivity} onRange={onRange} />}
      </div>
      {open !== null && <Detail key={open} id={open} onClose={closeActivity} />}
    </div>
  );
}
