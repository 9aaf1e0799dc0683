import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/**
 * Bytes that a process, and those of its children that have ended, has handed to the kernel so far,
 * whichever file or pipe they were for. The kernel also counts pages that it will bring to disk, but
 * a recent one takes a kilobyte in the middle of a large file for hundreds. From /proc: Linux only.
 */
export const written = (pid: number): number =>
  Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))![1]);

/** What the threads of a process that does nothing tell each other in two seconds, in bytes. */
const noise = 1_024;

/** Until a process has written nothing for two seconds; Suanpan's projection looks every second. */
export const untilQuiet = async (pid: number): Promise<void> => {
  for (let before = Number.NEGATIVE_INFINITY; ; ) {
    const now = written(pid);
    if (now - before < noise) return;
    before = now;
    await setTimeout(2_000);
  }
};

/** Until a process has written so many bytes in all. Throws after `patience` ms. */
export const untilWritten = async (pid: number, bytes: number, patience: number): Promise<void> => {
  const giveUpAt = performance.now() + patience;
  while (written(pid) < bytes) {
    if (performance.now() > giveUpAt) throw new Error(`${bytes} bytes were not written`);
    await setTimeout(50);
  }
};
