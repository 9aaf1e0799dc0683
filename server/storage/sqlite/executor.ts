import type { IGenericSqlite } from 'kysely-generic-sqlite';
import { buildQueryFn, defaultIsQuery } from 'kysely-generic-sqlite';
import sqlite3 from 'sqlite3';

/** Lets Kysely speak to a file through the `sqlite3` package, whose work is off the event loop. */
export const sqliteExecutor = async (
  path: string,
  mode: 'create' | 'read' = 'create',
): Promise<IGenericSqlite<sqlite3.Database>> => {
  const db = await openDatabase(
    path,
    mode === 'read' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE,
  );
  return {
    db,
    query: buildQueryFn({
      isQuery: (text, node) => defaultIsQuery(text, node) || /^\s*(select|pragma)\b/i.test(text),
      all: (text, parameters = []) => all(db, text, parameters),
      run: (text, parameters = []) => run(db, text, parameters),
    }),
    close: () => close(db),
  };
};

const openDatabase = (path: string, mode: number): Promise<sqlite3.Database> =>
  new Promise((resolve, reject) => {
    const db = new sqlite3.Database(path, mode, (error) =>
      error === null ? resolve(db) : reject(error),
    );
  });

const all = (
  db: sqlite3.Database,
  text: string,
  parameters: readonly unknown[],
): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    db.all(text, parameters, (error, rows) => (error === null ? resolve(rows) : reject(error)));
  });

const run = (
  db: sqlite3.Database,
  text: string,
  parameters: readonly unknown[],
): Promise<{ insertId: bigint; numAffectedRows: bigint }> =>
  new Promise((resolve, reject) => {
    db.run(text, parameters, function (error) {
      if (error === null || isRolledBackAlready(text, error))
        resolve({
          insertId: BigInt(this?.lastID ?? 0),
          numAffectedRows: BigInt(this?.changes ?? 0),
        });
      else reject(error);
    });
  });

/**
 * SQLite rolls back by itself when the disk is full or fails; Kysely's rollback after that must
 * not hide the error that caused it.
 */
const isRolledBackAlready = (text: string, error: Error): boolean =>
  text === 'rollback' && error.message.includes('no transaction is active');

const close = (db: sqlite3.Database): Promise<void> =>
  new Promise((resolve, reject) => {
    db.close((error) => (error === null ? resolve() : reject(error)));
  });
