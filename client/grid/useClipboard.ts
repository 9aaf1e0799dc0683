import { type ClipboardEvent, useCallback } from 'react';
import type { Area } from '../../shared/intake/area.ts';
import { cellsToHtml } from '../../shared/intake/htmlTable.ts';
import { writeTsv } from '../../shared/intake/tsv.ts';
import { clearAreas, copiedTexts, type Sheet } from './sheet.ts';

const textual = new Set(['text', 'phone', 'select', 'tags', 'person', 'link']);

/** Copy and cut of the selected cells: as text for spreadsheets, as a table for everything else. */
export const useClipboard = (sheet: Sheet, areas: readonly Area[]) => {
  const copy = useCallback(
    (event: ClipboardEvent): boolean => {
      const [first] = areas;
      if (first === undefined) return false;
      event.preventDefault();
      const texts = copiedTexts(sheet, areas);
      const isText = (_: number, column: number) =>
        textual.has(sheet.columns[first.x + column]?.type ?? 'text');
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
