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
    const { rows, isCut } = await readPage(trx, null, page);
    let last = page.after;
    for (const row of rows)
      if (row.id !== ++last) throw new LogDamaged(row.document, last, 'event');
    if (!isCut && last < (await lastEnd(trx))) throw new LogDamaged('the log', last + 1, 'event');
    return rows.map(toEvent);
  });

/** Events of one document after `after`, none left out. Throws `LogDamaged`. */
export const eventsOf = (
  reader: Kysely<LogTables>,
  document: string,
  page: EventPage,
): Promise<readonly LedgerEvent[]> =>
  reader.transaction().execute(async (trx) => {
    const { rows, isCut } = await readPage(trx, document, page);
    const end = await endOf(trx, document);
    let last = rows[0] === undefined ? page.after : await lastBefore(trx, document, rows[0].id);
    for (const row of rows) {
      if (row.document !== document || row.previous !== last || row.id > end)
        throw new LogDamaged(document, row.id, 'event');
      last = row.id;
    }
    if (!isCut && last < end) throw new LogDamaged(document, end, 'event');
    return rows.map(toEvent);
  });

const lastBefore = async (
  trx: Transaction<LogTables>,
  document: string,
  id: number,
): Promise<number> => {
  const row = await trx
    .selectFrom('events')
    .select('id')
    .where('document', '=', document)
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
};

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

/** Sizes first: they are read without the bodies. `isCut`: there is more than had room. */
const readPage = async (
  trx: Transaction<LogTables>,
  document: string | null,
  { after, limit }: EventPage,
): Promise<{ readonly rows: readonly EventRow[]; readonly isCut: boolean }> => {
  const of = trx
    .selectFrom('events')
    .where('id', '>', after)
    .$if(document !== null, (query) => query.where('document', '=', document!))
    .orderBy('id');
  const sizes = await of
    .select(['id', sql<number>`octet_length(body)`.as('bytes')])
    .limit(limit)
    .execute();
  const count = countWithin(sizes.map(({ bytes }) => bytes));
  const last = sizes[count - 1];
  if (last === undefined) return { rows: [], isCut: limit === 0 };
  const rows = await of.selectAll().where('id', '<=', last.id).execute();
  if (rows.length !== count) throw new LogDamaged(document ?? 'the log', last.id, 'event');
  return { rows, isCut: sizes.length === limit || count < sizes.length };
};

const toEvent = (row: EventRow): LedgerEvent => {
  const { id, document, at, by, body } = row;
  if (typeof body !== 'string' || !areBytes(row.checksum, eventRow(row, row.previous).checksum))
    throw new LogDamaged(document, id, 'event');
  return { id, document, at, by, ...(JSON.parse(body) as EventBody) };
};
