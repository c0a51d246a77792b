// The main window: the locked screen or the shell, and what holds for both (theme, language, text scale, menu events).

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pickLanguage, changeWords } from '../i18n/start';
import { ErrorNotice } from '../ui/error-notice';
import { applyTextScale, applyTheme } from '../ui/theme';
import { DisplayProvider } from './amount';
import { Announcer, useAnnouncements } from './announce';
import { listen } from './client';
import { Locked } from './locked';
import { screenNamed, useNavigation } from './navigation';
import { forgetWallet, useCall } from './queries';
import { Shell } from './shell';
import { words } from './words';

function useSettingsApplied(): void {
  const settings = useCall('settings.get', undefined).data;
  const locale = useCall('app.info', undefined).data?.locale ?? navigator.language;
  const { theme, textScale, language } = settings ?? {};
  useEffect(() => (theme ? applyTheme(theme) : undefined), [theme]);
  useEffect(() => {
    if (textScale) applyTextScale(textScale);
  }, [textScale]);
  useEffect(() => {
    if (language) void changeWords(pickLanguage(language, locale), words);
  }, [language, locale]);
}

export function App() {
  const client = useQueryClient();
  const session = useCall('app.session', undefined);
  const { go, reset } = useNavigation();
  useSettingsApplied();
  useEffect(() => listen('go', ({ screen }) => {
    const target = screenNamed(screen);
    if (target) go(target);
  }), [go]);
  const open = session.data?.state === 'unlocked' ? session.data.unlocked.wallet.id : null;
  useEffect(() => {
    // What belonged to the wallet that was open is not kept in this window.
    if (open !== null) return () => {
      forgetWallet(client);
      reset();
      useAnnouncements.getState().clear();
    };
    return undefined;
  }, [open, client, reset]);
  if (session.error) return <main className="p-10"><ErrorNotice error={session.error} /></main>;
  if (!session.data) return null;
  return (
    <DisplayProvider>
      {session.data.state === 'unlocked' ? <Shell key={session.data.unlocked.wallet.id} session={session.data} /> : <Locked session={session.data} />}
      <Announcer />
    </DisplayProvider>
  );
}
