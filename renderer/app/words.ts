// The main window's words, one file a language, loaded when it is read.

import type { Loaders } from '../i18n/start';

export const words: Loaders = {
  en: () => import('../i18n/en/main-window').then((module) => module.mainWindow),
  de: () => import('../i18n/de/main-window').then((module) => module.mainWindow),
};
