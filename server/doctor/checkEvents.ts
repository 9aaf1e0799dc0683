import { sql } from 'kysely';
import { LogDamaged } from '../storage/errors.ts';
import type { SqliteReading } from '../storage/sqlite/index.ts';
import { type Finding, finding, restoreAdvice } from './findings.ts';

const eventsAtOnce = 500;
/** More would say the same. */
const mostDamaged = 20;

/** Events are numbered without gaps up to the last that any head knows, and each is as it was stored. */
export const checkEvents = async ({
  files,
  log,
}: SqliteReading): Promise<{ readonly count: number; readonly findings: readonly Finding[] }> => {
  const findings: Finding[] = [];
  const find = (about: string, says: string): void =>
    void findings.push(finding('events', about, says, { advice: restoreAdvice }));
  const { rows } = await sql<{ count: number; first: number | null; last: number | null }>`
    select count(*) as count, min(id) as first, max(id) as last from events
  `.execute(files.log.reader);
  const { count, first, last } = rows[0]!;
  const missing = first === null || last === null ? 0 : last - first + 1 - count;
  if (missing > 0) find('log.db', `${missing} events between ${first} and ${last} are missing`);

  let [after, limit] = [0, eventsAtOnce];
  while (findings.length < mostDamaged) {
    const damage = await damageBehind(log, after, limit);
    if (damage === null) break;
    if (typeof damage === 'number') {
      [after, limit] = [damage, eventsAtOnce];
      continue;
    }
    const { seq, document } = damage;
    // What stands before it is looked at first.
    const before = seq - after - 1;
    if (before > 0 && before < limit) {
      limit = before;
      continue;
    }
    const next = await nextEvent(files, seq);
    if (next === seq) find(document, `event ${seq} is damaged`);
    if (next === null) find('log.db', `the last events, from ${seq} on, are missing`);
    if (next === null) break;
    [after, limit] = [next === seq ? seq : next - 1, eventsAtOnce];
  }
  return { count, findings };
};

/** The last of some events that are whole, or the first damage; null behind the last event. */
const damageBehind = async (
  log: SqliteReading['log'],
  after: number,
  limit: number,
): Promise<number | LogDamaged | null> => {
  try {
    return (await log.eventsAfter(after, limit)).at(-1)?.id ?? null;
  } catch (error) {
    if (error instanceof LogDamaged && error.reason === 'event') return error;
    throw error;
  }
};

const nextEvent = async ({ log }: SqliteReading['files'], id: number): Promise<number | null> => {
  const row = await log.reader
    .selectFrom('events')
    .select('id')
    .where('id', '>=', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};
