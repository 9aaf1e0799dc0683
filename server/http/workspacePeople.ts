import type { Person } from '../../shared/model/index.ts';
import type { Writers } from '../documents/index.ts';
import type { StoredUser } from '../storage/port.ts';
import { toPerson } from './person.ts';

/** People in the workspace document, where everybody sees them, as the accounts have them. */
export interface WorkspacePeople {
  /** Resolves when it is durable. */
  savePerson(person: Person): Promise<void>;
  /** Makes up for what a crash kept from being saved after the account was. */
  mend(accounts: readonly StoredUser[]): Promise<void>;
}

export const createWorkspacePeople = (
  writers: Pick<Writers, 'applyWorkspace' | 'readWorkspace'>,
): WorkspacePeople => {
  const save = (people: readonly Person[]): Promise<void> =>
    writers.applyWorkspace(
      people.map(({ id, ...properties }) => ({
        type: 'setRecord',
        collection: 'people',
        id,
        properties,
      })),
      null,
    );

  return {
    savePerson: (person) => save([person]),
    mend: async (accounts) => {
      if (accounts.length === 0) return;
      const known = new Map((await writers.readWorkspace()).people().map((of) => [of.id, of]));
      const missed = accounts
        .map(toPerson)
        .filter((person) => !isSame(person, known.get(person.id)));
      if (missed.length > 0) await save(missed);
    },
  };
};

const isSame = (person: Person, other: Person | undefined): boolean =>
  other !== undefined &&
  person.name === other.name &&
  person.color === other.color &&
  person.active === other.active;
