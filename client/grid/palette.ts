import type { Theme as GridTheme } from '@glideapps/glide-data-grid';
import { optionColors } from '../../shared/model/index.ts';
import type { Theme } from '../app/theme.ts';
import type { GradeRank } from '../cells/grades.ts';

/** The colours of `client/app/tokens.css`, as the canvas needs them. */
export interface Palette {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly surface: string;
  readonly paper: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly lineStrong: string;
  readonly amber: string;
  readonly amberSoft: string;
  readonly onAmber: string;
  readonly red: string;
  readonly font: string;
  /** By the name of an option's colour: its ground. Ink reads on each. */
  readonly chips: Readonly<Record<string, string>>;
  readonly grades: Readonly<Record<GradeRank, GradePaint>>;
}

/** As `client/cells/GradeChip.module.css` has it. */
interface GradePaint {
  readonly ground: string;
  readonly ink: string;
  readonly edge: string;
}

const palettes = new Map<Theme, Palette>();

/** The palette of the theme that the page is in. */
export const paletteOf = (theme: Theme): Palette => {
  let palette = palettes.get(theme);
  if (palette === undefined) {
    const style = getComputedStyle(document.documentElement);
    palette = paletteFrom((name) => style.getPropertyValue(`--${name}`).trim());
    palettes.set(theme, palette);
  }
  return palette;
};

/** The palette of the tokens that `token` tells by name. */
export const paletteFrom = (token: (name: string) => string): Palette => {
  const surface = token('surface');
  return {
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    surface,
    paper: token('paper'),
    sunken: token('sunken'),
    line: token('line'),
    lineSoft: token('line-soft'),
    lineStrong: token('line-strong'),
    amber: token('amber'),
    amberSoft: token('amber-soft'),
    onAmber: token('on-amber'),
    red: token('red'),
    font: token('font'),
    chips: Object.fromEntries(
      // Muted: of an option's colour only a breath lies on the surface.
      optionColors.map((name) => [name, mix(token(`option-${name}`), surface, 0.14)]),
    ),
    grades: {
      best: { ground: token('amber'), ink: token('on-amber'), edge: token('amber') },
      next: { ground: token('amber-soft'), ink: token('amber-text'), edge: token('amber-line') },
      other: { ground: surface, ink: token('ink-2'), edge: token('line') },
    },
  };
};

/** `share` of one colour on another, each `#rrggbb` or `#rgb`. */
export const mix = (color: string, ground: string, share: number): string => {
  const [a, b] = [channels(color), channels(ground)];
  const mixed = a.map((part, index) => Math.round(part * share + b[index]! * (1 - share)));
  return `rgb(${mixed.join(' ')})`;
};

/** A colour, `#rrggbb` or `#rgb`, let through by `alpha`. */
export const translucent = (color: string, alpha: number): string =>
  `rgba(${channels(color).join(', ')}, ${alpha})`;

/** Builds write colours as short as they can: `#ffffff` comes as `#fff`. */
const channels = (color: string): readonly number[] => {
  const hex = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(color);
  if (hex === null) throw new RangeError(`not a colour in hexadecimal: ${color}`);
  const full = hex[2] ?? hex[1]!.replaceAll(/./g, '$&$&');
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
};

export const gridTheme = (palette: Palette): Partial<GridTheme> => ({
  accentColor: palette.amber,
  accentFg: palette.onAmber,
  accentLight: translucent(palette.amber, 0.1),
  textDark: palette.ink,
  textMedium: palette.ink2,
  textLight: palette.ink3,
  textHeader: palette.ink2,
  textHeaderSelected: palette.onAmber,
  textBubble: palette.ink2,
  bgIconHeader: palette.ink3,
  fgIconHeader: palette.surface,
  bgCell: palette.surface,
  bgCellMedium: palette.paper,
  bgHeader: palette.sunken,
  bgHeaderHasFocus: palette.amberSoft,
  bgHeaderHovered: palette.line,
  bgBubble: palette.sunken,
  bgSearchResult: palette.amberSoft,
  borderColor: palette.lineSoft,
  horizontalBorderColor: palette.lineSoft,
  headerBottomBorderColor: palette.line,
  drilldownBorder: palette.line,
  linkColor: palette.ink,
  resizeIndicatorColor: palette.amber,
  cellHorizontalPadding: 10,
  cellVerticalPadding: 6,
  headerFontStyle: '500 13px',
  baseFontStyle: '13px',
  markerFontStyle: '12px',
  fontFamily: palette.font,
  editorFontSize: '13px',
  checkboxMaxSize: 16,
});
