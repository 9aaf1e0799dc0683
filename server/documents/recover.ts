import * as Y from 'yjs';
import type { z } from 'zod';
import {
  type Conflict,
  isCellValue,
  isSchemaId,
  type LedgerCommand,
  type Level,
  type Miss,
  type SetRecord,
  sameValue,
} from '../../shared/model/index.ts';
import { type DocumentAddress, parseDocumentName } from '../../shared/protocol/documents.ts';
import type { recoveryAnswer, recoveryBody } from '../../shared/protocol/http.ts';
import type { LogStore } from '../storage/port.ts';
import { toCellValue } from './conflict.ts';
import type { Documents } from './documents.ts';
import type { LiveDocument } from './liveDocument.ts';

export type RecoveryBody = z.infer<typeof recoveryBody>;
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
type Entry = RecoveryBody['entries'][number];
type Outcome = RecoveryAnswer['outcomes'][number]['outcome'];

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
  const recover: Recover<Actor> = async (body, actor) => {
    const address = parseDocumentName(body.document);
    const level = address === null ? null : await levelOf(actor, address);
    if (level !== 'write') return answer(body.entries, () => 'refused');
    const live = await documents.open(body.document);
    const ids = body.entries.map(({ id }) => id);
    const known = await log.knownCommands(body.document, ids);
    const closedAt = await closedStateVector(body, live, log);
    if (!live.isOpen) return recover(body, actor);
    const outcomes = recoverEntries(body, live, known, closedAt, actor.user);
    await live.commits.settled();
    return answer(body.entries, ({ id }) => outcomes.get(id) ?? 'refused');
  };
  return recover;
};

const answer = (entries: readonly Entry[], of: (entry: Entry) => Outcome): RecoveryAnswer => ({
  outcomes: entries.map((entry) => ({ id: entry.id, outcome: of(entry) })),
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

/**
 * Command ids and conflicts go into an append of their own after the changes: a crash between the
 * two has the client ask again, and then the cells hold already what he wanted.
 */
const recoverEntries = (
  { entries }: RecoveryBody,
  live: LiveDocument,
  known: ReadonlySet<string>,
  closedAt: ReadonlyMap<number, number> | null,
  by: string,
): ReadonlyMap<string, Outcome> => {
  const outcomes = new Map<string, Outcome>();
  const conflicts: Conflict[] = [];
  const commandIds: string[] = [];
  for (const { id, client, clock, commands } of entries) {
    const reached = closedAt === null ? Y.getState(live.doc.store, client) : closedAt.get(client);
    if (known.has(id) || outcomes.has(id) || (clock > 0 && (reached ?? 0) >= clock)) {
      outcomes.set(id, 'known');
      continue;
    }
    const found = live.write({ by }, () => applyCommands(live, commands, by));
    if (found === null) {
      outcomes.set(id, 'refused');
      continue;
    }
    outcomes.set(id, found.length === 0 ? 'applied' : 'conflict');
    conflicts.push(...found);
    commandIds.push(id);
  }
  if (commandIds.length > 0) live.write({ by, commandIds, conflicts }, () => {});
  return outcomes;
};

/** The conflicts that were found, or null when the commands are not for this document. */
const applyCommands = (
  { content }: LiveDocument,
  commands: Entry['commands'],
  by: string,
): Conflict[] | null => {
  const { ledger, workspace } = content;
  if (ledger !== null) {
    const checked = commands.map(guarded);
    if (checked.includes(null)) return null;
    const { misses } = ledger.apply(checked as LedgerCommand[], { by });
    return misses.flatMap((miss) => conflictOf(miss) ?? []);
  }
  if (workspace !== null && commands.every(isOpenRecord)) {
    const conflicts = commands.flatMap((command) => recordConflicts(workspace.doc, command));
    workspace.apply(commands, { by });
    return conflicts;
  }
  return null;
};

/** The command, every cell write with what its author saw; null when it is not a ledger's. */
const guarded = (command: Entry['commands'][number]): LedgerCommand | null => {
  if (command.type === 'setRecord') return null;
  if (command.type === 'setLayer') return /^[^/]+$/.test(command.layer) ? command : null;
  if (!isSchemaId(command.table)) return null;
  if (command.type !== 'setCells')
    return command.type === 'addRows' && !command.rows.every(({ values }) => areValues(values))
      ? null
      : command;
  const cells = command.cells.map(({ row, column, value, was }) => ({
    row,
    column,
    value: value ?? null,
    was: was ?? null,
  }));
  return cells.every(({ value }) => isCellValue(value)) ? { ...command, cells } : null;
};

const areValues = (values: Readonly<Record<string, unknown>>): boolean =>
  Object.values(values).every(isCellValue);

/** People are written by the server only. */
const isOpenRecord = (command: Entry['commands'][number]): command is SetRecord =>
  command.type === 'setRecord' && command.collection !== 'people' && command.was !== undefined;

const conflictOf = ({ table, row, column, wanted, found }: Miss): Conflict | null =>
  sameValue(wanted, found) ? null : { table, row, column, kept: found, overruled: wanted };

const recordConflicts = (doc: Y.Doc, { collection, id, properties, was }: SetRecord): Conflict[] =>
  Object.entries(properties).flatMap(([property, wanted]) => {
    const found = toCellValue(doc.getMap(collection).get(`${id}/${property}`));
    const overruled = toCellValue(wanted);
    if (sameValue(found, overruled) || sameValue(found, toCellValue(was?.[property]))) return [];
    return [{ table: collection, row: id, column: property, kept: found, overruled }];
  });
