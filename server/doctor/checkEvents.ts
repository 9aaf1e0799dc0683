import { sql } from 'kysely';
import type { SqliteReading } from '../storage/sqlite/index.ts';
import { type Finding, finding, restoreAdvice } from './findings.ts';

/** Events are numbered without gaps, and each can be read. */
export const checkEvents = async ({
  files,
}: SqliteReading): Promise<{ readonly count: number; readonly findings: readonly Finding[] }> => {
  const findings: Finding[] = [];
  const { rows } = await sql<{ count: number; first: number | null; last: number | null }>`
    select count(*) as count, min(id) as first, max(id) as last from events
  `.execute(files.log.reader);
  const { count, first, last } = rows[0]!;
  const missing = first === null || last === null ? 0 : last - first + 1 - count;
  if (missing > 0)
    findings.push(
      finding('events', 'log.db', `${missing} events between ${first} and ${last} are missing`, {
        advice: restoreAdvice,
      }),
    );
  const unreadable = await sql<{ id: number; document: string }>`
    select id, document from events where not json_valid(body) limit 20
  `.execute(files.log.reader);
  for (const { id, document } of unreadable.rows)
    findings.push(finding('events', document, `event ${id} is damaged`, { advice: restoreAdvice }));
  return { count, findings };
};
