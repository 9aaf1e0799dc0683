import type * as Y from 'yjs';
import { type Ledger, openWorkspace } from '../../shared/documents/index.ts';
import type { LedgerEvent } from '../../shared/model/index.ts';
import type { ProjectionTables } from '../projection/index.ts';
import { isCounted, rowReader } from '../projection/readLedger.ts';
import type { LogStore } from '../storage/port.ts';
import type { SqliteFile } from '../storage/sqlite/index.ts';

export interface Compared {
  readonly file: SqliteFile<ProjectionTables>;
  readonly log: Pick<LogStore, 'events'>;
  readonly workspace: Y.Doc;
}

const rowsAtOnce = 5_000;
const eventsAtOnce = 500;

/**
 * What is different between a ledger's rows and those of the projection, in one sentence; null when
 * nothing is. Rows that the projection will look at anyway, since something happened to them that
 * it has not followed yet, are left out, and so are results of formulas.
 */
export const compareRows = async (
  { file, log, workspace }: Compared,
  id: string,
  ledger: Ledger,
): Promise<string | null> => {
  const place = await file.reader
    .selectFrom('ledgers')
    .select(['generation', 'event'])
    .where('ledger', '=', id)
    .executeTakeFirst();
  // Not there, not all there or of another generation: it is read anew when it is opened.
  if (place === undefined || place.generation !== ledger.generation) return null;
  const pending = await pendingRows(log, id, place.event);
  if (pending === 'all') return null;
  for (const tableId of ledger.tables()) {
    const table = ledger.table(tableId);
    const formulas = formulaColumns(workspace, tableId);
    const read = rowReader(table, formulas);
    const expected = new Map<string, string>();
    for (let row = 0; row < table.size; row++)
      if (isCounted(table, row) && !pending.has(`${tableId}/${table.rowId(row)}`))
        expected.set(table.rowId(row), asText(read(row)));
    for await (const row of projectedRows(file, id, tableId)) {
      if (pending.has(`${tableId}/${row.id}`)) continue;
      const cells = Object.entries(JSON.parse(row.cells) as Record<string, unknown>);
      const stored = cells.filter(([column]) => !formulas.has(column));
      if (expected.get(row.id) !== asText({ ...row, cells: stored }))
        return `has other contents than ledger ${id} in row ${row.id} of ${tableId}`;
      expected.delete(row.id);
    }
    if (expected.size > 0)
      return `lacks ${expected.size} rows of ledger ${id} in ${tableId}, such as ${[...expected.keys()][0]}`;
  }
  return null;
};

interface ComparedRow {
  readonly orderKey: string;
  readonly isListed: number;
  readonly cells: readonly (readonly [string, unknown])[];
}

/** The same text for the same row, in whichever order its cells come. */
const asText = ({ orderKey, isListed, cells }: ComparedRow): string =>
  JSON.stringify([orderKey, isListed, [...cells].sort(([a], [b]) => (a < b ? -1 : 1))]);

async function* projectedRows(file: Compared['file'], ledger: string, tableId: string) {
  for (let after = ''; ; ) {
    const rows = await file.reader
      .selectFrom('rows')
      .select(['id', 'orderKey', 'isListed', 'cells'])
      .where('ledger', '=', ledger)
      .where('tableId', '=', tableId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    yield* rows;
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)!.id;
  }
}

/** `<table>/<row>` of what happened after `event`; all of them when an import came or went. */
const pendingRows = async (
  log: Compared['log'],
  ledger: string,
  event: number,
): Promise<ReadonlySet<string> | 'all'> => {
  const rows = new Set<string>();
  for (let after = event; ; ) {
    const events: readonly LedgerEvent[] = await log.events(`ledger/${ledger}`, {
      after,
      limit: eventsAtOnce,
    });
    const last = events.at(-1);
    if (last === undefined) return rows;
    for (const { changes, layer } of events) {
      if (layer !== null) return 'all';
      for (const { table, row } of changes) rows.add(`${table}/${row}`);
    }
    after = last.id;
  }
};

const formulaColumns = (doc: Y.Doc, table: string): ReadonlySet<string> => {
  const workspace = openWorkspace(doc);
  const columns = [...workspace.columns(table), ...workspace.binnedColumns(table)];
  return new Set(columns.filter(({ type }) => type === 'formula').map(({ id }) => id));
};
