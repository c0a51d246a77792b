// Starts i18next for one window with one language: only the words that are read are loaded.

import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'en' | 'de';
type Words = Resource[string][string];
/** Loads a window's words; each language is a file of its own. */
export type Loaders = Readonly<Record<Language, () => Promise<Words>>>;

/** The language to show for a wish and the system's locale. */
export function pickLanguage(wish: string, locale: string): Language {
  const tag = (wish === 'system' ? locale : wish).toLowerCase();
  return tag.startsWith('de') ? 'de' : 'en';
}

export async function startWords(language: Language, loaders: Loaders): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await loaders[language]() } },
    fallbackLng: false,
    nsSeparator: false,
    // React escapes; the words never become HTML.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** Changes the language of a running window. */
export async function changeWords(language: Language, loaders: Loaders): Promise<void> {
  if (i18next.language === language) return;
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', await loaders[language]());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
