import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** In bytes. */
export interface Memory {
  /** Resident now. */
  readonly rss: number;
  /** The most that was resident; of several processes the sum of each one's most. */
  readonly peak: number;
}

/**
 * Memory of a process and of all that it started, from /proc, so Linux only. Pages that two of them
 * share count twice. Throws when the process is gone.
 */
export const readMemory = (pid: number): Memory => {
  const own = memoryOf(pid);
  if (own === null) throw new Error(`process ${pid} is gone, or there is no /proc to read`);
  const all = [own, ...descendants(pid).map(memoryOf)];
  return {
    rss: all.reduce((sum, memory) => sum + (memory?.rss ?? 0), 0),
    peak: all.reduce((sum, memory) => sum + (memory?.peak ?? 0), 0),
  };
};

/** Counts `peak` from what is resident now. */
export const forgetPeak = (pid: number): void => {
  for (const each of [pid, ...descendants(pid)]) writeFileSync(`/proc/${each}/clear_refs`, '5');
};

/** Null when there is no such process any more. */
const memoryOf = (pid: number): Memory | null => {
  const status = read(`/proc/${pid}/status`);
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
  return status === '' ? null : { rss: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 };
};

const descendants = (pid: number): readonly number[] => {
  const threads = list(`/proc/${pid}/task`);
  const children = threads
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((child) => child !== '')
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
};

// A process may end while it is looked at: then it has nothing.

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
};

const list = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
