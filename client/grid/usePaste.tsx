import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, pasteArea } from '../../shared/intake/area.ts';
import { lastOrderKey } from '../../shared/intake/lastOrderKey.ts';
import { type PastePlan, planPaste } from '../../shared/intake/pastePlan.ts';
import { readTsv } from '../../shared/intake/tsv.ts';
import type { Column } from '../../shared/model/index.ts';
import { failureText } from '../app/failureText.ts';
import type { Upload } from '../store/store.ts';
import { toast } from '../ui/toast.ts';
import { inSlices } from './inSlices.ts';
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
  /** Pastes text from the clipboard at the selection; answers the area that it filled. */
  paste(text: string, sheet: Sheet, all: readonly Column[], selected: Area): Promise<Area | null>;
}

/** Reads the clipboard's text, changes the table, and says what came of it. */
export const usePaste = (): Pasting => {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<PasteProgress | null>(null);
  const running = useRef<AbortController | null>(null);

  const paste = useCallback<Pasting['paste']>(
    async (text, sheet, all, selected) => {
      if (text === '' || running.current !== null) return null;
      const stop = new AbortController();
      running.current = stop;
      try {
        const texts = readTsv(text);
        const width = Math.max(...texts.map((row) => row.length));
        const area = pasteArea({ width, height: texts.length }, selected);
        const plan = await inSlices(
          planPaste(texts, target(sheet, area), sheet.context, makers(sheet, all, t)),
          stop.signal,
        );
        const { upload } = sheet.store.dispatch(plan);
        if (upload !== null) await follow(upload, setProgress);
        tell(plan, t, () => sheet.store.undo());
        return area;
      } catch (error) {
        if (!stop.signal.aborted) toast(failureText(t, error));
        return null;
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

type Translate = ReturnType<typeof useTranslation>['t'];

const makers = ({ store }: Sheet, all: readonly Column[], t: Translate) => ({
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
const tell = (plan: PastePlan, t: Translate, undo: () => void): void => {
  const parts = [
    plan.rows > 1 && t('grid.paste.rows', { count: plan.rows }),
    plan.columnsMade > 0 && t('grid.paste.columns', { count: plan.columnsMade }),
    plan.unread > 0 && t('grid.paste.unread', { count: plan.unread }),
    plan.refused > 0 && t('grid.paste.refused', { count: plan.refused }),
  ].filter((part) => part !== false);
  if (parts.length > 0)
    toast(parts.join(t('grid.paste.between')), { text: t('grid.undo'), onPress: undo });
};
