import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

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

const open = (options: Parameters<typeof syncClient>[3] = {}): SyncClient => {
  const client = syncClient(server, server.owner, server.document, options);
  clients.push(client);
  return client;
};
const table = 'customers';
const addRows = (...ids: string[]) =>
  ({ type: 'addRows', table, rows: ids.map((id) => ({ id, values: { note: id } })) }) as const;
const ids = ['01J00000000000000000000001', '01J00000000000000000000002'] as const;
const noteOf = async (row: string): Promise<unknown> => {
  const rows = (await server.writers.readLedger(server.ledger)).table(table);
  return rows.cell(rows.rowOf(row)!, 'note');
};

describe('a ledger that turns to its next generation', () => {
  test('GEN-1 reads the same, closes who had the old one, and takes no more of it', async () => {
    await server.writers.applyLedger(server.ledger, [addRows(...ids)], null);
    const old = open();
    await until(() => old.provider.synced);
    old.set(ids[0], 'edited');
    await until(() => old.stored === 1);
    await server.documents.rotate(server.document);
    await until(() => old.endings.includes('generation'));
    expect(await noteOf(ids[0])).toBe('edited');
    expect(await noteOf(ids[1])).toBe(ids[1]);

    const stale = open({ doc: old.doc, generation: 1 });
    await until(() => stale.endings.length > 0);
    expect(stale.endings).toEqual(['generation']);

    const fresh = open();
    await until(() => fresh.provider.synced);
    expect(fresh.ledger.generation).toBe(2);
    expect(fresh.ledger.missingSegments()).toHaveLength(1);
    expect(fresh.doc.store.clients.size).toBe(1);
    fresh.set(ids[1], 'in the second');
    await until(() => fresh.stored === 1);
    expect(await noteOf(ids[1])).toBe('in the second');
  });

  test('GEN-2 when it cannot be stored the old one goes on', async () => {
    await server.writers.applyLedger(server.ledger, [addRows(...ids)], null);
    server.log.failFor(server.document);
    await expect(server.documents.rotate(server.document)).rejects.toThrow('no space');
    server.log.failFor();
    expect((await server.documents.open(server.document)).generation).toBe(1);
    expect(await noteOf(ids[0])).toBe(ids[0]);
  });

  test('GEN-3 the workspace turns too, with all its words', async () => {
    const before = (await server.writers.readWorkspace()).columns('customers');
    await server.documents.rotate('workspace');
    const workspace = await server.writers.readWorkspace();
    expect(workspace.generation).toBe(2);
    expect(workspace.columns('customers')).toEqual(before);
  });

  test('GEN-4 whatever is under way when it turns lands exactly once by recovery', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => `01J${String(n).padStart(23, '0')}`);
    await server.writers.applyLedger(server.ledger, [addRows(...rows)], null);
    let client = open();
    await until(() => client.provider.synced);
    let journal: { id: string; client: number; clock: number; row: string }[] = [];
    let turned: Promise<void> = Promise.resolve();
    const recoverInto = async (old: SyncClient): Promise<SyncClient> => {
      journal = journal.filter(
        ({ clock, client: by }) => by !== old.doc.clientID || clock > old.stored,
      );
      const entries = journal.map(({ id, client: by, clock, row }) => ({
        id,
        client: by,
        clock,
        commands: [
          {
            type: 'setCells' as const,
            table,
            cells: [{ row, column: 'note', value: `${row}!`, was: row }],
          },
        ],
      }));
      const generation = old.ledger.generation;
      const body = { document: server.document, generation, entries };
      const { outcomes } = await server.recover(body, server.owner.actor);
      expect(
        outcomes.filter(({ outcome }) => outcome !== 'known' && outcome !== 'applied'),
      ).toEqual([]);
      journal = [];
      old.destroy();
      const fresh = open();
      await until(() => fresh.provider.synced);
      return fresh;
    };
    for (const [n, row] of rows.entries()) {
      if (n % 80 === 40) turned = turned.then(() => server.documents.rotate(server.document));
      if (n % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      if (client.endings.length > 0) {
        expect(client.endings).toEqual(['generation']);
        client = await recoverInto(client);
      }
      client.set(row, `${row}!`);
      const { clientID } = client.doc;
      const clock = Y.decodeStateVector(Y.encodeStateVector(client.doc)).get(clientID)!;
      journal.push({ id: row, client: clientID, clock, row });
    }
    await turned;
    await until(() => client.endings.length > 0 || client.stored === journal.at(-1)!.clock);
    if (client.endings.length > 0) client = await recoverInto(client);
    expect((await server.documents.open(server.document)).generation).toBe(6);
    for (const row of rows) expect(await noteOf(row)).toBe(`${row}!`);
    const events = await server.log.events(server.document, { after: 1, limit: 10_000 });
    const written = events.flatMap(({ changes }) => changes.map((change) => change.row));
    expect(written.sort()).toEqual(rows);
    expect(events.flatMap(({ conflicts }) => conflicts)).toEqual([]);
  });
});

describe('recovery', () => {
  const write = (row: string, value: string, was: string | null) => ({
    type: 'setCells' as const,
    table,
    cells: [{ row, column: 'note', value, was }],
  });
  const entry = (id: string, clock: number, ...commands: ReturnType<typeof write>[]) => ({
    id,
    client: 77,
    clock,
    commands,
  });
  const recover = async (generation: number | null, ...entries: ReturnType<typeof entry>[]) => {
    const body = { document: server.document, generation, entries };
    const { outcomes } = await server.recover(body, server.owner.actor);
    return outcomes.map(({ outcome }) => outcome);
  };

  test('RECOVERY-1 what the closed generation had is known, the rest lands, and twice is once', async () => {
    await server.writers.applyLedger(server.ledger, [addRows(...ids)], null);
    const doc = new Y.Doc();
    doc.clientID = 77;
    const old = open({ doc });
    await until(() => old.provider.synced);
    old.set(ids[0], 'arrived');
    await until(() => old.stored === 1);
    await server.documents.rotate(server.document);

    const entries = [
      entry('a', 1, write(ids[0], 'arrived', ids[0])),
      entry('b', 2, write(ids[0], 'on its way', 'arrived')),
      entry('c', 3, write(ids[1], 'too', ids[1])),
    ];
    expect(await recover(1, ...entries)).toEqual(['known', 'applied', 'applied']);
    expect(await noteOf(ids[0])).toBe('on its way');
    expect(await recover(1, ...entries)).toEqual(['known', 'known', 'known']);
    const events = await server.log.events(server.document, { after: 0, limit: 100 });
    expect(events.filter(({ by }) => by === server.owner.actor.user)).toHaveLength(3);
  });

  test('RECOVERY-2 in the same generation, what has arrived meanwhile is known', async () => {
    await server.writers.applyLedger(server.ledger, [addRows(...ids)], null);
    const doc = new Y.Doc();
    doc.clientID = 77;
    const client = open({ doc });
    await until(() => client.provider.synced);
    client.set(ids[0], 'arrived');
    await until(() => client.stored === 1);
    const arrived = entry('a', 1, write(ids[0], 'arrived', ids[0]));
    expect(await recover(1, arrived)).toEqual(['known']);
    expect(await recover(null, arrived)).toEqual(['applied']);
  });

  test('RECOVERY-3 where the cell holds something else both values are recorded, and it stays', async () => {
    await server.writers.applyLedger(server.ledger, [addRows(...ids)], null);
    expect(await recover(null, entry('a', 1, write(ids[0], 'mine', 'what I saw')))).toEqual([
      'conflict',
    ]);
    expect(await noteOf(ids[0])).toBe(ids[0]);
    const events = await server.log.events(server.document, { after: 0, limit: 100 });
    expect(events.at(-1)).toMatchObject({
      by: server.owner.actor.user,
      conflicts: [{ table, row: ids[0], column: 'note', kept: ids[0], overruled: 'mine' }],
    });
    expect(await recover(null, entry('a', 1, write(ids[0], 'mine', 'what I saw')))).toEqual([
      'known',
    ]);
  });

  test('RECOVERY-4 who may not write, and what is no command of this document, is refused', async () => {
    const viewer = await server.addMember('Vera', 'viewer');
    const body = {
      document: server.document,
      generation: 1,
      entries: [entry('a', 1, write(ids[0], 'x', null))],
    };
    const refused = (reason: string) => ({ outcomes: [{ id: 'a', outcome: 'refused', reason }] });
    expect(await server.recover(body, viewer.actor)).toEqual(refused('forbidden'));
    const record = { type: 'setRecord' as const, collection: 'tables' as const, id: 't' };
    const foreign = { id: 'a', client: 5, clock: 1, commands: [{ ...record, properties: {} }] };
    expect(await server.recover({ ...body, entries: [foreign] }, server.owner.actor)).toEqual(
      refused('invalid'),
    );
  });

  test('RECOVERY-5 the workspace takes in its own commands', async () => {
    const record = { type: 'setRecord', collection: 'tables', id: 'customers' } as const;
    const rename = (id: string, name: string, was: unknown) => ({
      id,
      client: 5,
      clock: 1,
      commands: [{ ...record, properties: { name }, was: { name: was } }],
    });
    const { name } = (await server.writers.readWorkspace()).table('customers')!;
    const body = {
      document: 'workspace',
      generation: null,
      entries: [rename('a', 'Clients', name), rename('b', 'Patrons', name)],
    };
    const { outcomes } = await server.recover(body, server.owner.actor);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'conflict']);
    expect((await server.writers.readWorkspace()).table('customers')!.name).toBe('Clients');
  });
});
