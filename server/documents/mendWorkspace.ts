import type { Logger } from 'pino';
import * as Y from 'yjs';
import { metaMap, openWorkspace } from '../../shared/documents/index.ts';
import { toEventChange } from '../../shared/model/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { EventBody, LogStore, StoredDocument } from '../storage/port.ts';
import { missingRecords } from './missingRecords.ts';
import { serverClient } from './serverClient.ts';
import { workspaceContent } from './workspaceContent.ts';

export interface WorkspaceMending {
  readonly log: Pick<LogStore, 'append'>;
  readonly logger: Logger;
  readonly now: () => number;
  /** IANA name: in this zone the workspace's days begin. */
  readonly timeZone: string;
}

/** Writes what a workspace of this version has and `doc` lacks. The second time it does nothing. */
export const completeWorkspace = (doc: Y.Doc, timeZone: string): void => {
  const records = missingRecords(doc);
  doc.transact(() => {
    const meta = doc.getMap(metaMap);
    if (meta.get('timeZone') !== timeZone) meta.set('timeZone', timeZone);
    openWorkspace(doc).apply(records, null);
  });
};

/**
 * Brings a stored workspace up to this version of the program, before anybody sees it: what it
 * lacks is appended to its log, then applied to `doc`. Answers the seq of its last update. Where
 * there is no room for that the workspace stays as it is, and can be read.
 */
export const mendWorkspace = async (
  doc: Y.Doc,
  { document, generation, seq }: StoredDocument,
  { log, logger, now, timeZone }: WorkspaceMending,
): Promise<number> => {
  const mended = completion(doc, timeZone);
  if (mended === null) return seq;
  const place = { document, generation, seq: seq + 1, at: now(), by: null, clients: [] };
  try {
    await log.append({ ...place, ...mended });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logger.warn({ err: error }, 'the workspace cannot be brought up to date now');
    return seq;
  }
  Y.applyUpdate(doc, mended.update);
  logger.info({ timeZone }, 'the workspace was brought up to date');
  return seq + 1;
};

/** On a copy: nobody may see in memory what is not on disk. Null when nothing is missing. */
const completion = (
  doc: Y.Doc,
  timeZone: string,
): { readonly update: Uint8Array; readonly event: EventBody | null } | null => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = serverClient;
  const content = workspaceContent(copy);
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  completeWorkspace(copy, timeZone);
  copy.destroy();
  if (updates.length === 0) return null;
  const { changes, layer } = content.takeHappened();
  const event = { changes: changes.map(toEventChange), conflicts: [], layer };
  return { update: Y.mergeUpdates(updates), event: changes.length === 0 ? null : event };
};
