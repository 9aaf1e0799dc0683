import { useRef } from 'react';
import { type CellValue, type Column, sameValue } from '../../shared/model/index.ts';
import type { EditedCell } from '../cells/editedCell.ts';
import { setCell, setMember } from '../cells/edits.ts';
import type { Step } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import { eachOnce, inRecord, usePeersIn } from './presence.ts';

interface RowCellsOptions {
  readonly table: string;
  /** Null: a row that is made with the first thing written. */
  readonly row: string | null;
  /** What that row holds beside. */
  readonly start?: Readonly<Record<string, CellValue>>;
  readonly onMade?: (row: string) => void;
  readonly openRow?: (table: string, row: string) => void;
  /** Where this person is when none of the cells has them; the row itself when absent. */
  readonly place?: { readonly table: string; readonly row: string };
}

/** The cells of one row, to be edited in fields. */
export const useRowCells = (options: RowCellsOptions): ((column: Column) => EditedCell) => {
  const { table, row, start = {}, onMade, openRow } = options;
  const store = useStore();
  const rows = store.table(table);
  const peers = usePeersIn(table, row);
  // What is written right after the first thing goes to the same row, drawn or not.
  const made = useRef<string | null>(null);
  /** Asked anew at each writing: the ledger may have been closed since this was drawn. */
  const mayWriteNow = (id: string | null): boolean => {
    if (id === null) return store.mayWrite;
    const number = rows.rowOf(id);
    return number !== undefined && store.mayWriteRow(table, number);
  };
  const mayWrite = mayWriteNow(row);
  const idNow = (): string | null => row ?? made.current;

  return (column) => {
    const valueNow = (): CellValue => {
      const id = idNow();
      if (id === null) return start[column.id] ?? null;
      const at = rows.rowOf(id);
      return at === undefined ? null : rows.cell(at, column.id);
    };
    const written = (id: string): void => {
      if (idNow() !== null) return;
      made.current = id;
      onMade?.(id);
    };
    return {
      column,
      row,
      value: valueNow(),
      mayWrite,
      peers: eachOnce(peers.filter((peer) => peer.column === column.id)),
      write: (value: CellValue, records?: Step['records']) => {
        const id = idNow();
        if (id === null && sameValue(value, valueNow())) return true;
        if (!mayWriteNow(id)) return false;
        written(setCell(store, column, id ?? start, value, records));
        return true;
      },
      writeMember: (member, isIn, records) =>
        written(setMember(store, column, idNow() ?? start, valueNow(), member, isIn, records)),
      tellPlace: (typing) => {
        const id = idNow();
        if (id === null) return;
        const place = options.place ?? { table, row: id };
        if (typing === null) store.setPresence({ ...place, column: inRecord }, false);
        else store.setPresence({ table, row: id, column: column.id }, typing);
      },
      openRow,
    };
  };
};
