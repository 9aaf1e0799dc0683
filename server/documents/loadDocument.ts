import type { Logger } from 'pino';
import * as Y from 'yjs';
import { formatVersion } from '../../shared/documents/fold.ts';
import { metaMap } from '../../shared/documents/index.ts';
import { noteGeneration, noteSeed } from '../../shared/documents/note.ts';
import { decodeSegment, type Segment } from '../../shared/documents/segment.ts';
import { type Limits, limits } from '../../shared/model/index.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { BlobStore, LogStore, StoredDocument } from '../storage/port.ts';
import { DocumentBroken } from './errors.ts';
import { fillDocument } from './fillDocument.ts';
import { markGeneration, withMark } from './generationMark.ts';
import { createLiveDocument, type LiveDocument } from './liveDocument.ts';
import { completeWorkspace, mendWorkspace } from './mendWorkspace.ts';
import { retiredClients } from './retiredClients.ts';
import { serverClient } from './serverClient.ts';

export interface Loading {
  readonly log: LogStore;
  readonly blobs: BlobStore;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newDoc: (name: string) => Y.Doc;
  /** IANA name, for the workspace. */
  readonly timeZone: string;
  /** Those of `shared/model` unless given. */
  readonly limits?: Limits;
}

/**
 * Rebuilds a document from its log; makes and stores it first when it never existed. Throws
 * `DocumentBroken` when what is stored is not whole, and never answers with less. Segments that are
 * `opened` already, by hash, are not read again.
 */
export const loadDocument = async (
  name: string,
  loading: Loading,
  opened: ReadonlyMap<string, Segment> = new Map(),
): Promise<LiveDocument> => {
  const { log, blobs, logger, now, newDoc } = loading;
  const isNote = parseDocumentName(name)?.kind === 'note';
  const stored =
    (await log.load(name)) ??
    (isNote ? emptyNote(name, await log.firstGeneration()) : await beginDocument(name, loading));
  for (const damage of stored.survived) logger.warn({ document: name, damage }, 'damage made good');

  const doc = newDoc(name);
  const broken = (reason: string): DocumentBroken => {
    doc.destroy();
    return new DocumentBroken(name, reason);
  };
  const fault = fillDocument(doc, stored);
  if (fault !== null) throw broken(fault);
  // Only now: Yjs drops a client id under which it sees remote writes.
  doc.clientID = serverClient;
  const isWorkspace = parseDocumentName(name)?.kind === 'workspace';
  const seq = isWorkspace ? await mendWorkspace(doc, stored, loading) : stored.seq;

  const isStored = stored.seq > 0;
  const bytes = stored.updates.reduce((sum, { update }) => sum + update.byteLength, 0);
  const live = createLiveDocument({
    name,
    doc,
    generation: stored.generation,
    seq,
    owners: stored.clients,
    retired: retiredClients(stored.closed),
    unsaved: { updates: isStored ? stored.updates.length + seq - stored.seq : 0, bytes },
    stateBytes: bytes + (stored.snapshot?.state.byteLength ?? 0),
    unstoredBeginning: isStored ? null : stored.updates[0]!.update,
    append: log.append,
    limits: loading.limits ?? limits,
    now,
  });
  await openSegments(live, blobs, opened);
  return live;
};

/** Makes the rows of every named segment readable. Throws `DocumentBroken` when one is missing. */
const openSegments = async (
  live: LiveDocument,
  blobs: BlobStore,
  opened: ReadonlyMap<string, Segment>,
): Promise<void> => {
  const ledger = live.content.ledger;
  for (const hash of new Set(ledger?.missingSegments().map((segment) => segment.hash))) {
    const known = opened.get(hash);
    if (known !== undefined) {
      ledger?.openSegment(hash, known);
      continue;
    }
    const bytes = await blobs.segment(hash);
    if (bytes === null) throw new DocumentBroken(live.name, `segment ${hash} is not stored`);
    ledger?.openSegment(hash, decodeSegment(bytes));
  }
};

/** A document's first update is the server's, so that every client finds its generation there. */
const beginDocument = async (
  name: string,
  { log, now, timeZone }: Loading,
): Promise<StoredDocument> => {
  const generation = await log.firstGeneration();
  const doc = new Y.Doc();
  doc.clientID = serverClient;
  doc.transact(() => {
    doc.getMap(metaMap).set('generation', generation);
    doc.getMap(metaMap).set('format', formatVersion);
    if (parseDocumentName(name)?.kind === 'workspace') completeWorkspace(doc, timeZone);
  });
  if (generation > 1) markGeneration(doc, generation);
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  await log.startGeneration(name, { generation, finalStateVector: null, state, at: now() });
  return {
    document: name,
    generation,
    seq: 1,
    snapshot: null,
    updates: [{ seq: 1, update: state }],
    clients: new Map(),
    closed: [],
    survived: [],
  };
};

/**
 * A note that nobody has written in: what it begins with is stored with the first thing that is
 * written. Most rows have none, and looking at one shall not fill the log.
 */
const emptyNote = (name: string, generation: number): StoredDocument => ({
  document: name,
  generation,
  seq: 0,
  snapshot: null,
  updates: [{ seq: 0, update: noteBeginning(generation) }],
  clients: new Map(),
  closed: [],
  survived: [],
});

/** The same each time, as `noteSeed` is; after a restore, with the generation of that. */
const noteBeginning = (generation: number): Uint8Array => {
  const seed = noteSeed(serverClient);
  return generation === noteGeneration ? seed : withMark(seed, generation);
};
