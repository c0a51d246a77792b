// All swaps, newest first: a window of rows over pages that are read when they come into view.

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useNow } from '../../../app/use-now';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading, Skeleton } from '../../../ui/skeleton';
import { rangeFor } from '../../activity/virtual-rows';
import { SwapRow } from './swap-row';
import type { Swaps } from './use-swaps';

const ROW_REM = 3.6875;
/** Rows that are in view at once; longer lists scroll in themselves. */
const SHOWN = 6;
const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

export function History({ swaps, selected, onOpen, onRange }: { swaps: Swaps; selected: string | null; onOpen(id: string): void; onRange(first: number, last: number): void }) {
  const t = useT();
  const { total, error } = swaps;
  return (
    <Card label={t('bridge.history.title')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3"><CardTitle aside={total !== null && total > 0 && <span className="text-2xs text-muted">{t('bridge.history.count', { count: total })}</span>}>{t('bridge.history.title')}</CardTitle></div>
      {error && <ErrorNotice error={error} className="mx-5 mb-5" action={<Button size="sm" onClick={swaps.again}>{t('common.retry')}</Button>} />}
      {total === null && !error && <Loading waitingFor={t('bridge.history.loading')} />}
      {total === 0 && <p className="px-5 pb-5 text-xs text-muted">{t('bridge.history.none')}</p>}
      {total !== null && total > 0 && <Rows swaps={swaps} total={total} selected={selected} onOpen={onOpen} onRange={onRange} />}
    </Card>
  );
}

function Rows({ swaps, total, selected, onOpen, onRange }: { swaps: Swaps; total: number; selected: string | null; onOpen(id: string): void; onRange(first: number, last: number): void }) {
  const t = useT();
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: Math.min(total - 1, SHOWN * 2) });
  const look = useCallback(() => {
    const view = box.current;
    if (!view) return;
    const next = rangeFor([], total, view.scrollTop, view.clientHeight, { row: ROW_REM * rem(), head: 0 });
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, [total]);
  useLayoutEffect(look, [look]);
  useLayoutEffect(() => onRange(range.first, range.last), [range, onRange]);
  const places = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, at) => range.first + at);
  return (
    <div ref={box} onScroll={look} {...(total > SHOWN ? { role: 'region', 'aria-label': t('bridge.history.list'), tabIndex: 0 } : {})} className="overflow-y-auto -outline-offset-2" style={{ maxHeight: `${SHOWN * ROW_REM}rem` }}>
      <div role="list" className="relative" style={{ height: `${total * ROW_REM}rem` }}>
        {places.map((place) => {
          const swap = swaps.at(place);
          return (
            <div key={place} role="listitem" aria-posinset={place + 1} aria-setsize={total} className="absolute inset-x-0 top-0 contain-layout" style={{ transform: `translateY(${place * ROW_REM}rem)` }}>
              {swap ? <SwapRow swap={swap} now={now} selected={swap.id === selected} onOpen={onOpen} /> : <div className="flex h-14.75 items-center gap-4 border-t border-line px-5"><Skeleton className="size-4" /><Skeleton className="h-4 w-40" /><Skeleton className="ml-auto h-4 w-28" /></div>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
