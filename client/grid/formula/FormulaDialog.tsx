import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showFormula } from '../../../shared/formulas/index.ts';
import { type Column, nameIn } from '../../../shared/model/index.ts';
import { useLanguage } from '../../app/language.ts';
import { useSession } from '../../app/useSession.ts';
import { useStore } from '../../store/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { setFormula } from '../columnActions.ts';
import type { FormulaFieldHandle } from './FormulaField.tsx';
import styles from './FormulaFields.module.css';
import { FormulaFields } from './FormulaFields.tsx';
import { useFormulaDraft } from './useFormulaDraft.ts';

interface FormulaDialogProps {
  readonly column: Column;
  readonly onClose: () => void;
}

/** The formula of a column: to change where one may, else to read. */
export const FormulaDialog = (props: FormulaDialogProps) => {
  const mayChange = useSession((snapshot) => snapshot.mayEditTables);
  return mayChange ? <ChangeFormula {...props} /> : <ReadFormula {...props} />;
};

const useShownFormula = ({ table, settings }: Column): string => {
  const { workspace } = useStore();
  const language = useLanguage();
  const { formula } = settings;
  return formula === undefined ? '' : showFormula(formula, table, workspace, language);
};

const ChangeFormula = ({ column, onClose }: FormulaDialogProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const field = useRef<FormulaFieldHandle>(null);
  const { table, id, settings } = column;
  const draft = useFormulaDraft({
    table,
    column: id,
    text: useShownFormula(column),
    grades: settings.grades ?? [],
  });

  const save = async () => {
    const settled = await draft.settle();
    if (settled === null) {
      field.current?.focus();
      return;
    }
    setFormula(store, column, settled);
    onClose();
  };

  return (
    <Dialog
      title={t('formula.editTitle', { name: nameIn(column.name, language) })}
      onClose={onClose}
      onSubmit={() => void save()}
      // A press beside it must not lose what was written.
      closesOutside={false}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit">
            {t('formula.save')}
          </Button>
        </>
      }
    >
      <FormulaFields ref={field} table={table} column={id} draft={draft} />
    </Dialog>
  );
};

const ReadFormula = ({ column, onClose }: FormulaDialogProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Dialog
      title={t('formula.howTitle', { name: nameIn(column.name, language) })}
      onClose={onClose}
      foot={
        <Button onClick={onClose} data-first>
          {t('shell.close')}
        </Button>
      }
    >
      <p className={styles.formula}>{useShownFormula(column)}</p>
    </Dialog>
  );
};
