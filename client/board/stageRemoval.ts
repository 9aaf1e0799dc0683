import { type CellWrite, deletedColumn, type Option } from '../../shared/model/index.ts';
import type { Step, Store } from '../store/store.ts';
import { setOption } from './stages.ts';

type Reads = Pick<Store, 'table'>;

/**
 * Takes a stage out of use, and its deals to another (null: to none), all of it one step of undo.
 * `at` in ms since 1970.
 */
export const removeStage = (store: Reads, stage: Option, to: string | null, at: number): Step =>
  removeStages(store, stage, new Map([[stage.id, to]]), at);

/** Takes several stages of a column out of use: id → where its deals go. */
export const removeStages = (
  store: Reads,
  { table, column }: Pick<Option, 'table' | 'column'>,
  targets: ReadonlyMap<string, string | null>,
  at: number,
): Step => {
  const cells = cellsIn(store, table, column, targets);
  return {
    records: [...targets.keys()].map((id) => setOption({ table, column }, id, { deletedAt: at })),
    commands: cells.length === 0 ? [] : [{ type: 'setCells', table, cells }],
  };
};

/** How many rows in use stand in these stages. */
export const countIn = (
  { table: tableOf }: Reads,
  table: string,
  column: string,
  stages: ReadonlySet<string>,
): number => {
  const rows = tableOf(table);
  const read = rows.scan(column);
  let count = 0;
  for (let row = 0; row < rows.size; row++)
    if (rows.isListed(row) && stages.has(read(row) as string)) count++;
  return count;
};

/** Rows in the recycle bin go too: what comes back from there has a stage. */
const cellsIn = (
  { table: tableOf }: Reads,
  table: string,
  column: string,
  targets: ReadonlyMap<string, string | null>,
): readonly CellWrite[] => {
  const rows = tableOf(table);
  const [read, deleted] = [rows.scan(column), rows.scan(deletedColumn)];
  const cells: CellWrite[] = [];
  for (let row = 0; row < rows.size; row++) {
    const was = read(row);
    if (typeof was !== 'string' || !targets.has(was)) continue;
    if (rows.isListed(row) || deleted(row) !== null)
      cells.push({ row: rows.rowId(row), column, value: targets.get(was) ?? null, was });
  }
  return cells;
};
