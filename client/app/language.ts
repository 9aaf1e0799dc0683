import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/model/index.ts';
import { languages } from '../../shared/model/index.ts';
import type { Texts } from './locales/zh/index.ts';
import { recall, remember } from './remembered.ts';

/**
 * The language to begin with: what this browser remembers, else the first of the browser's
 * languages that we write, else English. `preferred` are BCP 47 tags, best first.
 */
export const firstLanguage = (
  remembered: string | null,
  preferred: readonly string[],
): Language => {
  const known = (tag: string | null) =>
    languages.find((language) => tag?.toLowerCase().split('-')[0] === language);
  return known(remembered) ?? preferred.map(known).find((tag) => tag !== undefined) ?? 'en';
};

/** Each language is a chunk of its own: a reader loads only the one in use. */
const textsIn: Record<Language, () => Promise<Texts>> = {
  zh: async () => (await import('./locales/zh/index.ts')).texts,
  en: async () => (await import('./locales/en/index.ts')).texts,
};

const mark = (language: Language): void => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};

export const switchLanguage = async (language: Language): Promise<void> => {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await textsIn[language]());
  await i18next.changeLanguage(language);
  remember('language', language);
  mark(language);
};

export const startLanguage = async (): Promise<void> => {
  const language = firstLanguage(recall('language'), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await textsIn[language]() } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  mark(language);
  document.title = i18next.t('shell.title');
};

/** The language on the screen, for what is no component. */
export const currentLanguage = (): Language => (i18next.language === 'zh' ? 'zh' : 'en');

/** The language on the screen; draws again when it is switched. */
export const useLanguage = (): Language => {
  useTranslation();
  return currentLanguage();
};
