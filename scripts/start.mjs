// `npm start`: from a fresh clone to a running server. Imports nothing that must be installed.
import { buildWhenStale } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { root } from './project.mjs';

requireSupportedNode();
await installDependencies();
await buildWhenStale();

if (process.env.npm_lifecycle_event === 'start') {
  // npm passes SIGTERM to the shell between it and us, which ends without passing it on.
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

// In this very process, so that signals and the exit code are the server's own.
process.env.NODE_ENV ??= 'production';
await import(new URL('dist/server/main.js', `file://${root}`).href);
