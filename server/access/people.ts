import { ulid } from 'ulid';
import type { Role } from '../../shared/model/index.ts';
import type { StoredUser, UserChange } from '../storage/port.ts';
import type { Actor } from './actor.ts';
import { isAdministrator, mustBeSignedIn } from './actor.ts';
import { nextColor } from './colors.ts';
import type { AccessDependencies } from './dependencies.ts';
import { newLink } from './links.ts';
import { Refusal } from './refusal.ts';

/**
 * The people of the workspace, run by owners and admins. Only owners make, change or reset owners;
 * otherwise an admin could become one by making a link for one. Links are made in a session only.
 */
export interface People {
  /** Everyone, those who left included; oldest first. */
  list(actor: Actor): Promise<readonly StoredUser[]>;
  /** The same for the server itself: who must be in the workspace document. */
  everyone(): Promise<readonly StoredUser[]>;
  user(id: string): Promise<StoredUser | null>;
  /** Throws `forbidden` or `emailTaken`. The new person joins the shared ledger. */
  invite(actor: Actor, person: NewPerson): Promise<Invited>;
  /** Throws `forbidden`, `notFound` or `lastOwner`. */
  change(actor: Actor, id: string, change: UserChange): Promise<StoredUser>;
  /** A new one-time link in the place of an unused one, also to reset a forgotten password. */
  newLink(actor: Actor, id: string): Promise<Invited>;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface Invited {
  readonly user: StoredUser;
  /** Last part of the one-time link; nobody can read it again. */
  readonly secret: string;
}

export const createPeople = ({ accounts, rightsChanges, now }: AccessDependencies): People => {
  const known = async (id: string): Promise<StoredUser> => {
    const user = await accounts.user(id);
    if (user === null) throw new Refusal('notFound');
    return user;
  };

  return {
    list: async (actor) => {
      mayAdminister(actor);
      return accounts.users();
    },
    everyone: () => accounts.users(),
    user: (id) => accounts.user(id),

    invite: async (actor, { name, email, role }) => {
      mustBeSignedIn(actor);
      mayAdminister(actor, role);
      const colors = (await accounts.users()).map(({ color }) => color);
      const createdAt = now();
      const user: StoredUser = {
        id: ulid(createdAt),
        name,
        email,
        role,
        active: true,
        passwordHash: null,
        color: nextColor(colors),
        createdAt,
      };
      const level = role === 'viewer' ? 'read' : 'write';
      const shared = (await accounts.ledgers()).filter((ledger) => ledger.shared);
      const memberships = shared.map(({ id }) => ({ ledger: id, level }) as const);
      const { link, secret } = newLink(user.id, createdAt);
      if (!(await accounts.addUser(user, memberships, link)))
        throw new Refusal('emailTaken', { field: 'email' });
      return { user, secret };
    },

    change: async (actor, id, change) => {
      mayAdminister(actor);
      const before = await known(id);
      mayAdminister(actor, before.role, change.role ?? before.role);
      const outcome = await accounts.changeUser(id, change);
      if (outcome === 'unknown') throw new Refusal('notFound');
      if (outcome === 'lastOwner') throw new Refusal('lastOwner');
      rightsChanges.emit({ user: id });
      return known(id);
    },

    newLink: async (actor, id) => {
      mustBeSignedIn(actor);
      mayAdminister(actor);
      const user = await known(id);
      mayAdminister(actor, user.role);
      const { link, secret } = newLink(id, now());
      await accounts.replaceLink(link);
      return { user, secret };
    },
  };
};

/** Throws `forbidden` unless `actor` may give, take or act for each of `roles`. */
const mayAdminister = (actor: Actor, ...roles: readonly Role[]): void => {
  if (!isAdministrator(actor)) throw new Refusal('forbidden');
  if (roles.includes('owner') && actor.role !== 'owner') throw new Refusal('forbidden');
};
