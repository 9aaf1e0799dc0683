import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Workspace } from '../../shared/documents/index.ts';
import { boardOrderColumn, type ColumnTypeId, deletedColumn } from '../../shared/model/index.ts';
import { type LaneRules, matcher } from '../../shared/query/index.ts';
import type { BoardQuery } from './store.ts';

/** What a board query means in this workspace, now. */
export const laneRulesOf = (
  { table, column, filter, sum }: BoardQuery,
  workspace: Workspace,
  context: ColumnContext,
): LaneRules => {
  const filtered = filter === null ? undefined : workspace.column(table, filter.column);
  return {
    column,
    options: optionsOf({ table, column }, workspace),
    filter:
      filter === null || filtered === undefined
        ? null
        : { column: filtered.id, matches: matcher(filter, filtered, context) },
    sum,
  };
};

/** Options that have a lane, in order. */
export const optionsOf = (
  { table, column }: Pick<BoardQuery, 'table' | 'column'>,
  workspace: Workspace,
): readonly string[] => workspace.options(table, column).map(({ id }) => id);

/** Columns of which a change may move a row or change a sum. */
export const columnsOfBoard = ({ column, filter, sum }: BoardQuery): ReadonlySet<string> =>
  new Set([
    column,
    boardOrderColumn,
    deletedColumn,
    ...(filter === null ? [] : [filter.column]),
    ...(sum === null ? [] : [sum]),
  ]);

/** Type of the column that decides which rows are shown; null without a filter. */
export const filteredType = (
  { table, filter }: BoardQuery,
  workspace: Workspace,
): ColumnTypeId | null =>
  filter === null ? null : (workspace.column(table, filter.column)?.type ?? null);
