import type { Ledger, LedgerUpdate } from '../../shared/documents/index.ts';
import { deletedColumn } from '../../shared/model/index.ts';
import type { OpenLedger } from '../sync/openLedgers.ts';
import { type ComputedReader, createAllComputedCells } from './computedCells.ts';
import type { RowsUpdate } from './store.ts';
import type { TaskSlices } from './taskSlices.ts';
import { type Alignment, createUnionTable, type UnionTable } from './unionTable.ts';

/** The tables of all open ledgers, as if they were one. */
export interface UnionRows {
  /** The same object at every call. */
  table(id: string): UnionTable;
  open(ledger: OpenLedger): void;
  close(ledger: OpenLedger): void;
  /** Finds the numbers of the rows of `next` in slices; the answer puts it in place. */
  prepare(ledger: OpenLedger, next: Ledger): Promise<() => void>;
}

export const createUnionRows = (
  slices: TaskSlices,
  /** After the listeners of each table. */
  changed: (tables: ReadonlySet<string>) => void,
  computedIn: (table: string) => ComputedReader = createAllComputedCells(),
): UnionRows => {
  const tables = new Map<string, UnionTable>();
  const ledgers = new Map<string, { ledger: Ledger; stop: () => void }>();

  const table = (id: string): UnionTable => {
    const known = tables.get(id);
    if (known !== undefined) return known;
    const made = createUnionTable(id, computedIn(id));
    tables.set(id, made);
    for (const [ledger, { ledger: opened }] of ledgers) made.open(ledger, opened.table(id));
    return made;
  };

  const tellAll = (kept: boolean): void => {
    const everything: RowsUpdate = { changes: [], added: [], all: true, kept };
    for (const known of tables.values()) known.tell(everything);
    changed(new Set(tables.keys()));
  };

  const take = (id: string, update: LedgerUpdate): void => {
    const touched = new Set<string>();
    for (const { table: name } of [...update.added, ...update.changes]) touched.add(name);
    for (const name of touched) table(name).tell(updateOf(table(name), id, update));
    if (update.layers.length === 0) {
      if (touched.size > 0) changed(touched);
      return;
    }
    for (const known of tables.values()) known.relist(id);
    tellAll(true);
  };

  const follow = (id: string, ledger: Ledger): void => {
    ledgers.set(id, { ledger, stop: ledger.observe((update) => take(id, update)) });
  };

  return {
    table,
    open: ({ id, ledger }) => {
      follow(id, ledger);
      for (const name of tables.keys()) tables.get(name)!.open(id, ledger.table(name));
      for (const name of ledger.tables()) table(name);
      tellAll(true);
    },
    close: ({ id }) => {
      ledgers.get(id)?.stop();
      ledgers.delete(id);
      for (const known of tables.values()) known.close(id);
      tellAll(true);
    },
    prepare: async ({ id }, next) => {
      for (const name of next.tables()) table(name);
      const alignments = new Map<UnionTable, Alignment>();
      for (const known of tables.values())
        alignments.set(
          known,
          await new Promise<Alignment>((resolve) => {
            slices.run(known.align(id, next.table(known.id)), resolve);
          }),
        );
      return () => {
        ledgers.get(id)?.stop();
        follow(id, next);
        for (const known of tables.values()) {
          const nextTable = next.table(known.id);
          const alignment = alignments.get(known);
          if (alignment !== undefined) known.replace(id, nextTable, alignment);
          else {
            known.close(id);
            known.open(id, nextTable);
          }
        }
        tellAll(false);
      };
    },
  };
};

const updateOf = (table: UnionTable, ledger: string, update: LedgerUpdate): RowsUpdate => {
  const isHere = (item: { table: string }): boolean => item.table === table.id;
  const added = update.added.some(isHere) ? [table.grow(ledger)] : [];
  const changes = update.changes.filter(isHere).flatMap((change) => {
    const number = table.numberIn(ledger, change.row);
    return number === undefined ? [] : [{ ...change, number }];
  });
  const relisted = changes.filter(({ column }) => column === deletedColumn);
  if (relisted.length > 0)
    table.relist(
      ledger,
      relisted.map(({ number }) => number),
    );
  return { changes, added: added.filter(({ from, to }) => from < to), all: false };
};
