import { isColumnId, isRowId, isSchemaId } from '../model/index.ts';

/**
 * Names of the root maps and shapes of their keys (docs/format.md). Everything is flat: one map
 * entry for one thing that two people may write at once, so that both of them stay.
 */
export const metaMap = 'meta';
export const layersMap = 'layers';
export const meMap = 'me';

const tableMapKinds = ['segments', 'rows', 'cells'] as const;
export type TableMapKind = (typeof tableMapKinds)[number];

export const tableMap = (kind: TableMapKind, table: string): string => `${kind}:${table}`;

/** The kind and table of a ledger's root map, or null when a ledger has no such map. */
export const parseTableMap = (name: string): { kind: TableMapKind; table: string } | null => {
  const colon = name.indexOf(':');
  const kind = tableMapKinds.find((known) => known === name.slice(0, colon));
  const table = name.slice(colon + 1);
  return kind !== undefined && isSchemaId(table) ? { kind, table } : null;
};

export const cellKey = (row: string, column: string): string => `${row}/${column}`;

export const memberKey = (row: string, column: string, member: string): string =>
  `${row}/${column}/${member}`;

export interface CellAddress {
  readonly row: string;
  readonly column: string;
  /** Null when the key is that of the whole cell. */
  readonly member: string | null;
}

/** Null for keys that no program of ours writes; they are left alone and never shown. */
export const parseCellKey = (key: string): CellAddress | null => {
  const first = key.indexOf('/');
  const second = key.indexOf('/', first + 1);
  const row = key.slice(0, Math.max(first, 0));
  const column = second < 0 ? key.slice(first + 1) : key.slice(first + 1, second);
  const member = second < 0 ? null : key.slice(second + 1);
  return isRowId(row) && isColumnId(column) && member !== '' ? { row, column, member } : null;
};

export const layerStateKey = (layer: string): string => `${layer}/state`;
