import { z } from 'zod';

/** What the environment may set; `docs/operations.md` explains each. */
export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on; all of them by default, since a team comes from other machines. */
  readonly host: string;
  /** Folder of the SQLite files. */
  readonly dataDir: string;
  /** Origin under which people reach the server, when a proxy stands before it: no slash at its end. */
  readonly publicUrl: string | null;
  readonly logLevel: (typeof logLevels)[number];
  /** IANA name of the zone in which the workspace's days begin. */
  readonly timeZone: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A variable holds what cannot be used. The message names it, its value and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    `${url.search}${url.hash}${url.username}${url.password}` === ''
  );
};

/** Names only: browsers do not all understand bare offsets. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** That of the machine; some say one that does not exist. */
const ownTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
};

const variables = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(8080),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('0.0.0.0'),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin)
    .transform((text) => new URL(text).origin)
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  TIME_ZONE: z.string().refine(isTimeZone).default(ownTimeZone),
};

const expectations: Record<keyof typeof variables, string> = {
  PORT: 'a port between 0 and 65535, such as 8080',
  HOST: 'an address or host name to listen on, such as 127.0.0.1',
  DATA_DIR: 'a folder',
  PUBLIC_URL: 'the address that people open, such as https://crm.example.com, without a path',
  LOG_LEVEL: `one of ${logLevels.join(', ')}`,
  TIME_ZONE: 'the name of a time zone, such as Asia/Shanghai',
};

/** Reads the configuration. An empty variable counts as not set. Throws `ConfigError`. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const read = <Name extends keyof typeof variables>(
    name: Name,
  ): z.output<(typeof variables)[Name]> => {
    const value = env[name]?.trim() || undefined;
    const result = variables[name].safeParse(value);
    if (result.success) return result.data as z.output<(typeof variables)[Name]>;
    throw new ConfigError(
      `${name} is "${value}", but must be ${expectations[name]}. ` +
        `Set it, or unset it for the default, and start again.`,
    );
  };
  return {
    port: read('PORT'),
    host: read('HOST'),
    dataDir: read('DATA_DIR'),
    publicUrl: read('PUBLIC_URL') ?? null,
    logLevel: read('LOG_LEVEL'),
    timeZone: read('TIME_ZONE'),
  };
};
