import type { Workspace } from '../../shared/documents/index.ts';
import { sharedLedger } from '../../shared/model/index.ts';
import type { OpenLedger } from '../sync/openLedgers.ts';
import type { Whereabouts } from './route.ts';
import type { UnionRows } from './unionRows.ts';

/** Where rows are and may go, as the ledgers and rights stand now. */
export const whereabouts = (
  ledgers: readonly OpenLedger[],
  rows: UnionRows,
  workspace: Workspace,
): Whereabouts => {
  const writable = ledgers.filter(({ level }) => level === 'write');
  const byId = new Map(ledgers.map((ledger) => [ledger.id, ledger]));
  return {
    ledgerOf: (table, row) => {
      const number = rows.table(table).rowOf(row);
      return number === undefined ? undefined : rows.table(table).ledgerOf(number);
    },
    ledgersOfLayer: (layer) =>
      ledgers
        .filter(({ ledger }) => ledger.segmentReferences().some((known) => known.layer === layer))
        .map(({ id }) => id),
    parentColumns: (table) =>
      workspace.columns(table).flatMap(({ id, type, settings: { linkedTable } }) => {
        const isParent =
          type === 'link' &&
          linkedTable !== undefined &&
          workspace.table(linkedTable)?.kind === 'customers';
        return isParent ? [{ id, linkedTable }] : [];
      }),
    mayWrite: (ledger) => byId.get(ledger)?.level === 'write',
    defaultLedger: (writable.find(({ name }) => name === sharedLedger) ?? writable[0])?.id ?? null,
    cell: (table, row, column) => {
      const number = rows.table(table).rowOf(row);
      return number === undefined ? null : rows.table(table).cell(number, column);
    },
  };
};
