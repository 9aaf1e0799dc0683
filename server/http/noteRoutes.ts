import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Ledger } from '../../shared/documents/index.ts';
import { notesQuery } from '../../shared/protocol/http.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { actorInLedger, type LedgerParams } from './ledgerRight.ts';
import { noteSnippet } from './noteSnippet.ts';
import { readQuery } from './readQuery.ts';

/** A note may have a million letters: as many as there is room for at once. */
const notesAtOnce = 20;

/** Which rows' notes say something. */
export const noteRoutes = (
  app: FastifyInstance,
  { access, writers, notes }: Pick<DataDependencies, 'access' | 'writers' | 'notes'>,
): void => {
  app.get<{ Params: LedgerParams }>('/api/ledgers/:ledger/notes', async (request) => {
    await actorInLedger(request, access, 'read');
    const { text, limit, after } = readQuery(notesQuery, request);
    const { ledger } = request.params;
    const found: { id: string; table: string; snippet: string }[] = [];
    let before = after ?? null;
    for (;;) {
      const page = await notes.find(ledger, text, before, notesAtOnce);
      const live = await writers.readLedger(ledger);
      const workspace = await writers.readWorkspace();
      const keys = new Map(workspace.tables().map(({ id, key }) => [id, key]));
      const tables = page.map(({ row }) => keys.get(listedIn(live, row) ?? ''));
      for (const [index, note] of page.entries()) {
        const table = tables[index];
        if (table === undefined) continue;
        await setImmediate();
        if (found.length === limit) return { notes: found, next: found.at(-1)!.id };
        found.push({ id: note.row, table, snippet: noteSnippet(note.text, text) });
      }
      if (page.length < notesAtOnce) return { notes: found, next: null };
      before = page.at(-1)!.row;
    }
  });
};

/** The table in which a row is listed. */
const listedIn = (ledger: Ledger, row: string): string | undefined =>
  ledger.tables().find((id) => {
    const table = ledger.table(id);
    const number = table.rowOf(row);
    return number !== undefined && table.isListed(number);
  });
