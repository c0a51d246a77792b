// Settings: five sections as tabs (WAI-ARIA tabs pattern): arrow keys move between them, the chosen one is shown at once.

import { Blocks, Globe, Info, ShieldCheck, SlidersHorizontal } from 'lucide-react';
import clsx from 'clsx';
import { useId, useRef, type KeyboardEvent } from 'react';
import type { Session } from '../../../shared/contract/app';
import { useT } from '../../i18n/use-t';
import { Icon, type LucideIcon } from '../../ui/icon';
import { About } from './about';
import { General } from './general';
import { Network } from './network/network';
import { Practice } from './practice/practice';
import { SECTIONS, useSection, type Section } from './section';
import { Security } from './security/security';

type Unlocked = Extract<Session, { state: 'unlocked' }>;
const ICONS: Record<Section, LucideIcon> = { general: SlidersHorizontal, security: ShieldCheck, network: Globe, practice: Blocks, about: Info };

function Panel({ section, session }: { section: Section; session: Unlocked }) {
  switch (section) {
    case 'general': return <General />;
    case 'security': return <Security session={session} />;
    case 'network': return <Network network={session.unlocked.wallet.network} />;
    case 'practice': return <Practice network={session.unlocked.wallet.network} />;
    case 'about': return <About />;
  }
}

/** The tab that a key leads to from the one at `at`, or null when the key is none of the pattern's. */
function tabAfter(key: string, at: number): Section | null {
  const last = SECTIONS.length - 1;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight': return SECTIONS[at === last ? 0 : at + 1] ?? null;
    case 'ArrowUp':
    case 'ArrowLeft': return SECTIONS[at === 0 ? last : at - 1] ?? null;
    case 'Home': return SECTIONS[0];
    case 'End': return SECTIONS[last] ?? null;
    default: return null;
  }
}

export function Settings({ session }: { session: Unlocked }) {
  const t = useT();
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const { section, show } = useSection();
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfter(event.key, SECTIONS.indexOf(section));
    if (next === null) return;
    event.preventDefault();
    show(next);
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[SECTIONS.indexOf(next)]?.focus();
  };
  return (
    <div className="grid items-start gap-x-7 gap-y-4.5 px-7 py-6 @4xl/main:grid-cols-[11rem_minmax(0,52rem)]">
      <div ref={tabs} role="tablist" aria-label={t('settings.sections.label')} onKeyDown={onKeyDown} className="flex flex-wrap gap-1 @4xl/main:sticky @4xl/main:top-6 @4xl/main:flex-col">
        {SECTIONS.map((name) => (
          <button
            key={name} type="button" role="tab" id={`${id}-${name}`} aria-selected={name === section} aria-controls={`${id}-panel`} tabIndex={name === section ? 0 : -1} onClick={() => show(name)}
            className={clsx('flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-left text-sm font-medium', name === section ? 'bg-surface-3 text-text' : 'text-muted hover:bg-surface-2 hover:text-text')}
          >
            <Icon of={ICONS[name]} />{t(`settings.sections.${name}`)}
          </button>
        ))}
      </div>
      <div key={section} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${section}`} className="flex min-w-0 flex-col gap-4.5"><Panel section={section} session={session} /></div>
    </div>
  );
}
