import { setImmediate } from 'node:timers/promises';
import * as Y from 'yjs';
import { checkSegment } from '../../shared/documents/checkSegment.ts';
import { type Folded, FoldOutrun, foldLedger } from '../../shared/documents/fold.ts';
import { metaMap, openLedger } from '../../shared/documents/index.ts';
import { isJsonValue } from '../../shared/documents/jsonValue.ts';
import { decodeSegment, type Segment } from '../../shared/documents/segment.ts';
import type { BlobStore, LogStore } from '../storage/port.ts';
import { isMarked, withMark } from './generationMark.ts';
import type { LiveDocument } from './liveDocument.ts';
import { serverClient } from './serverClient.ts';

/** Rows stay in the recycle bin for 30 days; a rotation after that leaves them behind. */
const binnedFor = 30 * 24 * 60 * 60 * 1000;

export interface TurnUse {
  /** Closes the document to those who write. */
  close(): void;
  /** True once there is no time to seal rows any more: the turn is for the next start. */
  isStopping(): boolean;
}

/**
 * Stores the next generation of a document: the same for every reader, without what was overwritten
 * and without the client ids of tabs long gone. What takes long, sealing rows, is done first, and
 * people go on writing; `close` is called when only what they wrote meanwhile is left to be carried
 * over, and nobody may write any more. All that is new is read through: when it cannot be read, or
 * cannot be stored, this rejects, and the old generation stays.
 */
export const turnGeneration = async (
  live: LiveDocument,
  { log, blobs }: { readonly log: LogStore; readonly blobs: BlobStore },
  at: number,
  { close, isStopping }: TurnUse,
): Promise<ReadonlyMap<string, Segment>> => {
  if (live.address.kind === 'note')
    throw new RangeError(`${live.name}: notes keep their generation`);
  const goOn = (): void => {
    if (!live.isOpen) throw new Error(`${live.name} left memory while it turned`);
    if (isStopping()) throw new Error(`the server stops before ${live.name} has turned`);
  };
  const next = await prepareNext(live, blobs, at, goOn);
  try {
    goOn();
    if (next.isOutrun()) throw new FoldOutrun('an import came while the ledger was folded');
    close();
    await live.commits.settled();
    const generation = live.generation + 1;
    const state = next.state(generation);
    await log.startGeneration(live.name, {
      generation,
      finalStateVector: Y.encodeStateVector(live.doc),
      state: isMarked(live.doc, live.generation) ? withMark(state, generation) : state,
      at,
    });
    return next.segments();
  } finally {
    next.stop();
  }
};

/** A generation that is ready but for what is written until the document is closed. */
interface PreparedNext {
  state(generation: number): Uint8Array;
  /** By hash: segments that it names and that are open here already. */
  segments(): ReadonlyMap<string, Segment>;
  /** It cannot be finished: something came that has to be prepared too. */
  isOutrun(): boolean;
  stop(): void;
}

const prepareNext = async (
  { address, content, doc }: LiveDocument,
  blobs: BlobStore,
  at: number,
  goOn: () => void,
): Promise<PreparedNext> => {
  const { ledger } = content;
  if (address.kind !== 'ledger' || ledger === null)
    return {
      state: (generation) => copied(doc, generation),
      segments: () => new Map(),
      isOutrun: () => false,
      stop: () => {},
    };
  const folded = foldLedger(ledger, { binnedBefore: at - binnedFor });
  try {
    const opened = new Map<string, Segment>();
    const hashes = await storeSealed(folded, address.ledger, blobs, opened, goOn);
    return {
      state: (generation) => {
        const state = folded.nextDocument(hashes, { generation, client: serverClient });
        const named = new Set([...hashes, ...folded.kept.map(({ hash }) => hash)]);
        checkNext(state, generation, named);
        return state;
      },
      segments: () => new Map([...ledger.openedSegments(), ...opened]),
      isOutrun: folded.isOutrun,
      stop: folded.stop,
    };
  } catch (error) {
    folded.stop();
    throw error;
  }
};

/** ms in one turn of the event loop: others have theirs in between. */
const breath = 10;

const storeSealed = async (
  folded: Folded,
  ledger: string,
  blobs: BlobStore,
  opened: Map<string, Segment>,
  goOn: () => void,
): Promise<readonly string[]> => {
  const hashes: string[] = [];
  let began = performance.now();
  for (const sealed of folded.sealed) {
    goOn();
    if (sealed !== null) {
      await setImmediate();
      checkSegment(sealed.bytes);
      await setImmediate();
      const { hash } = await blobs.putSegment(ledger, sealed.bytes);
      hashes.push(hash);
      opened.set(hash, decodeSegment(sealed.bytes));
      began = performance.now();
    } else if (performance.now() - began > breath) {
      await setImmediate();
      began = performance.now();
    }
  }
  return hashes;
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
