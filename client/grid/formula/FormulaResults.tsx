import { useTranslation } from 'react-i18next';
import { showCell } from '../../../shared/columns/index.ts';
import { type CellValue, type Column, isFormulaError } from '../../../shared/model/index.ts';
import { useLanguage } from '../../app/language.ts';
import { formulaErrorText } from '../../cells/formulaError.ts';
import { GradeChip } from '../../cells/GradeChip.tsx';
import { gradeOf } from '../../cells/grades.ts';
import type { FormulaTrial } from '../../store/store.ts';
import { useColumnContext, useColumns, useStore } from '../../store/useStore.ts';
import styles from './FormulaFields.module.css';

interface FormulaResultsProps {
  readonly table: string;
  readonly trial: FormulaTrial | null;
  readonly grades: readonly string[];
}

/** What a formula comes to in the first rows, while it is written. */
export const FormulaResults = ({ table, trial, grades }: FormulaResultsProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(table);
  const rows = store.table(table);
  const title = columns[0];
  const shown = trial?.ok === true ? trial : null;

  return (
    <section className={styles.part} aria-live="polite">
      <h3 className={styles.label}>
        {t(shown === null ? 'formula.trial' : `formula.trialOf_${shown.result}`)}
      </h3>
      <div className={styles.rows} data-testid="formula-trial">
        {shown?.rows.map(({ row, value }) => (
          <div key={row} className={styles.row}>
            <span className={styles.title}>
              {(title && showCell(rows.cell(row, title.id), title, context)) ||
                t('grid.row.untitled')}
            </span>
            <Result value={value} column={columnOf(table, shown, grades)} columns={columns} />
          </div>
        ))}
        {shown?.rows.length === 0 && <p className={styles.note}>{t('formula.noRows')}</p>}
      </div>
    </section>
  );
};

/** The column as it would be. */
const columnOf = (
  table: string,
  { formula, result }: FormulaTrial & { readonly ok: true },
  grades: readonly string[],
): Column => ({
  id: '',
  table,
  type: 'formula',
  key: '',
  name: '',
  order: '',
  width: 0,
  deletedAt: null,
  settings: { formula, result, ...(grades.length > 0 && { grades }) },
});

interface ResultProps {
  readonly value: CellValue;
  readonly column: Column;
  readonly columns: readonly Column[];
}

const Result = ({ value, column, columns }: ResultProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const context = useColumnContext();
  if (isFormulaError(value))
    return (
      <span className={styles.value}>
        <span className={styles.error}>{value.error}</span>{' '}
        <span className={styles.why}>{formulaErrorText(t, value, columns, language)}</span>
      </span>
    );
  const text = showCell(value, column, context);
  const rank = gradeOf(value, column);
  if (rank !== null) return <GradeChip rank={rank} text={text} />;
  return <span className={styles.value}>{text}</span>;
};
