import { StorageError } from '../../../server/storage/errors.ts';
import type { AppendEntry, LogStore } from '../../../server/storage/port.ts';

export interface FickleLog extends LogStore {
  /** Appends wait until `resume`. */
  pause(): void;
  resume(): void;
  /** Appends of these documents fail until it is called with none. */
  failFor(...documents: readonly string[]): void;
  readonly appended: readonly AppendEntry[];
}

/** A real log whose disk can be slow or full. */
export const fickleLog = (log: LogStore): FickleLog => {
  let failing: readonly string[] = [];
  let gate: Promise<void> = Promise.resolve();
  let open = (): void => {};
  const appended: AppendEntry[] = [];
  return {
    ...log,
    append: async (entry) => {
      await gate;
      if (failing.includes(entry.document)) throw new StorageError('no space left on the device');
      const answer = await log.append(entry);
      appended.push(entry);
      return answer;
    },
    startGeneration: async (document, start) => {
      if (failing.includes(document)) throw new StorageError('no space left on the device');
      await log.startGeneration(document, start);
    },
    pause: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    resume: () => open(),
    failFor: (...documents) => {
      failing = documents;
    },
    appended,
  };
};
