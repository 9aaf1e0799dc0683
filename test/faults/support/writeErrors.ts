import { execFileSync } from 'node:child_process';

/** Lets every write of a process to a file fail, and work again. */
export interface WriteErrors {
  begin(pid: number): void;
  end(pid: number): void;
}

/**
 * By its limit of file sizes: with none, the system refuses each write, which SQLite takes for an
 * error of the disk (`SQLITE_IOERR`). Null where there is no `prlimit`, which is Linux's.
 */
export const writeErrors = (): WriteErrors | null => {
  const limit = (pid: number, bytes: string): void => {
    // The soft limit alone: it can be raised again without being root.
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { stdio: 'ignore' });
  };
  try {
    limit(process.pid, 'unlimited');
  } catch {
    return null;
  }
  return { begin: (pid) => limit(pid, '0'), end: (pid) => limit(pid, 'unlimited') };
};
