// Navigation on the left; on a narrow window or with large text it keeps its icons and their names become tooltips.

import clsx from 'clsx';
import { Atom, ArrowDownLeft, ArrowLeftRight, ArrowUpRight, BookUser, ChartPie, Cloud, Cpu, IdCard, Landmark, List, Server, Settings } from 'lucide-react';
import { useId } from 'react';
import { useT } from '../i18n/use-t';
import { Icon, type LucideIcon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { useNavigation, type Screen } from './navigation';

const ICONS: Record<Screen, LucideIcon> = { portfolio: ChartPie, activity: List, send: ArrowUpRight, receive: ArrowDownLeft, bridge: ArrowLeftRight, staking: Server, 'light-node': Cpu, 'useful-work': Atom, cloud: Cloud, governance: Landmark, 'flux-id': IdCard, contacts: BookUser, settings: Settings };

function Entry({ screen }: { screen: Screen }) {
  const t = useT();
  const current = useNavigation((state) => state.screen === screen);
  const go = useNavigation((state) => state.go);
  const name = t(`shell.screens.${screen}`);
  return (
    <li>
      <button
        type="button" aria-current={current ? 'page' : undefined} aria-label={name} title={name} onClick={() => go(screen)}
        className={clsx('flex min-h-9 w-full items-center justify-center gap-3 rounded-md text-base @4xl:justify-start @4xl:px-2.5 font-medium', current ? 'bg-surface-3 text-text' : 'text-muted hover:bg-surface-2 hover:text-text')}
      >
        <Icon of={ICONS[screen]} className="size-4.5" />
        <span className="hidden @4xl:inline">{name}</span>
      </button>
    </li>
  );
}

export function Sidebar({ practice }: { practice: boolean }) {
  const t = useT();
  const group = useId();
  return (
    <nav aria-label={t('shell.nav')} className="flex w-15 shrink-0 flex-col overflow-y-auto border-r border-line bg-surface-1 p-3 @4xl:w-53">
      <div className="mb-3 flex min-h-10 items-center gap-2.5 px-1.5 @4xl:px-2.5">
        <Logo className="size-5.5 shrink-0" />
        <span className="hidden text-md font-bold @4xl:inline">Fluxkeep</span>
      </div>
      <ul className="flex flex-col gap-0.5">
        {(['portfolio', 'activity', 'send', 'receive', 'bridge'] as const).map((screen) => <Entry key={screen} screen={screen} />)}
      </ul>
      <div id={group} className="mx-2.5 mt-4 mb-1.5 hidden text-2xs text-muted @4xl:block">{t('shell.network')}</div>
      <ul aria-labelledby={group} className="mt-2 flex flex-col gap-0.5 border-t border-line pt-2 @4xl:mt-0 @4xl:border-0 @4xl:pt-0">
        {(['staking', 'light-node', 'useful-work', 'cloud', 'governance', 'flux-id'] as const).map((screen) => <Entry key={screen} screen={screen} />)}
      </ul>
      <div className="mt-auto flex flex-col gap-3 pt-4">
        {practice && (
          <div className="rounded-md bg-warn-tint px-2 py-2 text-xs text-warn-ink @4xl:px-2.5" data-testid="practice-banner" title={`${t('common.practice')}. ${t('common.practiceNote')}`}>
            <div className="text-center font-bold @4xl:text-left"><span className="hidden @4xl:inline">{t('common.practice')}</span><span className="@4xl:hidden" aria-hidden="true">!</span><span className="sr-only @4xl:hidden">{t('common.practice')}</span></div>
            <div className="hidden @4xl:block">{t('common.practiceNote')}</div>
          </div>
        )}
        <ul className="flex flex-col gap-0.5">
          {(['contacts', 'settings'] as const).map((screen) => <Entry key={screen} screen={screen} />)}
        </ul>
      </div>
    </nav>
  );
}
