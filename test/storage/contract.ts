import { afterEach, beforeEach, describe } from 'vitest';
import type { Storage } from '../../server/storage/port.ts';
import { accountContract } from './accountContract.ts';
import { blobContract } from './blobContract.ts';
import { logContract } from './logContract.ts';

export interface StorageUnderTest {
  readonly storage: Storage;
  remove(): Promise<void>;
}

/** What every adapter of the storage port must do. */
export const storageContract = (name: string, make: () => Promise<StorageUnderTest>): void => {
  describe(`storage in ${name}`, () => {
    let underTest: StorageUnderTest;
    beforeEach(async () => {
      underTest = await make();
    });
    afterEach(() => underTest.remove());

    logContract(() => underTest.storage.log);
    blobContract(() => underTest.storage.blobs);
    accountContract(() => underTest.storage.accounts);
  });
};
