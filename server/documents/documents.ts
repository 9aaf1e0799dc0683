import { parseDocumentName } from '../../shared/protocol/documents.ts';
import { DocumentBroken } from './errors.ts';
import type { LiveDocument } from './liveDocument.ts';
import { type Loading, loadDocument } from './loadDocument.ts';
import { createRetryDelays } from './retryDelays.ts';
import { isSnapshotDue, storeSnapshot } from './snapshots.ts';
import { isRotationDue, turnGeneration } from './turnGeneration.ts';

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

export const createDocuments = (options: DocumentsOptions): Documents => {
  const { log, blobs, logger, now, isWatched } = options;
  const documents = new Map<string, Promise<LiveDocument>>();
  const loaded = new Map<string, LiveDocument>();
  const listeners = new Set<(live: LiveDocument, reason: Leaving) => void>();
  const committed = new Set<(live: LiveDocument) => void>();
  const saving = new Set<LiveDocument>();
  const retries = createRetryDelays(now);
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

  const load = async (name: string): Promise<LiveDocument> => {
    const live = await loadDocument(name, options).catch((error: unknown) => {
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
    logger.error({ document: live.name }, 'document could not be stored, its connections close');
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

  const rotate = async (name: string): Promise<void> => {
    const live = await open(name);
    if (!live.isOpen) return rotate(name);
    live.close();
    loaded.delete(name);
    // Whoever asks for it from now on waits for the next generation, or for this one again when
    // that could not be stored.
    const turned = turnGeneration(live, { log, blobs }, now());
    const next = remember(
      name,
      turned.then(
        () => load(name),
        () => load(name),
      ),
    );
    for (const listener of listeners) listener(live, 'generation');
    await turned.finally(() => live.doc.destroy());
    logger.info({ document: name, generation: live.generation + 1 }, 'turned to a generation');
    await next;
  };

  const sweep = async (): Promise<void> => {
    for (const live of [...loaded.values()]) {
      if (isRotationDue(live, now())) {
        // One that cannot be turned now must not keep the others from their turn.
        await rotate(live.name).catch((error: unknown) =>
          logger.error({ err: error, document: live.name }, 'could not turn to a generation'),
        );
        continue;
      }
      const isIdle = (): boolean =>
        live.isOpen &&
        live.address.kind !== 'workspace' &&
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
      await Promise.allSettled(documents.values());
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
