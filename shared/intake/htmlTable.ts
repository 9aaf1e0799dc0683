import type { TextGrid } from './tsv.ts';

/**
 * The cells as an HTML table, for programs that prefer it on the clipboard. Excel would turn
 * digits that are text, such as ID numbers and phone numbers, into numbers: `isText` tells which
 * cells must stay as they are (`mso-number-format` is Excel's own property for that).
 */
export const cellsToHtml = (
  cells: TextGrid,
  isText: (row: number, column: number) => boolean = () => false,
): string => {
  const rows = cells.map((row, rowIndex) => {
    const columns = row.map((cell, column) => {
      const keeps = isText(rowIndex, column) || looksLikeLongNumber(cell);
      return `<td${keeps ? textFormat : ''}>${escapeHtml(cell)}</td>`;
    });
    return `<tr>${columns.join('')}</tr>`;
  });
  return `<meta charset="utf-8"><table><tbody>${rows.join('')}</tbody></table>`;
};

const textFormat = ` style="mso-number-format:'\\@'"`;

/** More digits than Excel shows in full, or a leading zero that it would drop. */
const looksLikeLongNumber = (cell: string): boolean => /^\+?(?:\d{12,}|0\d+)[Xx]?$/.test(cell);

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r\n|\r|\n/g, '<br style="mso-data-placement:same-cell">');
