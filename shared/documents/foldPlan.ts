import { deletedColumn } from '../model/index.ts';
import { rowsPerSegment } from './encodeSegment.ts';
import type { LedgerTableIndex, Source } from './ledgerTable.ts';

/** Where the rows of one table go when their ledger is folded. */
export interface FoldPlan {
  /** Rows that are sealed together; more than one segment has room for are cut later. */
  readonly groups: readonly RowGroup[];
  /** Rows from here on were not there when it was planned. */
  readonly size: number;
  /** Segments whose rows are sealed anew, or have gone: the next document does not name them. */
  readonly replaced: ReadonlySet<Source>;
  /** Rows that are left behind for good. */
  readonly gone: ReadonlySet<number>;
}

export interface RowGroup {
  readonly layer: string | null;
  readonly rows: readonly number[];
}

/**
 * A segment is sealed anew when more than one in so many of its rows has an edit; the edits of
 * others are carried along as edits. Sealing anew makes everybody fetch all of the segment, and
 * an edit that is carried is a map entry in every copy of the document.
 */
const rowsPerEdit = 16;
/** Below this a segment is sealed anew with others, so that there is never a crowd of small ones. */
const smallSegment = rowsPerSegment / 2;

/**
 * Plans the folding of a table. Rows that went to the recycle bin before `binnedBefore` (ms) are
 * left behind, and nothing of them is kept.
 */
export const planFold = (table: LedgerTableIndex, binnedBefore: number): FoldPlan => {
  const gone = overdueRows(table, binnedBefore);
  const sources = table.sources();
  const worn = wornSources(table, gone);
  const small = smallSources(sources, worn, table);

  const groups: RowGroup[] = [];
  const loose = new Map<string | null, number[]>();
  const bySource = new Map<Source, number[]>();
  for (let row = 0; row < table.size; row++) {
    const origin = table.origin(row);
    if (table.isShadowed(row) || gone.has(row)) continue;
    if (origin === null) place(loose, null, row);
    else if (small.has(origin)) place(loose, origin.layer, row);
    else if (worn.has(origin)) place(bySource, origin, row);
  }
  for (const [{ layer }, rows] of bySource) groups.push({ layer, rows });
  for (const [layer, rows] of loose) groups.push({ layer, rows });
  return { groups, size: table.size, replaced: new Set([...worn, ...small]), gone };
};

const overdueRows = (table: LedgerTableIndex, binnedBefore: number): ReadonlySet<number> => {
  const binnedAt = table.scan(deletedColumn);
  const gone = new Set<number>();
  for (let row = 0; row < table.size; row++) {
    const at = binnedAt(row);
    if (typeof at === 'number' && at < binnedBefore) gone.add(row);
  }
  return gone;
};

/** Segments with many edits, with rows that were made fresh too, or with rows that have to go. */
const wornSources = (table: LedgerTableIndex, gone: ReadonlySet<number>): ReadonlySet<Source> => {
  const worn = new Set<Source>();
  for (const row of [...table.freshRows(), ...gone]) {
    const origin = table.origin(row);
    if (origin !== null) worn.add(origin);
  }
  const edits = new Map<Source, number>();
  for (const { row } of table.edits()) {
    const origin = table.origin(row);
    if (origin === null) continue;
    const count = (edits.get(origin) ?? 0) + 1;
    edits.set(origin, count);
    if (count * rowsPerEdit > origin.segment.rows) worn.add(origin);
  }
  return worn;
};

/** Small segments of layers in which there is something to seal them together with. */
const smallSources = (
  sources: readonly Source[],
  worn: ReadonlySet<Source>,
  table: LedgerTableIndex,
): ReadonlySet<Source> => {
  const isSmall = ({ segment }: Source): boolean => segment.rows < smallSegment;
  const company = new Map<string | null, number>();
  for (const source of sources)
    if (isSmall(source)) company.set(source.layer, (company.get(source.layer) ?? 0) + 1);
  for (const row of table.freshRows())
    if (table.origin(row) === null) {
      company.set(null, (company.get(null) ?? 0) + 1);
      break;
    }
  return new Set(
    sources.filter(
      (source) => isSmall(source) && (worn.has(source) || company.get(source.layer)! > 1),
    ),
  );
};

const place = <Key>(groups: Map<Key, number[]>, key: Key, row: number): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
};
