import { type ClipboardEvent, useCallback } from 'react';
import type { Area } from '../../shared/intake/area.ts';
import { cellsToHtml } from '../../shared/intake/htmlTable.ts';
import { writeTsv } from '../../shared/intake/tsv.ts';
import type { Column } from '../../shared/model/index.ts';
import { clearAreas, copiedTexts, type Sheet } from './sheet.ts';

const textual = new Set(['text', 'phone', 'select', 'tags', 'person', 'link']);

/** True where a spreadsheet that takes the cell must not read a number or date into it. */
const holdsText = ({ type, settings }: Column): boolean =>
  type === 'formula' ? (settings.result ?? 'text') === 'text' : textual.has(type);

/** Copy and cut of the selected cells: as text for spreadsheets, as a table for everything else. */
export const useClipboard = (sheet: Sheet, areas: readonly Area[]) => {
  const copy = useCallback(
    (event: ClipboardEvent): boolean => {
      const [first] = areas;
      if (first === undefined) return false;
      event.preventDefault();
      const texts = copiedTexts(sheet, areas);
      const isText = (_: number, place: number) => {
        const column = sheet.columns[first.x + place];
        return column === undefined || holdsText(column);
      };
      event.clipboardData.setData('text/plain', writeTsv(texts));
      event.clipboardData.setData('text/html', cellsToHtml(texts, isText));
      return true;
    },
    [sheet, areas],
  );

  const cut = useCallback(
    (event: ClipboardEvent) => {
      if (copy(event)) clearAreas(sheet, areas);
    },
    [copy, sheet, areas],
  );
  return { copy, cut };
};
