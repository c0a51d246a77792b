// An address whole, in groups of four, first and last group strong: made to be compared by eye.

import clsx from 'clsx';

/** Groups of four; a 0x prefix stays with its first group. */
export function addressGroups(address: string): string[] {
  const start = address.startsWith('0x') ? 6 : 4;
  const groups = [address.slice(0, start)];
  for (let at = start; at < address.length; at += 4) groups.push(address.slice(at, at + 4));
  return groups;
}

export function Address({ value, className }: { value: string; className?: string }) {
  const groups = addressGroups(value);
  // A stub of one or two characters reads better with the group before it strong as well.
  const tail = groups.length - 1 - ((groups.at(-1)?.length ?? 4) < 4 ? 1 : 0);
  return (
    <span data-selectable data-address={value} className={clsx('font-mono leading-relaxed wrap-break-word', className ?? 'text-md')}>
      {/* Screen readers get it in one piece; the gaps are margins, so that copying the selection gives the address itself. */}
      {groups.map((group, at) => (
        <span key={at} className={clsx('mr-[0.6em] inline-block', at === 0 || at >= tail ? 'font-bold text-text' : 'text-muted')}>{group}</span>
      ))}
    </span>
  );
}

/** First and last six, for text of a list's entry. */
export function shortAddress(value: string): string {
  return value.length <= 16 ? value : `${value.slice(0, value.startsWith('0x') ? 8 : 6)}…${value.slice(-6)}`;
}

/** Only where nothing hangs on it. */
export function ShortAddress({ value, className }: { value: string; className?: string }) {
  return <span title={value} className={clsx('font-mono whitespace-nowrap', className ?? 'text-xs')}>{shortAddress(value)}</span>;
}
