import type { Language } from '../model/index.ts';

/** Several names as a reader of the language enumerates them. */
export const showNames = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');
