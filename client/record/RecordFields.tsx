import { CellField } from '../cells/CellField.tsx';
import type { CandidateSource } from '../cells/candidates.ts';
import type { EditedCell } from '../cells/editedCell.ts';
import styles from './RecordFields.module.css';

interface RecordFieldsProps {
  readonly cells: readonly EditedCell[];
  readonly source: CandidateSource;
}

/** Every column of a row, in the team's order. */
export const RecordFields = ({ cells, source }: RecordFieldsProps) => (
  <div className={styles.fields}>
    {cells.map((cell) => (
      <CellField key={cell.column.id} cell={cell} source={source} />
    ))}
  </div>
);
