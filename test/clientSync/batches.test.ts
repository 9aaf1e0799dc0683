import { expect, test } from 'vitest';
import type { Journal } from '../../client/sync/journal.ts';
import type { WrittenEntry } from '../../client/sync/journalEntry.ts';
import { recoverEntries } from '../../client/sync/recovery.ts';
import type { Recovery } from '../../client/sync/serverApi.ts';
import { recoveryBody } from '../../shared/protocol/http.ts';

const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;
const entry = (n: number, rows: number): WrittenEntry => ({
  kind: 'written',
  id: rowId(n),
  document: 'ledger/L1',
  user: 'ada',
  tab: 't',
  at: 0,
  generation: 1,
  client: 5,
  clock: n,
  outcome: null,
  commands: [
    { type: 'restoreRows', table: 'customers', rows: Array.from({ length: rows }, () => rowId(1)) },
  ],
});

test('RECOVERY-10 a long journal goes in requests that the server takes, all of it and in order', async () => {
  const entries = [
    ...Array.from({ length: 250 }, (_, n) => entry(n, 1)),
    ...Array.from({ length: 8 }, (_, n) => entry(250 + n, 9_000)),
    entry(258, 190_000),
    entry(259, 1),
  ];
  const sent: Recovery[] = [];
  const removed: string[] = [];
  const journal: Pick<Journal, 'remove' | 'judge'> = {
    remove: (ids) => void removed.push(...ids),
    judge: () => {},
  };
  const api = {
    recover: async (body: Recovery) => {
      expect(recoveryBody.safeParse(body).success).toBe(true);
      sent.push(body);
      return body.entries.map(({ id }) => ({ id, outcome: 'applied' as const }));
    },
  };
  const waiting = { next: async () => false } as Parameters<typeof recoverEntries>[3];
  expect(await recoverEntries(api, journal as Journal, entries, waiting)).toBe(true);
  expect(removed).toEqual(entries.map(({ id }) => id));
  expect(sent.map((body) => body.entries.length)).toEqual([100, 100, 52, 2, 2, 2, 1, 1]);
});
