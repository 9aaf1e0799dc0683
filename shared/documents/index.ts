export { type Applied, applyCommands } from './applyCommands.ts';
export {
  type Ledger,
  type LedgerUpdate,
  openLedger,
  type RowRange,
  type SegmentReference,
} from './ledger.ts';
export type { LedgerTable } from './ledgerTable.ts';
export { type Me, openMe } from './me.ts';
export * from './names.ts';
export { builtInRecords } from './seed.ts';
export {
  openWorkspace,
  type RecordAddress,
  type Workspace,
  type WorkspaceUpdate,
} from './workspace.ts';
