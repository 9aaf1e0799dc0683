import type { AccountStore } from '../storage/port.ts';

/** More answers than this are rather asked for again. */
const mostAnswers = 20_000;

/**
 * The account store, with its answers about who somebody is and what they may read remembered until
 * any account changes: every request and every document asks for them, and a hundred people who
 * open a ledger at once ask ten thousand times. Everything that changes accounts has to go through
 * this one; `server/storage` sees to it that no other process does.
 */
export const rememberAccounts = (accounts: AccountStore): AccountStore => {
  const known = new Map<string, Promise<unknown>>();

  const remembered =
    <Asked extends readonly string[], Answer>(
      name: string,
      read: (...asked: Asked) => Promise<Answer>,
    ): ((...asked: Asked) => Promise<Answer>) =>
    (...asked) => {
      const key = JSON.stringify([name, ...asked]);
      const standing = known.get(key) as Promise<Answer> | undefined;
      if (standing !== undefined) return standing;
      if (known.size >= mostAnswers) known.clear();
      const answer = read(...asked);
      known.set(key, answer);
      answer.catch(() => {
        if (known.get(key) === answer) known.delete(key);
      });
      return answer;
    };

  /**
   * What was read before the change ended may be from before it: forgotten before anybody hears
   * that it ended, and whoever still waits for such an answer asked before that too.
   */
  const changing =
    <Given extends readonly unknown[], Result>(
      change: (...given: Given) => Promise<Result>,
    ): ((...given: Given) => Promise<Result>) =>
    (...given) =>
      change(...given).finally(() => known.clear());

  return {
    hasUsers: accounts.hasUsers,
    users: accounts.users,
    userByEmail: accounts.userByEmail,
    link: accounts.link,
    tokensOf: accounts.tokensOf,
    ledger: accounts.ledger,
    membersOf: accounts.membersOf,

    user: remembered('user', accounts.user),
    session: remembered('session', accounts.session),
    sessionByHash: remembered('sessionByHash', accounts.sessionByHash),
    token: remembered('token', accounts.token),
    tokenByHash: remembered('tokenByHash', accounts.tokenByHash),
    ledgers: remembered('ledgers', accounts.ledgers),
    membershipsOf: remembered('membershipsOf', accounts.membershipsOf),
    membership: remembered('membership', accounts.membership),

    setUp: changing(accounts.setUp),
    addUser: changing(accounts.addUser),
    changeUser: changing(accounts.changeUser),
    replaceLink: changing(accounts.replaceLink),
    useLink: changing(accounts.useLink),
    addSession: changing(accounts.addSession),
    extendSession: changing(accounts.extendSession),
    deleteSession: changing(accounts.deleteSession),
    deleteExpired: changing(accounts.deleteExpired),
    addToken: changing(accounts.addToken),
    deleteToken: changing(accounts.deleteToken),
    addLedger: changing(accounts.addLedger),
    setMembership: changing(accounts.setMembership),
  };
};
