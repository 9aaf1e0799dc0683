import type { TableListed } from './session.ts';

/** The ways in which a table's rows are shown, each at an address of its own. */
export type TableShape = 'grid' | 'board';

export const addressOfGrid = (table: string): string => `/t/${table}`;

/** `by`: the select column whose options are the lanes; `pipeline`: the one that is shown. */
export const addressOfBoard = (
  table: string,
  { by, pipeline }: { readonly by?: string; readonly pipeline?: string | null } = {},
): string => {
  const query = new URLSearchParams();
  if (by !== undefined) query.set('by', by);
  if (pipeline != null) query.set('pipeline', pipeline);
  return `/t/${table}/board${query.size === 0 ? '' : `?${query}`}`;
};

/** Under which this browser remembers how a table was looked at, and each shape's last address. */
export const shapeKey = (table: string): string => `shape.${table}`;
export const placeKey = (table: string, shape: TableShape): string => `place.${table}.${shape}`;

/** How a table opens: as it was looked at last; deals as a board at first. */
export const shapeOf = ({ kind }: Pick<TableListed, 'kind'>, last: string | null): TableShape => {
  if (last === 'grid' || last === 'board') return last;
  return kind === 'deals' ? 'board' : 'grid';
};

/** The address at which a table opens; `remembered` reads what this browser remembers. */
export const addressOfTable = (
  table: Pick<TableListed, 'id' | 'kind'>,
  remembered: (key: string) => string | null,
): string => {
  const shape = shapeOf(table, remembered(shapeKey(table.id)));
  if (shape === 'grid') return addressOfGrid(table.id);
  return remembered(placeKey(table.id, 'board')) ?? addressOfBoard(table.id);
};

/** True for the path of the table in any shape. */
export const isTableAddress = (path: string, table: string): boolean =>
  path === addressOfGrid(table) || path === addressOfBoard(table);
