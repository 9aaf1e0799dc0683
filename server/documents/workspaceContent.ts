import type * as Y from 'yjs';
import { openWorkspace } from '../../shared/documents/index.ts';
import { type Change, collections } from '../../shared/model/index.ts';
import { conflictAt, toCellValue } from './conflict.ts';
import type { Content } from './content.ts';

/**
 * Properties of records are told as cells: the collection is the table, the record the row, the
 * property the column.
 */
export const workspaceContent = (doc: Y.Doc): Content => {
  const workspace = openWorkspace(doc);
  let changes: Change[] = [];
  for (const collection of collections) {
    const map = doc.getMap(collection);
    map.observe((event) => {
      for (const [key, { oldValue }] of event.keys) {
        const [before, after] = [toCellValue(oldValue), toCellValue(map.get(key))];
        changes.push({ ...placeOf(collection, key), before, after });
      }
    });
  }
  return {
    ledger: null,
    workspace,
    takeHappened: () => {
      const happened = { changes, layer: null };
      changes = [];
      return happened;
    },
    conflictOf: (overwrite) =>
      conflictAt(doc, placeOf(overwrite.map, overwrite.key), overwrite, toCellValue),
    hasEvents: true,
  };
};

const placeOf = (collection: string, key: string): Pick<Change, 'table' | 'row' | 'column'> => {
  const slash = key.lastIndexOf('/');
  return { table: collection, row: key.slice(0, slash), column: key.slice(slash + 1) };
};
