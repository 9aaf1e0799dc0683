import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutOfStep, StorageError } from '../../server/storage/errors.ts';
import type { SqliteStorage } from '../../server/storage/sqlite/index.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { appendMany, bytes, entry, ledger, rebuilt, text } from './entries.ts';
import { fillDisk, makeRoom } from './fullDisk.ts';
import { temporaryFolder } from './temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let storage: SqliteStorage;

beforeEach(async () => {
  folder = await temporaryFolder();
  storage = await openSqliteStorage(join(folder.path, 'made', 'when missing'));
});
afterEach(async () => {
  await storage.close();
  await folder.remove();
});

const reopen = async () => {
  await storage.close();
  storage = await openSqliteStorage(join(folder.path, 'made', 'when missing'));
};
const anEvent = { changes: [], conflicts: [], layer: 'import-1' };

describe('what SQLite keeps', () => {
  test('STORAGE-1: everything is there after the files were closed and opened', async () => {
    await storage.log.append(
      entry(1, { event: anEvent, commandIds: ['a'], clients: [{ client: 5, user: 'ada' }] }),
    );
    await storage.log.snapshot(ledger, 1, 1, bytes('state 1'));
    const { hash } = await storage.blobs.putSegment('north', bytes('columns'));
    await reopen();
    await storage.log.append(entry(2, { event: anEvent }));
    expect(await rebuilt(storage.log)).toEqual(['state 1', 'update 2']);
    expect((await storage.log.load(ledger))?.clients).toEqual(new Map([[5, 'ada']]));
    expect(await storage.log.lastEventId()).toBe(2);
    expect(await storage.log.knownCommands(ledger, ['a'])).toEqual(new Set(['a']));
    expect(text((await storage.blobs.segment(hash))!)).toBe('columns');
  });

  test('STORAGE-11: commits reach the disk before anyone is told', async () => {
    for (const file of [storage.files.log, storage.files.blobs]) {
      const { rows: journal } = await sql`pragma journal_mode`.execute(file.writer);
      const { rows: synchronous } = await sql`pragma synchronous`.execute(file.writer);
      const { rows: foreignKeys } = await sql`pragma foreign_keys`.execute(file.writer);
      expect([journal, synchronous, foreignKeys]).toEqual([
        [{ journal_mode: 'wal' }],
        [{ synchronous: 2 }],
        [{ foreign_keys: 1 }],
      ]);
    }
  });
});

describe('a folder in use', () => {
  test('STORAGE-18: is kept from a second server until the first lets go', async () => {
    const second = openSqliteStorage(join(folder.path, 'made', 'when missing'));
    await expect(second).rejects.toThrow('is in use by another Suanpan server');
    await expect(storage.log.append(entry(1))).resolves.toBeDefined();
    await reopen();
    expect(await rebuilt(storage.log)).toEqual(['update 1']);
  });

  test('STORAGE-18: a server that starts while the other ends waits for it', async () => {
    const next = openSqliteStorage(join(folder.path, 'made', 'when missing'));
    await storage.close();
    storage = await next;
    await storage.log.append(entry(1));
  });

  test('STORAGE-18: is free again after the process was killed', async () => {
    const module = new URL('../../server/storage/sqlite/index.ts', import.meta.url);
    const program = `import(${JSON.stringify(module.href)}).then(async ({ openSqliteStorage }) => {
      await openSqliteStorage(process.argv[1]);
      process.send('open');
    })`;
    const path = join(folder.path, 'killed');
    const child = fork('-e', [program, path], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await openSqliteStorage(path);
    await after.close();
  });
});

describe('the group commit', () => {
  test('STORAGE-12: appends that arrive together share few commits', async () => {
    const appends = Array.from({ length: 500 }, (_, index) => storage.log.append(entry(index + 1)));
    await Promise.all(appends);
    expect(storage.log.stats.appends).toBe(500);
    expect(storage.log.stats.commits).toBeLessThanOrEqual(4);
    expect((await storage.log.load(ledger))?.updates).toHaveLength(500);
  });

  test('an append with thousands of rows of its own is one commit', async () => {
    const clients = Array.from({ length: 5_000 }, (_, client) => ({ client, user: 'ada' }));
    const commandIds = clients.map(({ client }) => `command ${client}`);
    await storage.log.append(entry(1, { clients, commandIds }));
    expect(storage.log.stats.commits).toBe(1);
    expect((await storage.log.load(ledger))?.clients.size).toBe(5_000);
    expect((await storage.log.knownCommands(ledger, commandIds)).size).toBe(5_000);
  });

  test('closing waits for what is being written', async () => {
    const append = storage.log.append(entry(1));
    await reopen();
    await append;
    expect(await rebuilt(storage.log)).toEqual(['update 1']);
  });
});

describe('a full disk', () => {
  const large = (seq: number) => entry(seq, { update: new Uint8Array(2_000_000), event: anEvent });

  test('STORAGE-13: rejects all that waited, keeps none of it, and reading goes on', async () => {
    await appendMany(storage.log, 1, 2);
    await fillDisk(storage);
    const outcomes = await Promise.allSettled([
      storage.log.append(large(3)),
      storage.log.append(entry(4)),
      storage.log.append(entry(1, { document: 'workspace' })),
    ]);
    for (const outcome of outcomes) {
      expect(outcome.status).toBe('rejected');
      expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(StorageError);
    }
    expect((outcomes[0] as PromiseRejectedResult).reason.message).toContain('SQLITE_FULL');
    expect(await rebuilt(storage.log)).toEqual(['update 1', 'update 2']);
    expect(await storage.log.load('workspace')).toBeNull();
    expect(await storage.log.lastEventId()).toBe(0);
  });

  test('STORAGE-20: an append that no table takes is rejected alone', async () => {
    const outcomes = await Promise.allSettled([
      storage.log.append(entry(1)),
      storage.log.append(entry(1, { document: 'workspace', at: null as unknown as number })),
      storage.log.append(entry(2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await rebuilt(storage.log)).toEqual(['update 1', 'update 2']);
    expect(await storage.log.load('workspace')).toBeNull();
  });

  test('STORAGE-13: when there is room again, appends go on where the log stands', async () => {
    await appendMany(storage.log, 1, 2);
    await fillDisk(storage);
    await expect(storage.log.append(large(3))).rejects.toThrow('could not store the log');
    await makeRoom(storage);
    await expect(storage.log.append(entry(4))).rejects.toBeInstanceOf(OutOfStep);
    expect(await storage.log.append(entry(3, { event: anEvent }))).toEqual({ eventId: 1 });
    expect(await rebuilt(storage.log)).toEqual(['update 1', 'update 2', 'update 3']);
  });
});
