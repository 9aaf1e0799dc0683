import type { Actor } from '../access/index.ts';
import { syncLimits } from './limits.ts';
import type { Visit } from './visit.ts';

/** True when `actor` may have one more socket beside those that are open. */
export const mayOpenSocket = (visits: ReadonlySet<Visit>, { user }: Actor): boolean => {
  if (visits.size >= syncLimits.sockets) return false;
  // Nobody needs to count while all together have no more than one may.
  if (visits.size < syncLimits.socketsOfPerson) return true;
  let own = 0;
  for (const { actor } of visits) if (actor.user === user) own++;
  return own < syncLimits.socketsOfPerson;
};
