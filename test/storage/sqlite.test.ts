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
