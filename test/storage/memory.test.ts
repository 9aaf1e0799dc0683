import { memoryStorage } from '../../server/storage/memory/index.ts';
import { storageContract } from './contract.ts';

storageContract('memory', async () => {
  const storage = memoryStorage();
  return { storage, remove: () => storage.close() };
});
