import { readTsv, type TextGrid } from '../../shared/intake/tsv.ts';
import { readHtmlTable } from './readHtmlTable.ts';

/**
 * The cells on the clipboard; null when it holds none. Plain text comes first: in tables that are
 * HTML, programs wrap lines and format numbers as they please.
 */
export const pastedTexts = (clipboard: Pick<DataTransfer, 'getData'>): TextGrid | null => {
  const text = clipboard.getData('text/plain');
  return text === '' ? readHtmlTable(clipboard.getData('text/html')) : readTsv(text);
};

/**
 * The same, asked of the browser rather than brought by a key. Rejects where it does not let a page
 * ask: on plain http, or when the person says no.
 */
export const clipboardTexts = async (): Promise<TextGrid | null> => {
  const texts = new Map<string, string>();
  for (const item of await navigator.clipboard.read())
    for (const type of item.types)
      if (type.startsWith('text/')) texts.set(type, await (await item.getType(type)).text());
  return pastedTexts({ getData: (type) => texts.get(type) ?? '' });
};
