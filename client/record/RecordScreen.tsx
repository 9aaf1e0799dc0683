import { useState } from 'react';
import { newRow, useOpenedRow } from '../app/openedRow.ts';
import type { Store } from '../store/store.ts';
import { StoreContext, useStore } from '../store/useStore.ts';
import { ListSkeleton } from '../ui/Skeleton.tsx';
import { MissingRecord } from './MissingRecord.tsx';
import { Record } from './Record.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { useRowState } from './useRowState.ts';

interface RecordScreenProps {
  readonly session: Store;
  readonly table: string;
  /** Id of the row, or `newRow`. */
  readonly row: string;
}

/** One row with all that belongs to it: beside the rows, or over the whole screen of a phone. */
export default function RecordScreen({ session, table, row }: RecordScreenProps) {
  return (
    <StoreContext value={session}>
      <OpenedRecord table={table} row={row} />
    </StoreContext>
  );
}

const OpenedRecord = ({ table, row }: Omit<RecordScreenProps, 'session'>) => {
  const { inner, become } = useOpenedRow();
  // A row that was just made keeps the fields in which it was made, and the hand in them.
  const [made, setMade] = useState<string | null>(null);
  if (made !== null && row !== made && row !== newRow) setMade(null);
  const shown = inner ?? { table, row };
  const key = `${shown.table}/${shown.row === made ? newRow : shown.row}`;
  return (
    <RecordPanel table={table} row={row} inner={inner} isMade={inner === null && row === made}>
      <RecordOrWhy
        key={key}
        table={shown.table}
        row={shown.row}
        onMade={(id) => {
          setMade(id);
          become(id);
        }}
      />
    </RecordPanel>
  );
};

interface RecordOrWhyProps {
  readonly table: string;
  readonly row: string;
  onMade(row: string): void;
}

/** The record, or why there is none. */
const RecordOrWhy = ({ table, row, onMade }: RecordOrWhyProps) => {
  const store = useStore();
  const state = useRowState(store.table(table), row);
  if (row !== newRow && state.kind === 'loading') return <ListSkeleton />;
  if (row !== newRow && state.kind !== 'there')
    return <MissingRecord table={table} row={row} isDeleted={state.kind === 'deleted'} />;
  return (
    <Record
      table={table}
      row={row === newRow ? null : row}
      number={state.kind === 'there' ? state.number : null}
      onMade={onMade}
    />
  );
};
