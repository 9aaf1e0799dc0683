import { type Language, languages } from '../../shared/model/index.ts';

/** A desk or a phone, in one language; a screen is opened once for both its themes. */
export interface Place {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
}

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const places: readonly Place[] = [
  { width: 1440, height: 820 },
  { width: 390, height: 844 },
].flatMap((size) => languages.map((language) => ({ language, ...size })));

export const isNarrow = ({ width }: Place): boolean => width < 600;

/** One way of looking at a screen, such as `zh-light-1440`. */
export const variantId = ({ language, width }: Place, theme: Theme): string =>
  `${language}-${theme}-${width}`;
