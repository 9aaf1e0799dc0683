import { useSyncExternalStore } from 'react';
import { recall, remember } from './remembered.ts';

export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type Theme = 'light' | 'dark';

/** What a remembered text means; anything unknown is "as the system". */
export const toThemeChoice = (text: string | null): ThemeChoice =>
  themeChoices.find((choice) => choice === text) ?? 'system';

export const themeFor = (choice: ThemeChoice, systemIsDark: boolean): Theme =>
  choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;

export interface ThemeStore {
  choice(): ThemeChoice;
  theme(): Theme;
  choose(choice: ThemeChoice): void;
  subscribe(listener: () => void): () => void;
}

/** Keeps `<html data-theme>` in step with the choice and, for "system", with the system. */
const openThemeStore = (): ThemeStore => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const listeners = new Set<() => void>();
  let choice = toThemeChoice(recall('theme'));

  const theme = () => themeFor(choice, system.matches);
  const show = () => {
    document.documentElement.dataset.theme = theme();
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper.trim());
    for (const listener of listeners) listener();
  };
  system.addEventListener('change', show);
  show();

  return {
    choice: () => choice,
    theme,
    choose(next) {
      choice = next;
      remember('theme', next);
      show();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

let store: ThemeStore | null = null;

/** The page has one theme, so it has one store; made at first use, because tests have no page. */
export const themeStore = (): ThemeStore => {
  store ??= openThemeStore();
  return store;
};

/** `[choice, theme]`: what the person chose, and what it comes to now. */
export const useTheme = (): readonly [ThemeChoice, Theme] => {
  const { choice, theme, subscribe } = themeStore();
  return [useSyncExternalStore(subscribe, choice), useSyncExternalStore(subscribe, theme)];
};
