import type { AccountStore } from '../port.ts';
import type { AccountTables } from './accountTables.ts';
import { sqliteCredentials } from './credentials.ts';
import type { SqliteFile } from './file.ts';
import { sqliteLedgers } from './ledgers.ts';
import { sqliteUsers } from './users.ts';

export const openAccountStore = (file: SqliteFile<AccountTables>): AccountStore => ({
  ...sqliteUsers(file),
  ...sqliteCredentials(file),
  ...sqliteLedgers(file),
});
