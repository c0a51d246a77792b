// The shape of what is coming, and after a second the words for what it waits for.

import clsx from 'clsx';
import { useEffect, useState } from 'react';

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('block animate-shape rounded-sm bg-surface-3', className ?? 'h-4 w-24')} />;
}

/** @param waitingFor said once the wait is longer than a second */
export function Loading({ waitingFor, rows = 3 }: { waitingFor: string; rows?: number }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="flex flex-col gap-3 p-5">
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} className={clsx('h-5', row % 2 ? 'w-2/3' : 'w-full')} />)}
      <span className={clsx('text-xs text-muted', !long && 'sr-only')}>{waitingFor}</span>
    </div>
  );
}
