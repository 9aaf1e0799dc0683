import { sql } from 'kysely';
import type { DocumentCheck } from '../backup/checkDocument.ts';
import { counted, inMegabytes } from '../backup/command.ts';
import type { Examination } from './examine.ts';
import { type Finding, finding } from './findings.ts';

/** Until then somebody may still be fetching one, or take a broken-off upload up again. */
const oldAfter = 7 * 24 * 60 * 60 * 1_000;

/**
 * Segments that no ledger names: what folded generations and broken-off uploads have left, and the
 * next turn of a ledger clears away. Those that were told so a week ago may go now, provided that
 * every document could be asked.
 */
export const checkSegments = async (
  { reading, now }: Examination,
  checks: readonly DocumentCheck[],
): Promise<{ readonly count: number; readonly findings: readonly Finding[] }> => {
  const { rows } = await sql<{ hash: string; bytes: number; at: number | null }>`
    select hash, octet_length(bytes) as bytes,
           (select max(ifnull(unused.at, ${now()}))
              from ledgerSegments as had left join unusedSegments as unused
                on unused.ledger = had.ledger and unused.hash = had.hash
              where had.hash = segments.hash) as at
    from segments
  `.execute(reading.files.blobs.reader);
  const named = new Set(checks.flatMap((check) => check.named));
  const orphans = rows.filter(({ hash }) => !named.has(hash));
  if (orphans.length === 0) return { count: rows.length, findings: [] };
  const mayKnow = checks.every(({ fault }) => fault === null);
  const old = mayKnow ? orphans.filter(({ at }) => (at ?? 0) < now() - oldAfter) : [];
  const size = inMegabytes(orphans.reduce((sum, { bytes }) => sum + bytes, 0));
  const says = `holds ${counted(orphans.length, 'segment')} (${size}) that nobody names; ${old.length} of them for more than a week`;
  const repair =
    old.length === 0 ? null : ({ kind: 'orphans', hashes: old.map(({ hash }) => hash) } as const);
  return {
    count: rows.length,
    findings: [finding('segments', 'blobs.db', says, { isFault: false, repair })],
  };
};
