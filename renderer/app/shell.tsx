// The frame around every screen of an open wallet. Screens other than the portfolio are loaded when they are visited.

import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Session } from '../../shared/contract/app';
import { Portfolio } from '../features/portfolio/portfolio';
import { useT } from '../i18n/use-t';
import { Loading } from '../ui/skeleton';
import { useArrivingLinks } from './arriving-links';
import { Banners } from './banners';
import { call } from './client';
import { useNavigation, type Screen } from './navigation';
import { useNodeNews } from './node-news';
import { ScreenGuard } from './screen-guard';
import { Sidebar } from './sidebar';
import { useSwapNews } from './swap-news';
import { Topbar } from './topbar';

const Activity = lazy(() => import('../features/activity/activity').then((module) => ({ default: module.ActivityScreen })));
const Send = lazy(() => import('../features/send/send').then((module) => ({ default: module.Send })));
const Receive = lazy(() => import('../features/receive/receive').then((module) => ({ default: module.Receive })));
const Bridge = lazy(() => import('../features/bridge/bridge').then((module) => ({ default: module.Bridge })));
const Staking = lazy(() => import('../features/staking/staking').then((module) => ({ default: module.Staking })));
const Governance = lazy(() => import('../features/governance/governance').then((module) => ({ default: module.Governance })));
const UsefulWork = lazy(() => import('../features/useful-work/useful-work').then((module) => ({ default: module.UsefulWork })));
const LightNode = lazy(() => import('../features/light-node/light-node').then((module) => ({ default: module.LightNode })));
const Cloud = lazy(() => import('../features/cloud/cloud').then((module) => ({ default: module.Cloud })));
const FluxId = lazy(() => import('../features/flux-id/flux-id').then((module) => ({ default: module.FluxId })));
const Contacts = lazy(() => import('../features/contacts/contacts').then((module) => ({ default: module.Contacts })));
const Settings = lazy(() => import('../features/settings/settings').then((module) => ({ default: module.Settings })));
const LinkDialog = lazy(() => import('../features/links/link-dialog').then((module) => ({ default: module.LinkDialog })));
const Palette = lazy(() => import('../features/palette/palette').then((module) => ({ default: module.Palette })));

function ScreenOf({ screen, session }: { screen: Screen; session: Extract<Session, { state: 'unlocked' }> }) {
  switch (screen) {
    case 'portfolio': return <Portfolio session={session} />;
    case 'activity': return <Activity />;
    case 'send': return <Send />;
    case 'receive': return <Receive session={session} />;
    case 'bridge': return <Bridge />;
    case 'staking': return <Staking />;
    case 'light-node': return <LightNode />;
    case 'useful-work': return <UsefulWork />;
    case 'governance': return <Governance />;
    case 'cloud': return <Cloud />;
    case 'flux-id': return <FluxId session={session} />;
    case 'contacts': return <Contacts />;
    case 'settings': return <Settings session={session} />;
  }
}

export function Shell({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const { screen, palette, link, showPalette } = useNavigation();
  const content = useRef<HTMLElement>(null);
  useSwapNews();
  useNodeNews();
  useArrivingLinks();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'k') {
        event.preventDefault();
        showPalette(true);
      } else if (key === 'l') {
        event.preventDefault();
        void call('app.lock', undefined);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [showPalette]);
  const title = t(`shell.screens.${screen}`);
  return (
    <div className="@container h-full">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-40 focus:bg-surface-3 focus:px-3 focus:py-2" onClick={(event) => { event.preventDefault(); content.current?.focus(); }}>{t('shell.skip')}</a>
      <div className="flex h-full">
        <Sidebar practice={session.unlocked.wallet.network === 'practice'} />
        <div className="@container/main flex min-w-0 flex-1 flex-col">
          <Topbar session={session} title={title} />
          {/* A stop of its own: a screen that is longer than the window scrolls by keys also when all its controls are shut. */}
          <main id="content" ref={content} tabIndex={0} aria-label={title} key={screen} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
            <Banners />
            <ScreenGuard key={screen}>
              <Suspense fallback={<Loading waitingFor={t('common.loading')} />}><ScreenOf screen={screen} session={session} /></Suspense>
            </ScreenGuard>
          </main>
        </div>
      </div>
      {palette && <Suspense fallback={null}><Palette /></Suspense>}
      {link && <Suspense fallback={null}><LinkDialog key={link.number} text={link.text} session={session} /></Suspense>}
    </div>
  );
}
