import { rowIdTime } from '../../shared/model/index.ts';
import { Failure } from '../api/failure.ts';
import type { SinceTimes } from '../api/since.ts';
import type { Store } from '../store/store.ts';

/** ms since 1970 at which the row came into its lane; null for a row that is no longer here. */
export type SinceOf = (row: number) => number | null;

export interface Since {
  /** The same function until a time changed. */
  current(): SinceOf;
  subscribe(listener: () => void): () => void;
  close(): void;
}

export type AskSince = (
  ledger: string,
  table: string,
  column: string,
  signal: AbortSignal,
) => Promise<SinceTimes>;

/**
 * Since when each row has its value in a select column: as the server tells, asked at first and
 * whenever what was missed is in again; what changes meanwhile changes now; and what nobody knows of
 * has had it since the row was made. `column` by its id.
 */
export const openSince = (
  store: Pick<Store, 'table' | 'snapshot' | 'subscribe'>,
  id: string,
  column: string,
  ask: AskSince,
  now: () => number,
): Since => {
  const table = store.table(id);
  const listeners = new Set<() => void>();
  const answers = new Map<string, SinceTimes>();
  /** Row id → when it changed here. */
  const changed = new Map<string, number>();
  let asking = new AbortController();
  /** The ledgers that were asked, and whether all that happened had been in by then. */
  let asked = '';
  let isCurrent = false;

  const makeReader = (): SinceOf => (row) => {
    const rowId = table.rowId(row);
    if (rowId === '') return null;
    return changed.get(rowId) ?? answers.get(table.ledgerOf(row))?.[rowId] ?? rowIdTime(rowId);
  };
  let reader = makeReader();
  const tell = (): void => {
    reader = makeReader();
    for (const listener of listeners) listener();
  };

  const askOne = async (ledger: string, signal: AbortSignal): Promise<void> => {
    const from = now();
    try {
      const times = await ask(ledger, id, column, signal);
      if (signal.aborted) return;
      answers.set(ledger, times);
      // What changed before the question is in the answer, by the server's clock.
      for (const [row, at] of changed)
        if (at < from && Object.hasOwn(times, row)) changed.delete(row);
      tell();
    } catch (error) {
      // Without an answer rows count from the day when they were made, until the next question.
      if (!signal.aborted && !(error instanceof Failure)) throw error;
    }
  };

  const look = (): void => {
    const { ledgers, saved } = store.snapshot();
    if (ledgers === null) return;
    const isAway = saved.kind === 'offline' || saved.kind === 'broken';
    const isIn = saved.kind === 'saved' || saved.kind === 'readOnly';
    if (isAway) isCurrent = false;
    const names = ledgers.map((ledger) => ledger.id).join(' ');
    // After an absence the answer is whole only once everything written here is saved.
    if (names === asked && (isCurrent || !isIn)) return;
    asked = names;
    isCurrent = !isAway;
    asking.abort();
    asking = new AbortController();
    for (const { id: ledger } of ledgers) void askOne(ledger, asking.signal);
  };

  const stops = [
    store.subscribe(look),
    table.subscribe(({ changes }) => {
      const at = now();
      let isTold = false;
      for (const change of changes) {
        if (change.column !== column) continue;
        changed.set(change.row, at);
        isTold = true;
      }
      if (isTold) tell();
    }),
  ];
  look();

  return {
    current: () => reader,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      asking.abort();
      for (const stop of stops) stop();
      listeners.clear();
    },
  };
};
