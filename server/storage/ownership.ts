import type { StoredUser, UserChange } from './port.ts';

/** True when `change` takes an active owner away. */
export const endsOwnership = (user: StoredUser, change: UserChange): boolean => {
  const next = { ...user, ...change };
  return user.role === 'owner' && user.active && !(next.role === 'owner' && next.active);
};
