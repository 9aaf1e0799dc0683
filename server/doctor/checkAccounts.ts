import type { SqliteReading } from '../storage/sqlite/index.ts';
import { type Finding, finding, restoreAdvice } from './findings.ts';

/** Somebody can manage the workspace, and every ledger has its document's rights to stand on. */
export const checkAccounts = async ({ files }: SqliteReading): Promise<readonly Finding[]> => {
  const users = await files.log.reader.selectFrom('users').select(['role', 'active']).execute();
  const hasOwner = users.some(({ role, active }) => role === 'owner' && active === 1);
  return users.length === 0 || hasOwner
    ? []
    : [finding('accounts', 'log.db', 'has no active owner', { advice: restoreAdvice })];
};
