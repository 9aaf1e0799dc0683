import * as Y from 'yjs';
import type { SqliteReading } from '../storage/sqlite/index.ts';
import { type Finding, finding, restoreAdvice } from './findings.ts';

/** What closed generations are known by can be read, and none is newer than its document. */
export const checkClosedGenerations = async ({
  files,
}: SqliteReading): Promise<readonly Finding[]> => {
  const rows = await files.log.reader
    .selectFrom('closedGenerations as closed')
    .leftJoin('heads', 'heads.document', 'closed.document')
    .select(['closed.document', 'closed.generation', 'closed.stateVector'])
    .select('heads.generation as head')
    .execute();
  return rows.flatMap(({ document, generation, stateVector, head }) => {
    const says =
      head !== null && generation >= head
        ? `generation ${generation} is said to be closed, and the document is at ${head}`
        : isReadable(stateVector)
          ? null
          : `how generation ${generation} ended cannot be read`;
    return says === null ? [] : [finding('log', document, says, { advice: restoreAdvice })];
  });
};

const isReadable = (stateVector: unknown): boolean => {
  try {
    Y.decodeStateVector(stateVector as Uint8Array);
    return true;
  } catch {
    return false;
  }
};
