import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, isFormulaError } from '../../../shared/model/index.ts';
import { useLanguage } from '../../app/language.ts';
import { useSession } from '../../app/useSession.ts';
import { asksForAnotherFormula, formulaErrorText } from '../../cells/formulaError.ts';
import { useStore } from '../../store/useStore.ts';
import type { CellBounds } from '../CellEditor.tsx';
import type { EditTarget } from '../useCellEditor.ts';
import { FormulaDialog } from './FormulaDialog.tsx';
import { FormulaNote, type FormulaNoteHandle } from './FormulaNote.tsx';
import { useCellNow } from './useCellNow.ts';

interface Around {
  readonly target: EditTarget | null;
  /** True while an editor is open: then nothing else is said there. */
  readonly isEditing: boolean;
  bounds(): CellBounds | null;
  view(): CellBounds;
}

export interface FormulaNoting {
  /** What there is to see: the note, and the formula that it leads to. */
  readonly shown: ReactNode;
  /** Why the cell is an error, for its label; null when it is none. */
  readonly why: string | null;
  readonly note: RefObject<FormulaNoteHandle | null>;
  /** Says that nobody writes there. */
  refuse(): void;
  /** Takes the note away until another cell is selected. */
  dismiss(): void;
  /** The keyboard went elsewhere. */
  leave(): void;
}

/** What the selected cell of a formula says of itself. */
export const useFormulaNote = ({ target, isEditing, bounds, view }: Around): FormulaNoting => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { workspace } = useStore();
  const mayChange = useSession((snapshot) => snapshot.mayEditTables);
  const [said, setSaid] = useState<'refused' | 'dismissed' | null>(null);
  const [opened, setOpened] = useState<Column | null>(null);
  const note = useRef<FormulaNoteHandle>(null);

  const place = target === null ? null : `${target.row}/${target.column.id}`;
  useEffect(() => {
    if (place !== null) return () => setSaid(null);
  }, [place]);

  const value = useCellNow(target);
  const error = isFormulaError(value) && target !== null ? value : null;
  const why =
    error === null || target === null
      ? null
      : formulaErrorText(t, error, workspace.columns(target.column.table), language);
  const isRefused = said === 'refused';
  const leadsOn = isRefused || (error !== null && asksForAnotherFormula(error) && mayChange);
  const isShown =
    target !== null && !isEditing && (isRefused || (why !== null && said !== 'dismissed'));

  return {
    why,
    note,
    refuse: () => setSaid('refused'),
    dismiss: () => setSaid('dismissed'),
    leave: () => setSaid((now) => (now === 'refused' ? null : now)),
    shown: (
      <>
        {isShown && (
          <FormulaNote
            ref={note}
            error={error === null || why === null ? null : { kind: error.error, why }}
            isRefused={isRefused}
            act={leadsOn ? t(mayChange ? 'formula.edit' : 'formula.how') : null}
            onAct={() => setOpened(target.column)}
            bounds={bounds}
            view={view}
          />
        )}
        {opened !== null && <FormulaDialog column={opened} onClose={() => setOpened(null)} />}
      </>
    ),
  };
};
