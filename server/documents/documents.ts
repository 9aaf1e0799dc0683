import type { Segment } from '../../shared/documents/segment.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import { DocumentBroken } from './errors.ts';
import type { LiveDocument } from './liveDocument.ts';
import { type Loading, loadDocument } from './loadDocument.ts';
import { createRetryDelays } from './retryDelays.ts';
import { isRotationDue } from './rotationDue.ts';
import { tellSlowCommits } from './slowCommits.ts';
import { isSnapshotDue, storeSnapshot } from './snapshots.ts';
import { turnGeneration } from './turnGeneration.ts';

/** Why a document left memory. Whoever shows it closes its connections. */
export type Leaving = 'broken' | 'generation' | 'idle';

/** The documents of this process: each at most once in memory, loaded when asked for. */
export interface Documents {
  /**
   * The document, loaded and whole. Use it in the same turn, or look at `isOpen` again.
   * Throws `DocumentBroken` when it cannot be loaded; after a failure not before a while.
   */
  open(name: string): Promise<LiveDocument>;
  /** The document if it is in memory. */
  find(name: string): LiveDocument | undefined;
  /** What is in memory now. */
  all(): readonly LiveDocument[];
  /** Turns a document to its next generation; its connections are closed with that reason. */
  rotate(name: string): Promise<void>;
  onLeaving(listener: (live: LiveDocument, reason: Leaving) => void): () => void;
  /** Tells of every step that a document's commits take forward, before anybody is shown it. */
  onCommitted(listener: (live: LiveDocument) => void): () => void;
  /** Commits and snapshots everything. Nothing may be opened afterwards. */
  close(): Promise<void>;
}

export interface DocumentsOptions extends Loading {
  /** True while somebody is connected to it: it stays in memory. */
  readonly isWatched: (live: LiveDocument) => boolean;
}

const sweepEvery = 30_000;
const idleAfter = 60_000;
/** ms: segments that a document does not name any more stay for those who may still ask for them. */
const unusedFor = 7 * 24 * 60 * 60_000;

export const createDocuments = (options: DocumentsOptions): Documents => {
  const { log, blobs, logger, now, isWatched } = options;
  const append = tellSlowCommits(log.append, logger, now);
  const loading = { ...options, log: { ...log, append } };
  const documents = new Map<string, Promise<LiveDocument>>();
  const loaded = new Map<string, LiveDocument>();
  const listeners = new Set<(live: LiveDocument, reason: Leaving) => void>();
  const committed = new Set<(live: LiveDocument) => void>();
  const saving = new Set<LiveDocument>();
  const retries = createRetryDelays(now);
  const turns = createRetryDelays(now, { first: 60_000, longest: 6 * 60 * 60_000 });
  let isClosing = false;

  const open = async (name: string): Promise<LiveDocument> => {
    loaded.get(name)?.touch();
    const known = documents.get(name);
    if (known !== undefined) {
      const live = await known;
      // It may have turned or broken while this was waited for.
      if (live.isOpen) return live;
    }
    if (isClosing) throw new DocumentBroken(name, 'the server is stopping');
    if (known !== undefined) return open(name);
    if (parseDocumentName(name) === null) throw new DocumentBroken(name, 'no such document');
    if (!retries.mayTry(name)) throw new DocumentBroken(name, 'it failed a moment ago');
    return remember(name, load(name));
  };

  const remember = (name: string, loading: Promise<LiveDocument>): Promise<LiveDocument> => {
    documents.set(name, loading);
    loading.catch((error: unknown) => {
      if (documents.get(name) === loading) documents.delete(name);
      retries.failed(name);
      logger.error({ err: error, document: name }, 'document cannot be loaded');
    });
    return loading;
  };

  const load = async (
    name: string,
    opened?: ReadonlyMap<string, Segment>,
  ): Promise<LiveDocument> => {
    const live = await loadDocument(name, loading, opened).catch((error: unknown) => {
      if (error instanceof DocumentBroken) throw error;
      throw new DocumentBroken(name, 'its log cannot be read', error);
    });
    loaded.set(name, live);
    live.commits.observe(() => {
      if (live.commits.failed) breakUp(live);
      else {
        retries.worked(name);
        for (const listener of committed) listener(live);
        if (isSnapshotDue(live) && !saving.has(live)) void snapshot(live);
      }
    });
    return live;
  };

  const leave = (live: LiveDocument, reason: Leaving): void => {
    live.close();
    loaded.delete(live.name);
    documents.delete(live.name);
    for (const listener of listeners) listener(live, reason);
    live.doc.destroy();
  };

  /** What is in memory is ahead of the disk: it is thrown away, and the log is what counts. */
  const breakUp = (live: LiveDocument): void => {
    if (loaded.get(live.name) !== live) return;
    logger.error(
      { err: live.commits.cause, document: live.name },
      'document could not be stored, its connections close',
    );
    retries.failed(live.name);
    leave(live, 'broken');
  };

  const snapshot = async (live: LiveDocument): Promise<void> => {
    saving.add(live);
    try {
      await storeSnapshot(live, log);
    } catch (error) {
      logger.warn({ err: error, document: live.name }, 'no snapshot: more of the log is kept');
    } finally {
      saving.delete(live);
    }
  };

  /** By name: those that turn now. */
  const turning = new Map<string, Promise<void>>();

  const rotate = async (name: string): Promise<void> => {
    const live = await open(name);
    if (!live.isOpen) return rotate(name);
    const turned = turning.get(name) ?? turn(live);
    turning.set(name, turned);
    return turned;
  };

  const turn = async (live: LiveDocument): Promise<void> => {
    const { name, generation } = live;
    const began = now();
    let closedAt = began;
    let next: Promise<LiveDocument> | null = null;
    const close = (): void => {
      live.close();
      loaded.delete(name);
      closedAt = now();
      // Whoever asks for it from now on waits for the next generation, or for this one again when
      // that could not be stored.
      next = remember(
        name,
        turned.then(
          (opened) => load(name, opened),
          () => load(name),
        ),
      );
      for (const listener of listeners) listener(live, 'generation');
    };
    const turned = turnGeneration(live, { log, blobs }, began, {
      close,
      isStopping: () => isClosing,
    });
    try {
      await turned;
      await next;
      const took = { preparedMs: closedAt - began, closedMs: now() - closedAt };
      const turnedTo = loaded.get(name);
      if (turnedTo !== undefined) await sweepSegments(turnedTo);
      logger.info({ document: name, generation: generation + 1, ...took }, 'document turned');
      turns.worked(name);
    } catch (error) {
      turns.failed(name);
      throw error;
    } finally {
      turning.delete(name);
      if (next !== null) live.doc.destroy();
    }
  };

  /** What no generation that counts names any more. A failure only keeps it for longer. */
  const sweepSegments = async ({ address, content, name, generation }: LiveDocument) => {
    if (address.kind !== 'ledger' || content.ledger === null) return;
    const named = new Set(content.ledger.segmentReferences().map(({ hash }) => hash));
    const use = { named, generation, at: now(), unusedBefore: now() - unusedFor };
    await blobs
      .sweepSegments(address.ledger, use)
      .catch((error: unknown) =>
        logger.warn({ err: error, document: name }, 'segments that nobody uses are kept'),
      );
  };

  const sweep = async (): Promise<void> => {
    for (const live of [...loaded.values()]) {
      if (turning.has(live.name)) continue;
      if (turns.mayTry(live.name) && isRotationDue(live, now())) {
        // One that cannot be turned now must not keep the others from their turn.
        await rotate(live.name).catch((error: unknown) =>
          logger.error({ err: error, document: live.name }, 'could not turn to a generation'),
        );
        continue;
      }
      const isIdle = (): boolean =>
        live.isOpen &&
        live.address.kind !== 'workspace' &&
        !turning.has(live.name) &&
        !isWatched(live) &&
        now() - live.lastUsed >= idleAfter &&
        live.commits.committed === live.commits.last;
      if (!isIdle()) continue;
      if (live.unsaved.updates > 0) await snapshot(live);
      if (isIdle()) leave(live, 'idle');
    }
  };
  const sweeping = setInterval(() => {
    sweep().catch((error: unknown) => logger.error({ err: error }, 'sweeping documents failed'));
  }, sweepEvery);
  sweeping.unref();

  return {
    open,
    find: (name) => loaded.get(name),
    all: () => [...loaded.values()],
    rotate,
    onLeaving: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onCommitted: (listener) => {
      committed.add(listener);
      return () => committed.delete(listener);
    },
    close: async () => {
      isClosing = true;
      clearInterval(sweeping);
      await Promise.allSettled([...turning.values(), ...documents.values()]);
      await Promise.all(
        [...loaded.values()].map(async (live) => {
          live.close();
          if (live.unsaved.updates > 0) await snapshot(live);
          live.doc.destroy();
        }),
      );
    },
  };
};
