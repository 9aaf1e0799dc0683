import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { blobsFile, logFile } from '../storage/sqlite/index.ts';
import { CommandFailed } from './commandFailed.ts';

/** Name of the file that says what a backup holds. A folder without it is no whole backup. */
export const manifestFile = 'manifest.json';
export const backedUpFiles = [logFile, blobsFile] as const;
const formatVersion = 1;

const copiedFile = z.object({
  bytes: z.number().int().nonnegative(),
  /** Lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifest = z.object({
  format: z.literal(formatVersion),
  /** ms since 1970: everything that was acknowledged before then is in it. */
  at: z.number().int(),
  /** When copying was done; reading back came after it. */
  copiedAt: z.number().int(),
  files: z.object({ [logFile]: copiedFile, [blobsFile]: copiedFile }),
  /** How far each document had come. */
  heads: z.array(
    z.object({ document: z.string(), generation: z.number().int(), seq: z.number().int() }),
  ),
  rows: z.number().int(),
  /** Documents that could not be read where they came from either. */
  damaged: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifest>;
export type CopiedFile = z.infer<typeof copiedFile>;

export const newManifest = (parts: Omit<Manifest, 'format'>): Manifest => ({
  format: formatVersion,
  ...parts,
});

/** Size and SHA-256 of a file, read as a stream. */
export const describeFile = async (path: string): Promise<CopiedFile> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
};

/** Reads a backup's manifest and compares its files with it. Throws `CommandFailed`. */
export const readBackup = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch((error: Error) => {
    throw new CommandFailed(
      `${folder} is not a whole backup: ${manifestFile} cannot be read (${error.message}). ` +
        'Name the folder that `npm run backup` made.',
      { cause: error },
    );
  });
  const found = parseManifest(text);
  if (found === null)
    throw new CommandFailed(
      `${join(folder, manifestFile)} is damaged, or of a newer version of the program: ` +
        'take another backup, or restore with the version that made it.',
    );
  for (const name of backedUpFiles) await compare(join(folder, name), found.files[name]);
  return found;
};

const parseManifest = (text: string): Manifest | null => {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const compare = async (path: string, { bytes, sha256 }: CopiedFile): Promise<void> => {
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  const isSame = size === bytes && (await describeFile(path)).sha256 === sha256;
  if (!isSame)
    throw new CommandFailed(
      `${path} is ${size === null ? 'missing' : 'not what the backup wrote'}: take another backup.`,
    );
};
