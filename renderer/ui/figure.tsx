// A figure with its name above and its note below; a dash where it is not known, with the reason in the note.

import type { ReactNode } from 'react';

/** One of a `dl`. @param value null: a dash, and `note` says why */
export function Figure({ name, value, note }: { name: string; value: string | null; note: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs text-muted">{name}</dt>
      <dd data-selectable>
        <div className="truncate text-xl font-bold tabular">{value ?? <span aria-hidden="true" className="text-muted">—</span>}</div>
        <div className="text-2xs text-muted tabular wrap-break-word">{note}</div>
      </dd>
    </div>
  );
}
