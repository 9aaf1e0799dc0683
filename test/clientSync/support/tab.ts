import { monotonicFactory } from 'ulid';
import type { LedgerListener, OpenLedger } from '../../../client/sync/openLedgers.ts';
import { openSync, type Sync } from '../../../client/sync/sync.ts';
import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import type { CellValue, LedgerCommand } from '../../../shared/model/index.ts';
import { socketWith } from '../../sync/support/socketWith.ts';
import { until } from '../../sync/support/until.ts';
import type { Person, TestServer } from './server.ts';

export interface Tab {
  readonly sync: Sync;
  /** The shared ledger here. */
  ledger(): OpenLedger;
  do(command: LedgerCommand): void;
  write(row: string, column: string, value: CellValue): void;
  cell(row: string, column: string): CellValue;
  close(): void;
}

/** Synchronising without the store: for tests that reach into documents. */
export const openTab = async (
  server: Pick<TestServer, 'origin' | 'ledger'>,
  person: Person,
  browser: string,
): Promise<Tab> => {
  const { origin } = server;
  const headers = { cookie: person.cookie, origin };
  const listener: LedgerListener = {
    opened: () => {},
    closed: () => {},
    prepare: async () => () => {},
    changed: () => {},
  };
  const sync = openSync(
    {
      user: person.id,
      url: `${origin.replace('http', 'ws')}/sync`,
      fetch: (path, init) =>
        fetch(`${origin}${String(path)}`, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), ...headers },
        }),
      encode: async (rows) => encodeSegments(rows),
      newId: monotonicFactory(),
      now: Date.now,
      journalName: browser,
      WebSocketPolyfill: socketWith(headers),
      onSignedOut: () => {},
    },
    listener,
  );
  const find = (): OpenLedger | undefined => sync.ledgers()?.find(({ id }) => id === server.ledger);
  await until(() => find()?.isLoaded === true && sync.saved().kind === 'saved');
  const ledger = (): OpenLedger => find()!;
  const tab: Tab = {
    sync,
    ledger,
    do: (command) => void ledger().write([command], 'test'),
    write: (row, column, value) =>
      tab.do({ type: 'setCells', table: 'customers', cells: [{ row, column, value }] }),
    cell: (row, column) => {
      const table = ledger().ledger.table('customers');
      const number = table.rowOf(row);
      return number === undefined ? null : table.cell(number, column);
    },
    close: () => sync.close(),
  };
  return tab;
};
