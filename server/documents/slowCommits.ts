import type { Logger } from 'pino';
import type { LogStore } from '../storage/port.ts';

/** ms: people see "saving" for so long. */
const slow = 1_000;

/** `append`, telling in the log when it takes long, of all that wait together once. */
export const tellSlowCommits = (
  append: LogStore['append'],
  logger: Logger,
  now: () => number,
): LogStore['append'] => {
  let tellAgainAt = 0;
  return async (entry) => {
    const began = now();
    try {
      return await append(entry);
    } finally {
      const ms = now() - began;
      if (ms > slow && now() >= tellAgainAt) {
        tellAgainAt = now() + slow;
        logger.warn({ document: entry.document, ms }, 'a commit took long');
      }
    }
  };
};
