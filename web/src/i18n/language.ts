import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chinese, english } from './catalogues';

export type Language = 'en' | 'zh-CN';

const STORED = 'etown.language';

/** Picks the language chosen before, else the browser's, else English. */
function firstLanguage(): Language {
  const stored = window.localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh-CN') {
    return stored;
  }
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en';
}

export async function startLanguages(): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: english, 'zh-CN': chinese },
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
