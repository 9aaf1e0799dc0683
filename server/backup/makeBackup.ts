import { existsSync } from 'node:fs';
import { copyFile as copy, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import {
  blobsFile,
  followOn,
  freeze,
  isOfThisVersion,
  logFile,
  openSqliteStorage,
  plainFile,
  readSqliteStorage,
} from '../storage/sqlite/index.ts';
import { CommandFailed, toCommandFailed } from './commandFailed.ts';
import {
  backedUpFiles,
  describeFile,
  type Manifest,
  manifestFile,
  newManifest,
} from './manifest.ts';
import { readThrough } from './readThrough.ts';
import { syncFolder, syncNames } from './syncFolder.ts';

export interface BackupOptions {
  /** The data folder; a server may be at work in it. */
  readonly dataDir: string;
  /** The folder to make; it must not exist. */
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/**
 * Copies `log.db` and `blobs.db` as they are together at one moment, reads the copies back, and
 * gives the folder its name only then: a folder of that name is a whole backup. What could not be
 * read in the data folder either is copied as it is, and named in the answer.
 * Throws `CommandFailed`.
 */
export const makeBackup = async (options: BackupOptions): Promise<Manifest> => {
  const { folder, dataDir, progress } = options;
  const live = { log: join(dataDir, logFile), blobs: join(dataDir, blobsFile) };
  if (!existsSync(live.log))
    throw new CommandFailed(
      `There is no ${logFile} in ${resolve(dataDir)}: set DATA_DIR as the server has it, or say ` +
        '`--data <folder>`.',
    );
  const target = resolve(folder);
  if (existsSync(target))
    throw new CommandFailed(`${target} exists already: a backup is a folder of its own.`);
  const unfinished = `${target}.unfinished`;
  // Password hashes are in it: all that is made here is for this user alone.
  const before = process.umask(0o077);
  try {
    await refuseInside(target, dataDir);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const manifest = await fill(unfinished, live, options);
    await syncFolder(unfinished);
    progress('');
    await rename(unfinished, target);
    await syncNames(dirname(target));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    throw toCommandFailed(error, `The backup could not be made in ${target}`);
  } finally {
    process.umask(before);
  }
};

const fill = async (
  folder: string,
  live: { readonly log: string; readonly blobs: string },
  { progress }: BackupOptions,
): Promise<Manifest> => {
  const copy = { log: join(folder, logFile), blobs: join(folder, blobsFile) };
  await copyFile(live.log, copy.log, (share) => progress(`copying ${logFile} ${percent(share)}`));
  await copyFile(live.blobs, copy.blobs, (share) =>
    progress(`copying ${blobsFile} ${percent(share)}`),
  );
  const at = await reachNow(copy, live);
  const copiedAt = Date.now();
  const { checks, heads, faults } = await readBack(folder, (done, all) =>
    progress(`reading it back ${percent(done / Math.max(1, all))}`),
  );
  if (faults.length > 0) throw new CommandFailed(`The copy is not sound: ${faults.join('; ')}.`);
  const manifest = newManifest({
    at,
    copiedAt,
    files: { [logFile]: await describeFile(copy.log), [blobsFile]: await describeFile(copy.blobs) },
    heads: [...heads],
    rows: checks.reduce((sum, { rows }) => sum + rows, 0),
    damaged: checks.filter(({ fault }) => fault !== null).map(({ document }) => document),
  });
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest)}\n`);
  return manifest;
};

/**
 * Files of an earlier version are read as this one would have them, in copies: the backup stays
 * what that version can restore too.
 */
const readBack: typeof readThrough = async (folder, progress) => {
  if (!(await isOlder(folder))) return readThrough(folder, progress);
  const renewed = join(folder, 'renewed');
  await mkdir(renewed);
  try {
    for (const name of backedUpFiles) await copy(join(folder, name), join(renewed, name));
    await (await openSqliteStorage(renewed)).close();
    return await readThrough(renewed, progress);
  } finally {
    await rm(renewed, { recursive: true, force: true });
  }
};

/** False also when its version cannot be read: reading it through says more. */
const isOlder = async (folder: string): Promise<boolean> => {
  const reading = readSqliteStorage(folder);
  try {
    return !(await isOfThisVersion(reading));
  } catch {
    return false;
  } finally {
    await reading.close();
  }
};

const copyFile = async (
  from: string,
  to: string,
  progress: (share: number) => void,
): Promise<void> => {
  const frozen = await freeze(from);
  try {
    await frozen.copyTo(to, progress);
  } finally {
    await frozen.release();
  }
  await plainFile(to);
};

/** A round that took no longer than this is the last: so much, at most, is missing at its end. */
const shortRound = 500;
const mostRounds = 5;

/**
 * Copying large files takes a while, in which people write on; each round brings what was added
 * during the one before. Answers the moment up to which everything is there.
 */
const reachNow = async (
  copy: Parameters<typeof followOn>[0],
  live: Parameters<typeof followOn>[1],
): Promise<number> => {
  for (let round = 1; ; round++) {
    const at = await followOn(copy, live);
    if (Date.now() - at <= shortRound || round === mostRounds) return at;
  }
};

/** A backup inside the data folder is lost together with it. */
const refuseInside = async (target: string, dataDir: string): Promise<void> => {
  const data = await realpath(dataDir);
  const parent = await realpathOfExisting(dirname(target));
  const real = join(parent, basename(target));
  if (`${real}${sep}`.startsWith(`${data}${sep}`))
    throw new CommandFailed(
      `${target} is in the data folder ${data}, and would be lost with it: choose another folder, ` +
        'best on another disk.',
    );
};

/** The real path of the folder, or of the first above it that exists with the rest behind it. */
const realpathOfExisting = async (folder: string): Promise<string> =>
  existsSync(folder)
    ? realpath(folder)
    : join(await realpathOfExisting(dirname(folder)), basename(folder));

const percent = (share: number): string => `${Math.round(share * 100)} %`;
