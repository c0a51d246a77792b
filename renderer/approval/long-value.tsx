// A key or transaction id that nobody reads whole: its ends in view, all of it on demand.

import { shortAddress } from '../ui/address';

/** @param after what belongs to it and is always shown, an output's number for instance */
export function LongValue({ value, after = '' }: { value: string; after?: string }) {
  return (
    <details className="font-mono">
      <summary className="inline-block rounded-sm text-xs underline decoration-dotted underline-offset-4 hover:text-text">{shortAddress(value)}{after}</summary>
      <span data-selectable className="block text-2xs break-all text-muted">{value}{after}</span>
    </details>
  );
}
