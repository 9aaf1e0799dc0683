import * as Y from 'yjs';
import { fillDocument, withMark } from '../documents/index.ts';
import { LogDamaged } from '../storage/errors.ts';
import type { SqliteStorage } from '../storage/sqlite/index.ts';

/**
 * Lets every document begin `generation` with all that it holds. Its marks and client ids stay, and
 * its state vector is noted as that with which the generation before ended: what a client had not
 * yet been told is saved is compared with it. Answers those that cannot be read, which stay as
 * they are: nobody can open them.
 */
export const restartDocuments = async (
  { log }: Pick<SqliteStorage, 'log'>,
  generation: number,
  at: number,
  progress: (done: number, all: number) => void,
): Promise<readonly string[]> => {
  const damaged: string[] = [];
  const heads = await log.heads('');
  for (const [index, { document }] of heads.entries()) {
    const ended = await readState(log, document);
    if (ended === null) damaged.push(document);
    else
      await log.startGeneration(document, {
        generation,
        isLeap: true,
        finalStateVector: Y.encodeStateVectorFromUpdate(ended),
        state: withMark(ended, generation),
        at,
      });
    progress(index + 1, heads.length);
  }
  return damaged;
};

const readState = async (
  log: SqliteStorage['log'],
  document: string,
): Promise<Uint8Array | null> => {
  const doc = new Y.Doc();
  try {
    const stored = await log.load(document);
    return stored === null || fillDocument(doc, stored) !== null
      ? null
      : Y.encodeStateAsUpdate(doc);
  } catch (error) {
    if (error instanceof LogDamaged) return null;
    throw error;
  } finally {
    doc.destroy();
  }
};
