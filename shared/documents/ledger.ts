import type * as Y from 'yjs';
import {
  type CellValue,
  type Change,
  deletedColumn,
  isRowId,
  type LedgerCommand,
  sameValue,
} from '../model/index.ts';
import { type Applied, applyCommands } from './applyCommands.ts';
import { createLedgerTable, type LedgerTable, type LedgerTableIndex } from './ledgerTable.ts';
import { layersMap, metaMap, parseCellKey, parseTableMap, tableMap } from './names.ts';
import type { Segment } from './segment.ts';

/**
 * A ledger document, opened for reading and writing. Nobody outside this folder sees its maps.
 */
export interface Ledger {
  readonly doc: Y.Doc;
  /** Which life of the document this is; null while nothing has arrived yet. */
  readonly generation: number | null;
  /** Ids of the tables of which something is here. */
  tables(): readonly string[];
  /** The same object at every call; a table of no rows for an id that is not here. */
  table(id: string): LedgerTable;
  /**
   * Applies commands in one transaction. Writes whose `was` no longer holds do not happen and are
   * told as misses. `written` is what was done, with what stood there before, for the journal.
   */
  apply(commands: readonly LedgerCommand[], origin: unknown): Applied;
  /** Tells of every transaction that changed something, and of segments that were opened. */
  observe(listener: (update: LedgerUpdate) => void): () => void;
  segmentReferences(): readonly SegmentReference[];
  /** Segments that the document names and that are not opened here: their rows are not seen. */
  missingSegments(): readonly SegmentReference[];
  /** Makes the rows of a segment readable. Does nothing when it is open or not named. */
  openSegment(hash: string, segment: Segment): void;
  /** By hash: the segments that are open. */
  openedSegments(): ReadonlyMap<string, Segment>;
  /** Bytes of the segments that are open, as they are encoded. */
  readonly sealedBytes: number;
  isLayerUndone(layer: string): boolean;
  /** True once an import was named, whatever became of it. */
  hasLayer(layer: string): boolean;
}

export interface LedgerUpdate {
  readonly changes: readonly Change[];
  /** Rows that became known: numbers from … to - 1. Rows of segments have no changes. */
  readonly added: readonly RowRange[];
  /** Imports that were undone or brought back. */
  readonly layers: readonly string[];
  /** Segments that the document names since this transaction. */
  readonly segments: readonly SegmentReference[];
  readonly origin: unknown;
  readonly local: boolean;
}

export interface RowRange {
  readonly table: string;
  readonly from: number;
  readonly to: number;
}

export interface SegmentReference {
  readonly id: string;
  readonly table: string;
  readonly hash: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The import that brought it, or null for rows that a rotation sealed. */
  readonly layer: string | null;
}

export const openLedger = (doc: Y.Doc): Ledger => {
  const meta = doc.getMap(metaMap);
  const layers = doc.getMap(layersMap);
  const tables = new Map<string, LedgerTableIndex>();
  const opened = new Set<string>();
  const listeners = new Set<(update: LedgerUpdate) => void>();
  const undoneLayers = new Set<string>();
  let pending = emptyUpdate();
  let sealedBytes = 0;

  const tableIndex = (id: string): LedgerTableIndex => {
    const known = tables.get(id);
    if (known !== undefined) return known;
    const table = createLedgerTable((layer) => undoneLayers.has(layer));
    tables.set(id, table);
    for (const kind of ['segments', 'rows', 'cells'] as const) doc.getMap(tableMap(kind, id));
    doc.getMap(tableMap('rows', id)).observe((event) => readRows(id, table, event.keysChanged));
    doc.getMap(tableMap('cells', id)).observe((event) => readCells(id, table, event.keysChanged));
    doc.getMap(tableMap('segments', id)).observe((event) => readSegments(id, event.keysChanged));
    readRows(id, table, doc.getMap(tableMap('rows', id)).keys());
    readCells(id, table, doc.getMap(tableMap('cells', id)).keys());
    readSegments(id, doc.getMap(tableMap('segments', id)).keys());
    return table;
  };

  const readRows = (id: string, table: LedgerTableIndex, keys: Iterable<string | null>): void => {
    const rows = doc.getMap(tableMap('rows', id));
    for (const rowId of keys) {
      if (rowId === null || !isRowId(rowId)) continue;
      const size = table.size;
      const standing = table.rowOf(rowId);
      const values = rows.get(rowId);
      const columns = new Set([
        ...(standing === undefined ? [] : table.freshColumns(standing)),
        ...(table.waiting().get(rowId)?.keys() ?? []),
        ...(typeof values === 'object' && values !== null ? Object.keys(values) : []),
      ]);
      if (standing === undefined) columns.delete(deletedColumn);
      const before = [...columns].map((column) => stateOf(id, table, rowId, column));
      if (standing === undefined) before.push(notMade(id, rowId));
      const row = table.putFresh(rowId, values);
      if (row === size) extend(pending.added, id, row);
      for (const change of before) {
        const after = table.cell(row, change.column);
        if (!sameValue(change.before, after)) pending.rowChanges.push({ ...change, after });
      }
    }
  };

  const readCells = (id: string, table: LedgerTableIndex, keys: Iterable<string | null>): void => {
    const cells = doc.getMap(tableMap('cells', id));
    const before = new Map<string, Change>();
    for (const key of keys) {
      const address = key === null ? null : parseCellKey(key);
      if (key === null || address === null) continue;
      const cell = `${address.row}/${address.column}`;
      if (!before.has(cell)) before.set(cell, stateOf(id, table, address.row, address.column));
      table.putCell(address, cells.get(key));
    }
    for (const change of before.values()) {
      const after = stateOf(id, table, change.row, change.column).before;
      if (!sameValue(change.before, after)) pending.cellChanges.push({ ...change, after });
    }
  };

  const readSegments = (id: string, keys: Iterable<string | null>): void => {
    const segments = doc.getMap(tableMap('segments', id));
    for (const key of keys) {
      const reference = key === null ? null : referenceOf(id, key, segments.get(key));
      if (reference !== null) pending.segments.push(reference);
    }
  };

  const readLayers = (keys: Iterable<string | null>): void => {
    for (const key of keys) {
      const layer = key === null ? null : /^(.+)\/state$/.exec(key)?.[1];
      if (key === null || layer === null || layer === undefined) continue;
      if (layers.get(key) === 'undone') undoneLayers.add(layer);
      else undoneLayers.delete(layer);
      pending.layers.push(layer);
    }
  };

  /** Root maps come into being with the first update that names them, and stay. */
  let rootMaps = 0;
  const bindNewTables = (): void => {
    if (doc.share.size === rootMaps) return;
    for (const name of [...doc.share.keys()]) {
      const found = parseTableMap(name);
      if (found !== null) tableIndex(found.table);
    }
    rootMaps = doc.share.size;
  };

  const tell = (origin: unknown, local: boolean): void => {
    const { rowChanges, cellChanges, added, layers: changed, segments } = pending;
    pending = emptyUpdate();
    const changes = oneForEachCell(rowChanges, cellChanges);
    if (changes.length + added.length + changed.length + segments.length === 0) return;
    const update = { changes, added, layers: changed, segments, origin, local };
    for (const listener of listeners) listener(update);
  };

  const allReferences = (): SegmentReference[] =>
    [...tables.keys()].flatMap((id) => {
      const segments = doc.getMap(tableMap('segments', id));
      return [...segments.keys()].flatMap((key) => referenceOf(id, key, segments.get(key)) ?? []);
    });

  layers.observe((event) => readLayers(event.keysChanged));
  readLayers(layers.keys());
  bindNewTables();
  pending = emptyUpdate();
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    bindNewTables();
    tell(transaction.origin, transaction.local);
  });

  return {
    doc,
    get generation() {
      const generation = meta.get('generation');
      return typeof generation === 'number' ? generation : null;
    },
    tables: () => [...tables.keys()],
    table: tableIndex,
    apply: (commands, origin) => applyCommands(doc, tableIndex, commands, origin),
    observe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    segmentReferences: allReferences,
    missingSegments: () => allReferences().filter((reference) => !opened.has(placeOf(reference))),
    openSegment: (hash, segment) => {
      for (const reference of allReferences()) {
        if (reference.hash !== hash || opened.has(placeOf(reference))) continue;
        opened.add(placeOf(reference));
        sealedBytes += segment.bytes;
        const range = tableIndex(reference.table).addSegment(segment, hash, reference.layer);
        pending.added.push({ table: reference.table, ...range });
      }
      tell(null, false);
    },
    openedSegments: () =>
      new Map(
        [...tables.values()].flatMap((table) =>
          table.sources().map(({ hash, segment }) => [hash, segment] as const),
        ),
      ),
    get sealedBytes() {
      return sealedBytes;
    },
    isLayerUndone: (layer) => undoneLayers.has(layer),
    hasLayer: (layer) => layers.has(layer),
  };
};

/** The cell as it stands, in a change's `before`; `after` is filled in when it is known. */
const stateOf = (table: string, index: LedgerTableIndex, row: string, column: string): Change => {
  const number = index.rowOf(row);
  const before: CellValue = number === undefined ? null : index.cell(number, column);
  return { table, row, column, before, after: null };
};

const placeOf = ({ table, id }: SegmentReference): string => `${table}/${id}`;

/** Of a row that was just made, an empty one too: it came out of a bin in which it never was. */
const notMade = (table: string, row: string): Change => ({
  table,
  row,
  column: deletedColumn,
  before: 0,
  after: null,
});

const extend = (ranges: RowRange[], table: string, row: number): void => {
  const last = ranges.at(-1);
  if (last !== undefined && last.table === table && last.to === row)
    ranges[ranges.length - 1] = { ...last, to: row + 1 };
  else ranges.push({ table, from: row, to: row + 1 });
};

const referenceOf = (table: string, id: string, value: unknown): SegmentReference | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { hash, rows, columns, layer } = value as Partial<SegmentReference>;
  if (typeof hash !== 'string' || typeof rows !== 'number' || !Array.isArray(columns)) return null;
  return { id, table, hash, rows, columns, layer: typeof layer === 'string' ? layer : null };
};

/** A row may come and be edited in one transaction: then its cells go from nothing to the edit. */
const oneForEachCell = (rows: readonly Change[], cells: readonly Change[]): readonly Change[] => {
  if (rows.length === 0 || cells.length === 0) return rows.length === 0 ? cells : rows;
  const places = new Map<string, Change>();
  for (const change of [...rows, ...cells]) {
    const place = `${change.table}/${change.row}/${change.column}`;
    const first = places.get(place);
    places.set(place, first === undefined ? change : { ...change, before: first.before });
  }
  return [...places.values()].filter(({ before, after }) => !sameValue(before, after));
};

interface PendingUpdate {
  /** Yjs tells of rows and of cells in either order. */
  rowChanges: Change[];
  cellChanges: Change[];
  added: RowRange[];
  layers: string[];
  segments: SegmentReference[];
}

const emptyUpdate = (): PendingUpdate => ({
  rowChanges: [],
  cellChanges: [],
  added: [],
  layers: [],
  segments: [],
});
