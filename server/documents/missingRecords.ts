import type * as Y from 'yjs';
import { builtInRecords, openWorkspace, type Workspace } from '../../shared/documents/index.ts';
import { columnKey, orderKeyBetween, type SetRecord } from '../../shared/model/index.ts';

/** Properties that options made by an earlier version have not got. */
const lateProperties: ReadonlySet<string> = new Set(['pipeline', 'outcome']);

/**
 * What every workspace begins with and this one lacks, because it is new or was made by an earlier
 * version: whole records, and properties that options did not have then. What somebody wrote, took
 * out of use or emptied is there, and stays as it is.
 */
export const missingRecords = (doc: Y.Doc): readonly SetRecord[] => {
  const places = columnPlaces(openWorkspace(doc));
  const known = new Map<string, ReadonlySet<string>>();
  return builtInRecords().flatMap((record) => {
    const { collection, id, properties } = record;
    const map = doc.getMap(collection);
    const ids = known.get(collection) ?? recordIds(map);
    known.set(collection, ids);
    if (!ids.has(id)) return collection === 'columns' ? places.add(record) : record;
    if (collection === 'columns') places.pass(id);
    if (collection !== 'options') return [];
    const lacking = Object.entries(properties).filter(
      ([property]) => lateProperties.has(property) && !map.has(`${id}/${property}`),
    );
    return lacking.length === 0 ? [] : { ...record, properties: Object.fromEntries(lacking) };
  });
};

const recordIds = (map: Y.Map<unknown>): ReadonlySet<string> =>
  new Set([...map.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))));

/** Built-in columns are gone through in their order: each stands after the one before it. */
const columnPlaces = (workspace: Workspace) => {
  /** Table → order key of the built-in column that was gone through last. */
  const last = new Map<string, string>();
  return {
    pass: (id: string): void => {
      const [table, column] = id.split('/') as [string, string];
      const order = workspace.column(table, column)?.order;
      if (order !== undefined) last.set(table, order);
    },
    add: (record: SetRecord): SetRecord => {
      const [table, column] = record.id.split('/') as [string, string];
      const columns = [...workspace.columns(table), ...workspace.binnedColumns(table)];
      const before = last.get(table) ?? null;
      const order = orderKeyBetween(before, nextOrder(columns, before), () => 0.5);
      last.set(table, order);
      // A column that people made and called so keeps the name that programs have for it.
      const key = columnKey(
        column,
        columns.map((other) => other.key),
      );
      return { ...record, properties: { ...record.properties, key, order } };
    },
  };
};

/** The first key after `before` that leaves room between the two. */
const nextOrder = (
  columns: readonly { readonly order: string }[],
  before: string | null,
): string | null => {
  const hasRoom = (order: string): boolean =>
    order > (before ?? '') &&
    !/^0*$/.test(order.startsWith(before ?? '') ? order.slice(before?.length ?? 0) : '1');
  return (
    columns
      .map(({ order }) => order)
      .filter(hasRoom)
      .sort()[0] ?? null
  );
};
