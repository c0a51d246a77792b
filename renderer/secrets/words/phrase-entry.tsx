// A whole phrase, typed or pasted: as many fields as words, completion in each, and what is still missing in words.

import { useId, useState, type ReactNode } from 'react';
import { useT } from '../../i18n/use-t';
import { TextButton } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { isWord, splitPhrase, WORD_COUNTS } from './wordlist';
import { WordField } from './word-field';

/** An empty phrase of `count` words. */
export const emptyPhrase = (count: number): string[] => Array.from({ length: count }, () => '');

export function PhraseEntry({ words, onWords, status }: { words: readonly string[]; onWords(words: string[]): void; status?: ReactNode }) {
  const t = useT();
  const base = useId();
  const [hidden, setHidden] = useState(false);
  const missing = words.filter((word) => !isWord(word)).length;
  const set = (at: number, word: string) => onWords(words.map((old, index) => (index === at ? word : old)));
  const resize = (count: number) => onWords(Array.from({ length: count }, (_, at) => words[at] ?? ''));
  const focus = (at: number) => document.getElementById(`${base}-${at}`)?.focus();
  const paste = (text: string): boolean => {
    const pasted = splitPhrase(text);
    if (pasted.length < 2) return false;
    const count = WORD_COUNTS.find((size) => size >= pasted.length) ?? 24;
    onWords(Array.from({ length: count }, (_, at) => pasted[at] ?? ''));
    focus(Math.min(pasted.length, count) - 1);
    return true;
  };
  return (
    <div>
      <div className="mb-4 flex items-end justify-between gap-4">
        <SelectField
          label={t('secrets.restore.count')} value={String(words.length)} onValue={(count) => resize(Number(count))} className="w-40"
          options={WORD_COUNTS.map((count) => ({ value: String(count), label: t('secrets.steps.words', { count }) }))}
        />
        <div className="flex gap-4 pb-1">
          <TextButton onClick={() => setHidden(!hidden)}>{t(hidden ? 'secrets.restore.show' : 'secrets.restore.hide')}</TextButton>
          <TextButton onClick={() => onWords(emptyPhrase(words.length))}>{t('secrets.restore.clear')}</TextButton>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-2.5 @3xl:grid-cols-3">
        {words.map((word, at) => (
          <WordField key={at} id={`${base}-${at}`} place={at + 1} value={word} hidden={hidden} onValue={(value) => set(at, value)} onDone={() => focus(at + 1)} onPaste={at === 0 ? paste : undefined} />
        ))}
      </div>
      <div aria-live="polite" className="mt-3 min-h-5 text-xs text-muted">{missing > 0 ? t('secrets.restore.missing', { count: missing }) : status}</div>
    </div>
  );
}
