import type { Storage } from '../port.ts';
import { memoryAccountStore } from './accountStore.ts';
import { memoryBlobStore } from './blobStore.ts';
import { memoryLogStore } from './logStore.ts';

/** Everything in memory, gone when the process ends. */
export const memoryStorage = (): Storage => ({
  log: memoryLogStore(),
  blobs: memoryBlobStore(),
  accounts: memoryAccountStore(),
  close: async () => {},
});
