import type { Logger } from 'pino';
import { pino } from 'pino';

/** The server's log: JSON lines for machines, readable lines when a person watches. */
export const createLog = (level: string): Logger =>
  pino({
    level,
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  });
