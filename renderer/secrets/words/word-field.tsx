// One word of a phrase (WAI-ARIA combobox): completes from the list; space, Enter and a choice move on to the next.

import clsx from 'clsx';
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useT } from '../../i18n/use-t';
import { completions, isWord } from './wordlist';

export interface WordFieldProps {
  place: number;
  value: string;
  hidden: boolean;
  /** A mark that is not about the list, for instance that it is not the word that was asked for. */
  problem?: string | null;
  onValue(value: string): void;
  /** The word is finished: the focus goes on. */
  onDone(): void;
  /** @returns whether the text was taken as a whole phrase */
  onPaste?(text: string): boolean;
  id?: string;
}

export function WordField({ place, value, hidden, problem, onValue, onDone, onPaste, id }: WordFieldProps) {
  const t = useT();
  const list = useId();
  const [focused, setFocused] = useState(false);
  const [active, setActive] = useState(0);
  const options = focused && !hidden ? completions(value) : [];
  const open = options.length > 0;
  const unknown = value.length > 0 && !focused && !isWord(value);
  const wrong = problem ?? (unknown ? t('secrets.restore.unknown') : null);
  const take = (word: string) => {
    onValue(word);
    setActive(0);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && open) {
      event.preventDefault();
      setActive((active + 1) % options.length);
    } else if (event.key === 'ArrowUp' && open) {
      event.preventDefault();
      setActive((active - 1 + options.length) % options.length);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setFocused(false);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const chosen = options[active];
      // A whole word stays itself although longer ones begin with it ("act", "action").
      if (isWord(value) && active === 0) take(value);
      else if (chosen) take(chosen);
    } else if (event.key === 'Tab' && !event.shiftKey && options.length === 1 && options[0]) {
      onValue(options[0]);
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (onPaste?.(event.clipboardData.getData('text'))) event.preventDefault();
  };
  return (
    <div className="relative">
      <div className={clsx('flex min-h-11 items-center gap-3.5 rounded-md border bg-surface-1 px-4 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent-tint', wrong ? 'border-bad' : 'border-line')}>
        <span aria-hidden="true" className="w-4 text-right text-xs text-muted tabular">{place}</span>
        <input
          id={id} type={hidden ? 'password' : 'text'} value={value} maxLength={40} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false}
          role="combobox" aria-label={t('secrets.restore.word', { place })} aria-expanded={open} aria-controls={list} aria-autocomplete="list"
          aria-activedescendant={open ? `${list}-${active}` : undefined} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? `${list}-problem` : undefined}
          onChange={(event) => {
            setFocused(true);
            setActive(0);
            onValue(event.target.value.toLowerCase().replace(/[^a-z]/g, ''));
          }}
          onFocus={() => setFocused(true)} onBlur={() => setFocused(false)} onKeyDown={onKeyDown} onPaste={paste}
          className="w-0 flex-1 bg-transparent text-md font-bold outline-none focus-visible:outline-none"
        />
      </div>
      {wrong && <div id={`${list}-problem`} className="mt-1 text-2xs text-bad-ink">{wrong}</div>}
      <ul id={list} role="listbox" aria-label={t('secrets.restore.suggestions')} className={clsx('absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-line bg-surface-2 p-1 shadow-float', !open && 'hidden')}>
        {options.map((option, at) => (
          <li
            key={option} id={`${list}-${at}`} role="option" aria-selected={at === active}
            onMouseDown={(event) => {
              event.preventDefault();
              take(option);
            }}
            className={clsx('rounded-sm px-3 py-1.5 text-sm', at === active && 'bg-surface-3')}
          >
            {option}
          </li>
        ))}
      </ul>
    </div>
  );
}
