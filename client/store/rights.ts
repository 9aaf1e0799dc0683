import type { Me, Workspace } from '../../shared/documents/index.ts';
import { sharedLedger } from '../../shared/model/index.ts';
import type { OpenLedger } from '../sync/openLedgers.ts';
import type { Whereabouts } from './route.ts';
import type { UnionRows } from './unionRows.ts';

/** In one's own document: the id of the ledger that new rows go to. */
export const defaultLedgerKey = 'defaultLedger';

/** Where rows are and may go, as the ledgers and rights stand now. */
export const whereabouts = (
  ledgers: readonly OpenLedger[],
  rows: UnionRows,
  workspace: Workspace,
  me: Me,
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
    defaultLedger: defaultLedger(writable, me.get(defaultLedgerKey)),
    cell: (table, row, column) => {
      const number = rows.table(table).rowOf(row);
      return number === undefined ? null : rows.table(table).cell(number, column);
    },
  };
};

/** The chosen one while it may be written, else the shared one, else the first. */
const defaultLedger = (writable: readonly OpenLedger[], chosen: unknown): string | null => {
  const ledger =
    writable.find(({ id }) => id === chosen) ??
    writable.find(({ name }) => name === sharedLedger) ??
    writable[0];
  return ledger?.id ?? null;
};
