import { existsSync } from 'node:fs';
import { buildWhenStale } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { root } from './project.mjs';

/**
 * Runs a command of the built program, in this very process. Built only when there is none: a
 * server that is at work finds its own files in `dist`, and must not lose them to a backup.
 *
 * @param {string} name of its file in dist/server
 */
export const runBuilt = async (name) => {
  requireSupportedNode();
  const file = `dist/server/${name}.js`;
  if (!existsSync(root + file)) {
    await installDependencies();
    await buildWhenStale();
  }
  process.env.NODE_ENV ??= 'production';
  await import(new URL(file, `file://${root}`).href);
};
