import 'fake-indexeddb/auto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { makeBackup } from '../../server/backup/makeBackup.ts';
import { type Restored, restoreBackup } from '../../server/backup/restoreBackup.ts';
import { readSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { noteRoot } from '../../shared/documents/note.ts';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { type Person, startServer, type TestServer } from '../clientSync/support/server.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { aWhile, until } from '../sync/support/until.ts';

let server: TestServer;
let outside: Awaited<ReturnType<typeof temporaryFolder>>;
let closers: (() => unknown)[];

beforeEach(async () => {
  server = await startServer();
  outside = await temporaryFolder();
  closers = [];
});
afterEach(async () => {
  for (const close of closers) await close();
  await server.end();
  await outside.remove();
});

const open = async (person: Person = server.owner): Promise<Page> => {
  const page = await openPage(server, person);
  closers.push(() => page.close());
  return page;
};

const backup = () => join(outside.path, 'backup');
const takeBackup = () =>
  makeBackup({ dataDir: server.folder, folder: backup(), progress: () => {} });
const restore = async (now: () => number = Date.now): Promise<Restored> => {
  const options = { backup: backup(), dataDir: server.folder, now, progress: () => {} };
  const restored = await restoreBackup(options);
  closers.push(() => rm(restored.kept ?? '', { recursive: true, force: true }));
  return restored;
};
const restoreAndStart = async (): Promise<Restored> => {
  await server.stop();
  const restored = await restore();
  await server.start();
  return restored;
};

const stock = async (name: string, doc = new Y.Doc(), secret?: string) => {
  const token = secret ?? (await newToken());
  const closes: number[] = [];
  const provider = new WebsocketProvider(`${server.origin.replace('http', 'ws')}/yjs`, name, doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 100,
  });
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
  closers.push(() => provider.destroy());
  return { doc, provider, closes, token, cells: doc.getMap('cells:customers') };
};
const ask = (path: string, headers: Record<string, string>, body?: object): Promise<Response> =>
  fetch(server.origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
const newToken = async (): Promise<string> => {
  const answer = await ask('/api/tokens', { cookie: server.owner.cookie }, { name: 'program' });
  return ((await answer.json()) as { token: string }).token;
};
/** What the server has in a customer's cell `note`. */
const noteOf = async (row: string): Promise<unknown> => {
  const live = await server.documents.open(`ledger/${server.ledger}`);
  const customers = live.content.ledger!.table('customers');
  const number = customers.rowOf(row);
  return number === undefined ? undefined : customers.cell(number, 'note');
};

describe('a restored server', () => {
  test('BACKUP-6 an open page that is ahead of the backup comes back to it without a reload, and its unsaved edits go through recovery', async () => {
    const page = await open();
    const row = page.add({ name: 'Acme', note: 'as backed up' });
    await page.saved();
    await takeBackup();
    page.write(row, 'note', 'acknowledged after the backup');
    const later = page.add({ name: 'Later' });
    await page.saved();
    await server.stop();
    page.write(row, 'name', 'not acknowledged');
    const unsaved = page.add({ name: 'Made offline' });
    await restore();
    await server.start();
    page.store.reconnect();

    await until(() => page.cell(row, 'note') === 'as backed up');
    await page.saved();
    expect(page.signedOut).toBe(0);
    expect(page.names()).toEqual(['not acknowledged', 'Made offline']);
    expect(page.cell(later, 'name')).toBeNull();
    // And it goes on as ever, in both directions.
    const other = await open();
    expect(other.names()).toEqual(['not acknowledged', 'Made offline']);
    other.write(unsaved, 'note', 'from another');
    page.write(row, 'note', 'after the restore');
    await until(
      () =>
        page.cell(unsaved, 'note') === 'from another' &&
        other.cell(row, 'note') === 'after the restore',
    );
  });

  test('BACKUP-7 stock clients that are ahead are closed with 4409, and bring nothing back, also after later turns', async () => {
    const name = `ledger/${server.ledger}`;
    const [r1, r2, r3] = ['1', '2', '3'].map((n) => `01JD00000000000000000000R${n}`) as [
      string,
      string,
      string,
    ];
    const early = await stock(name);
    await until(() => early.provider.synced);
    for (const row of [r1, r2, r3]) early.doc.getMap('rows:customers').set(row, { name: 'Acme' });
    early.cells.set(`${r1}/note`, 'as backed up');
    await until(async () => (await noteOf(r1)) === 'as backed up');
    await takeBackup();
    // This one's client id came after the backup: no restored log has ever heard of it.
    const late = await stock(name, new Y.Doc(), early.token);
    await until(() => late.provider.synced);
    late.cells.set(`${r2}/note`, 'lost');
    await until(() => early.cells.get(`${r2}/note`) === 'lost');
    const offline = new Y.Doc();
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(late.doc));

    await restoreAndStart();
    for (const client of [early, late]) {
      await until(() => client.closes.includes(4409));
      expect(client.provider.shouldConnect).toBe(false);
    }
    await server.documents.rotate(name);
    const back = await stock(name, offline, early.token);
    await until(() => back.closes.length > 0);
    expect(back.closes).toEqual([4409]);
    expect([await noteOf(r1), await noteOf(r2)]).toEqual(['as backed up', null]);

    const fresh = await stock(name, new Y.Doc(), early.token);
    await until(() => fresh.provider.synced);
    fresh.cells.set(`${r3}/note`, 'welcome');
    await until(async () => (await noteOf(r3)) === 'welcome');
    expect(fresh.closes).toEqual([]);
  });

  test('BACKUP-8 notes go back too: those that were written since, and those that were begun since', async () => {
    const page = await open();
    const [written, begun] = [page.add({ name: 'Acme' }), page.add({ name: 'Bolt' })];
    await page.saved();
    const notes = [written, begun].map((row) => page.store.openNote(server.ledger, row));
    await until(() => notes.every((note) => note.state().hasArrived));
    const write = (index: number, text: string): void => {
      const copy = notes[index]!.openCopy((error) => {
        throw error;
      });
      copy.connect();
      noteRoot(copy.doc).insert(0, `${text}\n`);
      copy.disconnect();
    };
    write(0, 'as backed up');
    await aWhile();
    await page.saved();
    await takeBackup();
    write(0, 'lost');
    write(1, 'lost as well');
    await aWhile();
    await page.saved();
    await restoreAndStart();
    page.store.reconnect();
    await until(() => notes[0]!.text() === 'as backed up' && notes[1]!.text() === '');
    write(1, 'begun again');
    await aWhile();
    await page.saved();
    const other = await open();
    const seen = [written, begun].map((row) => other.store.openNote(server.ledger, row));
    await until(() => seen.every((note) => note.state().hasArrived));
    expect(seen.map((note) => note.text())).toEqual(['as backed up', 'begun again']);
  });

  test('BACKUP-9 what was withdrawn after the backup stays withdrawn, and what was valid in both goes on', async () => {
    const bert = await server.addPerson('Bert');
    const [kept, deleted] = [await newToken(), await newToken()];
    const me = (headers: Record<string, string>) => ask('/api/me', headers);
    const tokensPath = '/api/tokens';
    await takeBackup();
    const listed = await (await ask(tokensPath, { cookie: server.owner.cookie })).json();
    const [, { id }] = listed as [{ id: string }, { id: string }];
    const end = (path: string, cookie: string) =>
      fetch(server.origin + path, { method: 'DELETE', headers: { origin: server.origin, cookie } });
    expect((await end(`${tokensPath}/${id}`, server.owner.cookie)).ok).toBe(true);
    expect((await end('/api/session', bert.cookie)).ok).toBe(true);

    const { withdrawn } = await restoreAndStart();
    expect(withdrawn).toMatchObject({ isCompared: true, sessions: 1, tokens: 1, changed: [] });
    expect((await me({ cookie: server.owner.cookie })).status).toBe(200);
    expect((await me({ cookie: bert.cookie })).status).toBe(401);
    expect((await me({ authorization: `Bearer ${kept}` })).status).toBe(200);
    expect((await me({ authorization: `Bearer ${deleted}` })).status).toBe(401);

    // Where the folder is lost, nothing is known of what was withdrawn: everything ends.
    await server.stop();
    await rm(server.folder, { recursive: true });
    const second = await restore();
    expect(second).toMatchObject({ kept: null, withdrawn: { isCompared: false, tokens: 2 } });
    await server.start();
    expect((await me({ cookie: server.owner.cookie })).status).toBe(401);
    expect((await me({ authorization: `Bearer ${kept}` })).status).toBe(401);
  });

  test('BACKUP-10 people whose rights are again those of the backup are named', async () => {
    const bert = await server.addPerson('Bert');
    await takeBackup();
    await server.addPerson('Cleo');
    const { owner } = server;
    await fetch(`${server.origin}/api/users/${bert.id}`, {
      method: 'PATCH',
      headers: { origin: server.origin, cookie: owner.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ active: false }),
    });
    const { withdrawn } = await restoreAndStart();
    expect(withdrawn.changed).toEqual([
      'Bert is active again.',
      'Cleo came after the backup, and has no account now.',
    ]);
  });
});

describe('restoring', () => {
  const heads = async (folder: string) => {
    const reading = readSqliteStorage(folder);
    const found = await reading.log.heads('');
    await reading.close();
    return found;
  };

  test('BACKUP-5 every document begins a generation that nobody ever held, however often it is restored', async () => {
    const page = await open();
    page.add({ name: 'Acme' });
    await page.saved();
    await takeBackup();
    const seen = new Set((await heads(server.folder)).map(({ generation }) => generation));
    await server.stop();
    // Twice in one second, and once with a clock that is wrong.
    for (const now of [Date.now, Date.now, () => 0]) {
      const { generation } = await restore(now);
      expect(seen.has(generation)).toBe(false);
      expect(Math.max(...seen)).toBeLessThan(generation);
      seen.add(generation);
      const restored = await heads(server.folder);
      expect(new Set(restored.map((head) => head.generation))).toEqual(new Set([generation]));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await server.start();
    const after = await open();
    expect(after.names()).toEqual(['Acme']);
    // A document that begins only now must not be taken for one from before either.
    const fresh = await server.documents.open('me/somebody');
    expect(fresh.generation).toBe(Math.max(...seen));
  });

  test('BACKUP-11 keeps what was there under another name, with every byte of it', async () => {
    const page = await open();
    page.add({ name: 'Acme' });
    await page.saved();
    await takeBackup();
    page.add({ name: 'Later' });
    await page.saved();
    const later = await heads(server.folder);
    await server.stop();
    const { kept } = await restore();
    expect(kept).toContain(`${server.folder}.before-restore-`);
    expect(await heads(kept!)).toEqual(later);
    await server.start();
  });

  test('BACKUP-12 is refused while a server is at work, from what is no whole backup, and over a folder that is not ours; nothing changes then', async () => {
    await takeBackup();
    await expect(restore()).rejects.toThrow('in use by another Suanpan server');
    await server.stop();
    const before = await readdir(server.folder);
    await expect(
      restoreBackup({
        backup: outside.path,
        dataDir: server.folder,
        now: Date.now,
        progress: () => {},
      }),
    ).rejects.toThrow('not a whole backup');
    await mkdir(join(outside.path, 'photos'));
    await writeFile(join(outside.path, 'photos', 'a.jpg'), '');
    await expect(
      restoreBackup({
        backup: backup(),
        dataDir: join(outside.path, 'photos'),
        now: Date.now,
        progress: () => {},
      }),
    ).rejects.toThrow('no data folder of Suanpan');
    await writeFile(join(backup(), 'blobs.db'), 'damaged');
    await expect(restore()).rejects.toThrow('not what the backup wrote');
    expect(await readdir(server.folder)).toEqual(before);
    expect(await readdir(outside.path)).toEqual(['backup', 'photos']);
    await server.start();
  });
});
