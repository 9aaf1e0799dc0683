import type { Level } from '../../shared/model/index.ts';
import type { DocumentAddress } from '../../shared/protocol/documents.ts';
import type { LedgerListed } from '../../shared/protocol/http.ts';
import type { Actor } from './actor.ts';
import type { Authentication } from './authentication.ts';
import type { AccessDependencies } from './dependencies.ts';

export interface Rights {
  /**
   * What `actor` may do with a document as things stand now; null: not even know that it is there.
   *
   * - workspace: everyone reads; all but viewers write;
   * - me: its own person only, who writes there whatever their role;
   * - ledger, and the notes of its rows: as a member, owners and admins too; viewers only read.
   */
  level(actor: Actor, address: DocumentAddress): Promise<Level | null>;
  /** The ledgers that `actor` may read, oldest first. */
  ledgersOf(actor: Actor): Promise<readonly LedgerListed[]>;
}

export const createRights = (
  { accounts }: AccessDependencies,
  { current }: Pick<Authentication, 'current'>,
): Rights => ({
  level: async (given, address) => {
    const actor = await current(given);
    if (actor === null) return null;
    switch (address.kind) {
      case 'workspace':
        return levelForRole(actor, 'write');
      case 'me':
        return address.user === actor.user ? 'write' : null;
      case 'ledger':
      case 'note':
        return levelForRole(actor, await accounts.membership(address.ledger, actor.user));
    }
  },

  ledgersOf: async (given) => {
    const actor = await current(given);
    if (actor === null) return [];
    const memberships = await accounts.membershipsOf(actor.user);
    const levels = new Map(memberships.map(({ ledger, level }) => [ledger, level]));
    return (await accounts.ledgers()).flatMap(({ id, name }) => {
      const level = levelForRole(actor, levels.get(id) ?? null);
      return level === null ? [] : [{ id, name, level }];
    });
  },
});

const levelForRole = ({ role }: Actor, level: Level | null): Level | null =>
  level === 'write' && role === 'viewer' ? 'read' : level;
