import type * as Y from 'yjs';
import {
  openWorkspace,
  type RecordAddress,
  type Workspace,
  type WorkspaceUpdate,
} from '../../shared/documents/index.ts';
import { idParts } from '../../shared/documents/records.ts';
import { collections } from '../../shared/model/index.ts';

/** A workspace that stays the same object while the document beneath it is replaced. */
export interface SteadyWorkspace extends Workspace {
  /** Tells observers that every record may have changed. */
  replace(doc: Y.Doc): void;
}

export const steadyWorkspace = (doc: Y.Doc): SteadyWorkspace => {
  const listeners = new Set<(update: WorkspaceUpdate) => void>();
  const tell = (update: WorkspaceUpdate): void => {
    for (const listener of listeners) listener(update);
  };
  let current = openWorkspace(doc);
  let stop = current.observe(tell);
  return {
    get doc() {
      return current.doc;
    },
    get generation() {
      return current.generation;
    },
    get timeZone() {
      return current.timeZone;
    },
    apply: (commands, origin) => current.apply(commands, origin),
    observe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tables: () => current.tables(),
    columns: (table) => current.columns(table),
    options: (table, column) => current.options(table, column),
    tags: () => current.tags(),
    tagGroups: () => current.tagGroups(),
    pipelines: () => current.pipelines(),
    people: () => current.people(),
    binnedTables: () => current.binnedTables(),
    binnedColumns: (table) => current.binnedColumns(table),
    table: (id) => current.table(id),
    column: (table, column) => current.column(table, column),
    option: (table, column, option) => current.option(table, column, option),
    tag: (id) => current.tag(id),
    pipeline: (id) => current.pipeline(id),
    person: (id) => current.person(id),
    replace: (next) => {
      const records = [...recordsIn(current.doc), ...recordsIn(next)];
      stop();
      current = openWorkspace(next);
      stop = current.observe(tell);
      tell({ records, origin: null, local: false });
    },
  };
};

const recordsIn = (doc: Y.Doc): RecordAddress[] =>
  collections.flatMap((collection) => {
    const ids = new Set<string>();
    for (const key of doc.getMap(collection).keys())
      ids.add(key.split('/').slice(0, idParts[collection]).join('/'));
    return [...ids].map((id) => ({ collection, id }));
  });
