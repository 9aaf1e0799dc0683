import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import './scripts/mapGroupBy.mjs';

const server = `127.0.0.1:${process.env.PORT ?? '8080'}`;

/**
 * All other packages go into the server's own files: finding their hundreds of small ones took
 * longer than running them, and a start took twice as long. These have native parts, or workers
 * that they look for beside themselves.
 */
const outside = ['@node-rs/argon2', 'pino', 'pino-pretty', 'sqlite3', 'ws'];

/**
 * What every page begins with, in two files: of others, which seldom change, and ours. A file for
 * each module that two pages share would be fifty, and as many round trips, six at a time.
 */
const groups = [
  { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial' as const] },
  { name: 'shell', tags: ['$initial' as const] },
  // What several screens share, by who shares it; what is small goes with its neighbours.
  { name: 'shared', entriesAware: true, entriesAwareMergeThreshold: 30_000, minShareCount: 2 },
];

/**
 * One file builds both halves: `vite build` the client into dist/client,
 * `vite build --ssr` the server and its workers into dist/server.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'client',
  plugins: isSsrBuild ? [] : [react()],
  resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'react', 'react-dom'] },
  ...(isSsrBuild ? { ssr: { noExternal: true as const, external: outside } } : {}),
  server: {
    proxy: {
      // The folders client/api and client/sync are served under the same paths: modules stay here.
      '^/api/(?!.*\\.tsx?(\\?|$))': `http://${server}`,
      '^/sync(\\?|$)': { target: `ws://${server}`, ws: true },
      '/yjs': { target: `ws://${server}`, ws: true },
    },
  },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: {
          input: {
            main: 'server/main.ts',
            backup: 'server/backup/backup.ts',
            restore: 'server/backup/restore.ts',
            doctor: 'server/doctor/doctor.ts',
            segmentWorker: 'server/workers/segmentWorker.ts',
            computingWorker: 'server/workers/computingWorker.ts',
          },
          // All in one folder: a worker is found beside whatever chunk starts it.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        rollupOptions: {
          output: {
            codeSplitting: { groups },
            // The names of all who share it, else.
            chunkFileNames: ({ name }) =>
              `assets/${name.startsWith('shared~') ? 'shared' : '[name]'}-[hash].js`,
          },
        },
      },
  worker: { format: 'es' },
  test: {
    root: import.meta.dirname,
    environment: 'node',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/faults/**', 'test/bench/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/support/build.ts',
          // Each file has servers and browsers of its own, which mostly wait for each other.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A hand in a busy machine's browser may miss; a fault of the program fails twice.
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: 'test/e2e/support/build.ts',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What was lost once was lost: nothing here gets a second try.
          retry: 0,
        },
      },
    ],
  },
}));
