import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showFormula } from '../../../shared/formulas/index.ts';
import { nameIn, spellingsOf } from '../../../shared/model/index.ts';
import { useLanguage } from '../../app/language.ts';
import { useColumns, useStore } from '../../store/useStore.ts';
import { Field } from '../../ui/Field.tsx';
import { FormulaField, type FormulaFieldHandle } from './FormulaField.tsx';
import styles from './FormulaFields.module.css';
import { FormulaResults } from './FormulaResults.tsx';
import type { OfferedColumn } from './formulaTyping.ts';
import { problemText } from './problemText.ts';
import type { FormulaDraft } from './useFormulaDraft.ts';

interface FormulaFieldsProps {
  readonly ref: Ref<FormulaFieldHandle>;
  readonly table: string;
  /** The column whose formula it is: it cannot read itself. Null for one that is to be. */
  readonly column: string | null;
  readonly draft: FormulaDraft;
}

/** Everything that is asked for a formula: itself, from which columns, and what it comes to. */
export const FormulaFields = ({ ref, table, column, draft }: FormulaFieldsProps) => {
  const { t } = useTranslation();
  const field = useRef<FormulaFieldHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    insert: (text) => field.current?.insert(text),
  }));
  const columns = useOfferedColumns(table, column);
  const { text, trial } = draft;
  const problem =
    trial === null || trial.ok
      ? null
      : { ...trial.problem, text: problemText(t, trial.problem, text) };

  return (
    <div className={styles.fields}>
      <FormulaField
        ref={field}
        text={text}
        onText={draft.setText}
        columns={columns}
        problem={problem}
      />
      <section className={styles.part}>
        <h3 className={styles.label}>{t('formula.columns')}</h3>
        <div className={styles.columns}>
          {columns.map(({ id, name, written }) => (
            <button
              key={id}
              type="button"
              className={styles.column}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => field.current?.insert(written)}
            >
              {name}
            </button>
          ))}
        </div>
      </section>
      <FormulaResults table={table} trial={trial} grades={draft.grades} />
      {draft.result === 'text' && (
        <Field
          label={t('formula.grades')}
          value={draft.gradesText}
          onText={draft.setGradesText}
          hint={t('formula.gradesHint')}
          maxLength={200}
          autoComplete="off"
        />
      )}
    </div>
  );
};

/** Columns that a formula can read: links lead to other tables. */
const useOfferedColumns = (table: string, own: string | null): readonly OfferedColumn[] => {
  const { workspace } = useStore();
  const language = useLanguage();
  const columns = useColumns(table);
  return useMemo(
    () =>
      columns
        .filter(({ id, type }) => id !== own && type !== 'link')
        .map(({ id, name }) => ({
          id,
          name: nameIn(name, language),
          written: showFormula(`=[@${id}]`, table, workspace, language).slice(1),
          spellings: spellingsOf(name),
        })),
    [columns, own, table, workspace, language],
  );
};
