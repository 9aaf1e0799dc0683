const MiB = 1024 * 1024;

/** What documents may hold. No team comes near; a program that went wild does. Bytes are Yjs's. */
export interface Limits {
  /** Characters of one cell's or property's value: of a text itself, of others as JSON. */
  readonly valueLength: number;
  /** Rows of a ledger, all tables together; those in the recycle bin count too. */
  readonly rows: number;
  /** Of a ledger beside its sealed rows. */
  readonly ledgerBytes: number;
  /** Tables of a workspace and columns of a table; those taken out of use count too. */
  readonly tables: number;
  readonly columns: number;
  readonly workspaceBytes: number;
  readonly meBytes: number;
  /** A book of a thousand pages; whoever opens a note takes all of it. */
  readonly noteBytes: number;
}

export const limits: Limits = {
  valueLength: 256 * 1024,
  rows: 2_000_000,
  ledgerBytes: 256 * MiB,
  tables: 400,
  columns: 500,
  workspaceBytes: 32 * MiB,
  meBytes: 4 * MiB,
  noteBytes: 4 * MiB,
};

/** True for what is longer than a value may be. Takes no time for texts, however long. */
export const isTooLong = (value: unknown, most = limits.valueLength): boolean => {
  if (typeof value === 'string') return value.length > most;
  return typeof value === 'object' && value !== null && JSON.stringify(value).length > most;
};
