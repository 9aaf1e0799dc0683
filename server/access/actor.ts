import type { Role } from '../../shared/model/index.ts';

/** Who asks: a person, through one of their sessions or API tokens. */
export interface Actor {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly via: 'session' | 'token';
  /** Id of the session or token. */
  readonly credential: string;
}

/** Owners and admins run the workspace: people, ledgers and who is in them. */
export const isAdministrator = ({ role }: Pick<Actor, 'role'>): boolean =>
  role === 'owner' || role === 'admin';
