// Search and filters of Activity. Ctrl+F goes to the search field.

import { Calendar, Download, Layers, ListFilter, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { allChains } from '../../../shared/chains/registry';
import type { ChainId } from '../../../shared/chains/ids';
import type { Activity, ActivityFilter } from '../../../shared/contract/wallet';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { useAct } from '../../ui/use-act';

export interface Filters {
  text: string;
  chain: ChainId | 'all';
  kind: Activity['kind'] | 'all';
  time: 'any' | 'days7' | 'days30' | 'year';
  suspicious: boolean;
}
export const NO_FILTERS: Filters = { text: '', chain: 'all', kind: 'all', time: 'any', suspicious: false };
const KINDS = ['received', 'sent', 'self', 'cancelled', 'approved', 'revoked', 'contract', 'reward'] as const;
const DAYS = { days7: 7, days30: 30, year: 365 } as const;
const DAY = 86_400_000;

/** @param now rounded by the caller, so that the question stays the same while nothing changes */
export function filterOf(filters: Filters, now: number): ActivityFilter {
  return {
    text: filters.text.trim(), chains: filters.chain === 'all' ? [] : [filters.chain], kinds: filters.kind === 'all' ? [] : [filters.kind],
    since: filters.time === 'any' ? null : now - DAYS[filters.time] * DAY, until: null, suspicious: filters.suspicious,
  };
}

export function FilterBar({ filters, onFilters, filter }: { filters: Filters; onFilters(filters: Filters): void; filter: ActivityFilter }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
        event.preventDefault();
        search.current?.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const save = useAct(async () => {
    const { csv } = await call('activity.export', { filter });
    const { saved } = await call('files.saveText', { name: t('activity.exportName'), text: csv });
    if (saved) say(t('activity.exported'));
  });
  const set = (patch: Partial<Filters>) => onFilters({ ...filters, ...patch });
  return (
    <>
      <div role="search" className="flex flex-wrap items-center gap-2">
        <TextField
          ref={search} hideLabel label={t('activity.search')} placeholder={t('activity.searchHint')} value={filters.text} maxLength={200} onValue={(text) => set({ text })} className="w-72 max-w-full"
          prefix={<Icon of={Search} className="size-4 text-muted" />} suffix={<kbd className="font-sans text-2xs text-muted" aria-hidden="true">Ctrl F</kbd>}
        />
        <SelectField<Filters['chain']> compact hideLabel className="w-36" label={t('activity.chain')} icon={<Icon of={Layers} className="size-3.5" />} value={filters.chain} onValue={(chain) => set({ chain })} options={[{ value: 'all', label: t('activity.allChains') }, ...allChains().map((chain) => ({ value: chain.id, label: chain.name }))]} />
        <SelectField<Filters['kind']> compact hideLabel className="w-36" label={t('activity.kind')} icon={<Icon of={ListFilter} className="size-3.5" />} value={filters.kind} onValue={(kind) => set({ kind })} options={[{ value: 'all', label: t('activity.allKinds') }, ...KINDS.map((kind) => ({ value: kind, label: t(`activity.kinds.${kind}`) }))]} />
        <SelectField<Filters['time']> compact hideLabel className="w-33" label={t('activity.time')} icon={<Icon of={Calendar} className="size-3.5" />} value={filters.time} onValue={(time) => set({ time })} options={[{ value: 'any', label: t('activity.anyTime') }, ...(['days7', 'days30', 'year'] as const).map((time) => ({ value: time, label: t(`activity.${time}`) }))]} />
        <label className="flex min-h-8 items-center gap-2 text-xs text-muted">
          <input type="checkbox" className="size-3.5 accent-(--accent)" checked={filters.suspicious} onChange={(event) => set({ suspicious: event.target.checked })} />{t('activity.suspicious')}
        </label>
        <Button size="sm" icon={Download} className="ml-auto" busy={save.busy} onClick={() => void save.run()}>{t('activity.export')}</Button>
      </div>
      {save.error && <ErrorNotice error={save.error} />}
    </>
  );
}
