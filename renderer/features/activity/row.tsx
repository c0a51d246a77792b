// One row of Activity, under its day when it is the first of it.

import clsx from 'clsx';
import { memo } from 'react';
import { chainInfo } from '../../../shared/chains/registry';
import type { Activity } from '../../../shared/contract/wallet';
import { Amount, Money } from '../../app/amount';
import { dayStart, formatDate, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { ChainDot } from '../../ui/chain-mark';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { Skeleton } from '../../ui/skeleton';
import { KIND_ICONS, STATE_TONES, type EntryWords } from './entry';

const DAY = 86_400_000;

export const EntryRow = memo(function EntryRow({ entry, words, onOpen, selected, narrow }: { entry: Activity; words: EntryWords; onOpen(id: string): void; selected: boolean; narrow: boolean }) {
  const t = useT();
  return (
    <button
      type="button" onClick={() => onOpen(entry.id)} aria-current={selected || undefined} data-testid="activity-row"
      className={clsx('grid h-14.75 w-full items-center gap-3 border-t border-line px-5 text-left -outline-offset-2 hover:bg-surface-2', narrow ? 'grid-cols-[1rem_minmax(0,1fr)_auto]' : 'grid-cols-[1rem_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.2fr)_4rem]', selected && 'bg-surface-2')}
    >
      <Icon of={KIND_ICONS[entry.kind]} className="size-4 text-muted" />
      <span className="min-w-0">
        <span className="block truncate text-base font-medium">{t(`activity.kinds.${entry.kind}`)}{entry.suspicious && <span className="ml-2"><Pill tone="warn">{t('activity.suspiciousMark')}</Pill></span>}</span>
        <span className="block truncate text-2xs text-muted">{words.subtitle(entry)}</span>
      </span>
      {!narrow && <span className="flex min-w-0 items-center gap-2 text-xs text-muted"><ChainDot chain={entry.chain} /><span className="truncate">{chainInfo(entry.chain).name}</span></span>}
      {!narrow && <span><Pill tone={STATE_TONES[entry.state.kind]}>{words.state(entry.state)}</Pill></span>}
      <span className="text-right">
        {entry.amount === '0' && entry.decimals === null ? <span className="text-muted">—</span> : <Amount units={entry.amount} decimals={entry.decimals} symbol={entry.symbol || t('activity.unknownToken')} list sign className={clsx('block text-base font-medium', !entry.amount.startsWith('-') && entry.amount !== '0' ? 'text-good-ink' : 'text-text')} />}
        {narrow ? <Pill tone={STATE_TONES[entry.state.kind]}>{words.state(entry.state)}</Pill> : entry.value !== null && <Money value={entry.value} className="block text-2xs text-muted" />}
      </span>
      {!narrow && <span className="text-right text-xs whitespace-nowrap text-muted tabular">{formatTime(entry.time)}</span>}
    </button>
  );
});

export function DayHead({ time, now, first }: { time: number; now: number; first: boolean }) {
  const t = useT();
  const day = dayStart(time);
  const today = dayStart(now);
  const name = day === today ? t('activity.today') : day === dayStart(today - DAY / 2) ? t('activity.yesterday') : formatDate(time);
  return <div className={clsx('flex h-9.5 items-center border-line px-5 text-2xs text-muted', !first && 'border-t')}>{name}</div>;
}

export function RowShape() {
  return (
    <div className="flex h-14.75 items-center gap-4 border-t border-line px-5">
      <Skeleton className="size-4" /><Skeleton className="h-4 w-40" /><Skeleton className="ml-auto h-4 w-28" />
    </div>
  );
}
