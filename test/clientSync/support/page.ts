import { monotonicFactory } from 'ulid';
import { openStore } from '../../../client/store/openStore.ts';
import type { Store } from '../../../client/store/store.ts';
import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import { type CellValue, deletedColumn, type LedgerCommand } from '../../../shared/model/index.ts';
import { computeHere } from '../../store/support/computeHere.ts';
import { socketWith } from '../../sync/support/socketWith.ts';
import { until } from '../../sync/support/until.ts';
import type { Person, TestServer } from './server.ts';

export interface Page {
  readonly store: Store;
  /** How often the page was told that its session has ended. */
  readonly signedOut: number;
  /** Requests that went to the server: method and path. */
  readonly asked: readonly string[];
  write(row: string, column: string, value: CellValue): void;
  /** Adds a customer and answers its id. */
  add(values: Readonly<Record<string, CellValue>>): string;
  cell(row: string, column: string): CellValue;
  /** Names of the customers in use. */
  names(): readonly CellValue[];
  saved(): Promise<void>;
  /** Dies as a tab does: nothing is said to anybody, its journal stays. */
  die(): void;
  close(): void;
}

export interface PageOptions {
  /** Pages of one browser share its journal. */
  readonly browser?: string;
  readonly isReady?: boolean;
}

let browsers = 0;

/** A real store on real sockets, as one tab of a browser would have it. */
export const openPage = async (
  server: Pick<TestServer, 'origin'>,
  person: Person,
  { browser = `browser-${browsers++}`, isReady = true }: PageOptions = {},
): Promise<Page> => {
  const { origin } = server;
  const headers = { cookie: person.cookie, origin };
  const asked: string[] = [];
  let signedOut = 0;
  const store = openStore({
    user: person.id,
    role: person.role,
    url: `${origin.replace('http', 'ws')}/sync`,
    fetch: (path, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(path)}`);
      return fetch(`${origin}${String(path)}`, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), ...headers },
      });
    },
    encode: async (rows) => encodeSegments(rows),
    computer: computeHere(),
    newId: monotonicFactory(),
    now: Date.now,
    clock: () => performance.now(),
    random: Math.random,
    language: () => 'en',
    today: () => '2026-05-06',
    isDayFirst: false,
    journalName: browser,
    WebSocketPolyfill: socketWith(headers),
    onSignedOut: () => {
      signedOut++;
    },
  });
  const customers = store.table('customers');
  const view = store.openView({ table: 'customers', filter: null, sort: null });
  const dispatch = (command: LedgerCommand): void => {
    store.dispatch({ commands: [command] });
  };
  const page: Page = {
    store,
    get signedOut() {
      return signedOut;
    },
    asked,
    write: (row, column, value) =>
      dispatch({ type: 'setCells', table: 'customers', cells: [{ row, column, value }] }),
    add: (values) => {
      const id = store.newRowId();
      dispatch({ type: 'addRows', table: 'customers', rows: [{ id, values }] });
      return id;
    },
    cell: (row, column) => {
      const number = customers.rowOf(row);
      return number === undefined ? null : customers.cell(number, column);
    },
    names: () =>
      Array.from(view.snapshot().rows).flatMap((row) =>
        customers.cell(row, deletedColumn) === null ? [customers.cell(row, 'name')] : [],
      ),
    saved: () => until(() => store.snapshot().saved.kind === 'saved'),
    die: () => store.close(),
    close: () => store.close(),
  };
  if (isReady) await until(() => view.snapshot().ready && store.snapshot().saved.kind !== 'saving');
  return page;
};
