// Entry of the main window.

import '../ui/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { toAppError } from '../../shared/errors/app-error';
import { setLocale } from '../i18n/format';
import { pickLanguage, startWords } from '../i18n/start';
import { ErrorNotice } from '../ui/error-notice';
import { applyTextScale, applyTheme } from '../ui/theme';
import { App } from './app';
import { call } from './client';
import { followEvents, makeQueryClient } from './queries';
import { words } from './words';

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) return;
  const root = createRoot(place);
  try {
    const [info, settings] = await Promise.all([call('app.info', undefined), call('settings.get', undefined)]);
    setLocale(info.locale);
    applyTheme(settings.theme);
    applyTextScale(settings.textScale);
    await startWords(pickLanguage(settings.language, info.locale), words);
    const client = makeQueryClient();
    client.setQueryData(['app.info', undefined], info);
    client.setQueryData(['settings.get', undefined], settings);
    // The session is read only after its changes are followed: this window loads while the password is typed, and an unlocking between the two would be missed.
    followEvents(client);
    root.render(<QueryClientProvider client={client}><App /></QueryClientProvider>);
  } catch (thrown) {
    await startWords(pickLanguage('system', navigator.language), words);
    root.render(<main className="p-10"><ErrorNotice error={toAppError(thrown).toShape()} /></main>);
  }
}

void start();
