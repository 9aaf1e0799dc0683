import type { Person } from '../../shared/model/index.ts';
import type { User } from '../../shared/protocol/http.ts';
import type { StoredUser } from '../storage/port.ts';

/** An account as the API shows it. */
export const toUser = ({ id, name, email, role, active, passwordHash }: StoredUser): User => ({
  id,
  name,
  email,
  role,
  active,
  joined: passwordHash !== null,
});

/** An account as everyone in the workspace sees it. */
export const toPerson = ({ id, name, color, active }: StoredUser): Person => ({
  id,
  name,
  color,
  active,
});
