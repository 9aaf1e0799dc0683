import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialsOf, textColorOn } from '../../client/ui/avatarText.ts';
import { contrast } from './contrast.ts';

describe('an avatar', () => {
  it('shows the family name of a Chinese name, and initials of others', () => {
    expect(initialsOf('马建国')).toBe('马');
    expect(initialsOf('𠮷田')).toBe('𠮷');
    expect(initialsOf('Chen Wei')).toBe('CW');
    expect(initialsOf(' ada lovelace-king ')).toBe('AL');
    expect(initialsOf('plato')).toBe('P');
    expect(initialsOf('  ')).toBe('?');
  });

  it('SHELL-9: has the letters that read better on its colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const color = `#${number.toString(16).padStart(6, '0')}`;
        const best = Math.max(contrast('#ffffff', color), contrast('#12161d', color));
        expect(contrast(textColorOn(color), color)).toBeGreaterThan(best - 0.02);
      }),
    );
  });
});
