import type { AccountStore } from '../storage/port.ts';
import type { Authentication } from './authentication.ts';
import { createAuthentication } from './authentication.ts';
import type { AccessDependencies } from './dependencies.ts';
import type { Ledgers } from './ledgers.ts';
import { createLedgers } from './ledgers.ts';
import type { Links } from './links.ts';
import { createLinks } from './links.ts';
import { createPasswords } from './passwords.ts';
import type { People } from './people.ts';
import { createPeople } from './people.ts';
import { rememberAccounts } from './rememberedAccounts.ts';
import type { Rights } from './rights.ts';
import { createRights } from './rights.ts';
import type { RightsChange } from './rightsChanges.ts';
import { createRightsChanges } from './rightsChanges.ts';
import type { Sessions } from './sessions.ts';
import { createSessions } from './sessions.ts';
import type { Setup } from './setup.ts';
import { createSetup } from './setup.ts';
import type { Tokens } from './tokens.ts';
import { createTokens } from './tokens.ts';

export { type Actor, isAdministrator } from './actor.ts';
export { type Credentials, sessionCookie } from './authentication.ts';
export { isOwnOrigin, type OriginHeaders } from './origin.ts';
export { Refusal } from './refusal.ts';
export type { RightsChange } from './rightsChanges.ts';
export { type SignedIn, sessionLifetime } from './sessions.ts';

/** Who people are and what they may read and write. Refuses with `Refusal`. */
export interface Access extends Authentication, Rights {
  /**
   * Tells at once, after it is durable, when a role, membership, session or token changed: open
   * connections of that user or credential must be checked again with `level`.
   */
  onRightsChanged(listener: (change: RightsChange) => void): () => void;
  readonly setup: Setup;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly people: People;
  readonly tokens: Tokens;
  readonly ledgers: Ledgers;
}

export const createAccess = (store: AccountStore, now: () => number): Access => {
  const accounts = rememberAccounts(store);
  const rightsChanges = createRightsChanges();
  const passwords = createPasswords();
  const dependencies: AccessDependencies = { accounts, passwords, rightsChanges, now };
  const sessions = createSessions(dependencies);
  const authentication = createAuthentication(dependencies);
  return {
    ...authentication,
    ...createRights(dependencies, authentication),
    onRightsChanged: rightsChanges.listen,
    setup: createSetup(dependencies, sessions),
    sessions,
    links: createLinks(dependencies, sessions),
    people: createPeople(dependencies),
    tokens: createTokens(dependencies),
    ledgers: createLedgers(dependencies),
  };
};
