import type { AccountStore } from '../storage/port.ts';
import type { Passwords } from './passwords.ts';
import type { RightsChanges } from './rightsChanges.ts';

/** What every part of access works with. */
export interface AccessDependencies {
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly rightsChanges: RightsChanges;
  /** ms since 1970. */
  readonly now: () => number;
}

export const minute = 60_000;
export const day = 24 * 60 * minute;
