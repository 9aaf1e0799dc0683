import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { bindingPlace, checksum, headPlace, updatePlace } from '../checksum.ts';
import type { Place } from '../errors.ts';
import { OutOfStep } from '../errors.ts';
import type { Outcome } from '../groupCommit.ts';
import { follows } from '../place.ts';
import type { AppendEntry } from '../port.ts';
import { eventEnd, eventRow } from './events.ts';
import type { LogTables } from './logTables.ts';

/**
 * Writes the entries that follow on what is stored, one insert a table; the others get
 * `OutOfStep`. Heads are read inside the transaction, so a commit that failed leaves nothing
 * stale behind.
 */
export const appendGroup = async (
  trx: Transaction<LogTables>,
  entries: readonly AppendEntry[],
): Promise<Outcome<{ eventId: number | null }>[]> => {
  const heads = await readHeads(trx, [...new Set(entries.map(({ document }) => document))]);
  const first = await firstGeneration(trx);
  let lastEvent = await lastEventId(trx);
  const accepted: AppendEntry[] = [];
  const events: LogTables['events'][] = [];
  const moved = new Set<string>();

  const outcomes = entries.map((entry): Outcome<{ eventId: number | null }> => {
    const { document, generation, seq, event } = entry;
    const head = heads.get(document) ?? null;
    if (!follows(head, entry, first))
      return { ok: false, error: new OutOfStep(document, entry, head) };
    const next = { generation, seq, event: head?.event ?? 0 };
    heads.set(document, next);
    moved.add(document);
    accepted.push(entry);
    if (event === null) return { ok: true, value: { eventId: null } };
    const { changes, conflicts, layer } = event;
    const body = JSON.stringify({ changes, conflicts, layer });
    const row = { id: ++lastEvent, document, at: entry.at, by: entry.by, body };
    events.push(eventRow(row, next.event));
    next.event = lastEvent;
    return { ok: true, value: { eventId: lastEvent } };
  });

  await inChunks(accepted.map(toUpdateRow), (rows) =>
    trx.insertInto('updates').values(rows).execute(),
  );
  await inChunks(events, (rows) => trx.insertInto('events').values(rows).execute());
  // Whoever brought a client id first keeps it.
  await inChunks(accepted.flatMap(toBindingRows), (rows) =>
    trx
      .insertInto('bindings')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  await inChunks(accepted.flatMap(toCommandRows), (rows) =>
    trx
      .insertInto('commands')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  await writeHeads(
    trx,
    [...moved].map((document) => ({ document, ...heads.get(document)! })),
  );
  return outcomes;
};

/** The generation of the last restore, with which documents begin since; 1 when there was none. */
export const firstGeneration = async (db: Kysely<LogTables>): Promise<number> => {
  const { rows } = await sql<{
    last: number | null;
  }>`select max(generation) as last from restores`.execute(db);
  return rows[0]?.last ?? 1;
};

/** How far a document has come; `event` is the id of its last one, 0 without any. */
export interface Head extends Place {
  readonly event: number;
}

export const readHeads = async (
  db: Kysely<LogTables>,
  documents: readonly string[],
): Promise<Map<string, Head>> => {
  const rows = await db
    .selectFrom('heads')
    .select(['document', 'generation', 'seq', 'event'])
    .where('document', 'in', documents)
    .execute();
  return new Map(rows.map(({ document, ...head }) => [document, head]));
};

export const writeHeads = (
  trx: Transaction<LogTables>,
  heads: readonly (Head & { readonly document: string })[],
): Promise<void> =>
  inChunks(heads, (chunk) =>
    trx
      .insertInto('heads')
      .values(
        chunk.map(({ document, generation, seq, event }) => ({
          document,
          generation,
          seq,
          checksum: checksum(headPlace(document, generation, seq)),
          ...eventEnd(document, event),
        })),
      )
      .onConflict((conflict) =>
        conflict.column('document').doUpdateSet(({ ref }) => ({
          generation: ref('excluded.generation'),
          seq: ref('excluded.seq'),
          checksum: ref('excluded.checksum'),
          event: ref('excluded.event'),
          eventChecksum: ref('excluded.eventChecksum'),
        })),
      )
      .execute(),
  );

export const toUpdateRow = (
  entry: Pick<AppendEntry, 'document' | 'generation' | 'seq' | 'at' | 'by' | 'update'>,
): LogTables['updates'] => ({
  document: entry.document,
  generation: entry.generation,
  seq: entry.seq,
  at: entry.at,
  by: entry.by,
  bytes: entry.update,
  checksum: checksum(updatePlace(entry.document, entry.generation, entry.seq), entry.update),
});

const toBindingRows = ({ document, generation, clients }: AppendEntry): LogTables['bindings'][] =>
  clients.map(({ client, user }) => ({
    document,
    generation,
    client,
    user,
    checksum: checksum(bindingPlace(document, generation, client, user)),
  }));

const toCommandRows = ({ document, commandIds = [] }: AppendEntry): LogTables['commands'][] =>
  commandIds.map((id) => ({ document, id }));

const lastEventId = async (trx: Transaction<LogTables>): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`select max(id) as last from events`.execute(
    trx,
  );
  return rows[0]?.last ?? 0;
};

/** SQLite takes 32,766 parameters a statement; no table here has more than seven columns. */
const rowsPerInsert = 2_000;

const inChunks = async <Row>(
  rows: readonly Row[],
  insert: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsPerInsert)
    await insert(rows.slice(from, from + rowsPerInsert));
};
