import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { aWhile, until } from './support/until.ts';

let server: TestServer;
let clients: SyncClient[];

beforeEach(async () => {
  server = await startServer();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
});

const open = (
  member: { token: string },
  name = server.document,
  options: Parameters<typeof syncClient>[3] = {},
): SyncClient => {
  const client = syncClient(server, member, name, options);
  clients.push(client);
  return client;
};

describe('live editing', () => {
  test('SYNC-1 two people see the same, and it is in the log', async () => {
    const rows = [row(1), row(2)].map((id) => ({ id, values: { name: id } }));
    const addRows = { type: 'addRows', table: 'customers', rows } as const;
    await server.writers.applyLedger(server.ledger, [addRows], null);
    const bert = await server.addMember('Bert');
    const [ada, other] = [open(server.owner), open(bert)];
    await until(() => ada.provider.synced && other.provider.synced);
    ada.set(row(1), 'from Ada');
    other.set(row(2), 'from Bert');
    await until(() => other.cell(row(1)) === 'from Ada' && ada.cell(row(2)) === 'from Bert');
    await until(() => !ada.provider.hasUnsyncedChanges && ada.stored > 0);

    const stored = await server.log.load(server.document);
    const rebuilt = new Y.Doc();
    for (const { update } of stored!.updates) Y.applyUpdate(rebuilt, update);
    expect(rebuilt.getMap('cells:customers').toJSON()).toEqual({
      [`${row(1)}/note`]: 'from Ada',
      [`${row(2)}/note`]: 'from Bert',
    });
    const events = await server.log.events(server.document, { after: 1, limit: 10 });
    const told = new Map(events.map(({ by, changes }) => [by, changes]));
    expect(told.get(server.owner.actor.user)).toEqual([change(row(1), null, 'from Ada')]);
    expect(told.get(bert.actor.user)).toEqual([change(row(2), null, 'from Bert')]);
    expect(stored!.clients.get(other.doc.clientID)).toBe(bert.actor.user);
  });

  test('SYNC-2 nothing is shown, sent or acknowledged before it is on disk', async () => {
    const bert = await server.addMember('Bert');
    const [ada, other] = [open(server.owner), open(bert)];
    await until(() => ada.provider.synced && other.provider.synced);
    await until(() => !ada.provider.hasUnsyncedChanges);
    server.log.pause();
    ada.set(row(1), 'not yet');
    await until(() => server.documents.find(server.document)!.commits.last > 1);
    const late = open(bert);
    late.provider.setAwarenessField('typing', true);
    await aWhile();
    expect(other.cell(row(1))).toBeUndefined();
    expect(late.provider.synced).toBe(false);
    expect(ada.provider.hasUnsyncedChanges).toBe(true);
    expect(ada.stored).toBe(0);
    expect([...other.provider.awareness!.getStates().values()]).toContainEqual(
      expect.objectContaining({ typing: true }),
    );
    server.log.resume();
    await until(() => other.cell(row(1)) === 'not yet' && late.cell(row(1)) === 'not yet');
    await until(() => !ada.provider.hasUnsyncedChanges && ada.stored === 1);
  });

  test('SYNC-3 when the disk fails nothing is acknowledged, the document closes, the rest goes on', async () => {
    const bert = await server.addMember('Bert');
    const { id } = await server.access.ledgers.make(server.owner.actor, 'Second');
    const [ada, other] = [open(server.owner), open(bert)];
    const elsewhere = open(server.owner, `ledger/${id}`);
    await until(() => [ada, other, elsewhere].every(({ provider }) => provider.synced));
    ada.set(row(0), 'stored');
    await until(() => ada.stored === 1);

    server.log.failFor(server.document);
    ada.set(row(1), 'lost by the disk');
    await until(() => ada.endings.includes('broken') && other.endings.includes('broken'));
    elsewhere.set(row(1), 'not disturbed');
    await until(() => elsewhere.stored === 1);
    expect(other.cell(row(1))).toBeUndefined();
    expect(ada.stored).toBe(1);
    expect(elsewhere.endings).toEqual([]);

    server.log.failFor();
    const again = syncClient(server, server.owner, server.document, { doc: ada.doc });
    clients.push(again);
    await until(() => {
      if (!again.provider.isAuthenticated) again.provider.sendToken();
      if (again.provider.isAuthenticated && !again.provider.synced) again.provider.startSync();
      return again.provider.synced;
    });
    await until(
      async () =>
        (await server.writers.readLedger(server.ledger)).doc
          .getMap('cells:customers')
          .get(`${row(1)}/note`) === 'lost by the disk',
    );
    const ledger = await server.writers.readLedger(server.ledger);
    expect(ledger.doc.getMap('cells:customers').toJSON()).toEqual({
      [`${row(0)}/note`]: 'stored',
      [`${row(1)}/note`]: 'lost by the disk',
    });
  });

  test('SYNC-4 edits that are made while connecting come after those that were made offline', async () => {
    const doc = new Y.Doc();
    const first = open(server.owner, server.document, { doc });
    await until(() => first.provider.synced);
    first.set(row(1), 'online');
    await until(() => first.stored === 1);
    first.socket.disconnect();
    await until(() => !first.provider.isAuthenticated);
    for (let i = 0; i < 5; i++) first.set(row(1), `offline ${i}`);
    void first.socket.connect();
    for (let i = 0; i < 200 && !first.provider.synced; i++) {
      first.set(row(2), `connecting ${i}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const last = Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID)!;
    await until(() => first.stored === last);
    expect(first.endings).toEqual([]);
    const ledger = await server.writers.readLedger(server.ledger);
    expect(ledger.doc.getMap('cells:customers').get(`${row(1)}/note`)).toBe('offline 4');
  });

  test('SYNC-5 two who overwrite each other unseen: both values are in the event', async () => {
    const bert = await server.addMember('Bert');
    const [ada, other] = [open(server.owner), open(bert)];
    await until(() => ada.provider.synced && other.provider.synced);
    other.socket.disconnect();
    await until(() => !other.provider.isAuthenticated);
    ada.set(row(1), 'Ada');
    other.set(row(1), 'Bert');
    await until(() => ada.stored === 1);
    void other.socket.connect();
    await until(() => other.stored === 1);
    await until(() => ada.cell(row(1)) === other.cell(row(1)));
    const kept = ada.cell(row(1));
    const overruled = kept === 'Ada' ? 'Bert' : 'Ada';
    const events = await server.log.events(server.document, { after: 0, limit: 10 });
    expect(events.at(-1)!.conflicts).toEqual([
      { table: 'customers', row: row(1), column: 'note', kept, overruled },
    ]);
  });

  /** Both write while `other` is away; gives the conflicts of the last event, once both see one. */
  const unseen = async (
    name: string,
    key: { readonly map: string; readonly key: string },
    values: readonly [unknown, unknown],
  ) => {
    const bert = await server.addMember('Bert');
    const [ada, other] = [open(server.owner, name), open(bert, name)];
    await until(() => ada.provider.synced && other.provider.synced);
    other.socket.disconnect();
    await until(() => !other.provider.isAuthenticated);
    const [hers, his] = [ada, other].map(({ doc }) => doc.getMap(key.map));
    hers!.set(key.key, values[0]);
    his!.set(key.key, values[1]);
    await until(() => ada.stored === 1);
    void other.socket.connect();
    await until(() => other.stored === 1);
    await until(() => hers!.get(key.key) === his!.get(key.key));
    const events = await server.log.events(name, { after: 0, limit: 10 });
    return { kept: hers!.get(key.key), conflicts: events.at(-1)!.conflicts };
  };

  test('SYNC-6 one member that is added and taken unseen is in the event; another member is no conflict', async () => {
    const map = 'cells:customers';
    const { kept, conflicts } = await unseen(server.document, { map, key: `${row(1)}/tags/vip` }, [
      true,
      false,
    ]);
    const [isIn, isOut] = [['vip'], []];
    const sides =
      kept === true ? { kept: isIn, overruled: isOut } : { kept: isOut, overruled: isIn };
    expect(conflicts).toEqual([{ table: 'customers', row: row(1), column: 'tags', ...sides }]);
    const [ada] = clients;
    ada!.doc.getMap(map).set(`${row(1)}/tags/new`, true);
    await until(() => ada!.stored === 2);
    const events = await server.log.events(server.document, { after: 0, limit: 10 });
    expect(events.flatMap((event) => event.conflicts)).toHaveLength(1);
  });

  test('SYNC-6 two names for one record of the workspace are in the event', async () => {
    const place = { map: 'columns', key: 'customers/phone/name' };
    const { kept, conflicts } = await unseen('workspace', place, ['Mobile', 'Telephone']);
    const overruled = kept === 'Mobile' ? 'Telephone' : 'Mobile';
    expect(conflicts).toEqual([
      { table: 'columns', row: 'customers/phone', column: 'name', kept, overruled },
    ]);
  });
});

const row = (n: number): string => `01J${String(n).padStart(23, '0')}`;

const change = (row: string, before: string | null, after: string | null) => ({
  table: 'customers',
  row,
  column: 'note',
  before,
  after,
});
