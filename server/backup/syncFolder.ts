import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** So that a power cut right after "done" leaves all files of a folder, and their names. */
export const syncFolder = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) await syncOne(join(folder, name), 'r+');
  await syncNames(folder);
};

/** The same for the names in a folder alone; not every file system has that for folders. */
export const syncNames = (folder: string): Promise<void> => syncOne(folder, 'r').catch(() => {});

const syncOne = async (path: string, flags: 'r' | 'r+'): Promise<void> => {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};
