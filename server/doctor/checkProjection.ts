import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { noteText } from '../../shared/documents/noteText.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { Look } from '../backup/checkDocument.ts';
import type { ProjectionTables } from '../projection/index.ts';
import { openSqliteReader, quickCheck } from '../storage/sqlite/index.ts';
import { compareRows } from './compareRows.ts';
import type { Examination } from './examine.ts';
import { type Finding, finding } from './findings.ts';

/** Follows the reading of documents, and says at the end what it found. */
export interface ProjectionCheck {
  readonly look: Look;
  end(): Promise<readonly Finding[]>;
}

export const projectionFile = 'projection.db';

/** The projection says what the documents say. Null when there is none: it is made at next start. */
export const checkProjection = async ({
  folder,
  reading,
  isRunning,
}: Examination): Promise<ProjectionCheck | null> => {
  const path = join(folder, projectionFile);
  if (!existsSync(path)) return null;
  const file = openSqliteReader<ProjectionTables>(path);
  const findings: Finding[] = [];
  const fault = (says: string): void => {
    const repair = { kind: 'projection' } as const;
    findings.push(finding('projection', projectionFile, says, { repair }));
  };
  let isReadable = true;
  /** It may be what is damaged: then there is nothing to compare. */
  const reads = async (compare: () => Promise<string | null>): Promise<void> => {
    if (!isReadable) return;
    const before = await reading.log.lastEventId();
    try {
      const says = await compare();
      // Whoever writes while this reads makes the two differ for a moment.
      const isQuiet = !isRunning || (await reading.log.lastEventId()) === before;
      if (says !== null && isQuiet) fault(says);
    } catch (error) {
      isReadable = false;
      fault(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  const compareNote = async (
    { ledger, row }: { readonly ledger: string; readonly row: string },
    doc: Y.Doc,
    seq: number,
  ): Promise<string | null> => {
    const projected = await file.reader
      .selectFrom('notes')
      .select(['seq', 'text'])
      .where('ledger', '=', ledger)
      .where('row', '=', row)
      .executeTakeFirst();
    return projected?.seq === seq && projected.text !== noteText(doc)
      ? `has another text than the note of row ${row}`
      : null;
  };

  await reads(async () => (await quickCheck(file))[0] ?? null);
  const workspace = new Y.Doc();
  const compared = { file, log: reading.log, workspace };
  return {
    look: async (doc, { document, seq }, ledger) => {
      const address = parseDocumentName(document);
      if (address?.kind === 'workspace') Y.applyUpdate(workspace, Y.encodeStateAsUpdate(doc));
      if (address?.kind === 'ledger' && ledger !== null)
        await reads(() => compareRows(compared, address.ledger, ledger));
      if (address?.kind === 'note') await reads(() => compareNote(address, doc, seq));
    },
    end: async () => {
      // One that could not be opened cannot be closed either.
      await file.close().catch(() => {});
      return findings;
    },
  };
};
