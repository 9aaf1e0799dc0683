import { StorageError } from '../../../server/storage/errors.ts';
import type { BlobStore, LogStore, Storage } from '../../../server/storage/port.ts';
import type { Chance } from './chance.ts';
import type { Committed } from './committed.ts';
import type { Program, VirtualTime } from './virtualTime.ts';

/** A real storage whose disk takes its time, fails, and loses what a crash interrupts. */
export interface Disk {
  /** The storage as one life of the server has it. */
  mount(server: Program, storage: Storage): Storage;
  /** ms that a write takes, from … to. */
  latency: { least: number; most: number };
  /** Nothing is written until it is set back. */
  isHeld: boolean;
  /** Writes fail: none, all, or those of some documents. */
  failing: 'nothing' | 'everything' | readonly string[];
  /** The server dies: of what was being written, some is on disk, in order, and the rest is not. */
  crash(): Promise<void>;
  /** A disk that says "written" and writes later. No real one does that: a test of the tests. */
  isLying: boolean;
}

interface Write {
  readonly document: string | null;
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** ms until a disk that is held is looked at again. */
const lookAgain = 20;

const never = <T>(): Promise<T> => new Promise(() => {});

export const createDisk = (time: VirtualTime, chance: Chance, committed: Committed): Disk => {
  let queue: Write[] = [];
  let isScheduled = false;

  const isFailing = (document: string | null): boolean =>
    disk.failing === 'everything' ||
    (disk.failing !== 'nothing' && document !== null && disk.failing.includes(document));

  /** Writes what waits, all at once, as the group commit does. */
  const write = async (writes: readonly Write[]): Promise<void> => {
    await Promise.all(
      writes.map(async ({ document, run, resolve, reject }) => {
        if (isFailing(document)) {
          reject(new StorageError('no space left on the device'));
          return;
        }
        await run().then(resolve, reject);
      }),
    );
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    const { least, most } = disk.latency;
    const takes = disk.isHeld ? lookAgain : least + chance.random() * (most - least);
    time.after(takes, null, () => {
      isScheduled = false;
      if (disk.isHeld) {
        schedule();
        return;
      }
      const writes = queue;
      queue = [];
      time.tracked(write(writes)).catch(() => {});
    });
  };

  const enqueue = <T>(
    server: Program,
    document: string | null,
    run: () => Promise<T>,
    lie: T | null,
  ): Promise<T> => {
    if (server.isDead) return never();
    const written = new Promise<T>((resolve, reject) => {
      const resolveAlive = (value: unknown): void => {
        if (!server.isDead) resolve(value as T);
      };
      const rejectAlive = (error: unknown): void => {
        if (!server.isDead) reject(error);
      };
      queue.push({ document, run, resolve: resolveAlive, reject: rejectAlive });
      schedule();
    });
    if (!disk.isLying || lie === null) return written;
    written.catch(() => {});
    return Promise.resolve(lie);
  };

  const mountLog = (server: Program, log: LogStore): LogStore => ({
    ...readingOf(server, log),
    append: (entry) =>
      enqueue(
        server,
        entry.document,
        async () => {
          const answer = await log.append(entry);
          committed.append(entry);
          return answer;
        },
        { eventId: null },
      ),
    startGeneration: (document, start) =>
      enqueue<void>(
        server,
        document,
        async () => {
          await log.startGeneration(document, start);
          committed.begin(document, start);
        },
        null,
      ),
    snapshot: (document, generation, seq, state) =>
      enqueue(server, document, () => log.snapshot(document, generation, seq, state), null),
  });

  const mountBlobs = (server: Program, blobs: BlobStore): BlobStore => ({
    ...readingOf(server, blobs),
    putSegment: (ledger, bytes) =>
      enqueue(
        server,
        null,
        async () => {
          const put = await blobs.putSegment(ledger, bytes);
          committed.segment(bytes);
          return put;
        },
        null,
      ),
  });

  /** Whatever else it does at once, while the server lives. */
  const readingOf = <Store extends object>(server: Program, store: Store): Store =>
    aliveOnly(server, store, time);

  const disk: Disk = {
    latency: { least: 0.2, most: 3 },
    isHeld: false,
    failing: 'nothing',
    isLying: false,
    mount: (server, storage) => ({
      log: mountLog(server, storage.log),
      blobs: mountBlobs(server, storage.blobs),
      accounts: readingOf(server, storage.accounts),
      close: storage.close,
    }),
    crash: async () => {
      const writes = queue.slice(0, chance.whole(0, queue.length));
      queue = [];
      await write(disk.isLying ? [] : writes);
    },
  };
  return disk;
};

/** The same functions, none of which answers a dead server; each is waited for. */
export const aliveOnly = <Store extends object>(
  server: Program,
  store: Store,
  time: VirtualTime,
): Store =>
  Object.fromEntries(
    Object.entries(store).map(([name, ask]) => [
      name,
      typeof ask !== 'function'
        ? ask
        : (...args: unknown[]) => {
            if (server.isDead) return never();
            const answer: unknown = ask(...args);
            if (!(answer instanceof Promise)) return answer;
            return time.tracked(answer).finally(() => (server.isDead ? never() : undefined));
          },
    ]),
  ) as Store;
