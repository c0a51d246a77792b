// Entry of the secrets window: the only place where a password, a phrase or a key is typed or shown.

import '../ui/styles.css';
import { createRoot } from 'react-dom/client';
import { toAppError } from '../../shared/errors/app-error';
import { pickLanguage, startWords } from '../i18n/start';
import { ErrorNotice } from '../ui/error-notice';
import { applyTheme } from '../ui/theme';
import { openedFor } from './client';
import { SecretsWindow } from './secrets-window';

const words = {
  en: () => import('../i18n/en/secrets-window').then((module) => module.secretsWindow),
  de: () => import('../i18n/de/secrets-window').then((module) => module.secretsWindow),
};

/** Most people read Fluxkeep in the system's language: its words load while the window is told what it is for. A load that fails is met again by who needs it. */
words[pickLanguage('system', navigator.language)]().catch(() => undefined);

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) return;
  const root = createRoot(place);
  try {
    const open = await openedFor();
    applyTheme(open.theme);
    await startWords(pickLanguage(open.language, navigator.language), words);
    root.render(<SecretsWindow open={open} />);
  } catch (thrown) {
    await startWords(pickLanguage('system', navigator.language), words);
    root.render(<main className="p-10"><ErrorNotice error={toAppError(thrown).toShape()} /></main>);
  }
}

void start();
