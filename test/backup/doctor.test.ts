import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeBackup } from '../../server/backup/makeBackup.ts';
import { diagnosisInWords } from '../../server/doctor/diagnosisInWords.ts';
import { type Diagnosis, runDoctor } from '../../server/doctor/runDoctor.ts';
import { projectionMigrations } from '../../server/projection/index.ts';
import { openSqliteFile, openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import { startServer, type TestServer } from '../clientSync/support/server.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;
let outside: Awaited<ReturnType<typeof temporaryFolder>>;
let isUp: boolean;

const doctor = (more: Partial<Parameters<typeof runDoctor>[0]> = {}): Promise<Diagnosis> =>
  runDoctor({
    dataDir: server.folder,
    repairs: false,
    from: null,
    now: Date.now,
    progress: () => {},
    ...more,
  });
const says = ({ findings }: Diagnosis): string[] =>
  findings.map(({ about, says }) => `${about} ${says}`);
const document = (): string => `ledger/${server.ledger}`;
const backup = (): string => join(outside.path, 'backup');

const rows = ['A', 'B', 'C'].map((letter) => `01JD00000000000000000000R${letter}`);

/** A server with everything that can be looked at, stopped. */
beforeEach(async () => {
  server = await startServer();
  outside = await temporaryFolder();
  isUp = true;
  const { writers, ledger } = server;
  const values = rows.map((id) => ({ id, values: { name: id, note: 'hello' } }));
  const added = { table: 'customers', rows: values, layer: '', at: 0 };
  await writers.addRows(ledger, added, null);
  const many = Array.from({ length: 600 }, (_, n) => ({
    id: `01JE${String(n).padStart(22, '0')}`,
    values: { name: `sealed ${n}` },
  }));
  await writers.addRows(ledger, { table: 'customers', rows: many, layer: 'l1', at: 1 }, null);
  const path = `${server.origin}/api/ledgers/${ledger}/tables/customers/rows?limit=10`;
  await until(async () => (await fetch(path, { headers: { cookie: server.owner.cookie } })).ok);
});
afterEach(async () => {
  if (!isUp) await server.start();
  await server.end();
  await outside.remove();
});
const stop = async (): Promise<void> => {
  await server.stop();
  isUp = false;
};

const change = async (file: 'log' | 'blobs' | 'projection', text: string): Promise<void> => {
  if (file === 'projection') {
    const path = join(server.folder, 'projection.db');
    const projection = await openSqliteFile(path, projectionMigrations);
    await sql.raw(text).execute(projection.writer);
    await projection.close();
    return;
  }
  const storage = await openSqliteStorage(server.folder);
  await sql.raw(text).execute(storage.files[file].writer as never);
  await storage.close();
};

/** Table → hash of all that stands in it. */
const hashes = async (): Promise<Record<string, string>> => {
  const storage = await openSqliteStorage(server.folder);
  const found: Record<string, string> = {};
  for (const [name, { reader }] of Object.entries(storage.files)) {
    const tables = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table'
    `.execute(reader as never);
    for (const table of tables.rows) {
      const { rows } = await sql.raw(`select * from ${table.name}`).execute(reader as never);
      const text = JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
      found[`${name}.${table.name}`] = createHash('sha256').update(text).digest('hex');
    }
  }
  await storage.close();
  return found;
};
const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);

describe('the doctor', () => {
  test.each([
    ['another author', `update events set "by" = 'eve' where id = 2`, 'event 2 is damaged'],
    ['the last one gone', 'delete from events where id = (select max(id) from events)', 'missing'],
  ])('DOCTOR-2 finds an event that is not as it was stored: %s', async (_, statement, found) => {
    await stop();
    await change('log', statement);
    expect(says(await doctor())).toEqual([expect.stringContaining(found)]);
  });

  test('DOCTOR-1 finds nothing wrong with a folder that is whole, beside a server and without one, and changes nothing', async () => {
    const beside = await doctor();
    expect([says(beside), beside.isRunning]).toEqual([[], true]);
    await expect(doctor({ repairs: true })).rejects.toThrow('in use by another Suanpan server');
    await stop();
    const before = await hashes();
    const { findings, examined, isRunning } = await doctor();
    expect([findings, isRunning]).toEqual([[], false]);
    expect(examined).toMatchObject({ rows: 603, segments: 1 });
    expect(await doctor({ repairs: true })).toMatchObject({ findings: [], done: [] });
    expect(changed(before, await hashes())).toEqual([]);
  });

  test('DOCTOR-2 finds what only a backup helps against, and says so', async () => {
    await stop();
    // What is damaged here would be in them as well.
    await change('blobs', 'delete from snapshots');
    for (const [text, found] of [
      ['update users set active = 0', 'no active owner'],
      ["update events set body = 'x' where id = 1", 'event 1 is damaged'],
      ['delete from events where id = 2', '1 events between'],
      ["update updates set bytes = x'ff' where seq = 2", '(updateChecksum)'],
      ['delete from updates where seq = 2', '(gap)'],
    ] as const) {
      await change('log', text);
      const diagnosis = await doctor();
      expect(says(diagnosis).join('\n')).toContain(found);
      expect(diagnosisInWords(diagnosis)).toContain('Restore it from a backup');
    }
    const before = await hashes();
    const mended = await doctor({ repairs: true });
    expect(mended.findings.some(({ isFault }) => isFault)).toBe(true);
    expect(changed(before, await hashes())).toEqual([]);
  });

  test('DOCTOR-3 mends heads, snapshots and client ids from what is stored elsewhere, and touches nothing else', async () => {
    const live = await server.documents.open(document());
    for (const row of rows) {
      await server.writers.applyLedger(
        server.ledger,
        [{ type: 'setCells', table: 'customers', cells: [{ row, column: 'note', value: 'more' }] }],
        null,
      );
      await live.commits.settled();
    }
    await stop();
    for (const [text, file, tables] of [
      ["update heads set checksum = x'00'", 'log', ['log.heads']],
      ['delete from heads', 'log', ['log.heads']],
      ["update snapshots set bytes = x'00'", 'blobs', ['blobs.snapshots']],
      [
        `insert into bindings values ('${document()}', 1, 77, 'ada', x'00')`,
        'log',
        ['log.bindings'],
      ],
    ] as const) {
      const before = await hashes();
      await change(file, text);
      expect((await doctor()).findings.length, text).toBeGreaterThan(0);
      const mended = await doctor({ repairs: true });
      expect([says(mended), mended.done.length > 0], text).toEqual([[], true]);
      const touched = changed(before, await hashes());
      expect(touched.filter((table) => !(tables as readonly string[]).includes(table))).toEqual([]);
    }
    await server.start();
    isUp = true;
    const again = await server.documents.open(document());
    expect(again.content.ledger!.table('customers').size).toBe(603);
  });

  test('DOCTOR-4 takes lost segments from a backup, after looking at their hash', async () => {
    await makeBackup({ dataDir: server.folder, folder: backup(), progress: () => {} });
    await stop();
    const before = await hashes();
    await change('blobs', "update segments set bytes = x'00'");
    const found = await doctor();
    expect(says(found).join()).toContain('which is missing or damaged');
    expect(says(await doctor({ repairs: true }))).toEqual(says(found));
    const mended = await doctor({ repairs: true, from: backup() });
    expect(says(mended)).toEqual([]);
    expect(
      changed(before, await hashes()).filter((table) => table !== 'blobs.ledgerSegments'),
    ).toEqual([]);
  });

  test('DOCTOR-5 finds a projection that says something else, and has it made anew', async () => {
    await stop();
    const projection = join(server.folder, 'projection.db');
    await copyFile(projection, join(outside.path, 'whole.db'));
    const before = await hashes();
    for (const text of [
      `update rows set cells = '{"name":"other"}' where id = '${rows[0]}'`,
      `delete from rows where id = '${rows[1]}'`,
      `insert into rows select ledger, tableId, 'X', orderKey, isListed, cells from rows limit 1`,
    ]) {
      await copyFile(join(outside.path, 'whole.db'), projection);
      await change('projection', text);
      const found = await doctor();
      expect(found.findings, text).toMatchObject([{ repair: { kind: 'projection' } }]);
    }
    expect(says(await doctor({ repairs: true }))).toEqual([]);
    expect(changed(before, await hashes())).toEqual([]);
    expect(existsSync(projection)).toBe(false);
    await server.start();
    isUp = true;
    const path = `/api/ledgers/${server.ledger}/tables/customers/rows?limit=1000`;
    const answer = await fetch(server.origin + path, { headers: { cookie: server.owner.cookie } });
    expect(((await answer.json()) as { rows: unknown[] }).rows).toHaveLength(603);
  });

  test('DOCTOR-6 lists segments that nobody names, and removes them only when they are old', async () => {
    await stop();
    const storage = await openSqliteStorage(server.folder);
    const [segment] = encodeSegments([{ id: rows[0]!, values: { name: 'orphan' } }]);
    const { hash } = await storage.blobs.putSegment(server.ledger, segment!.bytes);
    await storage.close();
    const before = await hashes();
    const inTenDays = () => Date.now() + 10 * 24 * 60 * 60 * 1_000;
    // Nobody has said yet that it is not used any more: it may be an upload on its way.
    for (const now of [Date.now, inTenDays]) {
      const young = await doctor({ repairs: true, now });
      expect(says(young).join()).toContain('1 segment ');
      expect(young.findings.every(({ isFault }) => !isFault)).toBe(true);
    }
    expect(changed(before, await hashes())).toEqual([]);
    await change(
      'blobs',
      `insert into unusedSegments select ledger, hash, 1, ${Date.now()} from ledgerSegments
         where hash = '${hash}'`,
    );
    expect(says(await doctor({ repairs: true })).join()).toContain('1 segment ');
    expect(says(await doctor({ repairs: true, now: inTenDays }))).toEqual([]);
    expect(changed(before, await hashes())).toEqual(['blobs.segments', 'blobs.ledgerSegments']);
    expect((await doctor()).examined).toMatchObject({ segments: 1, rows: 603 });
  });

  test('DOCTOR-7 says what is missing, and what cannot be read, without falling over it', async () => {
    await stop();
    await rm(join(server.folder, 'blobs.db'));
    expect(says(await doctor({ repairs: true }))).toEqual(['blobs.db is missing']);
    await expect(doctor({ dataDir: outside.path })).rejects.toThrow('set DATA_DIR');
  });
});
