import { useMemo } from 'react';
import { holdsSet, isComputed } from '../../shared/model/index.ts';
import { useOpenedRow } from '../app/openedRow.ts';
import { useSignedIn } from '../app/useSession.ts';
import { useCandidateSource } from '../cells/useCandidateSource.ts';
import { useColumnContext, useColumns, useStore } from '../store/useStore.ts';
import { RecordFields } from './RecordFields.tsx';
import { RecordHead } from './RecordHead.tsx';
import { RecordTabs } from './RecordTabs.tsx';
import { startOfRow } from './startOfRow.ts';
import { useBeginning } from './useBeginning.ts';
import { useRowCells } from './useRowCells.ts';

interface RecordProps {
  readonly table: string;
  /** Null: a row that is made with the first thing written. */
  readonly row: string | null;
  /** Of the row, in its table. */
  readonly number: number | null;
  readonly onMade: (row: string) => void;
}

/** A row with all that belongs to it; of a new one, its fields. */
export const Record = ({ table, row, number, onMade }: RecordProps) => {
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(table);
  const source = useCandidateSource({ store, context });
  const { start, openInner } = useOpenedRow();
  const { user } = useSignedIn();
  const cellOf = useRowCells({
    table,
    row,
    start: row === null ? startOfRow(store.workspace, table, start, user.id) : undefined,
    onMade,
    openRow: (linked, id) => openInner({ table: linked, row: id }),
  });
  const [first] = columns;
  const title =
    first === undefined || holdsSet(first) || isComputed(first) || first.type === 'checkbox'
      ? null
      : first;
  useBeginning(row === null);
  const fields = useMemo(
    () => (title === null ? columns : columns.filter(({ id }) => id !== title.id)),
    [columns, title],
  );

  return (
    <>
      <RecordHead
        table={table}
        row={row}
        shownIn={(column) => cellOf(column).value}
        title={title && cellOf(title)}
        columns={columns}
        source={source}
      />
      <RecordTabs table={table} row={row} number={number}>
        <RecordFields cells={fields.map(cellOf)} source={source} />
      </RecordTabs>
    </>
  );
};
