import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StorageError } from '../../server/storage/errors.ts';
import { blobMigrations } from '../../server/storage/sqlite/blobTables.ts';
import type { SqliteFile } from '../../server/storage/sqlite/file.ts';
import { openSqliteFile } from '../../server/storage/sqlite/file.ts';
import { logMigrations } from '../../server/storage/sqlite/index.ts';
import type { Migration } from '../../server/storage/sqlite/migrate.ts';
import { userVersion } from '../../server/storage/sqlite/migrate.ts';
import { temporaryFolder } from './temporaryFolder.ts';

type AnyTables = Record<string, Record<string, unknown>>;

/** What each migration must have done to a file that held what the one before it left. */
const proofs: Record<string, (file: SqliteFile<AnyTables>) => Promise<void>> = {
  documents: async ({ writer }) => {
    const update = { document: 'd', generation: 1, seq: 1, at: 0, bytes: 'u', checksum: 'c' };
    await writer.insertInto('updates').values(update).execute();
    await expect(writer.insertInto('updates').values(update).execute()).rejects.toThrow('UNIQUE');
    const event = { document: 'd', at: 0, body: '{}' };
    await writer.insertInto('events').values([event, event]).execute();
    const closed = { document: 'd', generation: 1, stateVector: Buffer.from([0]), at: 0 };
    await writer.insertInto('closedGenerations').values(closed).execute();
    const head = { document: 'd', generation: 2, seq: 1, checksum: 'c' };
    await writer.insertInto('heads').values(head).execute();
    expect(await tablesOf(writer)).toEqual(
      expect.arrayContaining(['heads', 'bindings', 'closedGenerations', 'commands']),
    );
  },
  accounts: async ({ writer }) => {
    const member = { ledger: 'nowhere', user: 'nobody', level: 'read' };
    await expect(writer.insertInto('members').values(member).execute()).rejects.toThrow(
      'FOREIGN KEY',
    );
    expect((await writer.selectFrom('updates').selectAll().execute()).length).toBe(1);
  },
  restores: async ({ writer }) => {
    const restore = { generation: 7, at: 0, backupAt: 0 };
    await writer.insertInto('restores').values(restore).execute();
    await expect(writer.insertInto('restores').values(restore).execute()).rejects.toThrow('UNIQUE');
    expect((await writer.selectFrom('updates').selectAll().execute()).length).toBe(1);
  },
  'checksums of events and closed generations': async ({ writer }) => {
    const read = (table: string) => writer.selectFrom(table).selectAll().execute();
    const events = await read('events');
    expect(events.map(({ id, previous }) => [id, previous])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(await read('heads')).toMatchObject([{ document: 'd', event: 2 }]);
    for (const row of [...events, ...(await read('closedGenerations'))])
      expect(row.checksum).toHaveLength(8);
  },
  'snapshots and segments': async ({ writer }) => {
    const reference = { ledger: 'north', hash: 'unknown' };
    await expect(writer.insertInto('ledgerSegments').values(reference).execute()).rejects.toThrow(
      'FOREIGN KEY',
    );
    expect(await tablesOf(writer)).toContain('snapshots');
    await writer.insertInto('segments').values({ hash: 'known', bytes: 'b' }).execute();
    await writer
      .insertInto('ledgerSegments')
      .values({ ...reference, hash: 'known' })
      .execute();
  },
  'segments that are not used any more': async ({ writer }) => {
    expect(await tablesOf(writer)).toEqual(expect.arrayContaining(['snapshots', 'unusedSegments']));
  },
};

const tablesOf = async (db: SqliteFile<AnyTables>['writer']): Promise<string[]> =>
  (await db.introspection.getTables()).map(({ name }) => name);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const path = () => join(folder.path, 'a.db');
const open = (migrations: readonly Migration[]) => openSqliteFile<AnyTables>(path(), migrations);

describe('migrations', () => {
  const files: Record<string, readonly Migration[]> = {
    'log.db': logMigrations,
    'blobs.db': blobMigrations,
  };

  for (const [name, migrations] of Object.entries(files))
    test(`STORAGE-17: every step of ${name} has a proof, and carries the file one version on`, async () => {
      for (const [index, { name: step }] of migrations.entries()) {
        const proof = proofs[step];
        if (proof === undefined) throw new Error(`the migration "${step}" has no proof here`);
        const file = await open(migrations.slice(0, index + 1));
        expect(await userVersion(file.reader)).toBe(index + 1);
        await proof(file);
        await file.close();
      }
    });

  test('a file of a newer version is left alone, with a clear error', async () => {
    const newer = await open([
      { name: 'one', statements: ['create table one (id integer primary key)'] },
      { name: 'two', statements: ['create table two (id integer primary key)'] },
    ]);
    await newer.close();
    const opening = open([{ name: 'one', statements: [] }]);
    await expect(opening).rejects.toBeInstanceOf(StorageError);
    await expect(opening).rejects.toThrow(
      'written by a newer version (schema 2, this one knows 1)',
    );
  });

  test('a step that fails leaves nothing behind', async () => {
    const failing = { name: 'two', statements: ['create table two (id)', 'create nonsense'] };
    const one = { name: 'one', statements: ['create table one (id)'] };
    await expect(open([one, failing])).rejects.toThrow('cannot open');
    const file = await open([one]);
    expect(await tablesOf(file.reader)).toEqual(['one']);
    await file.close();
  });

  test('a reader cannot write', async () => {
    const file = await open([{ name: 'one', statements: ['create table one (id)'] }]);
    await expect(sql`insert into one values (1)`.execute(file.reader)).rejects.toThrow('readonly');
    await file.close();
  });
});
