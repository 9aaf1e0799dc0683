import type { Store } from '../../../client/store/store.ts';
import { type CellValue, sameValue } from '../../../shared/model/index.ts';
import { type Committed, marksIn } from './committed.ts';
import { type Tab, watchedTables } from './tab.ts';

/** What somebody did in a tab: a cell that went from one value to another there. */
export interface Deed {
  readonly tab: number;
  readonly browser: number;
  readonly person: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly before: CellValue;
  readonly after: CellValue;
  /** The tab said that everything is saved, after this was done. */
  isAcknowledged: boolean;
  /** The same tab wrote the cell again. */
  isSuperseded: boolean;
}

/** Sees what tabs do and are shown, and holds it against the log. */
export interface Witness {
  readonly deeds: readonly Deed[];
  /** A new mark, whose author is this tab; `null`: a program. */
  mark(tab: Tab | null): string;
  follow(tab: Tab): void;
  /** What `act` does in the tab is its own doing. */
  does<T>(tab: Tab, act: () => T): T;
  /** Holds what the tab says now against the log. */
  hear(tab: Tab): void;
  /** Something that only the log may have told. */
  isShown(where: string, text: string): void;
}

export const createWitness = (committed: Committed, fail: (problem: string) => void): Witness => {
  const deeds: Deed[] = [];
  /** By tab and cell. */
  const latest = new Map<string, Deed>();
  const unheard = new Map<number, Deed[]>();
  const authors = new Map<string, number | null>();
  let acting: Tab | null = null;

  const look = (tab: Tab, what: string, text: string): void => {
    for (const mark of marksIn(text))
      if (authors.get(mark) !== tab.number && !committed.has(mark))
        fail(`tab ${tab.number} sees ${mark} in ${what}, which the log does not have`);
  };

  const note = (
    tab: Tab,
    deed: Pick<Deed, 'table' | 'row' | 'column' | 'before' | 'after'>,
  ): void => {
    const { number, browser, person } = tab;
    const place = `${number}/${deed.table}/${deed.row}/${deed.column}`;
    const earlier = latest.get(place);
    if (earlier !== undefined) earlier.isSuperseded = true;
    const noted: Deed = {
      ...deed,
      ...{ tab: number, browser, person: person.id },
      ...{ isAcknowledged: false, isSuperseded: false },
    };
    latest.set(place, noted);
    deeds.push(noted);
    unheard.set(number, [...(unheard.get(number) ?? []), noted]);
  };

  const followTable = (tab: Tab, id: string): void => {
    const table = tab.store.table(id);
    const lookAtRows = (from: number, to: number): void => {
      for (let row = from; row < to; row++)
        for (const column of columnsOf(id))
          look(tab, `${id}/${column}`, textOf(table.cell(row, column)));
    };
    table.subscribe(({ changes, added, all }) => {
      for (const change of changes)
        if (acting === tab) note(tab, change);
        else look(tab, `${id}/${change.row}/${change.column}`, textOf(change.after));
      if (acting === tab) return;
      if (all) lookAtRows(0, table.size);
      else for (const { from, to } of added) lookAtRows(from, to);
    });
  };

  return {
    deeds,
    mark: (tab) => {
      const mark = `‹${authors.size + 1}›`;
      authors.set(mark, tab?.number ?? null);
      return mark;
    },
    follow: (tab) => {
      for (const id of watchedTables) followTable(tab, id);
      tab.store.workspace.observe(({ records, local }) => {
        if (local) return;
        for (const { collection, id } of records)
          look(tab, `${collection}/${id}`, recordText(tab.store, collection, id));
      });
    },
    does: (tab, act) => {
      acting = tab;
      try {
        return act();
      } finally {
        acting = null;
      }
    },
    hear: (tab) => {
      const { saved } = tab.store.snapshot();
      if (saved.kind !== 'saved' && saved.kind !== 'readOnly') return;
      const settled = JSON.stringify(tab.store.toSettle());
      const waiting = unheard.get(tab.number) ?? [];
      unheard.delete(tab.number);
      for (const deed of waiting) {
        // What another tab took over, when this one was taken for dead, is not shown here either.
        if (!sameValue(standing(tab, deed), deed.after)) continue;
        deed.isAcknowledged = true;
        const missing = marksIn(textOf(deed.after)).filter(
          (mark) => !deed.isSuperseded && !committed.has(mark) && !settled.includes(mark),
        );
        if (missing.length > 0)
          fail(`tab ${tab.number} says that ${missing} is saved, which the log does not have`);
      }
    },
    isShown: (where, text) => {
      for (const mark of marksIn(text))
        if (!committed.has(mark)) fail(`${where} shows ${mark}, which the log does not have`);
    },
  };
};

export const textOf = (value: CellValue): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? (JSON.stringify(value) ?? '')
      : '';

const standing = ({ store }: Tab, { table, row, column }: Deed): CellValue => {
  const rows = store.table(table);
  const number = rows.rowOf(row);
  return number === undefined ? null : rows.cell(number, column);
};

const recordText = (store: Store, collection: string, id: string): string => {
  let text = '';
  for (const [key, value] of store.workspace.doc.getMap(collection))
    if (key.startsWith(`${id}/`)) text += JSON.stringify(value);
  return text;
};

/** Columns in which a simulation writes. */
export const writtenColumns: Readonly<Record<string, readonly string[]>> = {
  customers: ['name', 'note', 'idNumber', 'tags', 'dealCount', 'intent'],
  followUps: ['summary', 'feedback', 'customer'],
};
const columnsOf = (table: string): readonly string[] => writtenColumns[table] ?? [];
