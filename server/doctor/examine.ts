import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentCheck, Look } from '../backup/checkDocument.ts';
import { checkDocument } from '../backup/checkDocument.ts';
import { blobsFile, logFile, quickCheck, type SqliteReading } from '../storage/sqlite/index.ts';
import { checkAccounts } from './checkAccounts.ts';
import { checkClosedGenerations } from './checkClosedGenerations.ts';
import { checkEvents } from './checkEvents.ts';
import { checkProjection } from './checkProjection.ts';
import { checkSegments } from './checkSegments.ts';
import { documentFindings } from './documentFindings.ts';
import { type Finding, finding, type Report, restoreAdvice } from './findings.ts';

export interface Examination {
  readonly folder: string;
  readonly reading: SqliteReading;
  /** Somebody may write while this reads. */
  readonly isRunning: boolean;
  readonly now: () => number;
  readonly progress: (text: string) => void;
}

/** Looks at everything in a data folder and changes nothing. */
export const examine = async (examination: Examination): Promise<Report> => {
  const { folder, reading, progress } = examination;
  const findings: Finding[] = [];
  /** One part that cannot be read does not hide what is wrong with the others. */
  const look = async <T>(about: string, check: () => Promise<T>): Promise<T | null> => {
    progress(`looking at ${about}`);
    try {
      return await check();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const says = `cannot be read: ${reason}`;
      findings.push(finding('files', about, says, { advice: restoreAdvice }));
      return null;
    }
  };
  const missing = [logFile, blobsFile].filter((name) => !existsSync(join(folder, name)));
  for (const name of missing)
    findings.push(finding('files', name, 'is missing', { advice: restoreAdvice }));
  if (missing.length > 0) return { examined: nothing, findings };

  const pages = {
    [logFile]: () => quickCheck(reading.files.log),
    [blobsFile]: () => quickCheck(reading.files.blobs),
  };
  for (const [name, check] of Object.entries(pages))
    for (const fault of (await look(name, check)) ?? [])
      findings.push(finding('files', name, `is damaged: ${fault}`, { advice: restoreAdvice }));

  const projection = await look('projection.db', () => checkProjection(examination));
  const checks = (await look('the documents', () => checkAll(examination, projection?.look))) ?? [];
  for (const check of checks) findings.push(...documentFindings(check));
  findings.push(...((await look('old generations', () => checkClosedGenerations(reading))) ?? []));
  const events = await look('the events', () => checkEvents(reading));
  findings.push(...(events?.findings ?? []));
  findings.push(...((await look('the accounts', () => checkAccounts(reading))) ?? []));
  const segments = await look('the segments', () => checkSegments(examination, checks));
  findings.push(...(segments?.findings ?? []));
  if (projection !== null) findings.push(...(await projection.end()));
  return {
    examined: {
      documents: checks.length,
      rows: checks.reduce((sum, { rows }) => sum + rows, 0),
      segments: segments?.count ?? 0,
      events: events?.count ?? 0,
    },
    findings,
  };
};

const nothing = { documents: 0, rows: 0, segments: 0, events: 0 };

/** The workspace first: it says which columns of the others are computed. */
const checkAll = async (
  { reading, progress }: Examination,
  look: Look | undefined,
): Promise<readonly DocumentCheck[]> => {
  const names = await documentNames(reading);
  const checks: DocumentCheck[] = [];
  for (const name of names) {
    progress(`documents: ${checks.length} of ${names.length}`);
    const check = await checkDocument(name, reading, look);
    // Beside a server that trims the log two snapshots may go by; damage stays.
    checks.push(check.fault === null ? check : await checkDocument(name, reading, look));
  }
  return checks;
};

/** Those with a head, and those that lost it. */
const documentNames = async ({ files }: SqliteReading): Promise<readonly string[]> => {
  const found = [
    await files.log.reader.selectFrom('heads').select('document').execute(),
    await files.log.reader.selectFrom('updates').select('document').distinct().execute(),
    await files.blobs.reader.selectFrom('snapshots').select('document').distinct().execute(),
  ];
  const names = new Set(found.flat().map(({ document }) => document));
  return [...names].sort((a, b) => Number(b === 'workspace') - Number(a === 'workspace'));
};
