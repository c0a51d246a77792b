// The words of a phrase, to be written down: numbered, in reading order.

import { useT } from '../../i18n/use-t';

export function WordGrid({ words }: { words: readonly string[] }) {
  const t = useT();
  return (
    <ol aria-label={t('secrets.phrase.list')} className="grid grid-cols-2 gap-2.5 @3xl:grid-cols-3" data-testid="words">
      {words.map((word, at) => (
        <li key={at} className="flex min-h-11 items-center gap-3.5 rounded-md border border-line bg-surface-1 px-4">
          <span className="w-4 text-right text-xs text-muted tabular">{at + 1}</span>
          <span className="text-md font-bold" data-testid={`word-${at + 1}`}>{word}</span>
        </li>
      ))}
    </ol>
  );
}
