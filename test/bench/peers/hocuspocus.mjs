// Baseline A: node hocuspocus.mjs <port> <sqlite file>. README.md says why it is as it is.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import sqlite from 'sqlite3';

const [port, file] = process.argv.slice(2);

// Schema and statements of @hocuspocus/extension-sqlite 4.7.0.
const schema = `CREATE TABLE IF NOT EXISTS "documents" (
  "name" varchar(255) NOT NULL,
  "data" blob NOT NULL,
  UNIQUE(name)
)`;
const selectQuery = 'SELECT data FROM "documents" WHERE name = $name ORDER BY rowid DESC';
const upsertQuery = `INSERT INTO "documents" ("name", "data") VALUES ($name, $data)
  ON CONFLICT(name) DO UPDATE SET data = $data`;

const database = new sqlite.Database(file);

/** The first row that a statement gives, if any. */
const ask = (statement, values = {}) =>
  new Promise((resolve, reject) => {
    database.get(statement, values, (error, row) => (error ? reject(error) : resolve(row)));
  });

await ask(schema);
const server = new Server({
  address: '127.0.0.1',
  port: Number(port),
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) =>
        (await ask(selectQuery, { $name: documentName }))?.data ?? null,
      store: async ({ documentName, state }) => {
        await ask(upsertQuery, { $name: documentName, $data: state });
      },
    }),
  ],
});
await server.listen();
console.log('listening');
