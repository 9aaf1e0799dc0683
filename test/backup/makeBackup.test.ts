import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeBackup } from '../../server/backup/makeBackup.ts';
import { readThrough } from '../../server/backup/readThrough.ts';
import {
  followOn,
  freeze,
  isOfThisVersion,
  openSqliteStorage,
  plainFile,
  readSqliteStorage,
  type SqliteStorage,
} from '../../server/storage/sqlite/index.ts';
import { mountSmallDisk } from '../faults/support/smallDisk.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { documentWriter } from './support/documentWriter.ts';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let outside: Awaited<ReturnType<typeof temporaryFolder>>;
let storage: SqliteStorage;

beforeEach(async () => {
  [data, outside] = [await temporaryFolder(), await temporaryFolder()];
  storage = await openSqliteStorage(data.path);
});
afterEach(async () => {
  await storage.close();
  await data.remove();
  await outside.remove();
});

const backup = (name = 'backup') => join(outside.path, name);
const take = (folder = backup(), dataDir = data.path) =>
  makeBackup({ dataDir, folder, progress: () => {} });

/** What a folder's documents hold, each rebuilt from its own log. */
const contentOf = async (folder: string) => {
  const reading = readSqliteStorage(folder);
  const documents: Record<string, unknown> = {};
  for (const { document } of await reading.log.heads('')) {
    const doc = new Y.Doc();
    const stored = (await reading.log.load(document))!;
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state);
    for (const { update } of stored.updates) Y.applyUpdate(doc, update);
    documents[document] = Object.fromEntries(
      [...doc.share.keys()].map((name) => [name, doc.getMap(name).toJSON()]),
    );
  }
  await reading.close();
  return documents;
};

describe('a backup', () => {
  test('BACKUP-15 made before a newer program first starts on the folder is whole', async () => {
    const writer = await documentWriter(storage, 'ledger/north');
    await writer.write('k1', 1);
    await writer.turn();
    // As the version before event checksums left it.
    for (const statement of [
      'alter table events drop column previous',
      'alter table events drop column checksum',
      'alter table closedGenerations drop column checksum',
      'alter table heads drop column event',
      'alter table heads drop column eventChecksum',
      'pragma user_version = 3',
    ])
      await sql.raw(statement).execute(storage.files.log.writer);
    const { damaged, heads } = await take();
    expect([damaged, heads.length]).toEqual([[], 1]);
    expect((await readdir(backup())).sort()).toEqual(['blobs.db', 'log.db', 'manifest.json']);
    // It is as that version left it, which can restore it too.
    const reading = readSqliteStorage(backup());
    expect(await isOfThisVersion(reading)).toBe(false);
    await reading.close();
  });

  test('BACKUP-1 made while people write holds all that was stored before its moment, and can be read whole', async () => {
    const writers = await Promise.all(
      ['workspace', 'ledger/north', 'ledger/south', 'note/north/01JD00000000000000000000R1'].map(
        (name) => documentWriter(storage, name),
      ),
    );
    let isOver = false;
    const stored = new Map<string, { count: number; at: number }[]>();
    const work = writers.map(async (writer) => {
      const times: { count: number; at: number }[] = [];
      stored.set(writer.name, times);
      for (let count = 1; !isOver; count++) {
        await writer.write(`k${count % 50}`, count);
        times.push({ count, at: Date.now() });
        if (count % 40 === 0) await writer.snapshot();
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const manifest = await take();
    isOver = true;
    await Promise.all(work);

    expect(manifest.damaged).toEqual([]);
    const copied = await readThrough(backup(), () => {});
    expect(copied.faults).toEqual([]);
    expect(copied.checks.filter(({ fault }) => fault !== null)).toEqual([]);
    for (const { document, seq } of manifest.heads) {
      const times = stored.get(document)!;
      const before = times.filter(({ at }) => at < manifest.at).at(-1)!;
      // The first update only says the generation.
      expect(seq - 1, document).toBeGreaterThanOrEqual(before.count);
      expect(seq - 1, document).toBeLessThanOrEqual(times.at(-1)!.count);
    }
  });

  test('BACKUP-2 is whole whatever happened between its two files: snapshots that trimmed the log, generations, new documents, segments', async () => {
    const north = await documentWriter(storage, 'ledger/north');
    const south = await documentWriter(storage, 'ledger/south');
    for (let count = 0; count < 10; count++) {
      await north.write('key', count);
      await south.write('key', count);
    }
    await north.snapshot();
    const live = { log: join(data.path, 'log.db'), blobs: join(data.path, 'blobs.db') };
    const copy = { log: backup('log.db'), blobs: backup('blobs.db') };
    await mkdir(outside.path, { recursive: true });
    const copyOne = async (name: 'log' | 'blobs') => {
      const frozen = await freeze(live[name]);
      await frozen.copyTo(copy[name], () => {});
      await frozen.release();
      await plainFile(copy[name]);
    };
    const moveOn = async (round: number) => {
      for (let times = 0; times < 3; times++) {
        await north.write('key', `${round} ${times}`);
        await north.snapshot();
      }
      await south.turn();
      await south.write('key', `after turn ${round}`);
      const late = await documentWriter(storage, `me/late${round}`);
      await late.write('key', round);
      await storage.blobs.putSegment('north', new TextEncoder().encode(`segment ${round}`));
    };
    await copyOne('log');
    await moveOn(1);
    await copyOne('blobs');
    await moveOn(2);
    await followOn(copy, live);
    expect(await contentOf(outside.path)).toEqual(await contentOf(data.path));
    expect((await readThrough(outside.path, () => {})).faults).toEqual([]);
    const reading = readSqliteStorage(outside.path);
    const segments = await reading.files.blobs.reader
      .selectFrom('segments')
      .select('hash')
      .execute();
    expect(segments).toHaveLength(2);
    await reading.close();
  });

  test('BACKUP-3 can be read by its owner alone, says what it holds, and never looks whole when it is not', async () => {
    await (await documentWriter(storage, 'ledger/north')).write('key', 1);
    const manifest = await take();
    expect(await readdir(backup())).toEqual(['blobs.db', 'log.db', 'manifest.json']);
    for (const name of await readdir(backup()))
      expect((await stat(join(backup(), name))).mode & 0o777, name).toBe(0o600);
    expect((await stat(backup())).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(join(backup(), 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest.heads).toEqual([{ document: 'ledger/north', generation: 1, seq: 2 }]);

    const disk = mountSmallDisk();
    if (disk === null) return;
    try {
      disk.fill();
      await expect(take(join(disk.path, 'full'))).rejects.toThrow('the disk is full');
      expect(await readdir(disk.path)).toEqual(['ballast']);
    } finally {
      disk.remove();
    }
  });

  test('BACKUP-4 is refused over something, inside the data folder, and where there is no data; with a sentence that says what to do', async () => {
    await (await documentWriter(storage, 'ledger/north')).write('key', 1);
    await mkdir(backup('there'));
    await expect(take(backup('there'))).rejects.toThrow('exists already');
    await expect(take(join(data.path, 'backups', 'one'))).rejects.toThrow('in the data folder');
    await expect(take(backup(), join(data.path, 'nowhere'))).rejects.toThrow('set DATA_DIR');
    await writeFile(backup('file'), '');
    await expect(take(join(backup('file'), 'one'))).rejects.toThrow('ENOTDIR');
    if (process.getuid?.() !== 0) {
      await chmod(outside.path, 0o500);
      await expect(take(backup('one'))).rejects.toThrow('no permission');
      await chmod(outside.path, 0o700);
    }
    expect((await readdir(outside.path)).sort()).toEqual(['file', 'there']);
    // What a backup that was broken off has left is no backup, and not in the way.
    await mkdir(backup('again.unfinished'));
    await take(backup('again'));
    expect((await readdir(outside.path)).sort()).toEqual(['again', 'file', 'there']);
  });

  test('BACKUP-13 is made of a damaged folder too, and names what cannot be read', async () => {
    for (const name of ['ledger/north', 'ledger/south'])
      await (await documentWriter(storage, name)).write('key', 1);
    await sql`update updates set bytes = x'ff' where document = 'ledger/north' and seq = 2`.execute(
      storage.files.log.writer,
    );
    expect((await take()).damaged).toEqual(['ledger/north']);
    await rm(backup(), { recursive: true });
    // And of one that an earlier version left: the new one is often taken just before its first start.
    await sql`drop table restores`.execute(storage.files.log.writer);
    await sql`drop table unusedSegments`.execute(storage.files.blobs.writer);
    expect((await take()).heads).toHaveLength(2);
  });
});
