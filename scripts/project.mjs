import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a trailing separator. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program in the project's folder, its output shown as it comes.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to this process's own
 * @returns {Promise<number>} its exit code; 1 when it could not be started or a signal ended it
 */
export const run = (program, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // npm is a batch file on Windows.
      shell: process.platform === 'win32' && program === 'npm',
    });
    child.on('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });

/**
 * Runs a JavaScript file of an installed package with this Node.
 *
 * @param {string} file path below `node_modules`
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export const runPackage = (file, args, env) =>
  run(process.execPath, [`${root}node_modules/${file}`, ...args], env);

/** Where the commands that several scripts share are, below `node_modules`. */
export const programs = {
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  typescript: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  tsx: 'tsx/dist/cli.mjs',
};

/**
 * Ends this process with a message when something that it needs did not work.
 *
 * @type {(message: string) => never}
 */
export const giveUp = (message) => {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
};
