import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogDamaged, StorageError } from '../../server/storage/errors.ts';
import type { StoredDocument } from '../../server/storage/port.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { appendMany, bytes, entry, ledger, text } from './entries.ts';
import { temporaryFolder } from './temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const intact = () => join(folder.path, 'intact');
const damaged = () => join(folder.path, 'damaged');

beforeAll(async () => {
  folder = await temporaryFolder();
  const storage = await openSqliteStorage(intact());
  await storage.log.append(entry(1, { clients: [{ client: 7, user: 'ada' }] }));
  await appendMany(storage.log, 2, 20);
  await storage.log.snapshot(ledger, 1, 10, bytes(states[10]));
  await storage.log.snapshot(ledger, 1, 15, bytes(states[15]));
  await storage.close();
});
afterAll(() => folder.remove());

const states = { 10: 'state 10 '.repeat(100), 15: 'state 15 '.repeat(100) } as const;

/** True when what was loaded leads to the last update without leaving anything out. */
const isWhole = ({ snapshot, updates, seq, clients }: StoredDocument): boolean => {
  const from = snapshot?.seq ?? 0;
  const state = snapshot === null ? null : text(snapshot.state);
  return (
    seq === 20 &&
    (from === 15 || from === 10) &&
    state === states[from] &&
    updates.length === seq - from &&
    updates.every(({ update }, index) => text(update) === `update ${from + index + 1}`) &&
    [null, 'ada', undefined].includes(clients.get(7))
  );
};

const flipIn = async (name: string, place: number, bit: number): Promise<void> => {
  const content = await readFile(join(intact(), name));
  content[Math.floor(place * content.length)]! ^= 1 << bit;
  await writeFile(join(damaged(), name), content);
};

const load = async (): Promise<StoredDocument | null | Error> => {
  const storage = await openSqliteStorage(damaged()).catch((error: Error) => error);
  if (storage instanceof Error) return storage;
  const outcome = await storage.log.load(ledger).catch((error: Error) => error);
  await storage.close();
  return outcome;
};

describe('one flipped bit anywhere in the files', () => {
  test.each(['log.db', 'blobs.db'])(
    'STORAGE-14: in %s: all is there, or a clear error; never less, never nothing',
    async (name) => {
      const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
      await fc.assert(
        fc.asyncProperty(place, fc.nat(7), async (where, bit) => {
          await cp(intact(), damaged(), { recursive: true, force: true });
          await flipIn(name, where, bit);
          const outcome = await load();
          if (outcome instanceof Error)
            expect(outcome instanceof LogDamaged || outcome instanceof StorageError).toBe(true);
          else expect(outcome !== null && isWhole(outcome)).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );
});
