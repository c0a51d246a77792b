// The list of swaps read in pages: only those around what is in view, and the first one, which knows how many there are.

import { useQueries } from '@tanstack/react-query';
import type { Swap } from '../../../../shared/contract/bridge';
import type { AppError } from '../../../../shared/errors/app-error';
import { call } from '../../../app/client';
import { pagesFor, PAGE } from '../../activity/use-window';

export interface Swaps {
  /** Null until the first page is there. */
  readonly total: number | null;
  readonly error: AppError | null;
  readonly first: readonly Swap[];
  at(place: number): Swap | null;
  again(): void;
}

export function useSwaps(first: number, last: number): Swaps {
  const pages = pagesFor(first, last);
  const results = useQueries({
    queries: pages.map((page) => {
      const input = { offset: page * PAGE, limit: PAGE };
      return { queryKey: ['bridge.list', input], queryFn: () => call('bridge.list', input) };
    }),
  });
  const loaded = new Map(pages.map((page, index) => [page, results[index]?.data]));
  return {
    total: loaded.get(0)?.total ?? null,
    error: (results.find((result) => result.error)?.error ?? null) as AppError | null,
    first: loaded.get(0)?.swaps ?? [],
    at: (place) => loaded.get(Math.floor(place / PAGE))?.swaps[place % PAGE] ?? null,
    again: () => results.forEach((result) => void result.refetch()),
  };
}
