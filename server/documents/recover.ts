import { setImmediate } from 'node:timers/promises';
import * as Y from 'yjs';
import type { z } from 'zod';
import {
  type Conflict,
  type LedgerCommand,
  type Level,
  limits,
  type Miss,
  type SetRecord,
  sameValue,
} from '../../shared/model/index.ts';
import { type DocumentAddress, parseDocumentName } from '../../shared/protocol/documents.ts';
import type { recoveryAnswer, recoveryBody } from '../../shared/protocol/http.ts';
import type { LogStore } from '../storage/port.ts';
import type { CapacityFault } from './capacity.ts';
import { toCellValue } from './conflict.ts';
import type { Documents } from './documents.ts';
import type { LiveDocument } from './liveDocument.ts';
import { areOpenRecords, ledgerPieces } from './recoveryCommands.ts';
import { wantedByCommands } from './wanted.ts';

export type RecoveryBody = z.infer<typeof recoveryBody>;
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
type Entry = RecoveryBody['entries'][number];
type Outcome = Omit<RecoveryAnswer['outcomes'][number], 'id'>;

/**
 * Takes in what a client wrote and never heard back about, when its document was replaced: what is
 * here already is known, the rest is applied as that user where the cells still hold what he saw,
 * and becomes a recorded conflict where they do not. Doing it twice does it once. Resolves when it
 * is on disk; throws `DocumentBroken` or `StorageError`, and may then be asked for again.
 */
export type Recover<Actor extends { readonly user: string }> = (
  body: RecoveryBody,
  actor: Actor,
) => Promise<RecoveryAnswer>;

export const createRecovery = <Actor extends { readonly user: string }>(
  documents: Documents,
  log: LogStore,
  levelOf: (actor: Actor, document: DocumentAddress) => Promise<Level | null>,
): Recover<Actor> => {
  const recoverRest = async (
    body: RecoveryBody,
    by: string,
    outcomes: Map<string, Outcome>,
  ): Promise<void> => {
    const live = await documents.open(body.document);
    const ids = body.entries.map(({ id }) => id);
    const known = await log.knownCommands(body.document, ids);
    const closedAt = await closedStateVector(body, live, log);
    const isDone = await recoverEntries(body, live, known, closedAt, by, outcomes);
    await live.commits.settled();
    // It turned meanwhile: what is left goes into the next generation.
    if (!isDone) await recoverRest(body, by, outcomes);
  };

  return async (body, actor) => {
    const address = parseDocumentName(body.document);
    const level = address === null ? null : await levelOf(actor, address);
    const outcomes = new Map<string, Outcome>();
    if (level === 'write') await recoverRest(body, actor.user, outcomes);
    return answer(
      body.entries,
      ({ id }) => outcomes.get(id) ?? { outcome: 'refused', reason: 'forbidden' },
    );
  };
};

const answer = (entries: readonly Entry[], of: (entry: Entry) => Outcome): RecoveryAnswer => ({
  outcomes: entries.map((entry) => ({ id: entry.id, ...of(entry) })),
});

/** How far each client had come when the generation that the body names was closed. */
const closedStateVector = async (
  { document, generation }: RecoveryBody,
  live: LiveDocument,
  log: LogStore,
): Promise<ReadonlyMap<number, number> | null> => {
  if (generation === live.generation) return null;
  const stored = generation === null ? null : await log.finalStateVector(document, generation);
  return stored === null ? new Map() : Y.decodeStateVector(stored);
};

/** ms in one turn, so that a long journal does not keep everybody waiting. */
const breath = 10;

/**
 * Command ids and conflicts go into an append of their own after the changes: a crash between the
 * two has the client ask again, and then the cells hold already what he wanted. False when the
 * document closed before all was done.
 */
const recoverEntries = async (
  { entries }: RecoveryBody,
  live: LiveDocument,
  known: ReadonlySet<string>,
  closedAt: ReadonlyMap<number, number> | null,
  by: string,
  outcomes: Map<string, Outcome>,
): Promise<boolean> => {
  let conflicts: Conflict[] = [];
  let commandIds: string[] = [];
  const note = (): void => {
    if (commandIds.length + conflicts.length > 0)
      live.write({ by, commandIds, conflicts }, () => {});
    commandIds = [];
    conflicts = [];
  };
  let since = performance.now();
  for (const { id, client, clock, commands } of entries) {
    if (outcomes.has(id)) continue;
    if (!live.isOpen) return false;
    if (known.has(id) || (clock > 0 && reachedBy(live, closedAt, client, by) >= clock)) {
      outcomes.set(id, { outcome: 'known' });
      continue;
    }
    const pieces = piecesFor(live, commands, by);
    if (typeof pieces === 'string') {
      outcomes.set(id, { outcome: 'refused', reason: pieces });
      continue;
    }
    let isMissed = false;
    for (const apply of pieces) {
      const found = live.write({ by }, apply);
      isMissed ||= found.length > 0;
      conflicts.push(...found);
      if (performance.now() - since < breath) continue;
      note();
      await setImmediate();
      if (!live.isOpen) return false;
      since = performance.now();
    }
    commandIds.push(id);
    outcomes.set(id, { outcome: isMissed ? 'conflict' : 'applied' });
  }
  note();
  return true;
};

/** How far `by` is known to have come under this client id; others may have taken it before him. */
const reachedBy = (
  live: LiveDocument,
  closedAt: ReadonlyMap<number, number> | null,
  client: number,
  by: string,
): number => {
  if (closedAt !== null) return closedAt.get(client) ?? 0;
  return live.ownerOf(client) === by ? Y.getState(live.doc.store, client) : 0;
};

/**
 * What the commands do, in pieces that each answer the conflicts that they found; or why it
 * cannot do them.
 */
const piecesFor = (
  live: LiveDocument,
  commands: Entry['commands'],
  by: string,
): readonly (() => Conflict[])[] | 'invalid' | CapacityFault => {
  const { ledger, workspace } = live.content;
  const fault = live.faultOf(wantedByCommands(commands));
  if (ledger !== null) {
    const isFull = ledger.tables().length >= limits.tables;
    const isNew = (piece: LedgerCommand): boolean =>
      piece.type !== 'setLayer' && !ledger.tables().includes(piece.table);
    const pieces = ledgerPieces(commands);
    if (pieces === null) return 'invalid';
    if (fault !== null) return fault;
    if (isFull && pieces.some(isNew)) return 'full';
    return pieces.map(
      (piece) => () => ledger.apply([piece], { by }).misses.flatMap((m) => conflictOf(m) ?? []),
    );
  }
  if (workspace === null || !areOpenRecords(commands)) return 'invalid';
  if (fault !== null) return fault;
  return commands.map((command) => () => {
    const conflicts = recordConflicts(workspace.doc, command);
    workspace.apply([command], { by });
    return conflicts;
  });
};

const conflictOf = ({ table, row, column, wanted, found }: Miss): Conflict | null =>
  sameValue(wanted, found) ? null : { table, row, column, kept: found, overruled: wanted };

const recordConflicts = (doc: Y.Doc, { collection, id, properties, was }: SetRecord): Conflict[] =>
  Object.entries(properties).flatMap(([property, wanted]) => {
    const found = toCellValue(doc.getMap(collection).get(`${id}/${property}`));
    const overruled = toCellValue(wanted);
    if (sameValue(found, overruled) || sameValue(found, toCellValue(was?.[property]))) return [];
    return [{ table: collection, row: id, column: property, kept: found, overruled }];
  });
