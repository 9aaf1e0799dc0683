import type { Transaction } from 'kysely';
import type { AccountStore } from '../port.ts';
import type { AccountTables } from './accountTables.ts';
import type { SqliteFile } from './file.ts';
import { storing } from './storing.ts';

type Credentials = Pick<
  AccountStore,
  | 'replaceLink'
  | 'link'
  | 'useLink'
  | 'addSession'
  | 'session'
  | 'sessionByHash'
  | 'extendSession'
  | 'deleteSession'
  | 'deleteExpired'
  | 'addToken'
  | 'token'
  | 'tokenByHash'
  | 'tokensOf'
  | 'deleteToken'
>;

/** One-time links, sessions and API tokens; always by the hash of the secret. */
export const sqliteCredentials = ({ reader, writer }: SqliteFile<AccountTables>): Credentials => ({
  replaceLink: (link) =>
    storing('a link', () =>
      writer.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('links')
          .where('user', '=', link.user)
          .where('usedAt', 'is', null)
          .execute();
        await trx.insertInto('links').values(link).execute();
      }),
    ),

  link: async (hash) =>
    (await reader.selectFrom('links').selectAll().where('hash', '=', hash).executeTakeFirst()) ??
    null,

  useLink: (hash, passwordHash, at) =>
    storing('a password', () =>
      writer.transaction().execute(async (trx) => {
        const used = await trx
          .updateTable('links')
          .set({ usedAt: at })
          .where('hash', '=', hash)
          .where('usedAt', 'is', null)
          .where('expiresAt', '>', at)
          .where('user', 'in', (query) =>
            query.selectFrom('users').select('id').where('active', '=', 1),
          )
          .returning('user')
          .executeTakeFirst();
        if (used === undefined) return null;
        await trx.updateTable('users').set({ passwordHash }).where('id', '=', used.user).execute();
        await endCredentials(trx, used.user);
        return used;
      }),
    ),

  addSession: (session) =>
    storing('a session', async () => {
      await writer.insertInto('sessions').values(session).execute();
    }),

  session: async (id) =>
    (await reader.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()) ??
    null,

  sessionByHash: async (hash) =>
    (await reader.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst()) ??
    null,

  extendSession: (id, expiresAt) =>
    storing('a session', async () => {
      await writer.updateTable('sessions').set({ expiresAt }).where('id', '=', id).execute();
    }),

  deleteSession: (id) =>
    storing('the end of a session', async () => {
      await writer.deleteFrom('sessions').where('id', '=', id).execute();
    }),

  deleteExpired: (at) =>
    storing('the end of sessions', async () => {
      await writer.deleteFrom('sessions').where('expiresAt', '<=', at).execute();
    }),

  addToken: (token) =>
    storing('a token', async () => {
      await writer.insertInto('tokens').values(token).execute();
    }),

  token: async (id) =>
    (await reader.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

  tokenByHash: async (hash) =>
    (await reader.selectFrom('tokens').selectAll().where('hash', '=', hash).executeTakeFirst()) ??
    null,

  tokensOf: (user) =>
    reader
      .selectFrom('tokens')
      .selectAll()
      .where('user', '=', user)
      .orderBy('createdAt')
      .orderBy('id')
      .execute(),

  deleteToken: (id, user) =>
    storing('the end of a token', async () => {
      const { numDeletedRows } = await writer
        .deleteFrom('tokens')
        .where('id', '=', id)
        .where('user', '=', user)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    }),
});

/** Ends every session and API token of a user. */
export const endCredentials = async (
  trx: Transaction<AccountTables>,
  user: string,
): Promise<void> => {
  await trx.deleteFrom('sessions').where('user', '=', user).execute();
  await trx.deleteFrom('tokens').where('user', '=', user).execute();
};
