import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { storageContract } from './contract.ts';
import { temporaryFolder } from './temporaryFolder.ts';

storageContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const storage = await openSqliteStorage(folder.path);
  return {
    storage,
    remove: async () => {
      await storage.close();
      await folder.remove();
    },
  };
});

test('STORAGE-28 a data folder that is made is for the eyes of its own user: password hashes are in it', async () => {
  const folder = await temporaryFolder();
  const made = join(folder.path, 'data');
  const storage = await openSqliteStorage(made);
  const { mode } = await stat(made);
  await storage.close();
  await folder.remove();
  // Windows has no such bits.
  expect(mode & 0o077).toBe(process.platform === 'win32' ? mode & 0o077 : 0);
});
