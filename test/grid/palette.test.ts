import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mix, paletteFrom, translucent } from '../../client/grid/palette.ts';
import { contrast } from '../client/contrast.ts';

const css = readFileSync(new URL('../../client/app/tokens.css', import.meta.url), 'utf8');

/** Reads the tokens of both themes: what the dark one does not set, it takes from the light one. */
const themes = ['light', 'dark'].map((theme) => {
  const from = theme === 'light' ? 0 : css.indexOf(':root[data-theme="dark"]');
  const rules = css.slice(from, css.indexOf('\n}', from)) + css;
  const token = (name: string) =>
    new RegExp(`--${name}:\\s*([^;]+);`).exec(rules)?.[1]?.trim() ?? '';
  return { theme, token };
});

/** As a build writes it: `#aabbcc` as `#abc`. */
const shortened = (color: string): string =>
  color.replace(/^#(.)\1(.)\2(.)\3$/, (_, red, green, blue) => `#${red}${green}${blue}`);

const hex = (color: string): string =>
  `#${[...color.matchAll(/\d+/g)].map(([part]) => Number(part).toString(16).padStart(2, '0')).join('')}`;

describe('colours on the canvas', () => {
  it('GRID-13: are read in their short form too', () => {
    expect(mix('#2f6fb0', '#fff', 0.2)).toBe(mix('#2f6fb0', '#ffffff', 0.2));
    expect(mix('#000', '#fff', 0.2)).toBe('rgb(204 204 204)');
    expect(translucent('#FA0', 0.5)).toBe('rgba(255, 170, 0, 0.5)');
  });

  it.each(['', 'white', '#ffff', 'rgb(0 0 0)'])('GRID-13: are never guessed: “%s”', (color) => {
    expect(() => mix('#000', color, 0.2)).toThrow(RangeError);
  });

  describe.each(themes)('in the $theme theme', ({ token }) => {
    it('GRID-13: are the same however the build writes them', () => {
      expect(paletteFrom((name) => shortened(token(name)))).toMatchObject({
        chips: paletteFrom(token).chips,
      });
    });

    it.each(Object.entries(paletteFrom(token).chips))(
      'GRID-13: let ink be read on %s, a breath above the surface',
      (_, ground) => {
        expect(contrast(token('ink'), hex(ground))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(token('surface'), hex(ground))).toBeLessThan(1.6);
      },
    );
  });
});
