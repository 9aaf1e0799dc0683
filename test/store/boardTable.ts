import * as Y from 'yjs';
import { createBoard, type FedBoard } from '../../client/store/board.ts';
import { createContexts } from '../../client/store/columnContext.ts';
import type { Board, BoardQuery } from '../../client/store/store.ts';
import { createTaskSlices } from '../../client/store/taskSlices.ts';
import { createTitles } from '../../client/store/titles.ts';
import { createUnionRows } from '../../client/store/unionRows.ts';
import type { UnionTable } from '../../client/store/unionTable.ts';
import type { OpenLedger } from '../../client/sync/openLedgers.ts';
import {
  builtInRecords,
  type Ledger,
  openLedger,
  openWorkspace,
  type Workspace,
} from '../../shared/documents/index.ts';
import type { CellValue, LedgerCommand } from '../../shared/model/index.ts';
import { until } from '../sync/support/until.ts';

type Values = Readonly<Record<string, CellValue>>;

export interface BoardTable {
  readonly workspace: Workspace;
  readonly ledger: Ledger;
  readonly table: UnionTable;
  openBoard(query?: Partial<BoardQuery>): FedBoard;
  apply(...commands: LedgerCommand[]): void;
  add(id: string, values?: Values): void;
  addMany(count: number, values: (number: number) => Values): void;
  write(row: string, column: string, value: CellValue): void;
  deleteRow(row: string): void;
  restoreRow(row: string): void;
  closeLedger(): void;
  settled(board: Board): Promise<void>;
  close(): void;
}

const tables = new WeakMap<Board, UnionTable>();

export const idOf = (number: number): string =>
  `01J000000000000000000${String(number).padStart(5, '0')}`;

/** Row ids by lane, lanes without rows left out. */
export const shownIn = (board: Board): Readonly<Record<string, readonly string[]>> => {
  const table = tables.get(board)!;
  return Object.fromEntries(
    [...board.snapshot().lanes]
      .filter(([, { rows }]) => rows.length > 0)
      .map(([lane, { rows }]) => [lane, Array.from(rows, (row) => table.rowId(row))]),
  );
};

/**
 * The deals of one ledger without a server: documents are real, nothing else is needed. Time stands
 * still, so that all work is done in one slice, unless `clock` says otherwise.
 */
export const boardTable = (doc: Y.Doc = new Y.Doc(), clock: () => number = () => 0): BoardTable => {
  const slices = createTaskSlices(clock);
  const workspace = openWorkspace(new Y.Doc());
  workspace.apply(builtInRecords(), null);
  const rows = createUnionRows(slices, () => {});
  const ledger = openLedger(doc);
  const opened = { id: 'one', ledger } as OpenLedger;
  rows.open(opened);
  const contexts = createContexts(
    workspace,
    createTitles(workspace, rows.table),
    () => 'en',
    () => '2026-05-06',
    false,
  );
  const table = rows.table('deals');
  const boards: FedBoard[] = [];
  workspace.observe(() => {
    contexts.renew();
    for (const board of boards) board.contextChanged('names');
  });
  const apply = (...commands: LedgerCommand[]): void => void ledger.apply(commands, null);
  return {
    workspace,
    ledger,
    table,
    openBoard: (query = {}) => {
      const board = createBoard(
        { table: 'deals', column: 'stage', filter: null, sum: 'amount', ...query },
        { workspace, slices, table: rows.table, context: contexts.current, isReady: () => true },
      );
      tables.set(board, table);
      boards.push(board);
      return board;
    },
    apply,
    add: (id, values = {}) => apply({ type: 'addRows', table: 'deals', rows: [{ id, values }] }),
    addMany: (count, values) =>
      apply({
        type: 'addRows',
        table: 'deals',
        rows: Array.from({ length: count }, (_, number) => ({
          id: idOf(number),
          values: values(number),
        })),
      }),
    write: (row, column, value) =>
      apply({ type: 'setCells', table: 'deals', cells: [{ row, column, value }] }),
    deleteRow: (row) => apply({ type: 'deleteRows', table: 'deals', rows: [row], at: 1 }),
    restoreRow: (row) => apply({ type: 'restoreRows', table: 'deals', rows: [row] }),
    closeLedger: () => rows.close(opened),
    settled: (board) => until(() => !board.snapshot().busy),
    close: () => {
      for (const board of boards) board.close();
      slices.close();
    },
  };
};
