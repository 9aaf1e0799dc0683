import type { Workspace } from '../../shared/documents/index.ts';
import type { Presence } from '../../shared/protocol/documents.ts';
import type { PeerCell } from './store.ts';

/** Where others are in one table: the same array until it changes. */
export const createPeers = (
  workspace: Workspace,
  others: () => readonly Presence[],
): ((table: string) => readonly PeerCell[]) => {
  const known = new Map<string, readonly PeerCell[]>();
  return (table) => {
    const next = others().flatMap((presence) => peerCell(presence, table, workspace) ?? []);
    const last = known.get(table);
    if (last !== undefined && JSON.stringify(last) === JSON.stringify(next)) return last;
    known.set(table, next);
    return next;
  };
};

const peerCell = (
  { user, cell, typing }: Presence,
  table: string,
  workspace: Workspace,
): PeerCell | null => {
  const person = workspace.person(user);
  if (cell === null || cell.table !== table || person === undefined) return null;
  return { ...cell, person: user, name: person.name, color: person.color, typing };
};
