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
