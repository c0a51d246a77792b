// The command palette (WAI-ARIA combobox with a grouped listbox): every screen and act by a few letters. Ctrl+K opens it, Esc closes it.

import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { GROUPS, useCommands, type Command } from './commands';
import { fitting } from './match';

/** Where a key leads in a list of `count`, or null when it is not one of the list's. */
function placeAfter(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown': return (at + 1) % count;
    case 'ArrowUp': return (at + count - 1) % count;
    case 'PageDown': return Math.min(at + 8, count - 1);
    case 'PageUp': return Math.max(at - 8, 0);
    default: return null;
  }
}

export function Palette() {
  const t = useT();
  const id = useId();
  const showPalette = useNavigation((state) => state.showPalette);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = fitting(useCommands(), typed);
  const groups = GROUPS.map((group) => ({ group, commands: found.filter((command) => command.group === group) })).filter(({ commands }) => commands.length > 0);
  // Groups stand in the order of their closest command, so that the first entry is always the best.
  if (typed.trim() !== '') groups.sort((left, right) => found.indexOf(left.commands[0] as Command) - found.indexOf(right.commands[0] as Command));
  const shown = groups.flatMap(({ commands }) => commands);
  const current = shown[active];
  const option = current && `${id}-${current.id}`;
  const run = (command: Command | undefined) => {
    if (!command) return;
    showPalette(false);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the choice of a character (an input method) is not a command.
    if (event.nativeEvent.isComposing) return;
    const place = placeAfter(event.key, active, shown.length);
    if (place === null && event.key !== 'Enter') return;
    event.preventDefault();
    if (place === null) run(current);
    else setActive(place);
  };
  useEffect(() => {
    if (option !== undefined) document.getElementById(option)?.scrollIntoView({ block: 'nearest' });
  }, [option]);
  return (
    <Dialog title={t('palette.title')} hideTitle wide onClose={() => showPalette(false)}>
      <div className="flex shrink-0 items-center gap-3 border-b border-line px-5">
        <Icon of={Search} className="size-4 text-muted" />
        <input
          autoFocus type="text" role="combobox" aria-label={t('palette.search')} placeholder={t('palette.search')} aria-autocomplete="list" aria-expanded={shown.length > 0} aria-controls={shown.length > 0 ? `${id}-list` : undefined} aria-activedescendant={option}
          value={typed} maxLength={100} onChange={(event) => { setTyped(event.target.value); setActive(0); }} onKeyDown={onKeyDown} autoComplete="off" spellCheck={false}
          className="min-h-13 min-w-0 flex-1 bg-transparent text-md outline-none focus-visible:outline-none"
        />
      </div>
      {/* One height whatever is found, so that nothing jumps while typing. */}
      <div className="h-90 min-h-0">
        {shown.length > 0 && (
          <div id={`${id}-list`} role="listbox" tabIndex={0} aria-label={t('palette.title')} aria-activedescendant={option} onKeyDown={onKeyDown} className="h-full overflow-y-auto p-2 focus-visible:-outline-offset-2">
            {groups.map(({ group, commands }) => (
              <div key={group} role="group" aria-labelledby={`${id}-group-${group}`} className="not-first:mt-2">
                <div id={`${id}-group-${group}`} role="presentation" className="px-3 pt-1.5 pb-1 text-2xs text-muted">{t(`palette.groups.${group}`)}</div>
                {commands.map((command) => (
                  <div
                    key={command.id} id={`${id}-${command.id}`} role="option" aria-selected={command === current} onMouseMove={() => setActive(shown.indexOf(command))} onClick={() => run(command)}
                    className={clsx('flex min-h-9.5 items-center gap-3 rounded-md px-3 text-base', command === current ? 'bg-surface-3 text-text' : 'text-muted')}
                  >
                    <Icon of={command.icon} className="size-4 text-muted" />{command.name}
                  </div>
                ))}
              </div>
            ))}
          </div>
        )}
        {shown.length === 0 && <p className="px-5 py-5 text-sm text-muted">{t('palette.none')}</p>}
      </div>
      <div className="flex shrink-0 items-center justify-between gap-3 border-t border-line px-5 py-2.5 text-2xs text-muted">
        <span>{t('palette.help')}</span><span role="status">{t('palette.found', { count: shown.length })}</span>
      </div>
    </Dialog>
  );
}
