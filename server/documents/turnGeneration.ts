import * as Y from 'yjs';
import { checkSegment } from '../../shared/documents/checkSegment.ts';
import { foldLedger } from '../../shared/documents/fold.ts';
import { metaMap, openLedger } from '../../shared/documents/index.ts';
import { isJsonValue } from '../../shared/documents/jsonValue.ts';
import type { BlobStore, LogStore } from '../storage/port.ts';
import { isMarked, withMark } from './generationMark.ts';
import type { LiveDocument } from './liveDocument.ts';
import { serverClient } from './serverClient.ts';

/** Rows stay in the recycle bin for 30 days; a rotation after that leaves them behind. */
const binnedFor = 30 * 24 * 60 * 60 * 1000;

/** A ledger that nobody used for a while, and whose overlay has grown beyond this, is folded. */
const quietFor = 10 * 60_000;
const largeState = 8 * 1024 * 1024;
/** Each tab that ever wrote is a client id, and every page that opens the ledger reads them all. */
const manyClients = 5_000;
/** A young generation is not folded again, however large: little would come of it. */
const manyUpdates = 1_000;

export const isRotationDue = (live: LiveDocument, at: number): boolean =>
  live.address.kind === 'ledger' &&
  at - live.lastUsed > quietFor &&
  (live.stateBytes > largeState || live.doc.store.clients.size > manyClients) &&
  live.commits.last > manyUpdates;

/**
 * Stores the next generation of a document that is closed to writers: the same for every reader,
 * without what was overwritten and without the client ids of tabs long gone. All that is new is
 * read through first: when it cannot be read this rejects, and the old generation stays.
 */
export const turnGeneration = async (
  live: LiveDocument,
  { log, blobs }: { readonly log: LogStore; readonly blobs: BlobStore },
  at: number,
): Promise<void> => {
  if (live.address.kind === 'note')
    throw new RangeError(`${live.name}: notes keep their generation`);
  await live.commits.settled();
  const generation = live.generation + 1;
  const state = await nextState(live, blobs, generation, at);
  await log.startGeneration(live.name, {
    generation,
    finalStateVector: Y.encodeStateVector(live.doc),
    state: isMarked(live.doc, live.generation) ? withMark(state, generation) : state,
    at,
  });
};

const nextState = async (
  { address, content, doc }: LiveDocument,
  blobs: BlobStore,
  generation: number,
  at: number,
): Promise<Uint8Array> => {
  if (address.kind !== 'ledger' || content.ledger === null) return copied(doc, generation);
  const folded = foldLedger(content.ledger, { binnedBefore: at - binnedFor });
  const hashes: string[] = [];
  for (const { bytes } of folded.sealed) {
    checkSegment(bytes);
    hashes.push((await blobs.putSegment(address.ledger, bytes)).hash);
  }
  const state = folded.nextDocument(hashes, { generation, client: serverClient });
  checkNext(state, generation, new Set([...hashes, ...folded.kept.map(({ hash }) => hash)]));
  return state;
};

const checkNext = (state: Uint8Array, generation: number, sealed: ReadonlySet<string>): void => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const ledger = openLedger(doc);
  const named = new Set(ledger.missingSegments().map(({ hash }) => hash));
  const begun = ledger.generation;
  doc.destroy();
  const isWhole =
    begun === generation &&
    named.size === sealed.size &&
    [...named].every((hash) => sealed.has(hash));
  if (!isWhole) throw new Error(`generation ${generation} would not be whole`);
};

/** Entries as they stand, in a document that has no past. */
const copied = (doc: Y.Doc, generation: number): Uint8Array => {
  const next = new Y.Doc();
  next.clientID = serverClient;
  next.transact(() => {
    for (const name of doc.share.keys())
      for (const [key, value] of doc.getMap(name))
        if (isJsonValue(value)) next.getMap(name).set(key, value);
    next.getMap(metaMap).set('generation', generation);
  });
  const state = Y.encodeStateAsUpdate(next);
  next.destroy();
  return state;
};
