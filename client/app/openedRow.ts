import { useLocation, useSearch } from 'wouter';

/** Stands for the row that is made with the first thing written into it. */
export const newRow = 'new';

/** The record's element, which `open` gives the keyboard when its row is shown already. */
export const recordElement = 'record';

/** A row of any table. */
export interface RowAddress {
  readonly table: string;
  readonly row: string;
}

/** An option that the new row has from the first: that of the lane in which it was begun. */
export interface RowStart {
  readonly column: string;
  readonly option: string;
}

export interface OpenedRow {
  /** A row's id, `newRow`, or null while none is open. */
  readonly row: string | null;
  /** With what `newRow` was begun. */
  readonly start: RowStart | null;
  /** What was opened from within the record, as one of a customer's deals; it stands in its place. */
  readonly inner: RowAddress | null;
  /** Opens a row; what is open already gives way, so that the way back stays one step. */
  open(row: string): void;
  /** Begins a row, which is made with the first thing written into it. */
  begin(start: RowStart | null): void;
  openInner(address: RowAddress): void;
  /** Back from what was opened from within to the row itself. */
  leaveInner(): void;
  /** The new row was made, and is this one. */
  become(row: string): void;
  close(): void;
}

/**
 * The row that is open. It is in the address: a link leads to it, and on a phone the way back leads
 * to the list and not out of the program.
 */
export const useOpenedRow = (): OpenedRow => {
  const query = new URLSearchParams(useSearch());
  const [path, go] = useLocation();
  const row = query.get('row');
  const [innerTable, innerRow] = readPair(query.get('in'));
  const inner = innerTable === '' ? null : { table: innerTable, row: innerRow };
  const [column, option] = readPair(query.get('with'));
  const addressOf = (
    shown: string | null,
    within: RowAddress | null,
    begun: RowStart | null = null,
  ): string => {
    const next = new URLSearchParams(query);
    for (const key of ['row', 'in', 'with']) next.delete(key);
    if (shown !== null) next.set('row', shown);
    if (begun !== null) next.set('with', `${begun.column}/${begun.option}`);
    if (within !== null) next.set('in', `${within.table}/${within.row}`);
    return next.size === 0 ? path : `${path}?${next}`;
  };
  const push = (address: string): void => go(address, { state: { steps: stepsFromList() + 1 } });
  const replace = (address: string): void =>
    go(address, { replace: true, state: window.history.state });
  return {
    row,
    start: column === '' ? null : { column, option },
    inner,
    begin: (start) => {
      const address = addressOf(newRow, null, start);
      if (row === null) push(address);
      else replace(address);
    },
    open: (next) => {
      if (row === null) push(addressOf(next, null));
      else if (row === next && inner === null) document.getElementById(recordElement)?.focus();
      else replace(addressOf(next, null));
    },
    openInner: (address) => {
      if (inner === null) push(addressOf(row, address));
      else replace(addressOf(row, address));
    },
    leaveInner: () => {
      if (stepsFromList() > 1) window.history.back();
      else replace(addressOf(row, null));
    },
    become: (made) => replace(addressOf(made, null)),
    close: () => {
      const steps = stepsFromList();
      if (steps > 0) window.history.go(-steps);
      else go(addressOf(null, null), { replace: true });
    },
  };
};

/** How many entries of the browser's history lie between here and the list; 0 by a link. */
const stepsFromList = (): number => {
  const state: unknown = window.history.state;
  const steps =
    typeof state === 'object' && state !== null && 'steps' in state ? state.steps : undefined;
  return typeof steps === 'number' ? steps : 0;
};

/** `one/other`; two empty texts where it is none. */
const readPair = (text: string | null): readonly [string, string] => {
  const [one = '', other = ''] = text?.split('/') ?? [];
  return one === '' || other === '' ? ['', ''] : [one, other];
};
