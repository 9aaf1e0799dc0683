import type { CellValue } from '../../shared/model/index.ts';
import { holdsSet } from '../../shared/model/index.ts';
import type { RowStart } from '../app/openedRow.ts';
import type { Store } from '../store/store.ts';
import { columnIn } from './relatives.ts';

/**
 * What a row that is not made yet will hold beside what is written first: the option with which it
 * was begun, where there is one like it, and of a deal that it is the deal of `person`.
 */
export const startOfRow = (
  workspace: Store['workspace'],
  table: string,
  start: RowStart | null,
  person: string,
): Readonly<Record<string, CellValue>> => {
  const values: Record<string, CellValue> = {};
  const column = start === null ? undefined : columnIn(workspace, table, start.column);
  if (start !== null && column?.type === 'select' && !holdsSet(column)) {
    const options = workspace.options(table, column.id);
    if (options.some(({ id }) => id === start.option)) values[column.id] = start.option;
  }
  const owner = columnIn(workspace, table, 'owner');
  if (workspace.table(table)?.kind === 'deals' && owner?.type === 'person' && !holdsSet(owner))
    values[owner.id] = person;
  return values;
};
