// A long list read in windows: only the pages around what is in view are asked for, and each is asked for once until something changes.

import { useQueries } from '@tanstack/react-query';
import type { Activity, ActivityFilter } from '../../../shared/contract/wallet';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../app/client';

/** Small: a page is parsed in one go, in the same frame that draws it. */
export const PAGE = 50;

export interface ListWindow {
  /** Null until the first page is there. */
  total: number | null;
  error: AppError | null;
  /** The entry at a place, when its page is loaded. */
  at(place: number): Activity | null;
}

/** Pages that hold the places from `first` to `last`, and always the first one, which knows the total. */
export function pagesFor(first: number, last: number): number[] {
  const pages = new Set([0]);
  for (let page = Math.floor(Math.max(0, first) / PAGE); page <= Math.floor(Math.max(0, last) / PAGE); page += 1) pages.add(page);
  return [...pages];
}

export function useListWindow(filter: ActivityFilter, first: number, last: number): ListWindow {
  const pages = pagesFor(first, last);
  const results = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * PAGE, limit: PAGE };
      return { queryKey: ['activity.list', input], queryFn: () => call('activity.list', input) };
    }),
  });
  const loaded = new Map(pages.map((page, index) => [page, results[index]?.data]));
  const error = results.find((result) => result.error)?.error ?? null;
  return {
    total: loaded.get(0)?.total ?? null,
    error: error as AppError | null,
    at: (place) => loaded.get(Math.floor(place / PAGE))?.entries[place % PAGE] ?? null,
  };
}
