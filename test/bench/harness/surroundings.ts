import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import sqlite3 from 'sqlite3';
import type { Surroundings } from './results.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The machine, the time, and the versions of all that is measured. Names nobody's folders. */
export const readSurroundings = async (chromium: string | null): Promise<Surroundings> => ({
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memory: totalmem(),
    system: `${type()} ${release()} ${arch()}`,
  },
  versions: {
    Suanpan: commit(),
    'Node.js': process.versions.node,
    SQLite: await sqliteVersion(),
    Yjs: versionOf('yjs'),
    Hocuspocus: versionOf('@hocuspocus/server'),
    'y-websocket': versionOf('y-websocket'),
    HyperFormula: versionOf('hyperformula'),
    ...(chromium !== null && { Chromium: chromiumVersion(chromium) }),
  },
});

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** `unknown` outside a clone. */
const commit = (): string => {
  try {
    // The report itself is what a measurement changes.
    const changed = git('status', '--porcelain', '--', '.', ':!docs/benchmarks*');
    return `${git('rev-parse', '--short=10', 'HEAD')}${changed === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
};

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8')).version;

const chromiumVersion = (program: string): string =>
  /[\d.]{3,}/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0] ?? 'unknown';

const sqliteVersion = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const database = new sqlite3.Database(':memory:');
    database.get('select sqlite_version() as version', (error, row: { version: string }) => {
      database.close();
      if (error === null) resolve(row.version);
      else reject(error);
    });
  });
