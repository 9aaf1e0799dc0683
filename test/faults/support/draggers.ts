import type { Person } from '../../clientSync/support/server.ts';
import { foundCompany } from './people.ts';

export interface Dragger extends Person {
  /** The ledger that all of them write. */
  readonly ledger: string;
}

const names = ['Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus'];

/** Sets a server up with the sample and signs in so many people, the owner first. */
export const signUp = async (url: string, count: number): Promise<readonly Dragger[]> => {
  const { owner, ledger, add } = await foundCompany({ url }, 'zh');
  const people = [owner];
  for (const name of names.slice(0, count - 1)) people.push(await add(name));
  return people.map((person) => ({ ...person, ledger }));
};
