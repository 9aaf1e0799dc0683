import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';
import { nameIn } from '../../shared/model/index.ts';
import { newRow } from '../app/openedRow.ts';
import type { CandidateSource } from '../cells/candidates.ts';
import type { EditedCell } from '../cells/editedCell.ts';
import { GradeChip } from '../cells/GradeChip.tsx';
import { gradeOf } from '../cells/grades.ts';
import { TextCell } from '../cells/TextCell.tsx';
import { useStore } from '../store/useStore.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { KeyFigures } from './KeyFigures.tsx';
import { eachOnce, usePeersIn } from './presence.ts';
import styles from './RecordHead.module.css';
import { useRowTitle } from './useRowTitle.ts';

interface RecordHeadProps {
  readonly table: string;
  readonly row: string | null;
  readonly shownIn: (column: Column) => CellValue;
  /** Null where the first column is none that is written as text. */
  readonly title: EditedCell | null;
  readonly columns: readonly Column[];
  readonly source: CandidateSource;
}

/** The element in which a row's title is written. */
export const titleField = 'record-title';

/** Columns that say in a line whose a row is, as far as the team still has them. */
const idColumns: Readonly<Record<string, readonly string[]>> = {
  customers: ['kind', 'outlet', 'owner'],
  deals: ['stage', 'owner'],
  followUps: ['channel', 'date', 'by'],
  tasks: ['due', 'assignee'],
};

/** What a row is: its title, its grade, a line about it, who else is here, its key figures. */
export const RecordHead = ({ table, row, shownIn, title, columns, source }: RecordHeadProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const titleName = title === null ? '' : nameIn(title.column.name, source.context.language);
  const heading = useRowTitle(table, row ?? newRow);
  const people = eachOnce(usePeersIn(table, row));
  const kind = store.workspace.table(table)?.kind ?? 'plain';
  const graded = columns.find(({ settings }) => settings.grades !== undefined);
  const grade = graded === undefined ? null : shownIn(graded);
  const rank = graded === undefined ? null : gradeOf(grade, graded);
  const line = (idColumns[kind] ?? []).flatMap((id) => {
    const column = columns.find((known) => known.id === id);
    return column === undefined ? [] : showCell(shownIn(column), column, source.context) || [];
  });

  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h2 className={title === null ? styles.heading : 'unseen'}>{heading}</h2>
        {title !== null && (
          <TextCell
            id={titleField}
            label={titleName}
            cell={title}
            source={source}
            placeholder={row === null ? titleName : heading}
            className={styles.title}
          />
        )}
        {rank !== null && graded !== undefined && (
          <GradeChip rank={rank} text={showCell(grade, graded, source.context)} />
        )}
      </div>
      {(line.length > 0 || people.length > 0) && (
        <div className={styles.line}>
          <span>{line.join(' · ')}</span>
          {people.map(({ person, name, color, typing }) => (
            <Avatar
              key={person}
              name={name}
              color={color}
              typing={typing}
              label={t(typing ? 'record.hereTyping' : 'record.here', { name })}
            />
          ))}
        </div>
      )}
      {kind === 'customers' && row !== null && <KeyFigures table={table} row={row} />}
    </div>
  );
};
