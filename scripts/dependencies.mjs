import { readFileSync } from 'node:fs';
import { giveUp, root, run } from './project.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * True when `installed` (what npm wrote into node_modules) has every package of `locked` in its
 * version. Optional packages are left out: they differ by platform.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages | null} installed
 */
export const holdsAll = (locked, installed) =>
  installed !== null &&
  Object.entries(locked).every(
    ([path, entry]) =>
      path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );

/**
 * The packages of a lock file; null when it is not there or was cut short.
 *
 * @param {string} path
 * @returns {LockedPackages | null}
 */
const packagesIn = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
};

/** Installs what package-lock.json names, unless node_modules already holds just that. */
export const installDependencies = async () => {
  const locked = packagesIn(`${root}package-lock.json`);
  if (locked === null) giveUp('package-lock.json is missing or damaged: take a fresh clone.');
  if (holdsAll(locked, packagesIn(`${root}node_modules/.package-lock.json`))) return;
  process.stdout.write('Installing dependencies …\n');
  // The build tools are development dependencies, which NODE_ENV=production would leave out.
  if ((await run('npm', ['ci', '--include=dev', '--loglevel=error'])) !== 0)
    giveUp(
      'npm could not install the dependencies; its message is above.\n' +
        'sqlite3 is compiled where its prebuilt file cannot be fetched: that needs Python 3, make, a C++ compiler and the headers of Node.js.\n' +
        'Where node-gyp cannot download those, say where they are: npm_config_nodedir=/usr npm start, if there is /usr/include/node.',
    );
};

/** The same for what benchmarks compare with, which the product never needs. */
export const installPeers = async () => {
  const folder = `${root}test/bench/peers`;
  const locked = packagesIn(`${folder}/package-lock.json`);
  if (locked === null) giveUp('test/bench/peers/package-lock.json is missing or damaged.');
  if (holdsAll(locked, packagesIn(`${folder}/node_modules/.package-lock.json`))) return;
  process.stderr.write('Installing what is compared with …\n');
  if ((await run('npm', ['ci', '--prefix', folder, '--loglevel=error'])) !== 0)
    giveUp('npm could not install what is compared with; its message is above.');
};
