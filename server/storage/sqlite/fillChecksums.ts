import { sql, type Transaction } from 'kysely';
import { closedChecksum } from './closedGenerations.ts';
import { eventEnd, eventRow } from './events.ts';
import type { LogTables } from './logTables.ts';

const eventsAtOnce = 1_000;

/** Gives every event its checksum and the event before it, and every head its last one. */
export const fillEvents = async (trx: Transaction<LogTables>): Promise<void> => {
  const ends = new Map<string, number>();
  for (let after = 0; ; ) {
    const events = await trx
      .selectFrom('events')
      .select(['id', 'document', 'at', 'by', 'body'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(eventsAtOnce)
      .execute();
    const filled = events.map((event) => {
      const { previous, checksum } = eventRow(event, ends.get(event.document) ?? 0);
      ends.set(event.document, event.id);
      return [event.id, previous, Buffer.from(checksum).toString('hex')];
    });
    // One statement for all: one for each would take minutes for what years have left.
    await sql`
      update events set previous = filled.value ->> 1, checksum = unhex(filled.value ->> 2)
      from json_each(${JSON.stringify(filled)}) as filled where events.id = filled.value ->> 0
    `.execute(trx);
    const last = events.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (const { document } of await trx.selectFrom('heads').select('document').execute())
    await trx
      .updateTable('heads')
      .set(eventEnd(document, ends.get(document) ?? 0))
      .where('document', '=', document)
      .execute();
};

/** Gives every closed generation its checksum. */
export const fillClosed = async (trx: Transaction<LogTables>): Promise<void> => {
  const rows = await trx
    .selectFrom('closedGenerations as closed')
    .innerJoin('heads', 'heads.document', 'closed.document')
    .select(['closed.document', 'closed.generation', 'closed.stateVector'])
    .select('heads.generation as head')
    .orderBy('closed.document')
    .orderBy('closed.generation')
    .execute();
  for (const [index, row] of rows.entries()) {
    const { document, generation, stateVector } = row;
    const [before, after] = [rows[index - 1], rows[index + 1]];
    const previous = before?.document === document ? before.generation : 0;
    const next = after?.document === document ? after.generation : row.head;
    await trx
      .updateTable('closedGenerations')
      .set({ checksum: closedChecksum(document, previous, generation, next, stateVector) })
      .where('document', '=', document)
      .where('generation', '=', generation)
      .execute();
  }
};
