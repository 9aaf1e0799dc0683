import type { Connection, Document } from '@hocuspocus/server';
import { type Presence, parseDocumentName } from '../../shared/protocol/documents.ts';
import { toNotePresence } from './notePresence.ts';
import type { VisitContext } from './visit.ts';

/** One tab has one presence; a few more are left over when it reconnects. */
const mostStates = 4;
const longestId = 64;

/**
 * Rewrites incoming presence: whose it is comes from the connection, the rest is cut to what we
 * show. Presence that another connection has brought cannot be taken over.
 */
export const rewritePresence = (
  document: Document,
  connection: Connection<VisitContext>,
  states: Map<number, unknown>,
): void => {
  const { visit } = connection.context;
  const isNote = parseDocumentName(document.name)?.kind === 'note';
  const own = document.getClients(connection);
  const taken = new Set<number>();
  for (const [other, { clients }] of document.connections)
    if (other !== connection) for (const client of clients) taken.add(client);
  let count = own.size;
  for (const [client, state] of states) {
    const isNew = !own.has(client);
    if (taken.has(client) || (isNew && ++count > mostStates)) states.delete(client);
    else if (isNote) states.set(client, toNotePresence(visit.person(), state));
    else states.set(client, toPresence(visit.actor.user, state));
  }
};

const toPresence = (user: string, state: unknown): Presence => {
  const { cell, typing } = isRecord(state) ? state : {};
  return { user, cell: toCell(cell), typing: typing === true };
};

const toCell = (cell: unknown): Presence['cell'] => {
  if (!isRecord(cell)) return null;
  const { table, row, column } = cell;
  return isId(table) && isId(row) && isId(column) ? { table, row, column } : null;
};

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestId;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
