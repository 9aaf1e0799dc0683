import type { Role } from '../../shared/model/index.ts';
import { Refusal } from './refusal.ts';

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

/**
 * What makes credentials is for people themselves: otherwise a token that leaked would live on, in
 * those that it made, after it was taken back. Throws `forbidden` for an API token.
 */
export const mustBeSignedIn = ({ via }: Pick<Actor, 'via'>): void => {
  if (via === 'token')
    throw new Refusal('forbidden', { detail: 'an API token may not do this; sign in' });
};
