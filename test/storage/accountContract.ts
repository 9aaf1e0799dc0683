import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountStore, StoredLedger, StoredUser } from '../../server/storage/port.ts';

const user = (id: string, more: Partial<StoredUser> = {}): StoredUser => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role: 'member',
  active: true,
  passwordHash: null,
  color: '#1f7fa8',
  createdAt: 1_700_000_000_000,
  ...more,
});
const ada = user('ada', { role: 'owner', passwordHash: 'phc' });
const shared: StoredLedger = {
  id: 'shared',
  name: '共享',
  createdBy: 'ada',
  createdAt: 1_700_000_000_000,
  shared: true,
};
const link = (hash: string, of: string) => ({ hash, user: of, expiresAt: 2_000, usedAt: null });

export const accountContract = (accounts: () => AccountStore): void => {
  describe('accounts', () => {
    beforeEach(async () => {
      expect(await accounts().hasUsers()).toBe(false);
      expect(await accounts().setUp(ada, shared)).toBe(true);
    });

    test('STORAGE-8: setup happens once', async () => {
      expect(await accounts().setUp(user('eve'), { ...shared, id: 'hers' })).toBe(false);
      expect(await accounts().users()).toEqual([ada]);
      expect(await accounts().ledgers()).toEqual([shared]);
      expect(await accounts().membership('shared', 'ada')).toBe('write');
    });

    test('a user comes with memberships and a link, once an e-mail address', async () => {
      const joins = [{ ledger: 'shared', level: 'read' }] as const;
      expect(await accounts().addUser(user('bo'), joins, link('h1', 'bo'))).toBe(true);
      expect(await accounts().userByEmail('bo@example.com')).toEqual(user('bo'));
      expect(await accounts().user('bo')).toEqual(user('bo'));
      expect(await accounts().user('nobody')).toBeNull();
      expect(await accounts().membershipsOf('bo')).toEqual([{ user: 'bo', ...joins[0] }]);

      const twin = user('bo2', { email: 'bo@example.com' });
      expect(await accounts().addUser(twin, joins, link('h2', 'bo2'))).toBe(false);
      expect(await accounts().user('bo2')).toBeNull();
      expect(await accounts().link('h2')).toBeNull();
    });

    test('STORAGE-9: the last active owner stays', async () => {
      expect(await accounts().changeUser('ada', { role: 'admin' })).toBe('lastOwner');
      expect(await accounts().changeUser('ada', { active: false })).toBe('lastOwner');
      await accounts().addUser(user('bo', { role: 'owner' }), [], link('h1', 'bo'));
      expect(await accounts().changeUser('ada', { role: 'admin' })).toBe('changed');
      expect((await accounts().user('ada'))?.role).toBe('admin');
      expect(await accounts().changeUser('bo', { active: false })).toBe('lastOwner');
      expect(await accounts().changeUser('nobody', { active: false })).toBe('unknown');
    });
  });

  describe('credentials', () => {
    beforeEach(async () => {
      await accounts().setUp(ada, shared);
      await accounts().addUser(user('bo'), [], link('h1', 'bo'));
    });

    const session = { id: 's1', hash: 'sh', user: 'bo', createdAt: 1, expiresAt: 9_000 };
    const token = { id: 't1', hash: 'th', user: 'bo', name: 'import', createdAt: 1 };

    test('STORAGE-10: a link works once, in time, and ends what its user was known by', async () => {
      await accounts().addSession(session);
      await accounts().addToken(token);
      await accounts().addToken({ ...token, id: 't2', hash: 'adas', user: 'ada' });
      expect(await accounts().useLink('h1', 'new', 2_000)).toBeNull();
      expect(await accounts().useLink('h1', 'new', 1_000)).toEqual({ user: 'bo' });
      expect((await accounts().user('bo'))?.passwordHash).toBe('new');
      expect(await accounts().sessionByHash('sh')).toBeNull();
      expect(await accounts().tokenByHash('th')).toBeNull();
      expect(await accounts().tokenByHash('adas')).not.toBeNull();
      expect(await accounts().useLink('h1', 'again', 1_000)).toBeNull();
      expect((await accounts().link('h1'))?.usedAt).toBe(1_000);
    });

    test('STORAGE-10: who leaves has no session and no token, also after coming back', async () => {
      await accounts().addSession(session);
      await accounts().addToken(token);
      await accounts().changeUser('bo', { role: 'admin' });
      expect(await accounts().tokenByHash('th')).toEqual(token);
      await accounts().changeUser('bo', { active: false });
      await accounts().changeUser('bo', { active: true });
      expect(await accounts().sessionByHash('sh')).toBeNull();
      expect(await accounts().tokenByHash('th')).toBeNull();
    });

    test('a new link ends the one before it; nobody inactive uses one', async () => {
      await accounts().replaceLink(link('h2', 'bo'));
      expect(await accounts().link('h1')).toBeNull();
      await accounts().changeUser('bo', { active: false });
      expect(await accounts().useLink('h2', 'new', 1_000)).toBeNull();
    });

    test('sessions are found by hash, extended, deleted and expire', async () => {
      const session = { id: 's1', hash: 'sh', user: 'bo', createdAt: 1, expiresAt: 5 };
      await accounts().addSession(session);
      await accounts().extendSession('s1', 9);
      expect(await accounts().sessionByHash('sh')).toEqual({ ...session, expiresAt: 9 });
      expect((await accounts().session('s1'))?.hash).toBe('sh');
      await accounts().deleteExpired(8);
      expect(await accounts().sessionByHash('sh')).not.toBeNull();
      await accounts().deleteExpired(9);
      expect(await accounts().sessionByHash('sh')).toBeNull();
      await accounts().addSession(session);
      await accounts().deleteSession('s1');
      expect(await accounts().sessionByHash('sh')).toBeNull();
    });

    test('tokens belong to their user', async () => {
      await accounts().addToken(token);
      expect(await accounts().tokenByHash('th')).toEqual(token);
      expect(await accounts().token('t1')).toEqual(token);
      expect(await accounts().tokensOf('bo')).toEqual([token]);
      expect(await accounts().tokensOf('ada')).toEqual([]);
      expect(await accounts().deleteToken('t1', 'ada')).toBe(false);
      expect(await accounts().deleteToken('t1', 'bo')).toBe(true);
      expect(await accounts().tokenByHash('th')).toBeNull();
    });
  });

  describe('ledgers', () => {
    beforeEach(async () => {
      await accounts().setUp(ada, shared);
      await accounts().addUser(user('bo'), [], link('h1', 'bo'));
    });

    test('belong to who made them until others join', async () => {
      const north = { ...shared, id: 'north', name: 'North', createdBy: 'bo', shared: false };
      await accounts().addLedger(north);
      expect(await accounts().ledger('north')).toEqual(north);
      expect(await accounts().ledger('south')).toBeNull();
      expect(await accounts().membersOf('north')).toEqual([
        { ledger: 'north', user: 'bo', level: 'write' },
      ]);
      expect(await accounts().setMembership('north', 'ada', 'read')).toBe(true);
      expect(await accounts().membership('north', 'ada')).toBe('read');
      expect(await accounts().setMembership('north', 'ada', 'write')).toBe(true);
      expect((await accounts().membershipsOf('ada')).map(({ ledger }) => ledger)).toEqual([
        'north',
        'shared',
      ]);
      expect(await accounts().setMembership('north', 'ada', null)).toBe(true);
      expect(await accounts().membership('north', 'ada')).toBeNull();
    });

    test('membership needs both the ledger and the user', async () => {
      expect(await accounts().setMembership('nowhere', 'bo', 'read')).toBe(false);
      expect(await accounts().setMembership('shared', 'nobody', 'read')).toBe(false);
    });
  });
};
