// The dot of a lane that can be chosen: it grows under the pointer and with the focus, and gives way to the ring of the chosen one.

import clsx from 'clsx';

/** Stands beside a `peer` radio button inside a `group` label that covers half a lane. */
export function Node({ at, chosen }: { at: 'start' | 'end'; chosen: boolean }) {
  return (
    <span aria-hidden="true" className="relative flex-1 peer-focus-visible:[&>span]:scale-175 peer-focus-visible:[&>span]:border-accent">
      <span className={clsx('absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-line-strong bg-surface-1 transition-transform group-hover:scale-150', at === 'start' ? 'left-[20%]' : 'left-[94%]', chosen && 'opacity-0')} />
    </span>
  );
}
