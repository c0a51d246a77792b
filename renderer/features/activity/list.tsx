// The list of Activity: virtual rows over windowed reads, so that fifty thousand entries cost what fifty cost.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useNow } from '../../app/use-now';
import { dayStart } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { useEntryWords } from './entry';
import { DayHead, EntryRow, RowShape } from './row';
import type { ListWindow } from './use-window';
import { headsBefore, placeAt, rangeFor, topOf, withHeads, type Heads, type Sizes } from './virtual-rows';

const ROW_REM = 3.6875;
const HEAD_REM = 2.375;

export interface ListProps {
  list: ListWindow;
  total: number;
  selected: string | null;
  narrow: boolean;
  onOpen(id: string): void;
  onRange(first: number, last: number): void;
}

/** Row heights in pixels; they follow the text scale. */
function useSizes(): Sizes {
  const [rem, setRem] = useState(16);
  useEffect(() => {
    const read = () => setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    return () => observer.disconnect();
  }, []);
  return { row: ROW_REM * rem, head: HEAD_REM * rem };
}

/** The days that begin among the loaded rows of a range. */
function daysIn(list: ListWindow, first: number, last: number): number[] {
  const found: number[] = [];
  for (let place = first; place <= last; place += 1) {
    const entry = list.at(place);
    const before = place === 0 ? null : list.at(place - 1);
    if (entry && (place === 0 || (before && dayStart(before.time) !== dayStart(entry.time)))) found.push(place);
  }
  return found;
}

/** Made anew for another filter: what it learnt of days belongs to one list. */
export function EntryList({ list, total, selected, narrow, onOpen, onRange }: ListProps) {
  const t = useT();
  const now = useNow(60_000);
  const { row, head } = useSizes();
  const words = useEntryWords();
  const box = useRef<HTMLDivElement>(null);
  const [heads, setHeads] = useState<Heads>([]);
  const [range, setRange] = useState({ first: 0, last: Math.min(total - 1, 30) });
  const look = useCallback(() => {
    const view = box.current;
    if (!view) return;
    const next = rangeFor(heads, total, view.scrollTop, view.clientHeight, { row, head });
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, [heads, total, row, head]);

  useLayoutEffect(look, [look]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [look]);
  useEffect(() => onRange(range.first, range.last), [range, onRange]);

  const learnt = withHeads(heads, daysIn(list, range.first, range.last));
  useLayoutEffect(() => {
    const view = box.current;
    if (learnt === heads || !view) return;
    const place = placeAt(heads, total, view.scrollTop, { row, head });
    const moved = (headsBefore(learnt, place) - headsBefore(heads, place)) * head;
    if (moved !== 0) view.scrollTop += moved;
    setHeads(learnt);
  }, [learnt, heads, total, row, head]);

  const days = new Set(heads);
  const places = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, at) => range.first + at);
  return (
    <div ref={box} onScroll={look} data-testid="activity-list" role="region" aria-label={t('activity.list')} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto rounded-lg border border-line bg-surface-1">
      <div role="list" aria-label={t('activity.count', { count: total })} className="relative" style={{ height: topOf(heads, total, { row, head }) }}>
        {places.map((place) => {
          const entry = list.at(place);
          return (
            <div key={place} role="listitem" aria-posinset={place + 1} aria-setsize={total} className="absolute inset-x-0 top-0 contain-layout" style={{ transform: `translateY(${topOf(heads, place, { row, head })}px)` }}>
              {entry ? <>{days.has(place) && <DayHead time={entry.time} now={now} first={place === 0} />}<EntryRow entry={entry} words={words} onOpen={onOpen} selected={entry.id === selected} narrow={narrow} /></> : <RowShape />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
