import { expect, test } from 'vitest';
import type { Actor } from '../../server/access/index.ts';
import { syncLimits } from '../../server/sync/limits.ts';
import { mayOpenSocket } from '../../server/sync/socketLimit.ts';
import type { Visit } from '../../server/sync/visit.ts';

const actor = (user: string): Actor => ({
  user,
  name: user,
  role: 'member',
  via: 'session',
  credential: '',
});
const visits = (count: number, userOf: (index: number) => string): Set<Visit> =>
  new Set(
    Array.from({ length: count }, (_, index) => ({
      actor: actor(userOf(index)),
      rightsChanges: 0,
      person: () => ({ user: '', name: '', color: '' }),
      close: () => {},
    })),
  );

test('CARE-6 one person and all together have a limit of sockets, and many people none of each other’s', () => {
  const { socketsOfPerson, sockets } = syncLimits;
  const own = visits(socketsOfPerson, () => 'ada');
  expect(mayOpenSocket(own, actor('ada'))).toBe(false);
  expect(mayOpenSocket(own, actor('bob'))).toBe(true);
  expect(
    mayOpenSocket(
      visits(socketsOfPerson - 1, () => 'ada'),
      actor('ada'),
    ),
  ).toBe(true);
  const everybody = visits(sockets, String);
  expect(mayOpenSocket(everybody, actor('ada'))).toBe(false);
});
