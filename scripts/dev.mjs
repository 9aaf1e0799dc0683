// `npm run dev`: the client with hot reloading at Vite's address, the server restarted on change.
import { spawn } from 'node:child_process';
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { programs, root } from './project.mjs';

requireSupportedNode();
await installDependencies();

const halves = [
  [programs.tsx, 'watch', '--clear-screen=false', 'server/main.ts'],
  [programs.vite, '--clearScreen', 'false'],
].map(([file, ...args]) =>
  spawn(process.execPath, [`${root}node_modules/${file}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);

/** @param {number} code */
const end = (code) => {
  process.exitCode ??= code;
  for (const half of halves) half.kill('SIGTERM');
};
for (const half of halves) half.on('exit', (code) => end(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));
