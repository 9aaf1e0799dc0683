import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rememberAccounts } from '../../server/access/rememberedAccounts.ts';
import { memoryStorage } from '../../server/storage/memory/index.ts';
import type { AccountStore, Storage, StoredUser } from '../../server/storage/port.ts';
import { accountContract } from '../storage/accountContract.ts';

let storage: Storage;
let accounts: AccountStore;
let reads: string[];
beforeEach(() => {
  storage = memoryStorage();
  reads = [];
  const store = storage.accounts;
  accounts = rememberAccounts({
    ...store,
    user: (id) => {
      reads.push(id);
      return store.user(id);
    },
  });
});
afterEach(() => storage.close());

describe('accounts that are remembered', () => accountContract(() => accounts));

const ada: StoredUser = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'owner',
  active: true,
  passwordHash: null,
  color: '#1f7fa8',
  createdAt: 0,
};
const shared = { id: 'shared', name: '共享', createdBy: 'ada', createdAt: 0, shared: true };

test('ACCESS-16: who somebody is and what they may read is asked of the disk once until an account changes', async () => {
  await accounts.setUp(ada, shared);
  await Promise.all([accounts.user('ada'), accounts.user('ada')]);
  await accounts.user('ada');
  expect(reads).toEqual(['ada']);

  expect(await accounts.setMembership('shared', 'ada', 'read')).toBe(true);
  expect(await accounts.membership('shared', 'ada')).toBe('read');
  await accounts.user('ada');
  expect(reads).toEqual(['ada', 'ada']);
});

test('ACCESS-16: an answer from before a change is given to nobody who asks after it', async () => {
  await accounts.setUp(ada, shared);
  const asked = accounts.membership('shared', 'ada');
  await accounts.setMembership('shared', 'ada', null);
  expect(await accounts.membership('shared', 'ada')).toBe(null);
  expect(['write', null]).toContain(await asked);
});
