/**
 * Small choices that this browser remembers (language, theme, last table). Storage can be closed
 * to a page (private windows, strict settings): then a choice lasts as long as the page.
 */
const prefix = 'suanpan.';

export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
};

/** True when it will still be known after the page is gone. */
export const remember = (key: string, value: string): boolean => {
  try {
    localStorage.setItem(prefix + key, value);
    return true;
  } catch {
    return false;
  }
};

export const forget = (key: string): void => {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // What could not be kept need not be forgotten.
  }
};
