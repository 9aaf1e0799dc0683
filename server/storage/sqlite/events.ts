import { type Kysely, sql, type Transaction } from 'kysely';
import type { LedgerEvent } from '../../../shared/model/index.ts';
import { areBytes, checksum, eventEndPlace, eventPlace } from '../checksum.ts';
import { LogDamaged } from '../errors.ts';
import { countWithin } from '../pageBytes.ts';
import type { EventBody, EventPage } from '../port.ts';
import type { LogTables } from './logTables.ts';

type EventRow = LogTables['events'];

/** An event with its checksum; `previous` is the id of the document's event before it. */
export const eventRow = (
  event: Omit<EventRow, 'previous' | 'checksum'>,
  previous: number,
): EventRow => ({
  ...event,
  previous,
  checksum: checksum(eventPlace({ ...event, previous }), Buffer.from(event.body)),
});

/** What a document's head says of its last event. */
export const eventEnd = (
  document: string,
  event: number,
): Pick<LogTables['heads'], 'event' | 'eventChecksum'> => ({
  event,
  eventChecksum: checksum(eventEndPlace(document, event)),
});

/** Events of all documents after `after`, whose ids follow on each other. Throws `LogDamaged`. */
export const eventsOfAll = (
  reader: Kysely<LogTables>,
  page: EventPage,
): Promise<readonly LedgerEvent[]> =>
  // One moment of the log, here as below: what is appended meanwhile is not missing.
  reader.transaction().execute(async (trx) => {
    const rows = await readPage(trx, null, page);
    if (rows.length === 0 && (await lastEnd(trx)) > page.after)
      throw new LogDamaged('the log', page.after + 1, 'event');
    return rows.map((row, index) => {
      const expected = page.after + index + 1;
      if (row.id !== expected) throw new LogDamaged(row.document, expected, 'event');
      return toEvent(row);
    });
  });

/** Events of one document after `after`, none left out. Throws `LogDamaged`. */
export const eventsOf = (
  reader: Kysely<LogTables>,
  document: string,
  page: EventPage,
): Promise<readonly LedgerEvent[]> =>
  reader.transaction().execute(async (trx) => {
    const rows = await readPage(trx, document, page);
    const end = await endOf(trx, document);
    let last = rows[0] === undefined ? page.after : await lastBefore(trx, document, rows[0].id);
    for (const row of rows) {
      if (row.document !== document || row.previous !== last || row.id > end)
        throw new LogDamaged(document, row.id, 'event');
      last = row.id;
    }
    if (last < end && !(await hasAfter(trx, document, last)))
      throw new LogDamaged(document, end, 'event');
    return rows.map(toEvent);
  });

const ofDocument = (db: Kysely<LogTables>, document: string) =>
  db.selectFrom('events').where('document', '=', document);

const lastBefore = async (
  trx: Transaction<LogTables>,
  document: string,
  id: number,
): Promise<number> =>
  (
    await ofDocument(trx, document)
      .select('id')
      .where('id', '<', id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id ?? 0;

const hasAfter = async (
  trx: Transaction<LogTables>,
  document: string,
  id: number,
): Promise<boolean> =>
  (await ofDocument(trx, document)
    .select('id')
    .where('id', '>', id)
    .limit(1)
    .executeTakeFirst()) !== undefined;

const lastEnd = async (trx: Transaction<LogTables>): Promise<number> => {
  const row = await trx
    .selectFrom('heads')
    .select(({ fn }) => fn.max('event').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
};

const endOf = async (trx: Transaction<LogTables>, document: string): Promise<number> => {
  const row = await trx
    .selectFrom('heads')
    .select(['event', 'eventChecksum'])
    .where('document', '=', document)
    .executeTakeFirst();
  if (row === undefined) return 0;
  if (!areBytes(row.eventChecksum, checksum(eventEndPlace(document, row.event))))
    throw new LogDamaged(document, row.event, 'event');
  return row.event;
};

/** Sizes first: they are read without the bodies. */
const readPage = async (
  reader: Kysely<LogTables>,
  document: string | null,
  { after, limit }: EventPage,
): Promise<readonly EventRow[]> => {
  const of = reader
    .selectFrom('events')
    .where('id', '>', after)
    .$if(document !== null, (query) => query.where('document', '=', document!))
    .orderBy('id');
  const sizes = await of
    .select(['id', sql<number>`octet_length(body)`.as('bytes')])
    .limit(limit)
    .execute();
  const last = sizes[countWithin(sizes.map(({ bytes }) => bytes)) - 1];
  return last === undefined ? [] : await of.selectAll().where('id', '<=', last.id).execute();
};

const toEvent = (row: EventRow): LedgerEvent => {
  const { id, document, at, by, body } = row;
  if (typeof body !== 'string' || !areBytes(row.checksum, eventRow(row, row.previous).checksum))
    throw new LogDamaged(document, id, 'event');
  return { id, document, at, by, ...(JSON.parse(body) as EventBody) };
};
