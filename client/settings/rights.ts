import type { Role } from '../../shared/model/index.ts';
import { isRowId, roles } from '../../shared/model/index.ts';
import type { User } from '../../shared/protocol/http.ts';

/** What a screen offers; the server decides for itself. */
export const isAdministrator = (user: Pick<User, 'role'>): boolean =>
  user.role === 'owner' || user.role === 'admin';

/**
 * Accounts have ULIDs; the invented people of the sample have ids made from their names, and can
 * neither sign in nor be let into a ledger.
 */
export const hasAccount = ({ id }: Pick<User, 'id'>): boolean => isRowId(id);

/**
 * The roles that `me` may give `user` (null: somebody new). Only owners make and change owners;
 * empty where `me` may change nothing.
 */
export const rolesToGive = (
  me: Pick<User, 'role'>,
  user: Pick<User, 'role'> | null,
): readonly Role[] => {
  if (!isAdministrator(me)) return [];
  if (me.role === 'owner') return roles;
  return user?.role === 'owner' ? [] : roles.filter((role) => role !== 'owner');
};
