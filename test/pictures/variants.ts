import type { Language } from '../../shared/model/index.ts';

/** One way of looking at a screen. */
export interface Variant {
  readonly id: string;
  readonly language: Language;
  readonly dark: boolean;
  readonly width: number;
  readonly height: number;
}

const sizes = [
  { width: 1440, height: 820 },
  { width: 390, height: 844 },
];

/** Both languages, both themes, a desk and a phone. */
export const variants: readonly Variant[] = sizes.flatMap((size) =>
  (['zh', 'en'] as const).flatMap((language) =>
    [false, true].map((dark) => ({
      id: `${language}-${dark ? 'dark' : 'light'}-${size.width}`,
      language,
      dark,
      ...size,
    })),
  ),
);

export const isNarrow = ({ width }: Variant): boolean => width < 600;
