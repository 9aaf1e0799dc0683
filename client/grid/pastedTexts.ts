import { type TextGrid, tsvSteps } from '../../shared/intake/tsv.ts';
import type { Steps } from '../../shared/query/index.ts';
import { readHtmlTable } from './readHtmlTable.ts';

/** The cells of a paste, being read: a large text takes longer than a screen may stand still. */
export type PastedTexts = Steps<TextGrid>;

/**
 * The cells on the clipboard; null when it holds none. Plain text comes first: in tables that are
 * HTML, programs wrap lines and format numbers as they please.
 */
export const pastedTexts = (clipboard: Pick<DataTransfer, 'getData'>): PastedTexts | null => {
  const text = clipboard.getData('text/plain');
  if (text !== '') return tsvSteps(text);
  const table = readHtmlTable(clipboard.getData('text/html'));
  return table === null ? null : allRead(table);
};

function* allRead(texts: TextGrid): PastedTexts {
  yield;
  return texts;
}

/**
 * The same, asked of the browser rather than brought by a key. Rejects where it does not let a page
 * ask: on plain http, or when the person says no.
 */
export const clipboardTexts = async (): Promise<PastedTexts | null> => {
  const texts = new Map<string, string>();
  for (const item of await navigator.clipboard.read())
    for (const type of item.types)
      if (type.startsWith('text/')) texts.set(type, await (await item.getType(type)).text());
  return pastedTexts({ getData: (type) => texts.get(type) ?? '' });
};
