import type { Logger } from 'pino';
import { pino } from 'pino';
import { toLoggedError } from './loggedError.ts';

/**
 * The server's log: JSON lines for machines, readable lines when a person watches. Whatever is
 * handed to it, no line holds what people wrote, nor their names, addresses, passwords and tokens.
 */
export const createLog = (level: string): Logger =>
  pino({
    level,
    serializers: {
      err: (error: unknown) => toLoggedError(error),
      // Fastify's own lines: addresses hold searches and one-time links, headers hold cookies.
      req: ({ method }: { readonly method?: string }) => ({ method }),
      res: ({ statusCode }: { readonly statusCode?: number }) => ({ status: statusCode }),
    },
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  });

/** What libraries print goes to the log as well, without its text, which may quote anything. */
export const logConsole = (log: Logger, console: Console): void => {
  const tell =
    (level: 'warn' | 'error') =>
    (...said: readonly unknown[]): void => {
      const err = said.find((part) => part instanceof Error) ?? new Error('printed');
      log[level]({ err }, 'a library printed something');
    };
  console.log = console.info = console.warn = console.debug = tell('warn');
  console.error = tell('error');
};
