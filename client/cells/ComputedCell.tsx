import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import { isFormulaError } from '../../shared/model/index.ts';
import { useColumns } from '../store/useStore.ts';
import styles from './CellField.module.css';
import type { CandidateSource } from './candidates.ts';
import type { EditedCell } from './editedCell.ts';
import { formulaErrorText } from './formulaError.ts';
import { GradeChip } from './GradeChip.tsx';
import { gradeOf } from './grades.ts';

interface ComputedCellProps {
  readonly id: string;
  readonly cell: EditedCell;
  readonly source: CandidateSource;
}

/** What follows from the other cells of its row: shown, never written. */
export const ComputedCell = ({ id, cell: { column, value }, source }: ComputedCellProps) => {
  const { t } = useTranslation();
  const columns = useColumns(column.table);
  const { context } = source;
  const text = showCell(value, column, context);
  const rank = gradeOf(value, column);
  return (
    <div id={id} className={styles.computed}>
      {rank === null ? text : <GradeChip rank={rank} text={text} />}
      {isFormulaError(value) && (
        <p className={styles.reason}>{formulaErrorText(t, value, columns, context.language)}</p>
      )}
    </div>
  );
};
