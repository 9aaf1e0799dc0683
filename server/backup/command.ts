import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { StorageError } from '../storage/errors.ts';
import { CommandFailed } from './commandFailed.ts';

/** What stands behind a command's name. */
export interface CommandLine {
  readonly dataDir: string;
  /** Arguments without a name. */
  readonly folders: readonly string[];
  readonly has: (flag: string) => boolean;
  readonly path: (option: string) => string | null;
}

export interface CommandShape {
  /** One line: how it is called. */
  readonly usage: string;
  readonly folders: number;
  readonly flags?: readonly string[];
  /** Options that name a folder. */
  readonly paths?: readonly string[];
}

/** Reads the arguments; the data folder is the server's unless `--data` names one. */
export const readCommandLine = (args: readonly string[], shape: CommandShape): CommandLine => {
  const { usage, folders, flags = [], paths = [] } = shape;
  const named = (names: readonly string[], type: 'boolean' | 'string') =>
    names.map((name) => [name, { type }] as const);
  try {
    const parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries([
        ...named(flags, 'boolean'),
        ...named(['data', ...paths], 'string'),
      ]),
    });
    if (parsed.positionals.length !== folders || parsed.positionals.includes(''))
      throw new CommandFailed(`Usage: ${usage}`);
    const path = (option: string): string | null => {
      const found = parsed.values[option];
      return typeof found === 'string' && found !== '' ? whereAsked(found) : null;
    };
    return {
      dataDir: path('data') ?? readConfig(process.env).dataDir,
      folders: parsed.positionals.map(whereAsked),
      has: (flag) => parsed.values[flag] === true,
      path,
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandFailed(`${error.message}\nUsage: ${usage}`, { cause: error });
  }
};

/** npm goes to the project's folder first, and leaves a note of where it was called. */
const whereAsked = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

/** Runs a command; its answer is the exit code. What it says about itself goes to stderr. */
export const runCommand = async (work: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await work();
  } catch (error) {
    const isExpected =
      error instanceof CommandFailed ||
      error instanceof StorageError ||
      (error instanceof Error && error.name === 'ConfigError');
    process.stderr.write(`${isExpected ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
};

/** Shows how far a command is, on one line of a terminal; elsewhere nothing. */
export const showProgress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};

/** `1 row`, `2 rows`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `1.5 MB`, for people. */
export const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** A moment, for people and for reading by programs. */
export const inWords = (at: number): string => new Date(at).toISOString();
