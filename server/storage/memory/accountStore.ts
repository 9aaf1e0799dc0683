import { endsOwnership } from '../ownership.ts';
import type {
  AccountStore,
  Membership,
  StoredLedger,
  StoredLink,
  StoredSession,
  StoredToken,
  StoredUser,
} from '../port.ts';

/** Accounts in memory, for tests of what stands on them. */
export const memoryAccountStore = (): AccountStore => {
  const users = new Map<string, StoredUser>();
  const links = new Map<string, StoredLink>();
  const sessions = new Map<string, StoredSession>();
  const tokens = new Map<string, StoredToken>();
  const ledgers = new Map<string, StoredLedger>();
  const members = new Map<string, Membership>();

  const join = (member: Membership) =>
    members.set(`${member.ledger}/${member.user}`, { ...member });
  const storeLedger = (ledger: StoredLedger) => {
    ledgers.set(ledger.id, ledger);
    join({ ledger: ledger.id, user: ledger.createdBy, level: 'write' });
  };
  const userByEmail = (email: string) => first(users, (user) => user.email === email);

  const endCredentials = (user: string): void => {
    for (const held of [sessions, tokens])
      for (const credential of held.values())
        if (credential.user === user) held.delete(credential.id);
  };

  return {
    hasUsers: async () => users.size > 0,
    setUp: async (user, ledger) => {
      if (users.size > 0) return false;
      users.set(user.id, user);
      storeLedger(ledger);
      return true;
    },

    users: async () => byAge(users.values()),
    user: async (id) => users.get(id) ?? null,
    userByEmail: async (email) => userByEmail(email),
    addUser: async (user, memberships, link) => {
      if (userByEmail(user.email) !== null) return false;
      users.set(user.id, user);
      for (const { ledger, level } of memberships) join({ ledger, user: user.id, level });
      links.set(link.hash, link);
      return true;
    },
    changeUser: async (id, change) => {
      const user = users.get(id);
      if (user === undefined) return 'unknown';
      const otherOwner = first(
        users,
        (other) => other.id !== id && other.role === 'owner' && other.active,
      );
      if (endsOwnership(user, change) && otherOwner === null) return 'lastOwner';
      users.set(id, { ...user, ...change });
      if (change.active === false) endCredentials(id);
      return 'changed';
    },

    replaceLink: async (link) => {
      for (const [hash, other] of links)
        if (other.user === link.user && other.usedAt === null) links.delete(hash);
      links.set(link.hash, link);
    },
    link: async (hash) => links.get(hash) ?? null,
    useLink: async (hash, passwordHash, at) => {
      const link = links.get(hash);
      const user = link === undefined ? undefined : users.get(link.user);
      if (link === undefined || user === undefined || !user.active) return null;
      if (link.usedAt !== null || link.expiresAt <= at) return null;
      links.set(hash, { ...link, usedAt: at });
      users.set(user.id, { ...user, passwordHash });
      endCredentials(user.id);
      return { user: user.id };
    },

    addSession: async (session) => void sessions.set(session.id, session),
    session: async (id) => sessions.get(id) ?? null,
    sessionByHash: async (hash) => first(sessions, (session) => session.hash === hash),
    extendSession: async (id, expiresAt) => {
      const session = sessions.get(id);
      if (session !== undefined) sessions.set(id, { ...session, expiresAt });
    },
    deleteSession: async (id) => void sessions.delete(id),
    deleteExpired: async (at) => {
      for (const { id, expiresAt } of sessions.values()) if (expiresAt <= at) sessions.delete(id);
    },

    addToken: async (token) => void tokens.set(token.id, token),
    token: async (id) => tokens.get(id) ?? null,
    tokenByHash: async (hash) => first(tokens, (token) => token.hash === hash),
    tokensOf: async (user) => byAge([...tokens.values()].filter((token) => token.user === user)),
    deleteToken: async (id, user) => tokens.get(id)?.user === user && tokens.delete(id),

    addLedger: async (ledger) => storeLedger(ledger),
    ledger: async (id) => ledgers.get(id) ?? null,
    ledgers: async () => byAge(ledgers.values()),
    membershipsOf: async (user) =>
      sortedBy(members, 'ledger').filter((member) => member.user === user),
    membersOf: async (ledger) =>
      sortedBy(members, 'user').filter((member) => member.ledger === ledger),
    membership: async (ledger, user) => members.get(`${ledger}/${user}`)?.level ?? null,
    setMembership: async (ledger, user, level) => {
      if (!ledgers.has(ledger) || !users.has(user)) return false;
      if (level === null) members.delete(`${ledger}/${user}`);
      else join({ ledger, user, level });
      return true;
    },
  };
};

const first = <Value>(
  values: ReadonlyMap<string, Value>,
  matches: (value: Value) => boolean,
): Value | null => [...values.values()].find(matches) ?? null;

const byAge = <Value extends { readonly createdAt: number; readonly id: string }>(
  values: Iterable<Value>,
): Value[] =>
  [...values].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : Number(a.id > b.id)));

const sortedBy = (members: ReadonlyMap<string, Membership>, key: 'ledger' | 'user'): Membership[] =>
  [...members.values()].sort((a, b) => (a[key] < b[key] ? -1 : Number(a[key] > b[key])));
