import type { Kysely, Transaction } from 'kysely';
import { areBytes, checksum, closedPlace } from '../checksum.ts';
import { LogDamaged } from '../errors.ts';
import type { LogTables } from './logTables.ts';

export interface ClosedGeneration {
  readonly generation: number;
  readonly stateVector: Uint8Array;
}

/** Closes the generation that is open; `next` begins. */
export const closeGeneration = async (
  trx: Transaction<LogTables>,
  document: string,
  { generation, stateVector }: ClosedGeneration,
  next: number,
  at: number,
): Promise<void> => {
  const last = await trx
    .selectFrom('closedGenerations')
    .select('generation')
    .where('document', '=', document)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();
  const checksum = closedChecksum(document, last?.generation ?? 0, generation, next, stateVector);
  await trx
    .insertInto('closedGenerations')
    .values({ document, generation, stateVector, at, checksum })
    .execute();
};

/**
 * All closed generations of a document whose open one is `open`, ascending. Each one's checksum
 * holds its neighbours, so that none can be missing. Throws `LogDamaged`.
 */
export const readClosed = async (
  db: Kysely<LogTables>,
  document: string,
  open: number,
): Promise<readonly ClosedGeneration[]> => {
  const rows = await db
    .selectFrom('closedGenerations')
    .select(['generation', 'stateVector', 'checksum'])
    .where('document', '=', document)
    .orderBy('generation')
    .execute();
  const damaged = (generation: number): LogDamaged =>
    new LogDamaged(document, generation, 'closedGeneration');
  if (rows.length === 0 && !(await isBeginning(db, open))) throw damaged(open);
  rows.forEach(({ generation, stateVector, checksum: stored }, index) => {
    const previous = rows[index - 1]?.generation ?? 0;
    const next = rows[index + 1]?.generation ?? open;
    const isIntact =
      stateVector instanceof Uint8Array &&
      areBytes(stored, closedChecksum(document, previous, generation, next, stateVector));
    if (!isIntact) throw damaged(generation);
  });
  return rows;
};

export const closedChecksum = (
  document: string,
  previous: number,
  generation: number,
  next: number,
  stateVector: Uint8Array,
): Uint8Array => checksum(closedPlace(document, previous, generation, next), stateVector);

/** Documents begin with the first generation, or with that of a restore. */
const isBeginning = async (db: Kysely<LogTables>, generation: number): Promise<boolean> =>
  generation === 1 ||
  (await db
    .selectFrom('restores')
    .select('generation')
    .where('generation', '=', generation)
    .executeTakeFirst()) !== undefined;
