import type { FastifyInstance } from 'fastify';
import { type Config, ConfigError } from './config.ts';

/** Starts listening. Throws `ConfigError` when the address cannot be had, saying which setting to change. */
export const listen = async (
  app: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<void> => {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const why = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw why === undefined ? error : new ConfigError(why(host, port));
  }
};

const reasons: Readonly<Record<string, ((host: string, port: number) => string) | undefined>> = {
  EADDRINUSE: (_host, port) =>
    `PORT=${port}: another program uses this port. Set PORT to a free one.`,
  EACCES: (_host, port) =>
    `PORT=${port}: this user may not use the port. Set PORT to 1024 or more.`,
  EADDRNOTAVAIL: (host) =>
    `HOST=${host}: this machine has no such address. Set HOST to one of its own.`,
  ENOTFOUND: (host) =>
    `HOST=${host}: this name leads nowhere. Set HOST to an address of this machine.`,
};
