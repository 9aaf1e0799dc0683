import type { TFunction } from 'i18next';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, pasteArea } from '../../shared/intake/area.ts';
import { lastOrderKey } from '../../shared/intake/lastOrderKey.ts';
import { type PastePlan, planPaste } from '../../shared/intake/pastePlan.ts';
import type { Column } from '../../shared/model/index.ts';
import { failureText } from '../app/failureText.ts';
import type { Upload } from '../store/store.ts';
import { toast } from '../ui/toast.ts';
import { inSlices } from './inSlices.ts';
import type { PastedTexts } from './pastedTexts.ts';
import { type Sheet, writableRow } from './sheet.ts';

/** A paste that takes a while. */
export interface PasteProgress {
  readonly rows: number;
  /** 0 … 1 */
  readonly share: number;
  cancel(): void;
}

export interface Pasting {
  readonly progress: PasteProgress | null;
  /** Pastes cells from the clipboard (`pastedTexts`) at the selection. */
  paste(
    pasted: PastedTexts | null,
    sheet: Sheet,
    all: readonly Column[],
    selected: Area,
    onPlace?: (place: PastePlace) => void,
  ): Promise<void>;
}

/** Where a paste goes; told right before it is there. */
export interface PastePlace {
  readonly area: Area;
  /** The id of the area's first row. */
  readonly row: string;
}

/** Reads the texts, changes the table, and says what came of it. */
export const usePaste = (): Pasting => {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<PasteProgress | null>(null);
  const running = useRef<AbortController | null>(null);

  const paste = useCallback<Pasting['paste']>(
    async (pasted, sheet, all, selected, onPlace) => {
      if (pasted === null || running.current !== null) return;
      const stop = new AbortController();
      running.current = stop;
      try {
        const texts = await inSlices(pasted, stop.signal);
        const width = texts.reduce((most, row) => Math.max(most, row.length), 0);
        const area = pasteArea({ width, height: texts.length }, selected);
        const plan = await inSlices(
          planPaste(texts, target(sheet, area), sheet.context, makers(sheet, all, t)),
          stop.signal,
        );
        const row = firstRow(plan, area, sheet);
        if (row !== undefined) onPlace?.({ area, row });
        const { upload } = sheet.store.dispatch(plan);
        if (upload !== null) await follow(upload, setProgress);
        tell(plan, t, () => sheet.store.undo());
      } catch (error) {
        if (!stop.signal.aborted) toast(failureText(t, error));
      } finally {
        running.current = null;
        setProgress(null);
      }
    },
    [t],
  );
  return { progress, paste };
};

const target = (sheet: Sheet, area: Area) => ({
  table: sheet.table.id,
  columns: sheet.columns,
  rowCount: sheet.rows.length,
  rowIdAt: (y: number) => writableRow(sheet, y),
  area,
});

const firstRow = ({ commands }: PastePlan, { y }: Area, { table, rows }: Sheet) => {
  const row = rows[y];
  if (row !== undefined) return table.rowId(row);
  return commands.find((command) => command.type === 'addRows')?.rows[0]?.id;
};

const makers = ({ store }: Sheet, all: readonly Column[], t: TFunction) => ({
  newId: () => store.newRowId(),
  random: Math.random,
  columnName: (place: number) => t('grid.column.numbered', { place }),
  lastColumnOrder: lastOrderKey(all),
});

const follow = async (
  upload: Upload,
  show: (progress: PasteProgress | null) => void,
): Promise<void> => {
  const cancel = () => upload.cancel();
  show({ rows: upload.rows, share: 0, cancel });
  upload.onProgress((share) => show({ rows: upload.rows, share, cancel }));
  await upload.settled;
};

/** One cell says for itself what it holds; more than one, or one that is doubted, is told. */
const tell = (plan: PastePlan, t: TFunction, undo: () => void): void => {
  const parts = [
    plan.rows > 1 && t('grid.paste.rows', { count: plan.rows }),
    plan.columnsMade > 0 && t('grid.paste.columns', { count: plan.columnsMade }),
    plan.unread > 0 && t('grid.paste.unread', { count: plan.unread }),
    plan.tooLong > 0 && t('grid.paste.tooLong', { count: plan.tooLong }),
    plan.refused > 0 && t('grid.paste.refused', { count: plan.refused }),
    plan.computed > 0 && t('formula.computed', { count: plan.computed }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return;
  const didSomething = plan.commands.length > 0 || plan.records.length > 0;
  toast(
    parts.join(t('grid.paste.between')),
    didSomething ? { text: t('grid.undo'), onPress: undo } : undefined,
  );
};
