import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnLayout } from '../query/columnLayout.ts';
import { Button } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/State.tsx';
import { ColumnDialog } from './ColumnDialog.tsx';
import { addColumn } from './columnActions.ts';
import { PasteProgress } from './PasteProgress.tsx';
import { pastedTexts } from './pastedTexts.ts';
import type { Sheet } from './sheet.ts';
import { usePaste } from './usePaste.tsx';

interface EmptyTableProps {
  readonly sheet: Sheet;
  readonly layout: ColumnLayout;
  readonly mayChangeColumns: boolean;
}

const corner = { x: 0, y: 0, width: 1, height: 1 };

/** A table without columns: says how to begin, and takes any paste as it comes. */
export const EmptyTable = ({ sheet, layout, mayChangeColumns }: EmptyTableProps) => {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { paste, progress } = usePaste();
  const mayWrite = mayChangeColumns && sheet.store.mayWrite;
  const latest = useRef({ sheet, layout });
  latest.current = { sheet, layout };

  useEffect(() => {
    if (!mayWrite) return;
    const pasted = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      const texts = event.clipboardData && pastedTexts(event.clipboardData);
      void paste(texts, latest.current.sheet, latest.current.layout.all, corner);
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, [mayWrite, paste]);

  return (
    <>
      <EmptyState
        title={t('grid.empty.title')}
        meaning={t(mayWrite ? 'grid.empty.meaning' : 'grid.empty.readOnly')}
        action={
          mayWrite && (
            <Button look="go" onClick={() => setAdding(true)}>
              <PlusIcon />
              {t('grid.column.add')}
            </Button>
          )
        }
      />
      {progress && <PasteProgress {...progress} />}
      {adding && (
        <ColumnDialog
          table={sheet.table.id}
          onClose={() => setAdding(false)}
          onAdd={(draft) => addColumn(sheet.store, sheet.table.id, layout.all, 'last', draft)}
        />
      )}
    </>
  );
};
