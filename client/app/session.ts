import type { Level, Name, Person, TableKind } from '../../shared/model/index.ts';

/**
 * What the shell needs from the store: who is here, which tables there are, and whether what was
 * typed is safe. `client/store` fulfils it; `client/main.tsx` puts the two together.
 */
export interface WorkspaceSession {
  /** The same object until something in it changed. */
  snapshot(): SessionSnapshot;
  /** Calls `listener` after each change of the snapshot; answers how to stop. */
  subscribe(listener: () => void): () => void;
  /** Answers the new table's id; it is in the next snapshot. */
  addTable(name: string): string;
  renameTable(table: string, name: string): void;
  /** Puts the table with its rows into the recycle bin. */
  deleteTable(table: string): void;
  /** A choice of the person's own: where new rows go that belong to no customer. */
  setDefaultLedger(ledger: string): void;
  /** Tries to reach the server now rather than at the next turn. */
  reconnect(): void;
  /** Ends connections. What is unsaved stays in the journal of this browser. */
  close(): void;
}

export interface SessionSnapshot {
  /** False until the workspace's tables are known: the shell shows its skeleton. */
  readonly ready: boolean;
  readonly saved: SavedState;
  /** The others, not oneself; one entry a person, however many tabs they have. */
  readonly people: readonly PresentPerson[];
  /** All members of the workspace, those who left included. */
  readonly everyone: readonly Person[];
  /** In the team's order, without deleted ones. */
  readonly tables: readonly TableListed[];
  /** True when this person may add, rename and delete tables, and write rows into some ledger. */
  readonly mayEditTables: boolean;
  /** Those that this person may read; null until they are known. */
  readonly ledgers: readonly LedgerOpened[] | null;
  /** Where new rows go that belong to no customer; null when this person may write nowhere. */
  readonly defaultLedger: string | null;
}

export interface LedgerOpened {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
}

/**
 * - `saved`: everything is on the server's disk;
 * - `saving`: connected, `unsaved` changes not yet acknowledged as durable;
 * - `offline`: not connected, `unsaved` changes wait in the journal;
 * - `notSaved`: the server refused `unsaved` changes; they are kept in the journal;
 * - `readOnly`: this person may not write anything that is open;
 * - `broken`: the server answers, but cannot load or store.
 */
export type SavedState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'readOnly' }
  | {
      readonly kind: 'saving' | 'late' | 'offline' | 'notSaved' | 'broken';
      readonly unsaved: number;
    };

export interface PresentPerson {
  readonly id: string;
  readonly name: string;
  /** CSS colour of their presence. */
  readonly color: string;
  readonly typing: boolean;
}

export interface TableListed {
  readonly id: string;
  readonly kind: TableKind;
  readonly name: Name;
  /** Rows that this person can see; null until they are known. */
  readonly rowCount: number | null;
}

/** How many changes exist only in this browser. */
export const unsavedIn = (saved: SavedState): number => ('unsaved' in saved ? saved.unsaved : 0);

/**
 * The three tables of the phone's bottom bar, beside "More": look up, record, do to-dos (the
 * customers, follow-ups and tasks), or the first tables where a team has dropped some of these.
 */
export const bottomBarTables = (tables: readonly TableListed[]): readonly TableListed[] => {
  const daily = (['customers', 'followUps', 'tasks'] as const)
    .map((kind) => tables.find((table) => table.kind === kind))
    .filter((table) => table !== undefined);
  const others = tables.filter((table) => !daily.includes(table));
  return [...daily, ...others].slice(0, 3);
};

/** Where `/` leads: the table that was open last, else the first. */
export const homeTable = (
  tables: readonly TableListed[],
  last: string | null,
): TableListed | undefined => tables.find((table) => table.id === last) ?? tables[0];
