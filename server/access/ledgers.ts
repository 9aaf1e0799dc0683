import { ulid } from 'ulid';
import type { Level } from '../../shared/model/index.ts';
import type { LedgerListed } from '../../shared/protocol/http.ts';
import type { Membership, StoredLedger } from '../storage/port.ts';
import type { Actor } from './actor.ts';
import { isAdministrator } from './actor.ts';
import type { AccessDependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';

/**
 * Ledgers and who is in them. For whoever is outside a ledger everything here answers as if it did
 * not exist; owners and admins run the membership of all of them without reading their rows.
 */
export interface Ledgers {
  /** Every ledger; throws `forbidden` for all but owners and admins. */
  all(actor: Actor): Promise<readonly StoredLedger[]>;
  /** Throws `forbidden` for viewers. */
  make(actor: Actor, name: string): Promise<LedgerListed>;
  members(actor: Actor, ledger: string): Promise<readonly Membership[]>;
  /**
   * `level` null takes the person out. For owners, admins and the member who made the ledger;
   * throws `forbidden` for its other members.
   */
  setMember(actor: Actor, ledger: string, user: string, level: Level | null): Promise<void>;
}

export const createLedgers = ({ accounts, rightsChanges, now }: AccessDependencies): Ledgers => {
  const visible = async (actor: Actor, id: string): Promise<StoredLedger> => {
    const ledger = await accounts.ledger(id);
    const mayKnow = isAdministrator(actor) || (await accounts.membership(id, actor.user)) !== null;
    if (ledger === null || !mayKnow) throw new Refusal('notFound');
    return ledger;
  };

  return {
    all: async (actor) => {
      if (!isAdministrator(actor)) throw new Refusal('forbidden');
      return accounts.ledgers();
    },

    make: async (actor, name) => {
      if (actor.role === 'viewer') throw new Refusal('forbidden');
      const createdAt = now();
      const id = ulid(createdAt);
      await accounts.addLedger({ id, name, createdBy: actor.user, createdAt, shared: false });
      rightsChanges.emit({ user: actor.user });
      return { id, name, level: 'write' };
    },

    members: async (actor, id) => {
      await visible(actor, id);
      return accounts.membersOf(id);
    },

    setMember: async (actor, id, user, level) => {
      const { createdBy } = await visible(actor, id);
      const madeIt = createdBy === actor.user && actor.role !== 'viewer';
      if (!isAdministrator(actor) && !madeIt) throw new Refusal('forbidden');
      if (!(await accounts.setMembership(id, user, level)))
        throw new Refusal('notFound', { field: 'user' });
      rightsChanges.emit({ user });
    },
  };
};
