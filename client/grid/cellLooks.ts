import { type CustomCell, GridCellKind } from '@glideapps/glide-data-grid';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import type { TableRows } from '../store/store.ts';
import { type CellLook, lookOf } from './cellLook.ts';

export type LookCell = CustomCell<CellLook>;

/** Cells as the canvas wants them, each made once and kept while its value stays. */
export interface CellLooks {
  at(row: number, column: Column): LookCell;
  forget(row: number, column: string): void;
}

/** More than any screen shows at once; beyond it all are made anew. */
const mostKept = 20_000;

export const createCellLooks = (table: TableRows, context: ColumnContext): CellLooks => {
  const byColumn = new Map<string, { column: Column; cells: Map<number, LookCell> }>();
  let kept = 0;

  const make = (row: number, column: Column): LookCell => {
    const look = lookOf(table.cell(row, column.id), column, context);
    return lookCell(look, column.type === 'checkbox' ? 'pointer' : undefined);
  };

  return {
    at(row, column) {
      let kind = byColumn.get(column.id);
      // Its settings say how it looks: which results are grades, in which currency amounts are.
      if (kind?.column !== column) {
        kind = { column, cells: new Map() };
        byColumn.set(column.id, kind);
      }
      const { cells } = kind;
      let cell = cells.get(row);
      if (cell === undefined) {
        if (++kept > mostKept) {
          kept = 0;
          for (const others of byColumn.values()) others.cells.clear();
        }
        cell = make(row, column);
        cells.set(row, cell);
      }
      return cell;
    },
    forget(row, column) {
      byColumn.get(column)?.cells.delete(row);
    },
  };
};

const lookCell = (look: CellLook, cursor?: 'pointer'): LookCell => ({
  kind: GridCellKind.Custom,
  allowOverlay: false,
  readonly: false,
  data: look,
  copyData: look.text,
  ...(cursor && { cursor }),
});

/** A cell of the row that is not there yet, under the last one. */
export const blankCell = (hint: string): LookCell =>
  lookCell({ shape: 'empty', text: hint, align: 'left', chips: [], ticked: false });
