import sqlite from 'sqlite3';

// Schema and statements of @hocuspocus/extension-sqlite 4.7.0.
const schema = `CREATE TABLE IF NOT EXISTS "documents" (
  "name" varchar(255) NOT NULL,
  "data" blob NOT NULL,
  UNIQUE(name)
)`;
const selectQuery = 'SELECT data FROM "documents" WHERE name = $name ORDER BY rowid DESC';
const upsertQuery = `INSERT INTO "documents" ("name", "data") VALUES ($name, $data)
  ON CONFLICT(name) DO UPDATE SET data = $data`;

/** Baseline A's SQLite file: whole states by the names of their documents. */
export const openStates = async (file) => {
  const database = new sqlite.Database(file);
  /** The first row that a statement gives, if any. */
  const ask = (statement, values = {}) =>
    new Promise((resolve, reject) => {
      database.get(statement, values, (error, row) => (error ? reject(error) : resolve(row)));
    });
  await ask(schema);
  return {
    fetch: async (name) => (await ask(selectQuery, { $name: name }))?.data ?? null,
    store: async (name, state) => {
      await ask(upsertQuery, { $name: name, $data: state });
    },
    close: () => new Promise((resolve) => database.close(resolve)),
  };
};
