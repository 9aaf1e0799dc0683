import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../backup/command.ts';
import type { SqliteReading, SqliteStorage } from '../storage/sqlite/index.ts';
import { projectionFile } from './checkProjection.ts';
import type { Finding, Repair } from './findings.ts';
import { repairBindings } from './repairBindings.ts';
import { repairHead } from './repairHead.ts';
import { repairSnapshots } from './repairSnapshots.ts';

export interface Repairing {
  readonly folder: string;
  readonly storage: SqliteStorage;
  /** A backup to take segments from. */
  readonly from: SqliteReading | null;
  readonly now: () => number;
}

/**
 * Mends what can be mended, and touches nothing else. Answers a sentence about each thing done;
 * what could not be done is found again by the next examination.
 */
export const repairAll = async (
  findings: readonly Finding[],
  repairing: Repairing,
): Promise<readonly string[]> => {
  const done: string[] = [];
  const seen = new Set<string>();
  for (const { repair } of findings) {
    const key = JSON.stringify(repair);
    if (repair === null || seen.has(key)) continue;
    seen.add(key);
    const sentence = await mend(repair, repairing);
    if (sentence !== null) done.push(sentence);
  }
  return done;
};

const mend = async (repair: Repair, repairing: Repairing): Promise<string | null> => {
  const { folder, storage, from, now } = repairing;
  switch (repair.kind) {
    case 'head':
      return repairHead(storage, repair.document);
    case 'bindings':
      return repairBindings(storage, repair.document);
    case 'snapshots':
      return repairSnapshots(storage, repair.document, now());
    case 'segment': {
      const bytes = (await from?.blobs.segment(repair.hash).catch(() => null)) ?? null;
      if (bytes === null) return null;
      await storage.blobs.putSegment(repair.ledger, bytes);
      return `Segment ${repair.hash} was taken from the backup.`;
    }
    case 'orphans':
      return removeSegments(storage, repair.hashes);
    case 'projection':
      for (const end of ['', '-wal', '-shm'])
        await rm(join(folder, projectionFile + end), { force: true });
      return 'The projection was deleted; the next start makes it anew.';
  }
};

const removeSegments = async (
  { files }: SqliteStorage,
  hashes: readonly string[],
): Promise<string> => {
  await files.blobs.writer.transaction().execute(async (trx) => {
    for (const hash of hashes) {
      await trx.deleteFrom('unusedSegments').where('hash', '=', hash).execute();
      await trx.deleteFrom('ledgerSegments').where('hash', '=', hash).execute();
      await trx.deleteFrom('segments').where('hash', '=', hash).execute();
    }
  });
  return `Removed ${counted(hashes.length, 'old segment')} that nobody names.`;
};
