import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StorageError } from '../../server/storage/errors.ts';
import { isDamagedWal } from '../../server/storage/sqlite/checkWal.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { appendMany, ledger } from './entries.ts';
import { temporaryFolder } from './temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const killed = (): string => join(folder.path, 'killed');
const wal = (): string => join(killed(), 'log.db-wal');

/** Twenty updates, each a transaction, as `kill -9` leaves them. */
beforeEach(async () => {
  folder = await temporaryFolder();
  const path = join(folder.path, 'running');
  const storage = await openSqliteStorage(path);
  await appendMany(storage.log, 1, 20);
  await mkdir(killed());
  for (const file of ['log.db', 'log.db-wal'])
    await copyFile(join(path, file), join(killed(), file));
  await storage.close();
});
afterEach(() => folder.remove());

const loaded = async (): Promise<number | undefined> => {
  const storage = await openSqliteStorage(killed());
  const stored = await storage.log.load(ledger);
  await storage.close();
  return stored?.seq;
};

test('STORAGE-26: a bit that was turned in the write-ahead log is found, and the file is not opened without what follows', async () => {
  const intact = await readFile(wal());
  expect(isDamagedWal(intact)).toBe(false);
  for (const byte of [0, 17, 25, 32, 41, 51, 60, Math.floor(intact.length / 2)]) {
    const damaged = Buffer.from(intact);
    damaged[byte]! ^= 4;
    await writeFile(wal(), damaged);
    const opening = openSqliteStorage(killed());
    await expect(opening, `byte ${byte}`).rejects.toBeInstanceOf(StorageError);
    await expect(opening).rejects.toThrow('log.db-wal is damaged');
  }
  await writeFile(wal(), intact);
  expect(await loaded()).toBe(20);
});

test('STORAGE-27: a last transaction that a power cut left half there is no damage', async () => {
  const intact = await readFile(wal());
  for (const cut of [10, 700, 1_500]) {
    await writeFile(wal(), intact.subarray(0, intact.length - cut));
    expect(isDamagedWal(await readFile(wal())), `${cut} bytes less`).toBe(false);
  }
  const torn = Buffer.from(intact);
  torn.fill(0, intact.length - 900, intact.length - 100);
  await writeFile(wal(), torn);
  expect(await loaded()).toBeGreaterThanOrEqual(18);
});
