import { describe, expect, it } from 'vitest';
import { firstLanguage } from '../../client/app/language.ts';
import { themeFor, toThemeChoice } from '../../client/app/theme.ts';

describe('the first language', () => {
  it('SHELL-2: is the remembered one, whatever the browser prefers', () => {
    expect(firstLanguage('en', ['zh-CN', 'en'])).toBe('en');
  });

  it("SHELL-2: is the first of the browser's languages that is written here", () => {
    expect(firstLanguage(null, ['de-DE', 'zh-Hant-TW', 'en'])).toBe('zh');
    expect(firstLanguage(null, ['fr', 'en-GB', 'zh'])).toBe('en');
  });

  it('SHELL-2: is English when neither says one that is written here', () => {
    expect(firstLanguage('xx', ['de', 'fr'])).toBe('en');
    expect(firstLanguage(null, [])).toBe('en');
  });
});

describe('the theme', () => {
  it('follows the system until somebody chooses', () => {
    expect(themeFor(toThemeChoice(null), true)).toBe('dark');
    expect(themeFor(toThemeChoice('system'), false)).toBe('light');
    expect(themeFor(toThemeChoice('light'), true)).toBe('light');
    expect(themeFor(toThemeChoice('neon'), true)).toBe('dark');
  });
});
