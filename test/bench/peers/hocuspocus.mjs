// Baseline A: node hocuspocus.mjs <port> <sqlite file>. README.md says why it is as it is.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import { openStates } from './states.mjs';

const [port, file] = process.argv.slice(2);
const states = await openStates(file);
const server = new Server({
  address: '127.0.0.1',
  port: Number(port),
  quiet: true,
  extensions: [
    new Database({
      fetch: ({ documentName }) => states.fetch(documentName),
      store: ({ documentName, state }) => states.store(documentName, state),
    }),
  ],
});
await server.listen();
console.log('listening');
