import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { giveUp, programs, root, runPackage } from './project.mjs';

const sources = ['client', 'server', 'shared', 'vite.config.ts', 'package-lock.json'];
const built = `${root}dist/server/main.js`;
const stamp = `${root}dist/sources.sha256`;

/**
 * Every file at or below `path`, in a fixed order.
 *
 * @param {string} path relative to the project
 * @returns {string[]}
 */
const filesBelow = (path) => {
  if (!existsSync(root + path)) return [];
  if (statSync(root + path).isFile()) return [path];
  return readdirSync(root + path)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
};

/** One hash of all that goes into a build: contents, not times, which a checkout changes. */
const hashSources = () => {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesBelow))
    hash.update(`${path}\0`).update(
      createHash('sha256')
        .update(readFileSync(root + path))
        .digest(),
    );
  return hash.digest('hex');
};

const isFresh = () =>
  existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources();

/**
 * The two builds, for callers that count them: the browser's half, then the server's.
 *
 * @type {readonly { name: string, args: readonly string[] }[]}
 */
export const builds = [
  { name: 'build of the client', args: ['build', '--logLevel', 'warn'] },
  { name: 'build of the server', args: ['build', '--ssr', '--logLevel', 'warn'] },
];

/** Vitest sets NODE_ENV to `test`, with which Vite would build React's development half. */
export const asUsersRunIt = { NODE_ENV: 'production' };

/** Notes that `dist` now holds a whole build of the sources as they stand. */
export const stampBuild = () => writeFileSync(stamp, hashSources());

/** Builds both halves, unless `dist` was made from exactly these sources. */
export const buildWhenStale = async () => {
  if (isFresh()) return;
  process.stdout.write('Building …\n');
  for (const { name, args } of builds)
    if ((await runPackage(programs.vite, args, asUsersRunIt)) !== 0) giveUp(`The ${name} failed.`);
  stampBuild();
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildWhenStale();
